"""Counts of families, on worlds that can be counted by eye.

A figure is (value, number of families, out of how many). Days are told from the as-at date.
"""

from datetime import date

import pytest

from tests.counted_worlds import AMH, AS_AT, CSC, DAY, TOTAL, World, family, stages


def test_c1_counts_families_by_how_many_services_are_open_for_any_member() -> None:
    world = family().spell(1, CSC, "child_in_need").spell(1, CSC, "child_protection")
    world.adult(11, sex="M").tie(1, 11, "father").spell(11)
    world.child(2, 2).spell(2, "special_educational_needs", "ehcp").child(3, 3)
    world.child(4, 4).adult(40).tie(4, 40).spell(40).spell(4, CSC, "looked_after")
    world.spell(4, "early_help", "early_help").spell(4, "special_educational_needs", "ehcp")
    assert world.by("C1", "families", "services") == {
        "1": (1, 1, 4),
        "2": (1, 1, 4),
        "4 or more": (1, 1, 4),
    }
    assert world.total("C1", "families") == (3, 3, 4)
    assert world.total("C1", "several") == (2, 2, 4)


def test_c1_does_not_count_universal_services_referrals_or_a_foster_carers_own() -> None:
    world = World().child(1, 1).adult(10).tie(1, 10, "foster_carer").spell(10)
    world.spell(1, "gp", "registration").spell(1, "school", "enrolment").spell(1, CSC, "referral")
    assert not {key for key in world.count("C1") if key[0] == "families"}
    assert world.total("C1", "several") == (0, 0, 1)
    assert world.total("C3", "families") == (0, 0, 1)


def test_c2_counts_families_by_exactly_which_services_are_open() -> None:
    world = family().spell(1, CSC, "child_in_need")
    world.adult(20).child(2, 2).tie(2, 20).spell(20).spell(2, CSC, "looked_after")
    world.adult(30).child(3, 3).tie(3, 30).spell(30)
    assert world.count("C2") == {
        ("families", "combination", f"{AMH}+{CSC}"): (2, 2, 3),
        ("families", "combination", AMH): (1, 1, 3),
    }


def test_c3_counts_families_known_to_both_where_their_youngest_child_lives() -> None:
    world = family(born=date(2012, 1, 1)).spell(1, CSC, "child_in_need")
    world.child(2, 1, born=date(2020, 1, 1), ward="Burley").tie(2, 10)
    world.adult(20).child(3, 2).tie(3, 20).spell(20)
    figures = world.count("C3")
    assert figures["families", *TOTAL] == (1, 1, 2)
    assert figures["families", "ward", "Burley"] == (1, 1, 1)
    assert figures["families", "ward", "Ashby"] == (0, 0, 1)
    assert figures["families", "children", "2"] == (1, 1, 1)
    assert figures["families", "children", "1"] == (0, 0, 1)


def test_c3_needs_both_services_on_one_day() -> None:
    world = family().spell(1, CSC, "child_in_need", end=AS_AT - DAY)
    assert world.total("C3", "families") == (0, 0, 1)


def test_an_adult_in_two_units_makes_both_known() -> None:
    world = family().adult(11).child(2, 2).tie(2, 11).tie(2, 10, "father")
    assert world.by("C1", "families", "services") == {"1": (2, 2, 2)}
    # The adult is one adult of one family all the same.
    assert world.total("A1", "parents") == (1, 1, 1)


@pytest.mark.parametrize("count_id", ["A1", "A2", "A3", "A4", "A5", "C3", "C4"])
def test_wards_add_up_to_the_total(count_id: str) -> None:
    world = stages().adult(20, ward="Burley").child(9, 2, ward=None).tie(9, 20).spell(20)
    world.spell(9, CSC, "child_protection")
    figures = world.count(count_id)
    measures = {measure for measure, breakdown, _ in figures if breakdown == "ward"}
    assert measures
    for measure in measures:
        wards = [row for key, row in figures.items() if key[:2] == (measure, "ward")]
        whole = figures[measure, *TOTAL]
        assert sum(value for value, _, _ in wards) == whole[0]
        if whole[2] is not None:
            assert sum(of or 0 for _, _, of in wards) == whole[2]
