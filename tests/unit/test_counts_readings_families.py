"""What is so of families and children, read from the words where towns have no such rows.

Foster carers, adults in several units, records of unborn children who were born since, assessments,
referrals of one day, facts without a day, persistent absence.
A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from datetime import date

import pytest

from tests.counted_worlds import AMH, AS_AT, CSC, DAY, World, family

NFA = "no further action"
YEAR_AGO = date(2025, 9, 30)
UNBORN = date(2026, 12, 1)


def fostered() -> World:
    """A child in need with a mother elsewhere and a foster carer at home who is a patient."""
    world = World().adult(10).adult(20).child(1, 1)
    world.tie(1, 10, residence="elsewhere").tie(1, 20, "foster_carer")
    return world.spell(20).spell(1, CSC, "child_in_need")


def test_a_foster_carers_mental_health_makes_no_child_or_family_of_a_patient() -> None:
    world = fostered()
    assert world.total("A1", "parents") == (0, 0, 1)
    assert world.total("A2", "children") == (0, 0, 1)
    assert world.total("B3", "children") == (0, 0, 1)
    assert world.total("C3", "families") == (0, 0, 1)
    assert world.total("D1", "families_of_patients") == (0, 0, 1)
    assert world.count("C2") == {("families", "combination", CSC): (1, 1, 1)}


def test_a_patient_who_fosters_one_child_and_is_parent_of_another_lives_with_none_of_hers() -> None:
    world = fostered().child(2, 2).tie(2, 20, residence="elsewhere")
    assert world.by("A7", "parents", "residence") == {"elsewhere": (1, 1, 1)}


def test_no_service_of_a_foster_carer_is_one_of_the_family() -> None:
    world = fostered().spell(20, "early_help", "episode").fact(20, "young_carer")
    assert world.count("C2") == {("families", "combination", CSC): (1, 1, 1)}
    # What is open for the child's own parent is.
    world.spell(10, "early_help", "episode")
    assert world.count("C2") == {("families", "combination", f"{CSC}+early_help"): (1, 1, 1)}


def test_a_foster_carer_is_no_parent_at_home() -> None:
    assert fostered().by("B3", "children", "parents_at_home") == {"none known": (0, 0, 1)}


def test_a_parent_who_lives_with_one_child_of_the_family_is_at_home() -> None:
    world = family().child(2, 1).tie(2, 10)
    world.adult(11, sex="M").tie(1, 11, "father", residence="unknown")
    assert world.by("A2", "children", "parents_at_home") == {"one": (2, 1, 2)}
    world = family().child(2, 1).tie(2, 10)
    world.adult(11, sex="M").tie(1, 11, "parent")
    assert world.by("A2", "children", "parents_at_home") == {"two or more": (2, 1, 2)}


def two_families() -> World:
    """A father, 11, of a child in each of two families; the mothers are no patients."""
    world = World().adult(10).adult(11, sex="M").adult(12).child(1, 1).child(2, 2, ward="Burley")
    world.tie(1, 10).tie(2, 12).tie(1, 11, "father").tie(2, 11, "father", residence="elsewhere")
    return world.spell(11)


def test_a_patient_of_two_families_is_one_adult_and_makes_both_families_of_a_patient() -> None:
    world = two_families()
    assert world.total("A1", "parents") == (1, 1, 1)
    assert world.by("A7", "parents", "residence") == {"with_child": (1, 1, 1)}
    assert world.total("A2", "children") == (2, 2, 2)
    assert world.by("D1", "families_of_patients", "ward") == {
        "Ashby": (1, 1, 1),
        "Burley": (1, 1, 1),
    }


def test_patients_who_share_one_of_two_families_are_of_one_family() -> None:
    # The father of both families goes by the first, and the mother of the first is of that too.
    assert two_families().spell(10).total("A1", "parents") == (2, 1, 2)
    assert two_families().spell(12).total("A1", "parents") == (2, 2, 2)


def test_of_twins_the_one_with_the_greater_number_stands_for_the_family() -> None:
    born = date(2020, 1, 1)
    world = World().adult(10).child(1, 1, born=born, ward="Ashby").tie(1, 10).spell(10)
    world.child(2, 1, born=born, ward="Burley").tie(2, 10).spell(1, CSC, "looked_after")
    assert world.by("E1", "families", "ward") == {"Burley": (1, 1, 1)}


def test_an_episode_of_need_is_open_and_a_plan_or_referral_alone_is_none() -> None:
    world = family().spell(1, CSC, "child_in_need", end=AS_AT - DAY)
    for kind in ("child_in_need_plan", "referral", "contact", "assessment", "short_break"):
        world.spell(1, CSC, kind)
    assert world.total("A4", "in_need_or_more") == (0, 0, 1)
    assert world.total("C4", "children") == (1, 1, 1)
    assert world.total("C3", "families") == (0, 0, 1)
    assert world.count("B3") == {}


def assessed(noted_on: date | None) -> dict[str, tuple[int, int, int | None]]:
    """Return whether 4B is noted of a child in care since 2024, with an older spell that ended."""
    world = family().spell(1, CSC, "looked_after", start=date(2024, 1, 1))
    world.spell(1, CSC, "child_in_need", start=date(2026, 1, 1))
    world.spell(1, CSC, "child_in_need", date(2020, 1, 1), date(2021, 1, 1))
    world.spell(1, CSC, "referral", date(2023, 1, 1))
    return world.fact(1, "assessment_factor", noted_on, "4B").by(
        "B4", "children", "parents_mental_health"
    )


def test_a_factor_found_before_all_that_is_open_is_not_noted() -> None:
    # Neither the episode that ended nor the referral is one of need that is open.
    assert assessed(date(2020, 6, 1)) == {"not recorded": (1, 1, 1)}
    assert assessed(date(2023, 12, 31)) == {"not recorded": (1, 1, 1)}
    # However long ago the open one began.
    assert assessed(date(2024, 1, 1)) == {"recorded": (1, 1, 1)}


def test_a_factor_without_a_day_is_of_now() -> None:
    assert assessed(None) == {"recorded": (1, 1, 1)}


@pytest.mark.parametrize("flag", ["young_carer", "suspension", "persistent_absence"])
def test_what_is_noted_without_a_day_is_of_now(flag: str) -> None:
    world = family().fact(1, flag, None)
    assert world.count("C2") == {("families", "combination", f"{AMH}+{flag}"): (1, 1, 1)}


def test_a_suspension_over_lunch_is_one_and_a_permanent_exclusion_is_none() -> None:
    world = family().child(2, 1).spell(1, "school", "enrolment").spell(2, "school", "enrolment")
    world.fact(1, "suspension", value="lunchtime").fact(2, "permanent_exclusion")
    assert world.total("D2", "suspension") == (1, 1, 2)


def referred(*spells: tuple[str, date, str | None, str]) -> dict[str, int]:
    """Return how many referrals of one child there are, and how many ended without action."""
    world = family()
    for kind, start, outcome, source in spells:
        world.spell(1, CSC, kind, start, start, outcome=outcome, source=source)
    found = {
        m: world.count("C5").get((m, "total", "all")) for m in ("referrals", "no_further_action")
    }
    return {measure: figure[0] if figure else 0 for measure, figure in found.items()}


def test_a_referral_that_led_on_and_one_that_did_not_on_one_day_led_on() -> None:
    day = date(2026, 1, 1)
    one_led_on = referred(("referral", day, NFA, "s"), ("child_in_need", day, None, "s"))
    assert one_led_on == {"referrals": 1, "no_further_action": 0}
    none_did = referred(("referral", day, NFA, "s"), ("referral", day, NFA, "s"))
    assert none_did == {"referrals": 1, "no_further_action": 1}
    # Two sources, or two days, are two referrals.
    assert referred(("referral", day, NFA, "s"), ("child_in_need", day, None, "t")) == {
        "referrals": 2,
        "no_further_action": 1,
    }
    assert referred(("referral", day, NFA, "s"), ("child_in_need", day + DAY, None, "s")) == {
        "referrals": 2,
        "no_further_action": 1,
    }


def test_an_episode_that_closes_with_no_further_action_did_not_end_at_once() -> None:
    closed = referred(("child_in_need", date(2026, 1, 1), NFA, "s"))
    assert closed == {"referrals": 1, "no_further_action": 0}


def was_unborn() -> World:
    """A patient's child, 1, born in September; 2 is the record that social care has of before."""
    return family(born=date(2026, 9, 1)).born(2, 1).spell(2, CSC, "child_in_need", YEAR_AGO + DAY)


