"""How two persons of one family are compared: by what, and in which steps from sure to not.

Living together is one piece of evidence beside stated ties, shared phones, surnames, ages and what
notes say; lodgers and shared houses have the same address too. Which pairs are compared at all is
in `model.py`, and what the levels weigh is learnt.

Training blocks on one address and one contact point of each person. The comparisons name those
columns too, though the lists hold them, so that Splink leaves a comparison out of the run whose
pairs were chosen by it.
"""

import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from linkage_models.comparisons import comparison, level, not_known

# Too rare among the pairs that training sees, which share a home or a phone now: the share of
# pairs of one family with only such a tie, or with only a home of earlier years in common.
_OTHER_TIE = 0.01
_EARLIER_HOME = 0.03
_PERHAPS_EARLIER_HOME = 0.03
_NEARLY_ONE_HOME = 0.01

_GAP = "years_between(birth_l, birth_r)"
_BOTH_CHILDREN = "is_child_l and is_child_r"
_NO_CHILD = "not is_child_l and not is_child_r"
_WOMAN_WITH_CHILD = (
    "((is_child_l and not is_child_r and sex_r = 'F') "
    "or (is_child_r and not is_child_l and sex_l = 'F'))"
)
_CHILD_WITH_ADULT = "is_child_l <> is_child_r"
_ONE_HOME_NOW = (
    "(main_address_l = main_address_r or list_has_any(current_addresses_l, current_addresses_r))"
)
_MENTIONED = (
    "mentions_child(mentions_l, given_names_r, birth_r) "
    "or mentions_child(mentions_r, given_names_l, birth_l)"
)
# What is said of the adult of a pair that is an adult with a child.
_SAID = "case when is_child_l then is_said_to_be_parent_r else is_said_to_be_parent_l end"


def _rare(sql: str, label: str, among_true: float) -> ComparisonLevelCreator:
    return level(sql, label).configure(m_probability=among_true, fix_m_probability=True)


def family_comparisons() -> list[cl.CustomComparison]:
    """Build the comparisons anew: Splink's creators are changed by use."""
    return [
        _recorded_tie(),
        _residence(),
        _contact_point(),
        _family_name(),
        _ages(),
        _said_of_adult(),
    ]


def _recorded_tie() -> cl.CustomComparison:
    return comparison(
        "recorded_tie",
        "ties that sources state",
        level("list_has_any(several_ties_l, several_ties_r)", "parent and child, to two sources"),
        level(
            "list_has_any(responsible_ties_l, responsible_ties_r)",
            "parent and child, with responsibility or in one home",
        ),
        level("list_has_any(parental_ties_l, parental_ties_r)", "parent and child"),
        level("list_has_any(caring_ties_l, caring_ties_r)", "carer and child"),
        level("list_has_any(kin_ties_l, kin_ties_r)", "partners or siblings"),
        _rare("list_has_any(ties_l, ties_r)", "another tie", _OTHER_TIE),
        level("family_group_l = family_group_r", "both tied to others of one family"),
        cll.ElseLevel(),
    )


def _residence() -> cl.CustomComparison:
    return comparison(
        "residence",
        "homes in overlapping periods",
        not_known("len(addresses_l) = 0 or len(addresses_r) = 0"),
        level(
            f"{_ONE_HOME_NOW} and has_one_home_l and has_one_home_r",
            "one home now, and no source knows another",
        ),
        level(_ONE_HOME_NOW, "one home now"),
        _rare(
            "lived_together(residences_l, residences_r)",
            "one home in an earlier period",
            _EARLIER_HOME,
        ),
        _rare(
            "may_have_lived_together(residences_l, residences_r)",
            "one home, perhaps in one period",
            _PERHAPS_EARLIER_HOME,
        ),
        _rare(
            "may_be_one_home(current_addresses_l, current_addresses_r)",
            "homes that differ by a digit or a flat",
            _NEARLY_ONE_HOME,
        ),
        cll.ElseLevel(),
    )


def _contact_point() -> cl.CustomComparison:
    return comparison(
        "contact_point",
        "phone numbers and e-mail addresses",
        # The phone of a home that all who live there have says no more than the home does.
        not_known(
            "len(contact_points_l) = 0 or len(contact_points_r) = 0 "
            "or (list_has_any(current_addresses_l, current_addresses_r) "
            "and list_has_any(contact_points_l, contact_points_r) "
            "and not list_has_any(own_contacts_l, own_contacts_r))"
        ),
        level(
            "main_contact_l = main_contact_r or list_has_any(contact_points_l, contact_points_r)",
            "one agrees",
        ),
        cll.ElseLevel(),
    )


def _family_name() -> cl.CustomComparison:
    return comparison(
        "family_name",
        "surnames, earlier and double-barrelled ones, and customs of naming",
        not_known(
            "family_name_l is null or family_name_r is null "
            "or ((has_courtesy_for_family_name_l or has_courtesy_for_family_name_r) "
            "and not list_has_any(family_names_l, family_names_r))"
        ),
        cll.ExactMatchLevel("family_name", term_frequency_adjustments=True),
        level("list_has_any(family_names_l, family_names_r)", "a part or an earlier one agrees"),
        level(
            f"({_CHILD_WITH_ADULT}) and (is_named_after(family_name_r, given_names_l) "
            "or is_named_after(family_name_l, given_names_r))",
            "one is named after the given name of the other",
        ),
        cll.ElseLevel(),
    )


def _ages() -> cl.CustomComparison:
    return comparison(
        "ages",
        "ages that fit a family",
        not_known("is_child_l is null or is_child_r is null"),
        level(_BOTH_CHILDREN, "both children"),
        level(f"{_WOMAN_WITH_CHILD} and {_GAP} between 16 and 42", "usual gap of a mother"),
        # Of an adult whose sex is not known too; a woman of 43 to 50 is hardly the mother.
        level(
            f"{_CHILD_WITH_ADULT} and not coalesce({_WOMAN_WITH_CHILD}, false) "
            f"and {_GAP} between 16 and 50",
            "usual gap of a father",
        ),
        level(f"{_CHILD_WITH_ADULT} and {_GAP} > 42", "older than most parents"),
        level(_CHILD_WITH_ADULT, "too close for parent and child"),
        level(
            f"{_NO_CHILD} and sex_l <> sex_r and {_GAP} <= 12",
            "a woman and a man of one generation",
        ),
        level(f"{_GAP} <= 15", "adults of one generation"),
        cll.ElseLevel(),
    )


def _said_of_adult() -> cl.CustomComparison:
    return comparison(
        "said_of_adult",
        "what is said of an adult's children, in a field or a note",
        not_known(
            f"not coalesce({_CHILD_WITH_ADULT}, false) or ({_SAID} is null and not ({_MENTIONED}))"
        ),
        level(_MENTIONED, "a note mentions a child of this name"),
        level(f"{_SAID}", "said to have children"),
        cll.ElseLevel(),
    )
