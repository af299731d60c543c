"""What schools record: young carers, absence, suspensions, free meals, and services open by them.

A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from datetime import date

import pytest

from tests.counted_worlds import AMH, AS_AT, DAY, World, family

YEAR_AGO = date(2025, 9, 30)
SEN = "special_educational_needs"


def pupils() -> World:
    """Two pupils of a patient, one pupil of nobody, and a patient's child who is no pupil."""
    world = family().child(2, 1).tie(2, 10).child(3, 2).child(4, 1).tie(4, 10)
    for child in (1, 2, 3):
        world.spell(child, "school", "enrolment", detail="Ashby School")
    return world


def test_c6_counts_young_carers_among_children_of_patients() -> None:
    world = pupils().fact(1, "young_carer").fact(3, "young_carer")
    assert world.total("C6", "children") == (1, 1, 3)
    assert world.by("C6", "children", "school") == {"Ashby School": (1, 1, 2), "none": (0, 0, 1)}


def test_c6_has_no_figure_where_no_source_tells_of_young_carers() -> None:
    assert pupils().count("C6") == {}


@pytest.mark.parametrize(
    ("on", "counted"),
    [(YEAR_AGO, 0), (YEAR_AGO + DAY, 1), (AS_AT, 1), (AS_AT + DAY, 0), (None, 1)],
)
def test_what_is_noted_counts_for_twelve_months(on: date | None, counted: int) -> None:
    assert pupils().fact(1, "young_carer", on).total("C6", "children")[0] == counted


def test_d2_counts_what_is_noted_of_pupils_of_patients_and_of_others() -> None:
    world = pupils().fact(1, "persistent_absence").fact(3, "persistent_absence")
    world.spell(2, SEN, "support").fact(4, "persistent_absence")
    assert world.by("D2", "pupils", "children_of_patients") == {
        "yes": (2, 1, None),
        "no": (1, 1, None),
    }
    # The child who is no pupil is not asked for.
    assert world.by("D2", "persistent_absence", "children_of_patients") == {
        "yes": (1, 1, 2),
        "no": (1, 1, 1),
    }
    assert world.by("D2", "special_needs", "children_of_patients") == {
        "yes": (1, 1, 2),
        "no": (0, 0, 1),
    }
    assert world.total("D2", "special_needs") == (1, 1, 3)


def test_d2_has_no_figure_of_what_no_source_tells() -> None:
    figures = pupils().fact(1, "suspension").count("D2")
    assert {measure for measure, _, _ in figures} == {"pupils", "suspension"}


@pytest.mark.parametrize("flag", ["persistent_absence", "suspension", "young_carer"])
def test_what_a_school_notes_is_a_service_of_the_family(flag: str) -> None:
    world = pupils().fact(1, flag)
    assert world.total("C1", "several") == (1, 1, 2)
    assert world.count("C2") == {("families", "combination", f"{AMH}+{flag}"): (1, 1, 2)}


def test_free_meals_and_a_flag_that_says_no_are_no_service() -> None:
    world = pupils().fact(1, "free_school_meals").fact(1, "young_carer", AS_AT, "no")
    assert world.count("C2") == {("families", "combination", AMH): (1, 1, 2)}
    assert world.by("D2", "free_meals", "children_of_patients")["yes"] == (1, 1, 2)
    assert world.total("C6", "children") == (0, 0, 3)
