"""What services wrote down beside what linkage shows: newest status, assessments, referrals.

A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from datetime import date

import pytest

from tests.counted_worlds import AS_AT, CSC, DAY, TOTAL, World, family

YEAR_AGO = date(2025, 9, 30)


def test_b1_takes_what_was_recorded_last() -> None:
    world = World().adult(10).spell(10)
    world.status(10, "yes", date(2020, 1, 1)).status(10, "no", date(2024, 1, 1))
    assert world.by("B1", "amh_adults", "recorded_status") == {"no": (1, 1, 1)}


def test_b1_takes_unknown_for_nothing_and_does_not_let_it_hide_an_older_answer() -> None:
    world = World().adult(10).spell(10)
    world.status(10, "yes", date(2020, 1, 1)).status(10, "unknown", date(2024, 1, 1))
    assert world.by("B1", "amh_adults", "recorded_status") == {"yes": (1, 1, 1)}


def test_b1_reads_sources_of_mental_health_alone() -> None:
    world = World().adult(10).spell(10).status(10, "yes", source="council")
    assert world.by("B1", "amh_adults", "recorded_status") == {"blank": (1, 1, 1)}
    # The council's word makes a parent (P2), but no linked one.
    assert world.total("A1", "parents") == (1, 1, 1)
    assert world.total("B2", "parents") == (0, 0, 1)


@pytest.mark.parametrize(
    ("noted_on", "told"),
    [
        (date(2024, 1, 1), "recorded"),
        (date(2024, 1, 1) - DAY, "not recorded"),
        (AS_AT + DAY, "not recorded"),
    ],
)
def test_b4_reads_assessments_since_the_oldest_open_episode(noted_on: date, told: str) -> None:
    world = family().spell(1, CSC, "child_in_need", start=date(2024, 1, 1))
    world.spell(1, CSC, "child_protection", start=date(2026, 1, 1))
    world.fact(1, "assessment_factor", noted_on, "4B")
    assert world.count("B4") == {
        ("children", *TOTAL): (1, 1, 1),
        ("children", "parents_mental_health", told): (1, 1, 1),
    }


def test_b4_is_of_factor_4b_and_of_children_known_to_social_care() -> None:
    world = family().child(2, 1).tie(2, 10).spell(1, CSC, "looked_after")
    world.fact(1, "assessment_factor", AS_AT, "4A").fact(2, "assessment_factor", AS_AT, "4B")
    assert world.by("B4", "children", "parents_mental_health") == {"not recorded": (1, 1, 1)}


def test_b4_has_no_figure_where_no_source_tells_of_assessments() -> None:
    assert family().spell(1, CSC, "child_in_need").count("B4") == {}


def referred() -> World:
    """A patient's child referred twice, once without action, and another child without action."""
    world = family().child(2, 2)
    world.spell(1, CSC, "child_in_need", start=date(2026, 2, 1))
    nfa = "no further action"
    world.spell(1, CSC, "referral", date(2026, 1, 1), date(2026, 1, 1), outcome=nfa)
    return world.spell(2, CSC, "referral", date(2026, 1, 1), date(2026, 1, 1), outcome=nfa)


def test_c5_counts_referrals_and_how_they_ended_beside_those_of_other_children() -> None:
    assert referred().count("C5") == {
        ("referrals", *TOTAL): (3, 2, None),
        ("referrals", "children_of_patients", "yes"): (2, 1, None),
        ("referrals", "children_of_patients", "no"): (1, 1, None),
        ("no_further_action", *TOTAL): (2, 2, 3),
        ("no_further_action", "children_of_patients", "yes"): (1, 1, 2),
        ("no_further_action", "children_of_patients", "no"): (1, 1, 1),
    }


@pytest.mark.parametrize(
    ("start", "counted"), [(YEAR_AGO, 0), (YEAR_AGO + DAY, 1), (AS_AT, 1), (AS_AT + DAY, 0)]
)
def test_c5_counts_the_twelve_months_to_the_as_at_date(start: date, counted: int) -> None:
    world = family().spell(1, CSC, "child_in_need", start=start)
    assert len([key for key in world.count("C5") if key == ("referrals", *TOTAL)]) == counted


def test_c5_takes_episodes_for_no_referrals_where_a_source_tells_of_those_that_led_on() -> None:
    world = family().spell(1, CSC, "referral", date(2026, 1, 1), date(2026, 1, 1))
    world.spell(1, CSC, "child_in_need", start=date(2026, 1, 9))
    assert world.total("C5", "referrals") == (1, 1, None)
    # Another source that tells only of episodes is counted by those.
    world.spell(1, CSC, "child_in_need", start=date(2026, 3, 1), source="other")
    assert world.total("C5", "referrals") == (2, 1, None)


def test_c5_takes_two_referrals_of_one_day_for_one_that_led_on() -> None:
    world = referred().spell(1, CSC, "child_in_need", start=date(2026, 1, 1))
    assert world.by("C5", "no_further_action", "children_of_patients")["yes"] == (0, 0, 2)
