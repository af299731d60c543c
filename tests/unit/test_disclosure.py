"""What the rule for small numbers shows and hides, one case at a time."""

from decimal import Decimal

import pytest

from governance.disclosure import PROFILES, ControlledFigure, control
from governance.figure import Figure

NHS = PROFILES["nhs"]


def shown(
    value: int, family_count: int | None = None, of_value: int | None = None
) -> ControlledFigure:
    figure = Figure(
        count_id="A2",
        measure="children",
        breakdown="total",
        category="all",
        value=value,
        family_count=value if family_count is None else family_count,
        of_value=of_value,
    )
    (controlled,) = control([figure], NHS)
    return controlled


@pytest.mark.parametrize("value", range(1, 8))
def test_one_to_seven_is_hidden(value: int) -> None:
    assert shown(value).text == "*"
    assert shown(value).value is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (8, "10"), (12, "10"), (13, "15"), (17, "15"), (18, "20"), (4213, "4215")],
)
def test_other_numbers_are_rounded_to_the_nearest_five(value: int, text: str) -> None:
    assert shown(value).text == text


def test_rounding_is_exact_where_a_float_would_not_be() -> None:
    assert shown(10**17 + 3).value == 10**17 + 5


@pytest.mark.parametrize("family_count", [1, 7])
def test_many_children_of_few_families_are_hidden(family_count: int) -> None:
    assert shown(30, family_count).is_suppressed


def test_people_who_are_in_no_family_are_judged_by_their_number_alone() -> None:
    assert shown(30, 0).value == 30


def test_a_percentage_is_made_of_the_rounded_numbers() -> None:
    assert shown(13, of_value=42).percentage == Decimal("37.5")  # 15 of 40


def test_half_a_tenth_of_a_percent_is_rounded_up() -> None:
    assert shown(10, of_value=80).percentage == Decimal("12.5")
    assert shown(50, of_value=1600).percentage == Decimal("3.1")
    assert shown(25, of_value=2000).percentage == Decimal("1.3")  # 1.25, which a float may cut


@pytest.mark.parametrize(("value", "of_value"), [(5, 100), (0, 7), (0, 0), (100, None)])
def test_a_percentage_is_blank_without_both_numbers(value: int, of_value: int | None) -> None:
    assert shown(value, of_value=of_value).percentage is None


def test_none_of_many_is_nought_percent() -> None:
    assert shown(0, of_value=100).percentage == Decimal("0.0")


def test_a_hidden_part_cannot_be_had_by_subtracting_the_shown_part_from_the_total() -> None:
    tables = {
        tuple(shown(number).text for number in (23 + small, 23, small)) for small in (5, 6, 7)
    }
    assert tables == {("30", "25", "*")}


def test_a_controlled_figure_carries_no_exact_number() -> None:
    assert "4213" not in repr(shown(4213, 4213, 9999))
    assert "9999" not in repr(shown(4213, 4213, 9999))


def test_the_rule_says_its_own_numbers() -> None:
    rules = " ".join(NHS.rules())
    assert "1 to 7" in rules
    assert "nearest 5" in rules
