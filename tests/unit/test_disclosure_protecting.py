"""Hiding more than small numbers, and refusing a release of which any can be worked out."""

from collections.abc import Sequence
from datetime import date

import pytest

from governance.disclosure import PROFILES, ControlledFigure, control
from governance.disclosure.attacking import ContradictionError
from governance.disclosure.checking import DisclosureError, check_disclosure
from governance.disclosure.completing import completed
from governance.disclosure.controlled import controlled
from governance.disclosure.protecting import given_away
from governance.disclosure.reading import read
from governance.disclosure.remembering import Occasion, Published, Remembered, remembered
from governance.figure import Figure
from governance.uncertainty import Change
from tests.disclosed import RELATIONS, figure, table, tables

NHS, DFE, STRICT = (PROFILES[rule] for rule in ("nhs", "dfe", "strict"))
NIGHT, MONTH_BEFORE = date(2026, 9, 30), date(2026, 8, 31)


def texts(shown: Sequence[ControlledFigure]) -> dict[str, str]:
    return {each.category: each.text for each in shown}


def alone(figures: Sequence[Figure], rule: str = "dfe") -> tuple[ControlledFigure, ...]:
    return tuple(controlled(each, PROFILES[rule]) for each in figures)


def test_beside_one_small_number_the_smallest_other_is_hidden_too() -> None:
    figures = tables({"north": 3, "south": 20, "west": 40})
    # The total is rounded to ten, and so tells of the small number only between what lies it.
    assert texts(control(figures, DFE, RELATIONS)) == {
        "all": "60",
        "north": "c",
        "south": "20",
        "west": "40",
    }
    by_sex = tables({"north": 3, "south": 20, "west": 40}, {"F": 30, "M": 33})
    assert texts(control(by_sex, DFE, RELATIONS)) == {
        "all": "60",
        "north": "c",
        "south": "x",
        "west": "40",
        "F": "30",
        "M": "33",
    }


def test_two_small_numbers_that_only_one_table_fits_are_protected_by_a_third() -> None:
    # 1 and 1 are the only two numbers from 1 to 5 that sum up to 2.
    figures = tables({"north": 1, "south": 1, "west": 40}, {"F": 20, "M": 22})
    shown = texts(control(figures, DFE, RELATIONS))
    assert (shown["north"], shown["south"], shown["west"]) == ("c", "c", "x")


def test_a_part_of_a_measure_is_not_told_by_its_whole() -> None:
    whole = table({"north": 6, "south": 30})
    part = table({"north": 3, "south": 12}, measure="in_care")
    shown = control((*whole, *part), DFE, RELATIONS)
    assert not given_away(read((*whole, *part), shown, RELATIONS, DFE))
    # 27 of 30 would tell that all but three are in care.
    whole = table({"north": 50, "south": 30})
    part = table({"north": 20, "south": 27}, measure="in_care")
    shown = control((*whole, *part), DFE, RELATIONS)
    assert [each.category for each in shown if each.is_suppressed] == ["south"]


def test_crossed_tables_are_held_against_both_of_their_margins() -> None:
    figures = (
        figure(40),
        *table({"0 to 4": 18, "5 to 9": 22}, "age_band"),
        *table({"F": 19, "M": 21}, "sex"),
        *table({"0 to 4|F": 3, "0 to 4|M": 15, "5 to 9|F": 16, "5 to 9|M": 6}, "age_sex"),
    )
    assert given_away(read(figures, alone(figures), RELATIONS, DFE))
    shown = control(figures, DFE, RELATIONS)
    assert not given_away(read(figures, shown, RELATIONS, DFE))


def test_categories_that_overlap_are_no_sum() -> None:
    figures = (figure(30), *table({"in need": 3, "on a plan": 27}, "stage"))
    assert texts(control(figures, DFE, RELATIONS))["on a plan"] == "27"


@pytest.mark.parametrize("rule", sorted(PROFILES))
def test_what_is_protected_already_is_left_as_it_is(rule: str) -> None:
    figures = tables({"north": 40, "south": 50, "west": 60}, {"F": 70, "M": 80})
    assert control(figures, PROFILES[rule], RELATIONS) == alone(figures, rule)


def test_a_release_of_which_a_number_can_be_worked_out_is_refused_and_says_where() -> None:
    figures = tables({"north": 3, "south": 20, "west": 40}, {"F": 30, "M": 33})
    with pytest.raises(DisclosureError) as refused:
        check_disclosure(figures, alone(figures), RELATIONS, DFE)
    assert "A2 children by ward: hidden numbers can be worked out of north" in str(refused.value)
    assert not {"3", "20", "40", "63"} & set(str(refused.value).replace(",", " ").split())


