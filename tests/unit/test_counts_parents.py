"""Counts of adults open to mental health, on worlds that can be counted by eye.

A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from datetime import date

import pytest

from tests.counted_worlds import AS_AT, DAY, TOTAL, World, family


@pytest.mark.parametrize(
    ("start", "end", "is_open"),
    [
        (AS_AT, None, True),
        (AS_AT + DAY, None, False),
        (date(2026, 1, 1), AS_AT, True),
        (date(2026, 1, 1), AS_AT - DAY, False),
        (AS_AT, AS_AT, True),
        (date(2026, 1, 1), AS_AT + DAY, True),
    ],
)
def test_a_spell_is_open_from_its_first_day_to_its_last(
    start: date, end: date | None, is_open: bool
) -> None:
    world = World().adult(10).child(1, 1).tie(1, 10).spell(10, start=start, end=end)
    assert world.total("A2", "children") == (is_open, is_open, 1)
    assert world.count("A1").get(("amh_adults", *TOTAL)) == ((1, 1, None) if is_open else None)


def test_a1_counts_patients_and_of_them_parents_of_any_tier() -> None:
    world = World().adult(10).adult(11, sex="M").adult(12).adult(13).child(1, 1).child(2, 2)
    world.tie(1, 10, tier="P1").tie(2, 11, "father", tier="P3").status(12, "yes")
    for patient in (10, 11, 12, 13):
        world.spell(patient)
    figures = world.count("A1")
    assert figures["amh_adults", *TOTAL] == (4, 4, None)
    assert figures["parents", *TOTAL] == (3, 3, 4)
    assert {tier: figures["parents", "tier", tier] for tier in ("P1", "P2", "P3")} == {
        "P1": (1, 1, 4),
        "P2": (1, 1, 4),
        "P3": (1, 1, 4),
    }
    assert figures["parents", "sex", "M"] == (1, 1, 1)
    assert figures["parents", "age_band", "35 to 44"] == (3, 3, 4)


def test_a1_counts_a_patient_with_two_spells_and_two_children_once() -> None:
    world = family().spell(10, kind="inpatient").child(2, 1).tie(2, 10, tier="P3")
    figures = world.count("A1")
    assert figures["parents", *TOTAL] == (1, 1, 1)
    assert ("parents", "tier", "P3") not in figures


@pytest.mark.parametrize(
    ("on", "born", "is_parent"),
    [
        (date(2020, 1, 1), date(2012, 1, 1), True),
        (date(2020, 1, 1), date(2008, 9, 30), False),
        (date(2020, 1, 1), date(2008, 10, 1), True),
        (date(2025, 1, 1), None, True),
        (date(2020, 1, 1), None, False),
    ],
)
def test_a1_believes_a_note_while_its_child_can_be_one(
    on: date, born: date | None, is_parent: bool
) -> None:
    world = World().adult(10).spell(10).note(10, "yes", on, born)
    assert (("parents", "tier", "P2") in world.count("A1")) == is_parent


def test_a1_believes_a_field_and_not_the_note() -> None:
    world = World().adult(10).spell(10).status(10, "no").note(10, "yes", AS_AT)
    assert ("parents", "tier", "P2") not in world.count("A1")


def test_a1_reads_no_note_until_the_reader_is_proven() -> None:
    world = World(notes_count=False).adult(10).spell(10).note(10, "yes", AS_AT)
    assert ("parents", "tier", "P2") not in world.count("A1")


def test_a1_counts_two_parents_of_one_family_as_one_family() -> None:
    world = family().adult(11, sex="M").tie(1, 11, "father").spell(11)
    assert world.total("A1", "parents") == (2, 1, 2)


def test_a1_takes_a_patient_without_a_family_as_a_family_of_their_own() -> None:
    world = World().adult(10).adult(11).spell(10).spell(11)
    assert world.total("A1", "amh_adults") == (2, 2, None)
    assert world.total("A1", "parents") == (0, 0, 2)


@pytest.mark.parametrize("role", ["foster_carer", "guardian", "grandparent_carer", "step_parent"])
def test_a1_takes_no_other_carer_for_a_parent(role: str) -> None:
    world = World().adult(10).child(1, 1).tie(1, 10, role).spell(10)
    assert world.total("A1", "parents") == (0, 0, 1)


def test_a1_counts_neither_the_dead_nor_children() -> None:
    world = World().adult(10, dead=True).child(1, 1).spell(10).spell(1)
    assert world.count("A1") == {}


def test_a1_tells_by_age_band_and_ward_also_what_is_not_known() -> None:
    world = World().adult(10, born=None, ward=None, sex=None).spell(10)
    world.adult(11, born=date(2001, 10, 1), ward="Burley").spell(11)
    world.adult(12, born=date(2001, 9, 30), ward="Burley").spell(12)
    figures = world.count("A1")
    assert figures["amh_adults", "age_band", "not known"] == (1, 1, None)
    assert figures["amh_adults", "sex", "not known"] == (1, 1, None)
    assert figures["amh_adults", "age_band", "18 to 24"] == (1, 1, None)
    assert figures["amh_adults", "age_band", "25 to 34"] == (1, 1, None)
    assert figures["amh_adults", "ward", "Burley"] == (2, 2, None)
    assert figures["amh_adults", "ward", "not known"] == (1, 1, None)


def test_a7_counts_parents_by_whether_they_live_with_a_child_of_theirs() -> None:
    world = World()
    for patient in (10, 11, 12, 13, 14):
        world.adult(patient).spell(patient)
    world.child(1, 1).child(2, 2).child(3, 3)
    world.tie(1, 10, residence="elsewhere").tie(2, 10)
    world.tie(2, 11, residence="elsewhere").tie(3, 12, residence="unknown")
    # Of the fourth it is only recorded that there are children; the fifth is no parent.
    world.status(13, "yes")
    assert world.count("A7") == {
        ("parents", *TOTAL): (4, 4, 4),
        ("parents", "residence", "with_child"): (1, 1, 4),
        ("parents", "residence", "elsewhere"): (1, 1, 4),
        ("parents", "residence", "unknown"): (2, 2, 4),
    }


def test_a8_counts_patients_who_expect_a_child_and_whom_social_care_knows_of() -> None:
    world = World().adult(10).adult(11).adult(12).spell(10).spell(11).spell(12)
    world.child(1, 1, unborn=True, born=date(2026, 12, 1)).tie(1, 10)
    world.child(2, 2, unborn=True, born=date(2026, 12, 1)).tie(2, 11)
    world.child(3, 3, unborn=True, born=date(2026, 12, 1)).tie(3, 12, "grandparent_carer")
    world.spell(1, "childrens_social_care", "child_in_need")
    assert world.total("A8", "expecting") == (2, 2, 3)
    assert world.total("A8", "known_to_social_care") == (1, 1, 3)


def test_a1_takes_a_named_child_before_an_inferred_one_and_that_before_a_recorded_one() -> None:
    world = World().adult(10).child(1, 1).child(2, 2).spell(10).status(10, "yes")
    world.tie(1, 10, tier="P3")
    assert set(world.by("A1", "parents", "tier")) == {"P3"}
    assert set(world.tie(2, 10, tier="P1").by("A1", "parents", "tier")) == {"P1"}
