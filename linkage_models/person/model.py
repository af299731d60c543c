"""The person model: how two records of one person are compared, and which pairs are compared.

Ethnic group and deprivation are never compared. Address is one joint comparison over the whole
history: separate ones for line, postcode and UPRN count the same agreement three times.
"""

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import SettingsCreator, block_on

from linkage_models.comparisons import comparison, level, not_known
from linkage_models.model import LinkageModel

_GIVEN_NAME_CLOSE = 0.92
_GIVEN_NAME_NEAR = 0.8
_FAMILY_NAME_CLOSE = 0.9
_SHORT_FORM_LETTERS = 3
# Too rare to be learnt from a sample: measured between two systems of one trust, and the chance
# that two names meet crosswise, which is that of agreeing on both.
_SWAPPED_AMONG_TRUE = 0.0008
_SWAPPED_BY_CHANCE = 0.000004
# Also too rare for a sample: a pupil whose UPN changed and whose former one was not sent.
_UPN_CHANGED = 0.02


_SWAPPED = "given_name_l = family_name_r and family_name_l = given_name_r"


def person_comparisons() -> list[cl.CustomComparison]:
    """Build the comparisons anew: Splink's creators are changed by use."""
    return [
        comparison(
            "given_name",
            "given name, known forms and order",
            not_known("given_name_l is null or given_name_r is null"),
            cll.ExactMatchLevel("given_name", term_frequency_adjustments=True),
            level(_SWAPPED, "given and family name swapped").configure(
                m_probability=_SWAPPED_AMONG_TRUE,
                fix_m_probability=True,
                u_probability=_SWAPPED_BY_CHANCE,
                fix_u_probability=True,
            ),
            level("list_has_any(given_names_l, given_names_r)", "another given name agrees"),
            level(
                "least(length(given_name_l), length(given_name_r)) >= "
                f"{_SHORT_FORM_LETTERS} and (starts_with(given_name_l, given_name_r) or "
                "starts_with(given_name_r, given_name_l))",
                "one begins with the other",
            ),
            cll.JaroWinklerLevel("given_name", _GIVEN_NAME_CLOSE),
            cll.JaroWinklerLevel("given_name", _GIVEN_NAME_NEAR),
            cll.ElseLevel(),
        ),
        comparison(
            "family_name",
            "family name, earlier and double-barrelled names",
            not_known(f"family_name_l is null or family_name_r is null or ({_SWAPPED})"),
            cll.ExactMatchLevel("family_name", term_frequency_adjustments=True),
            level("list_has_any(family_names_l, family_names_r)", "another family name agrees"),
            cll.JaroWinklerLevel("family_name", _FAMILY_NAME_CLOSE),
            cll.ElseLevel(),
        ),
        comparison(
            "date_of_birth",
            "date of birth and its typing errors",
            not_known("date_of_birth_l is null or date_of_birth_r is null"),
            cll.ExactMatchLevel("date_of_birth_text"),
            level(
                "damerau_levenshtein(date_of_birth_text_l, date_of_birth_text_r) <= 1",
                "one digit wrong or two swapped",
            ),
            level("date_parts_agreeing(date_of_birth_l, date_of_birth_r) = 2", "one part differs"),
            cll.ElseLevel(),
        ),
        comparison(
            "address",
            "addresses over time, jointly",
            not_known("len(postcodes_l) = 0 or len(postcodes_r) = 0"),
            level("list_has_any(address_keys_l, address_keys_r)", "an address agrees"),
            level(
                "current_postcode_l = current_postcode_r or list_has_any(postcodes_l, postcodes_r)",
                "a postcode agrees",
            ),
            cll.ElseLevel(),
        ),
        comparison(
            "contact_point",
            "phone numbers and e-mail addresses",
            not_known("len(contact_points_l) = 0 or len(contact_points_r) = 0"),
            level("list_has_any(contact_points_l, contact_points_r)", "one agrees"),
            cll.ElseLevel(),
        ),
        comparison(
            "relatives",
            "people whom sources tie them to, by given name and birth",
            not_known("len(relatives_l) = 0 or len(relatives_r) = 0"),
            level("list_has_any(relatives_l, relatives_r)", "one agrees"),
            cll.ElseLevel(),
        ),
        comparison(
            "nhs_number",
            "NHS number",
            not_known("nhs_number_l is null or nhs_number_r is null"),
            cll.ExactMatchLevel("nhs_number"),
            cll.ElseLevel(),
        ),
        comparison(
            "upn",
            "UPN, former UPN included",
            not_known("len(upns_l) = 0 or len(upns_r) = 0"),
            level("list_has_any(upns_l, upns_r)", "one agrees").configure(
                m_probability=1 - _UPN_CHANGED, fix_m_probability=True
            ),
            cll.ElseLevel().configure(m_probability=_UPN_CHANGED, fix_m_probability=True),
        ),
        comparison(
            "sex",
            "sex",
            not_known("sex_l is null or sex_r is null"),
            cll.ExactMatchLevel("sex"),
            cll.ElseLevel(),
        ),
    ]


def person_settings() -> SettingsCreator:
    """Describe the model to Splink. Blocking keeps movers, changed names and missing numbers."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_number",
        comparisons=list(person_comparisons()),
        blocking_rules_to_generate_predictions=[
            block_on("nhs_number"),
            block_on("upn"),
            block_on("date_of_birth", "family_name"),
            block_on("date_of_birth", "given_name"),
            block_on("date_of_birth", "current_postcode"),
            block_on("given_name", "family_name", "current_postcode"),
            block_on("given_name", "family_name", "year(date_of_birth)"),
            block_on("contact_points", arrays_to_explode=["contact_points"]),
            block_on("given_name", "address_keys", arrays_to_explode=["address_keys"]),
            block_on("given_name", "relatives", arrays_to_explode=["relatives"]),
            block_on("family_name", "address_keys", arrays_to_explode=["address_keys"]),
            block_on("family_name", "relatives", arrays_to_explode=["relatives"]),
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=["source"],
    )


PERSON_MODEL = LinkageModel(
    name="person",
    table="linkage.record",
    settings=person_settings,
    deterministic=(
        block_on("nhs_number"),
        block_on("upn"),
        block_on("given_name", "family_name", "date_of_birth"),
        block_on("given_name", "family_name", "current_postcode"),
    ),
    deterministic_recall=0.9,
    train_on=(
        block_on("nhs_number"),
        block_on("date_of_birth", "given_name"),
        block_on("given_name", "family_name", "current_postcode"),
    ),
)
