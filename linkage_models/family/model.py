"""The family model: whether two persons belong to one family, from all that is known of them.

Living together is one piece of evidence beside recorded ties, shared phones, surnames and ages;
lodgers and shared houses have the same address too.

Training blocks on one address and one contact point of each person. The comparisons name those
columns too, though the lists hold them, so that Splink leaves a comparison out of the run whose
pairs were chosen by it.
"""

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import SettingsCreator, block_on
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from linkage_models.comparisons import comparison, level, not_known
from linkage_models.model import LinkageModel

# Too rare among the pairs that training sees, which share a home or a phone now: the share of
# pairs of one family with only such a tie, or with only a home of earlier years in common.
_OTHER_TIE = 0.01
_EARLIER_HOME = 0.03

_GAP = "years_between(birth_l, birth_r)"
_CHILD_WITH_ADULT = "is_child_l <> is_child_r"
_BOTH_CHILDREN = "is_child_l and is_child_r"


def _rare(sql: str, label: str, among_true: float) -> ComparisonLevelCreator:
    return level(sql, label).configure(m_probability=among_true, fix_m_probability=True)


def family_comparisons() -> list[cl.CustomComparison]:
    """Build the comparisons anew: Splink's creators are changed by use."""
    return [
        comparison(
            "recorded_tie",
            "ties that sources state",
            level("list_has_any(parental_ties_l, parental_ties_r)", "parent and child"),
            level("list_has_any(caring_ties_l, caring_ties_r)", "carer and child"),
            level("list_has_any(kin_ties_l, kin_ties_r)", "partners or siblings"),
            _rare("list_has_any(ties_l, ties_r)", "another tie", _OTHER_TIE),
            cll.ElseLevel(),
        ),
        comparison(
            "residence",
            "homes in overlapping periods",
            not_known("len(addresses_l) = 0 or len(addresses_r) = 0"),
            level(
                "main_address_l = main_address_r "
                "or list_has_any(current_addresses_l, current_addresses_r)",
                "one home now",
            ),
            _rare(
                "lived_together(residences_l, residences_r)",
                "one home in an earlier period",
                _EARLIER_HOME,
            ),
            cll.ElseLevel(),
        ),
        comparison(
            "contact_point",
            "phone numbers and e-mail addresses",
            not_known("len(contact_points_l) = 0 or len(contact_points_r) = 0"),
            level(
                "main_contact_l = main_contact_r "
                "or list_has_any(contact_points_l, contact_points_r)",
                "one agrees",
            ),
            cll.ElseLevel(),
        ),
        comparison(
            "family_name",
            "surnames, earlier and double-barrelled ones",
            not_known("family_name_l is null or family_name_r is null"),
            cll.ExactMatchLevel("family_name", term_frequency_adjustments=True),
            level(
                "list_has_any(family_names_l, family_names_r)", "a part or an earlier one agrees"
            ),
            cll.ElseLevel(),
        ),
        comparison(
            "ages",
            "ages that fit a family",
            not_known("is_child_l is null or is_child_r is null"),
            level(_BOTH_CHILDREN, "both children"),
            level(f"{_CHILD_WITH_ADULT} and {_GAP} between 16 and 42", "usual gap of a parent"),
            level(f"{_CHILD_WITH_ADULT} and {_GAP} > 42", "older than most parents"),
            level(_CHILD_WITH_ADULT, "too close for parent and child"),
            level(f"{_GAP} <= 15", "adults of one generation"),
            cll.ElseLevel(),
        ),
    ]


def family_settings() -> SettingsCreator:
    """Describe the model to Splink: pairs with a tie, a home or a contact point in common."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="person_id",
        comparisons=list(family_comparisons()),
        blocking_rules_to_generate_predictions=[
            block_on("ties", arrays_to_explode=["ties"]),
            block_on("addresses", arrays_to_explode=["addresses"]),
            block_on("contact_points", arrays_to_explode=["contact_points"]),
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )


FAMILY_MODEL = LinkageModel(
    name="family",
    table="family.person",
    unique_id="person_id",
    settings=family_settings,
    deterministic=(block_on("main_address", "family_name"),),
    deterministic_recall=0.6,
    train_on=(block_on("main_address"), block_on("main_contact")),
    # Ties are so rare among random pairs that nearly all pairs of a town have to be drawn.
    u_pairs=100_000_000,
)
