"""Who somebody is in a count, read from the words of the definitions where towns have no such rows.

Patients dead or under 18, believed notes, ethnic groups, practices, homes, foster carers' children.
A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from datetime import date

import pytest

from tests.counted_worlds import AS_AT, CSC, DAY, World, family

UNBORN = date(2026, 12, 1)
OUTSIDE = "QZ9 9ZZ"  # A postcode that the lookup does not have.


def ethnic_groups(*told: tuple[str, str, date | None]) -> dict[str, tuple[int, int, int | None]]:
    """Return the groups of one patient: sources tell codes, each with its newest spell."""
    world = World().adult(10).spell(10, source="trust", start=date(2000, 1, 1))
    for source, code, newest in told:
        world.ethnic_group(10, code, source)
        if newest:
            world.spell(10, "gp", "registration", newest, source=source)
    return world.by("A1", "amh_adults", "ethnic_group")


def test_the_child_of_a_dead_patient_is_no_child_of_a_patient() -> None:
    world = World().adult(10, dead=True).child(1, 1).tie(1, 10).spell(10)
    assert world.total("A2", "children") == (0, 0, 1)
    # Nor is the family known to mental health by somebody who has died.
    assert world.total("D1", "families_of_patients") == (0, 0, 1)


def test_a_mother_under_18_is_no_patient_and_her_child_is_not_one_of_a_patient() -> None:
    world = World().child(1, 1, born=date(2009, 1, 1)).child(2, 2, born=date(2026, 1, 1))
    world.tie(2, 1).spell(1)
    assert world.count("A1") == {}
    assert world.total("A2", "children") == (0, 0, 2)


def test_a_patient_without_a_date_of_birth_is_one_of_age() -> None:
    world = World().adult(10, born=None).child(1, 1).tie(1, 10).spell(10)
    assert world.total("A1", "parents") == (1, 1, 1)
    assert world.total("A2", "children") == (1, 1, 1)


def test_a_patient_is_one_of_mental_health_and_of_no_other_service() -> None:
    world = World().adult(10).child(1, 1).tie(1, 10)
    world.spell(10, CSC, "child_in_need").spell(10, "gp", "registration")
    assert world.count("A1") == {}


@pytest.mark.parametrize("on", [None, date(2021, 10, 1), AS_AT])
def test_a_note_that_tells_no_age_makes_a_parent_for_five_years(on: date | None) -> None:
    # A fact without a day is of now.
    world = World().adult(10).spell(10).note(10, "yes", on)
    assert world.by("A1", "parents", "tier") == {"P2": (1, 1, 1)}
    # Nobody is shown by linkage, and nothing is recorded in a field.
    assert world.total("B2", "parents") == (0, 0, 1)
    assert world.by("B1", "amh_adults", "recorded_status") == {"blank": (1, 1, 1)}


def test_a_note_of_five_years_ago_makes_no_parent() -> None:
    world = World().adult(10).spell(10).note(10, "yes", date(2021, 9, 30))
    assert world.total("A1", "parents") == (0, 0, 1)


def test_an_age_that_any_note_tells_stands_before_the_five_years() -> None:
    # The child of the older note is 18 today: that the newer one tells no age makes it no younger.
    grown = World().adult(10).spell(10).note(10, "yes", date(2020, 1, 1), date(2008, 9, 30))
    assert grown.note(10, "yes", AS_AT).total("A1", "parents") == (0, 0, 1)


def test_a_note_without_a_day_is_read_with_the_child_it_tells() -> None:
    world = World().adult(10).spell(10).note(10, "yes", None, date(2001, 1, 1))
    assert world.total("A1", "parents") == (0, 0, 1)


def test_a_parent_by_note_whom_linkage_shows_is_one_parent_by_linkage() -> None:
    world = family().note(10, "yes", AS_AT)
    assert world.by("A1", "parents", "tier") == {"P1": (1, 1, 1)}


def test_what_is_recorded_on_one_day_is_yes_before_no() -> None:
    world = World().adult(10).spell(10).status(10, "yes", AS_AT).status(10, "no", AS_AT)
    assert world.by("B1", "amh_adults", "recorded_status") == {"yes": (1, 1, 1)}
    # An answer without a day is older than one with a day.
    world.status(10, "no", None)
    assert world.by("B1", "amh_adults", "recorded_status") == {"yes": (1, 1, 1)}


def test_of_ethnic_groups_told_as_often_the_one_of_the_newest_spell_is_taken() -> None:
    told = ethnic_groups(("s", "WBRI", date(2020, 1, 1)), ("t", "BAFR", date(2020, 1, 2)))
    assert told == {"black": (1, 1, None)}
    # A record without a spell is the oldest.
    told = ethnic_groups(("s", "WBRI", None), ("t", "BAFR", date(2020, 1, 2)))
    assert told == {"black": (1, 1, None)}


def test_of_ethnic_groups_told_as_often_and_as_newly_the_last_by_name_is_taken() -> None:
    day = date(2020, 1, 1)
    assert ethnic_groups(("s", "BAFR", day), ("t", "AIND", day)) == {"black": (1, 1, None)}
    assert ethnic_groups(("s", "AIND", day), ("t", "BAFR", day)) == {"black": (1, 1, None)}


def test_refused_and_not_obtained_outvote_no_ethnic_group() -> None:
    told = ethnic_groups(("s", "AIND", None), ("t", "REFU", AS_AT), ("u", "NOBT", AS_AT))
    assert told == {"asian": (1, 1, None)}


def test_a_source_with_two_records_of_somebody_tells_an_ethnic_group_once() -> None:
    old, new = date(2020, 1, 1), date(2021, 1, 1)
    told = ethnic_groups(("s", "WBRI", old), ("s", "WIRI", old), ("t", "BAFR", new))
    assert told == {"black": (1, 1, None)}


def test_of_registrations_that_began_on_one_day_the_last_by_name_is_taken() -> None:
    world = family()
    for practice in ("Elm", "Oak", "Ash"):
        world.spell(1, "gp", "registration", date(2020, 1, 1), detail=practice, source=practice)
        world.spell(1, "school", "enrolment", date(2020, 1, 1), detail=practice, source=practice)
    assert world.by("A2", "children", "practice") == {"Oak": (1, 1, 1)}
    assert world.by("A2", "children", "school") == {"Oak": (1, 1, 1)}


def test_a_newer_registration_that_names_no_practice_hides_no_older_one() -> None:
    world = family().spell(1, "gp", "registration", date(2020, 1, 1), detail="Elm")
    world.spell(1, "gp", "registration", AS_AT)
    assert world.by("A2", "children", "practice") == {"Elm": (1, 1, 1)}


def test_a_pupil_of_a_school_without_a_name_is_enrolled_all_the_same() -> None:
    world = family().spell(1, "school", "enrolment")
    assert world.by("A2", "children", "school") == {"not known": (1, 1, 1)}
    assert world.total("D2", "pupils") == (1, 1, None)


def test_a_home_that_is_not_in_the_lookup_is_in_no_known_ward() -> None:
    world = World().adult(10, ward=None).spell(10).home(10, "Ashby")
    world.home(10, OUTSIDE, source="s").home(10, OUTSIDE, source="t")
    assert world.by("A1", "amh_adults", "ward") == {"not known": (1, 1, None)}


def test_of_homes_told_alike_the_last_postcode_is_taken() -> None:
    # Burley's is the later of the two postcodes.
    for wards in (("Ashby", "Burley"), ("Burley", "Ashby")):
        world = World().adult(10, ward=None).spell(10)
        for ward in wards:
            world.home(10, ward, first=date(2020, 1, 1))
        assert world.by("A1", "amh_adults", "ward") == {"Burley": (1, 1, None)}


def test_an_unborn_child_lives_where_its_mother_does_and_not_where_its_father_does() -> None:
    world = World().adult(10, ward="Burley").adult(5, ward="Ashby").adult(6, ward="Ashby")
    world.child(1, 1, unborn=True, born=UNBORN, ward=None)
    world.tie(1, 10).tie(1, 5, "father").tie(1, 6, "parent").spell(10)
    assert world.by("A2", "unborn", "ward") == {"Burley": (1, 1, 1)}


def test_an_unborn_child_of_a_mother_without_a_home_lives_with_the_adult_named_as_parent() -> None:
    world = World().adult(10, ward=None).adult(5, ward="Ashby").adult(6, ward="Burley")
    world.child(1, 1, unborn=True, born=UNBORN, ward=None)
    world.tie(1, 10).tie(1, 5, "father").tie(1, 6, "parent").spell(10)
    assert world.by("A2", "unborn", "ward") == {"Burley": (1, 1, 1)}


def test_an_unborn_child_with_a_home_of_its_own_record_lives_there() -> None:
    world = World().adult(10, ward="Burley").spell(10)
    world.child(1, 1, unborn=True, born=UNBORN, ward="Ashby").tie(1, 10)
    assert world.by("A2", "unborn", "ward") == {"Ashby": (1, 1, 1)}


def test_a_home_until_the_as_at_date_is_in_use_on_it() -> None:
    world = World().adult(10, ward=None).spell(10)
    world.home(10, "Burley", first=AS_AT, last=AS_AT).home(10, "Ashby", last=AS_AT - DAY)
    assert world.by("A1", "amh_adults", "ward") == {"Burley": (1, 1, None)}
