"""In which cells people and families are counted: who they are, where they live, how they live.

A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from datetime import date

import pytest

from tests.counted_worlds import AMH, AS_AT, CSC, DAY, World, family


def test_a_child_is_counted_by_age_and_sex_together() -> None:
    world = family().child(2, 1, born=date(2024, 1, 1), sex="M").tie(2, 10).child(3, 1, sex=None)
    assert world.by("A2", "children", "age_sex") == {
        "10 to 15|F": (1, 1, 1),
        "0 to 4|M": (1, 1, 1),
        "10 to 15|not known": (0, 0, 1),
    }


def test_a_child_goes_by_the_best_known_of_its_ties_to_patients() -> None:
    world = family().adult(11, sex="M").tie(1, 11, "father", "P3").spell(11)
    world.child(2, 1).tie(2, 11, "father", "P3").adult(12).child(3, 2).tie(3, 12)
    assert world.by("A2", "children", "tier") == {"P1": (1, 1, 3), "P3": (1, 1, 3)}


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("WBRI", "white"),
        ("MWBC", "mixed"),
        ("AIND", "asian"),
        ("CHNE", "asian"),
        ("BAFR", "black"),
        ("OOTH", "other"),
        ("NOBT", "not known"),
        ("REFU", "not known"),
    ],
)
def test_an_ethnic_group_is_one_of_five_or_not_known(code: str, group: str) -> None:
    world = World().adult(10).spell(10).ethnic_group(10, code)
    assert world.by("A1", "amh_adults", "ethnic_group") == {group: (1, 1, None)}


def test_an_ethnic_group_is_what_most_sources_record_and_then_the_newest() -> None:
    world = World().adult(10).spell(10, start=date(2026, 1, 1)).ethnic_group(10, "BAFR")
    world.spell(10, "gp", "registration", date(2020, 1, 1), source="t")
    world.ethnic_group(10, "WBRI", "t")
    assert world.by("A1", "amh_adults", "ethnic_group") == {"black": (1, 1, None)}
    world.ethnic_group(10, "WIRI", "u")
    assert world.by("A1", "amh_adults", "ethnic_group") == {"white": (1, 1, None)}


def test_a_practice_and_a_school_are_those_of_the_newest_open_spell() -> None:
    world = family()
    world.spell(1, "gp", "registration", date(2020, 1, 1), detail="Elm")
    world.spell(1, "gp", "registration", date(2024, 1, 1), detail="Ash")
    world.spell(1, "gp", "registration", date(2026, 1, 1), AS_AT - DAY, detail="Oak")
    world.spell(1, "school", "enrolment", date(2020, 9, 1), detail="Ashby School")
    assert world.by("A2", "children", "practice") == {"Ash": (1, 1, 1)}
    assert world.by("A2", "children", "school") == {"Ashby School": (1, 1, 1)}
    assert world.by("A1", "amh_adults", "practice") == {"not known": (1, 1, None)}


@pytest.mark.parametrize(
    ("role", "residence", "told"),
    [
        ("father", "with_child", "two or more"),
        ("step_parent", "with_child", "two or more"),
        ("father", "elsewhere", "one"),
        ("grandparent_carer", "with_child", "one"),
    ],
)
def test_a_lone_parent_is_the_only_parent_at_home(role: str, residence: str, told: str) -> None:
    world = family().adult(11, sex="M").tie(1, 11, role, residence=residence)
    assert world.by("A2", "children", "parents_at_home") == {told: (1, 1, 1)}
    assert world.by("C3", "families", "parents_at_home") == {told: (0, 0, 1)}


def test_a_family_goes_by_its_youngest_child_that_is_born() -> None:
    world = family(born=date(2012, 1, 1)).child(2, 1, born=date(2020, 1, 1), ward="Burley")
    world.tie(2, 10).child(3, 1, unborn=True, born=date(2026, 12, 1)).tie(3, 10)
    world.spell(1, CSC, "child_in_need")
    assert world.by("E1", "families", "age_of_youngest") == {"5 to 9": (1, 1, 1)}
    assert world.by("E1", "families", "ward") == {"Burley": (1, 1, 1)}
    assert world.by("E1", "families", "children") == {"3": (1, 1, 1)}


def test_a_family_that_expects_its_first_child_goes_by_that_and_by_the_mothers_home() -> None:
    world = World().adult(10, ward="Burley").spell(10)
    world.child(1, 1, unborn=True, born=date(2026, 12, 1), ward=None).tie(1, 10)
    assert world.by("C1", "several", "age_of_youngest") == {"unborn": (0, 0, 1)}
    assert world.by("A2", "unborn", "ward") == {"Burley": (1, 1, 1)}


def test_d1_counts_a_family_in_every_school_of_its_children() -> None:
    world = family().child(2, 1).tie(2, 10).child(3, 2)
    world.spell(1, "school", "enrolment", detail="Elm").spell(
        2, "school", "enrolment", detail="Ash"
    )
    assert world.by("D1", "families_of_patients", "family_school") == {
        "Ash": (1, 1, 1),
        "Elm": (1, 1, 1),
    }
    assert world.total("D1", "families_of_patients") == (1, 1, 2)


@pytest.mark.parametrize(("role", "counted"), [("father", 1), ("step_parent", 0), ("guardian", 0)])
def test_d1_counts_families_of_which_a_patient_is_a_parent(role: str, counted: int) -> None:
    world = World().adult(10, sex="M").child(1, 1).tie(1, 10, role).spell(10)
    assert world.total("D1", "families_of_patients") == (counted, counted, 1)
    # Whoever cares for the child makes mental health a service of the family.
    assert world.count("C2") == {("families", "combination", AMH): (1, 1, 1)}


def test_mental_health_of_a_child_or_of_the_dead_is_no_service_of_the_family() -> None:
    world = World().adult(10, dead=True).spell(10).child(1, 1, born=date(2009, 1, 1)).tie(1, 10)
    assert world.spell(1).count("C2") == {}


@pytest.mark.parametrize(
    ("homes", "ward"),
    [
        # An address that ended does not vote, one that begins later neither.
        ([("s", "Ashby", None, AS_AT - DAY), ("s", "Burley", None, None)], "Burley"),
        ([("s", "Burley", AS_AT + DAY, None), ("s", "Ashby", None, None)], "Ashby"),
        # What most sources tell is believed before what is newest, and that before what has no day.
        (
            [("s", "Burley", AS_AT, None), ("s", "Ashby", None, None), ("t", "Ashby", None, None)],
            "Ashby",
        ),
        ([("s", "Burley", None, None), ("t", "Ashby", date(2020, 1, 1), None)], "Ashby"),
        ([("s", "Ashby", None, AS_AT - DAY)], "not known"),
    ],
)
def test_a_home_is_the_one_in_use_that_most_sources_tell(
    homes: list[tuple[str, str, date | None, date | None]], ward: str
) -> None:
    world = World().adult(10, ward=None).spell(10)
    for source, where, first, last in homes:
        world.home(10, where, first=first, last=last, source=source)
    assert world.by("A1", "amh_adults", "ward") == {ward: (1, 1, None)}


def test_a_placement_is_no_home_and_temporary_accommodation_is_one() -> None:
    world = World().adult(10, ward=None).spell(10).home(10, "Burley", use="placement")
    assert world.by("A1", "amh_adults", "ward") == {"not known": (1, 1, None)}
    world.home(10, "Ashby", use="temporary")
    assert world.by("A1", "amh_adults", "ward") == {"Ashby": (1, 1, None)}