def test_what_is_known_of_an_unborn_child_is_known_of_the_child_that_was_born() -> None:
    world = was_unborn().fact(2, "assessment_factor", date(2026, 1, 1), "4B")
    assert world.total("A4", "in_need") == (1, 1, 1)
    assert world.total("A2", "children") == (1, 1, 1)
    assert ("unborn", "total", "all") not in world.count("A2")
    assert world.by("B4", "children", "parents_mental_health") == {"recorded": (1, 1, 1)}
    assert world.total("C5", "referrals") == (1, 1, None)
    assert world.total("C3", "families") == (1, 1, 1)


def test_what_is_known_of_an_unborn_child_is_its_own_until_it_is_born() -> None:
    world = family().child(2, 1, unborn=True, born=UNBORN).tie(2, 10)
    world.spell(2, CSC, "child_in_need", date(2026, 8, 1))
    assert world.total("A4", "in_need") == (0, 0, 1)
    assert world.total("A8", "known_to_social_care") == (1, 1, 1)
    # Referrals are of children who are born; the family is known all the same.
    assert world.count("C5") == {}
    assert world.total("C3", "families") == (1, 1, 1)


def absent(*shares: tuple[str, date], source: str = "s") -> World:
    """A pupil of a patient, who missed such shares of the sessions of terms, in per cent."""
    world = family().spell(1, "school", "enrolment")
    for share, told_on in shares:
        world.fact(1, "absence", told_on, share, source)
        if float(share) >= 10:
            world.fact(1, "persistent_absence", told_on, source=source)
    return world


