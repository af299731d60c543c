"""How two records of one person are compared: by what, and in which steps from alike to not.

Ethnic group and deprivation are never compared. Address is one joint comparison over the whole
history: separate ones for line, postcode and UPRN count the same agreement three times. Which pairs
are compared at all is in `model.py`, and what the levels weigh is learnt.
"""

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from linkage_models.comparisons import comparison, level, not_known

_GIVEN_NAME_CLOSE = 0.88
_GIVEN_NAME_NEAR = 0.75
_FAMILY_NAME_CLOSE = 0.88
_FAMILY_NAME_NEAR = 0.8
_LETTERS_OF_A_TYPING_ERROR = 4
_SHORT_FORM_LETTERS = 3
_LINE_CLOSE = 0.9
_EMAIL_CLOSE = 0.9
# Too rare to be learnt from a sample: measured between two systems of one trust, and the chance
# that two names meet crosswise, which is that of agreeing on both.
_SWAPPED_AMONG_TRUE = 0.0008
_SWAPPED_BY_CHANCE = 0.000004
# Also too rare for a sample: a pupil whose UPN changed and whose former one was not sent.
_UPN_CHANGED = 0.02
_DAYS_OF_A_MONTH = 35
_DAYS_OF_A_YEAR = 400
_SPELT_ALIKE = 0.9


_SWAPPED = (
    f"jaro_winkler_similarity(given_name_l, family_name_r) >= {_SPELT_ALIKE} "
    f"and jaro_winkler_similarity(family_name_l, given_name_r) >= {_SPELT_ALIKE}"
)


# A contact without a home of its own is looked for at its family's. That two contacts have one
# family says nothing about their homes, and is compared as their relatives.
_AT_THE_FAMILYS = (
    "list_has_any(address_keys_l, family_homes_r) or list_has_any(family_homes_l, address_keys_r)"
)
# E-mail addresses are made of names: those of two namesakes are alike, and say nothing.
_EMAILS_ALIKE = f"jaro_winkler_similarity(email_l, email_r) >= {_EMAIL_CLOSE}"


def _one_letter_apart(name: str) -> str:
    return (
        f"least(length({name}_l), length({name}_r)) >= {_LETTERS_OF_A_TYPING_ERROR} "
        f"and damerau_levenshtein({name}_l, {name}_r) <= 1"
    )


def _rare(sql: str, label: str, *, among_true: float, by_chance: float) -> ComparisonLevelCreator:
    """Build a level that small samples hold no pair of: its numbers stand until some are found."""
    return level(sql, label).configure(m_probability=among_true, u_probability=by_chance)


def _days_apart(days: int) -> str:
    return f"abs(date_diff('day', date_of_birth_l, date_of_birth_r)) <= {days}"


def _alike(name: str, likeness: float, label: str) -> ComparisonLevelCreator:
    return level(f"jaro_winkler_similarity({name}_l, {name}_r) >= {likeness}", label)


def person_comparisons() -> list[cl.CustomComparison]:
    """Build the comparisons anew: Splink's creators are changed by use."""
    return [
        _given_name(),
        _family_name(),
        _date_of_birth(),
        _address(),
        _contact_point(),
        _relatives(),
        _nhs_number(),
        _upn(),
        _sex(),
    ]


def _given_name() -> cl.CustomComparison:
    return comparison(
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
        level("list_has_any(given_names_l, given_names_r)", "known forms of one name"),
        _rare(
            f"{_one_letter_apart('given_name')} and is_usual_name_l and is_usual_name_r",
            "two usual names, one letter apart",
            among_true=0.0006,
            by_chance=0.0003,
        ),
        level(_one_letter_apart("given_name"), "one letter differs or two are swapped"),
        level(
            f"least(length(given_name_l), length(given_name_r)) >= {_SHORT_FORM_LETTERS} "
            "and (starts_with(given_name_l, given_name_r) "
            "or starts_with(given_name_r, given_name_l))",
            "one begins with the other",
        ),
        level(
            "list_has_any(given_names_l, middle_names_r) "
            "or list_has_any(middle_names_l, given_names_r)",
            "the given name of one is a middle name of the other",
        ),
        _alike("given_name", _GIVEN_NAME_CLOSE, "much alike"),
        _alike("given_name", _GIVEN_NAME_NEAR, "somewhat alike"),
        cll.ElseLevel(),
    )


