"""Counts of children of patients, on worlds that can be counted by eye.

A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from datetime import date

import pytest

from tests.counted_worlds import AS_AT, CSC, DAY, TOTAL, World, family, stages


def test_a2_counts_children_of_patients_among_all_children() -> None:
    world = family().child(2, 1).tie(2, 10).adult(20).child(3, 2, ward="Burley").tie(3, 20)
    figures = world.count("A2")
    assert figures["children", *TOTAL] == (2, 1, 3)
    assert figures["children", "ward", "Ashby"] == (2, 1, 2)
    assert figures["children", "ward", "Burley"] == (0, 0, 1)
    assert figures["children", "imd_decile", "decile 01"] == (2, 1, 2)


def test_a2_counts_unborn_children_apart_and_in_no_age_band() -> None:
    world = family().child(2, 1, unborn=True, born=date(2026, 12, 1)).tie(2, 10)
    figures = world.count("A2")
    assert figures["children", *TOTAL] == (1, 1, 1)
    assert figures["unborn", *TOTAL] == (1, 1, 1)
    bands = {key for key in figures if key[1] == "age_band"}
    assert bands == {("children", "age_band", "10 to 15")}


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2021, 10, 1), "0 to 4"),
        (date(2021, 9, 30), "5 to 9"),
        (date(2016, 10, 1), "5 to 9"),
        (date(2016, 9, 30), "10 to 15"),
        (date(2010, 10, 1), "10 to 15"),
        (date(2010, 9, 30), "16 to 17"),
    ],
)
def test_a2_changes_age_band_on_the_birthday(born: date, band: str) -> None:
    assert family(born=born).count("A2")["children", "age_band", band] == (1, 1, 1)


@pytest.mark.parametrize(
    ("role", "counted"),
    [("father", 1), ("step_parent", 1), ("grandparent_carer", 1), ("foster_carer", 0)],
)
def test_a2_counts_children_of_any_carer_foster_carers_aside(role: str, counted: int) -> None:
    world = World().adult(10).child(1, 1).tie(1, 10, role).spell(10)
    assert world.total("A2", "children") == (counted, counted, 1)


def test_a2_counts_a_child_of_two_patients_once() -> None:
    world = family().adult(11, sex="M").tie(1, 11, "father").spell(11)
    assert world.total("A2", "children") == (1, 1, 1)


def test_a3_counts_children_on_a_plan_among_children_of_patients() -> None:
    world = stages().child(9, 2).spell(9, CSC, "child_protection")
    assert world.total("A3", "children") == (1, 1, 5)


def test_a4_counts_a_child_in_need_with_a_plan_only_in_the_wider_measure() -> None:
    world = stages()
    assert world.total("A4", "in_need") == (1, 1, 5)
    assert world.total("A4", "in_need_or_more") == (3, 1, 5)


def test_a5_counts_children_and_families_with_a_plan_or_in_need() -> None:
    # Beside those of the first family: a child with a plan alone, and one who is not known.
    world = stages().adult(20).child(9, 2).tie(9, 20).spell(20).spell(9, CSC, "child_protection")
    world.adult(30).child(8, 3).tie(8, 30).spell(30)
    assert world.total("A5", "children") == (3, 2, 7)
    assert world.total("A5", "families") == (2, 2, 3)


def test_c4_counts_children_whom_neither_social_care_nor_early_help_knows() -> None:
    # Of the five only the one whose referral came to nothing; children of others do not count.
    world = stages().child(9, 2)
    assert world.total("C4", "children") == (1, 1, 5)


def test_an_unborn_child_known_to_social_care_is_in_no_count_of_children() -> None:
    world = World().adult(10).child(1, 1, unborn=True, born=date(2026, 12, 1)).tie(1, 10)
    world.spell(10).spell(1, CSC, "child_protection")
    for count_id in ("A3", "A4", "A5", "B3", "C4"):
        assert world.count(count_id) == {}
    assert world.total("A2", "unborn") == (1, 1, 1)


def test_a_stage_that_has_ended_is_none() -> None:
    world = family().spell(1, CSC, "child_protection", end=AS_AT - DAY)
    assert world.total("A3", "children") == (0, 0, 1)
    assert world.total("C4", "children") == (1, 1, 1)


def test_a6_counts_children_looked_after_and_those_with_early_help_alone() -> None:
    world = stages().spell(1, "early_help", "episode")
    assert world.total("A6", "looked_after") == (1, 1, 5)
    # The child in need who has early help too is not with early help alone.
    assert world.total("A6", "early_help_only") == (1, 1, 5)


def test_a5_counts_families_by_what_they_are() -> None:
    world = stages()
    assert world.by("A5", "families", "children") == {"4 or more": (1, 1, 1)}
    assert world.by("A5", "families", "age_of_youngest") == {"10 to 15": (1, 1, 1)}


def test_the_spells_of_an_unborn_child_go_on_for_the_child_that_was_born() -> None:
    world = family(born=date(2026, 9, 1)).spell(2, CSC, "child_protection").born(2, 1)
    assert world.total("A3", "children") == (1, 1, 1)