@pytest.mark.parametrize(
    ("shares", "counted"),
    [
        # One bad term is not a tenth of the year, and a mild one does not make up for two bad.
        (("16.0", "6.0", "6.0"), 0),
        (("12.0", "12.0", "6.0"), 1),
        (("15.0", "5.0"), 1),
        (("15.0", "4.9"), 0),
        (("10.0",), 1),
        (("9.9",), 0),
    ],
)
def test_absence_is_persistent_over_the_terms_of_the_year(
    shares: tuple[str, ...], counted: int
) -> None:
    days = (date(2025, 10, 2), date(2026, 1, 15), date(2026, 5, 21))
    world = absent(*zip(shares, days, strict=False))
    assert world.total("D2", "persistent_absence") == (counted, counted, 1)
    services = ("families", "combination", f"{AMH}+persistent_absence")
    assert (services in world.count("C2")) == bool(counted)


def test_a_term_told_before_the_year_does_not_count_for_absence() -> None:
    world = absent(("40.0", YEAR_AGO), ("5.0", date(2026, 1, 15)))
    assert world.total("D2", "persistent_absence") == (0, 0, 1)


def test_a_source_without_shares_is_believed_in_what_it_calls_persistent() -> None:
    world = absent(("5.0", date(2026, 1, 15)))
    assert world.total("D2", "persistent_absence") == (0, 0, 1)
    world.fact(1, "persistent_absence", date(2026, 1, 15), source="list")
    assert world.total("D2", "persistent_absence") == (1, 1, 1)


def test_where_shares_are_told_and_nobody_missed_a_tenth_the_figure_is_zero() -> None:
    assert absent(("5.0", AS_AT)).total("D2", "persistent_absence") == (0, 0, 1)
    assert ("persistent_absence", "total", "all") not in absent().count("D2")