def _family_name() -> cl.CustomComparison:
    return comparison(
        "family_name",
        "family name, earlier and double-barrelled names",
        not_known(
            f"family_name_l is null or family_name_r is null or ({_SWAPPED}) "
            "or has_courtesy_for_family_name_l <> has_courtesy_for_family_name_r"
        ),
        cll.ExactMatchLevel("family_name", term_frequency_adjustments=True),
        level("list_has_any(family_names_l, family_names_r)", "another family name agrees"),
        level(_one_letter_apart("family_name"), "one letter differs or two are swapped"),
        _alike("family_name", _FAMILY_NAME_CLOSE, "much alike"),
        _alike("family_name", _FAMILY_NAME_NEAR, "somewhat alike"),
        cll.ElseLevel(),
    )


def _date_of_birth() -> cl.CustomComparison:
    return comparison(
        "date_of_birth",
        "date of birth and its typing errors",
        not_known("date_of_birth_l is null or date_of_birth_r is null"),
        cll.ExactMatchLevel("date_of_birth_text", term_frequency_adjustments=True),
        level(
            "damerau_levenshtein(date_of_birth_text_l, date_of_birth_text_r) <= 1",
            "one digit wrong or two swapped",
        ),
        level("date_parts_agreeing(date_of_birth_l, date_of_birth_r) = 2", "one part differs"),
        _rare(
            _days_apart(_DAYS_OF_A_MONTH),
            "less than a month or so apart",
            among_true=0.0002,
            by_chance=0.0014,
        ),
        _rare(
            _days_apart(_DAYS_OF_A_YEAR),
            "about a year apart at most",
            among_true=0.001,
            by_chance=0.026,
        ),
        cll.ElseLevel(),
    )


def _address() -> cl.CustomComparison:
    return comparison(
        "address",
        "addresses over time, jointly",
        not_known(
            "(len(lines_l) + len(postcodes_l) = 0 or len(lines_r) + len(postcodes_r) = 0) "
            f"and not ({_AT_THE_FAMILYS})"
        ),
        level(
            "list_has_any(address_keys_l, address_keys_r) "
            "and lived_together(residences_l, residences_r)",
            "an address agrees in one period",
        ),
        level("list_has_any(address_keys_l, address_keys_r)", "an address agrees at another time"),
        level(_AT_THE_FAMILYS, "one lives where the other's family does"),
        level("list_has_any(lines_l, lines_r)", "house and street agree"),
        level(
            f"jaro_winkler_similarity(current_line_l, current_line_r) >= {_LINE_CLOSE}",
            "house and street are alike",
        ),
        level("list_has_any(postcodes_l, postcodes_r)", "a postcode agrees"),
        cll.ElseLevel(),
    )


def _contact_point() -> cl.CustomComparison:
    return comparison(
        "contact_point",
        "phone numbers and e-mail addresses",
        not_known(
            "len(contact_points_l) = 0 or len(contact_points_r) = 0 "
            f"or (given_name_l = given_name_r and {_EMAILS_ALIKE} "
            "and not list_has_any(contact_points_l, contact_points_r))"
        ),
        level("list_has_any(contact_points_l, contact_points_r)", "one agrees"),
        _rare(
            _EMAILS_ALIKE,
            "e-mail addresses are alike",
            among_true=0.005,
            by_chance=0.00001,
        ),
        cll.ElseLevel(),
    )


def _relatives() -> cl.CustomComparison:
    return comparison(
        "relatives",
        "people whom sources tie them to, by given name and birth",
        not_known("len(relatives_l) = 0 or len(relatives_r) = 0"),
        level("list_has_any(relatives_l, relatives_r)", "one agrees"),
        cll.ElseLevel(),
    )


def _nhs_number() -> cl.CustomComparison:
    return comparison(
        "nhs_number",
        "NHS number",
        not_known("nhs_number_l is null or nhs_number_r is null"),
        cll.ExactMatchLevel("nhs_number"),
        cll.ElseLevel(),
    )


def _upn() -> cl.CustomComparison:
    return comparison(
        "upn",
        "UPN, former UPN included",
        not_known("len(upns_l) = 0 or len(upns_r) = 0"),
        level("list_has_any(upns_l, upns_r)", "one agrees").configure(
            m_probability=1 - _UPN_CHANGED, fix_m_probability=True
        ),
        cll.ElseLevel().configure(m_probability=_UPN_CHANGED, fix_m_probability=True),
    )


def _sex() -> cl.CustomComparison:
    return comparison(
        "sex",
        "sex",
        not_known("sex_l is null or sex_r is null"),
        cll.ExactMatchLevel("sex"),
        cll.ElseLevel(),
    )
