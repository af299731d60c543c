"""The three rules for small numbers, one figure at a time."""

from decimal import Decimal

import pytest

from governance.definition import Unit
from governance.disclosure import PROFILES, ControlledFigure
from governance.disclosure.controlled import controlled
from governance.figure import Figure


def shown(
    rule: str,
    value: int,
    *,
    of_value: int | None = None,
    families: int | None = None,
    is_total: bool = False,
    unit: Unit = Unit.CHILD,
) -> ControlledFigure:
    figure = Figure(
        count_id="A2",
        measure="children",
        breakdown="total" if is_total else "ward",
        category="all" if is_total else "north",
        value=value,
        family_count=value if families is None else families,
        of_value=of_value,
    )
    return controlled(figure, PROFILES[rule], unit)


@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        ("nhs", {0: "0", 1: "*", 7: "*", 8: "10", 12: "10", 13: "15"}),
        ("strict", {0: "*", 1: "*", 9: "*", 10: "10", 12: "10", 13: "15"}),
        ("dfe", {0: "0", 1: "c", 5: "c", 6: "6", 12: "12", 13: "13"}),
    ],
)
def test_each_rule_hides_and_rounds_as_it_says(rule: str, texts: dict[int, str]) -> None:
    assert {value: shown(rule, value).text for value in texts} == texts


def test_dfe_rounds_totals_of_the_area_to_ten_and_shows_parts_as_they_are() -> None:
    assert shown("dfe", 123, is_total=True).text == "120"
    assert shown("dfe", 125, is_total=True).text == "130"
    assert shown("dfe", 123).text == "123"


@pytest.mark.parametrize("rule", sorted(PROFILES))
def test_many_people_of_few_families_are_hidden_by_every_rule(rule: str) -> None:
    assert shown(rule, 40, families=3).is_suppressed
    assert not shown(rule, 40, families=20).is_suppressed


def test_strict_shows_a_zero_of_a_source_which_is_no_group_of_people() -> None:
    assert shown("strict", 0, unit=Unit.RECORD).text == "0"
    assert shown("strict", 0, unit=Unit.FAMILY).text == "*"


@pytest.mark.parametrize(
    ("rule", "value", "of_value", "percentage"),
    [
        ("nhs", 40, 42, Decimal("100.0")),  # Each rounded: between them the rest is hidden.
        ("dfe", 40, 43, None),  # All but three.
        ("dfe", 40, 40, Decimal("100.0")),
        ("dfe", 40, 80, Decimal("50.0")),
        ("strict", 40, 42, None),
        ("strict", 40, 40, None),  # All: that nobody is left is a zero of a group.
        ("strict", 40, 80, Decimal("50.0")),
    ],
)
def test_a_share_that_tells_of_a_small_rest_is_left_blank(
    rule: str, value: int, of_value: int, percentage: Decimal | None
) -> None:
    assert shown(rule, value, of_value=of_value).percentage == percentage


@pytest.mark.parametrize("rule", sorted(PROFILES))
def test_every_number_lies_where_the_published_rule_says(rule: str) -> None:
    profile = PROFILES[rule]
    for is_total in (False, True):
        for value in range(200):
            text = shown(rule, value, is_total=is_total)
            if text.value is not None:
                low, high = profile.numbers_shown_as(text.value, is_total=is_total)
                assert low <= value <= high


@pytest.mark.parametrize("rule", sorted(PROFILES))
def test_a_rule_says_its_own_numbers(rule: str) -> None:
    profile = PROFILES[rule]
    said = " ".join(profile.rules())
    assert f"{profile.small_from} to {profile.small_to}" in said
    assert profile.symbol in said
    assert f"nearest {profile.round_to}" in said
    assert ("zero of a group" in said) == profile.hides_zeros_of_groups