def test_a_release_that_gives_nothing_away_says_what_was_tried() -> None:
    figures = tables({"north": 3, "south": 20, "west": 40}, {"F": 30, "M": 33})
    checked = check_disclosure(figures, control(figures, DFE, RELATIONS), RELATIONS, DFE)
    assert (checked.secrets, checked.untrue, checked.earlier_releases) == (1, 0, 0)
    assert checked.relations >= 2


def test_a_check_of_other_figures_than_were_shown_proves_nothing_and_says_so() -> None:
    shown = control(tables({"north": 30, "south": 20}), NHS, RELATIONS)
    others = tables({"north": 60, "south": 20})
    with pytest.raises(ContradictionError, match="does not fit"):
        check_disclosure(others, shown, RELATIONS, NHS)


def test_a_declared_sum_that_does_not_hold_is_counted_and_not_believed() -> None:
    figures = (figure(50), *table({"north": 3, "south": 20}))
    checked = check_disclosure(figures, control(figures, DFE, RELATIONS), RELATIONS, DFE)
    assert checked.untrue == 1


def test_a_part_that_is_larger_than_its_whole_is_not_believed_either() -> None:
    figures = (
        *table({"north": 30, "south": 20}),
        *table({"north": 12, "south": 26}, measure="in_care"),
    )
    checked = check_disclosure(figures, control(figures, NHS, RELATIONS), RELATIONS, NHS)
    assert checked.untrue == 1


def test_a_rule_that_hides_zeros_has_no_absent_rows_that_would_tell_them() -> None:
    figures = (
        *table({"north": 30, "south": 0}),
        *table({"north": 12}, measure="in_care"),
    )
    found = completed(figures, STRICT, RELATIONS)
    assert found[-1] == figure(0, "ward", "south", measure="in_care")
    assert texts(control(found, STRICT, RELATIONS))["south"] == "*"
    assert completed(figures, NHS, RELATIONS) == figures


def published(figures: Sequence[Figure], rule: str = "nhs", as_at: date = NIGHT) -> Published:
    shown = control(figures, PROFILES[rule], RELATIONS)
    return Published(as_at=as_at, profile=PROFILES[rule], figures=tuple(shown))


def remember(figures: Sequence[Figure], *earlier: Published, rule: str = "dfe") -> Remembered:
    occasion = Occasion(as_at=NIGHT, profile=PROFILES[rule], relations=RELATIONS, published=earlier)
    return remembered(figures, occasion)


def test_what_another_rule_hid_of_the_night_stays_hidden() -> None:
    figures = tables({"north": 7, "south": 20, "west": 40})
    before = remember(figures, published(figures))
    assert texts(control(figures, DFE, RELATIONS))["north"] == "7"
    assert texts(control(figures, DFE, RELATIONS, before))["north"] == "x"


def test_what_two_releases_tell_only_together_is_refused() -> None:
    figures = tables({"north": 9, "south": 9, "west": 40})
    shown = alone(figures, "strict")
    told = Remembered(ranges={shown[1].key: (9, 12)}, hidden=frozenset(), releases=1)
    check_disclosure(figures, shown, RELATIONS, STRICT)
    with pytest.raises(DisclosureError, match="worked out of north"):
        check_disclosure(figures, shown, RELATIONS, STRICT, told)


def test_what_was_published_exactly_is_no_secret_any_more() -> None:
    figures = tables({"north": 0, "south": 20, "west": 40})
    before = remember(figures, published(figures), rule="strict")
    checked = check_disclosure(
        figures, control(figures, STRICT, RELATIONS, before), RELATIONS, STRICT, before
    )
    assert checked.secrets == 0


def test_a_night_that_was_linked_anew_is_another_night() -> None:
    then, now = tables({"north": 30, "south": 20}), tables({"north": 12, "south": 20})
    before = remember(now, published(then))
    assert figure(12, "ward", "north").key not in before.ranges


def test_of_an_earlier_night_only_the_published_changes_tell() -> None:
    then, now = tables({"north": 30, "south": 20}), tables({"north": 33, "south": 21})
    earlier = published(then, "dfe", MONTH_BEFORE)
    assert not remember(now, earlier).ranges
    change = Change(
        count_id="A2",
        measure="children",
        earlier_as_at=MONTH_BEFORE,
        earlier=50,
        real_change=4,
        coverage_change=0,
        model_change=0,
        now=54,
    )
    occasion = Occasion(
        as_at=NIGHT, profile=DFE, relations=RELATIONS, published=(earlier,), changes=(change,)
    )
    told = remembered(now, occasion)
    # Exactly 50 by the wards; three changes, each rounded to ten.
    assert told.ranges == {figure(54).key: (35.0, 65.0)}
