"""What is written of units that came, merged, split and went, and the reason that is given."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit_nights import FIRST, Child, Elsewhere, UnitNights

ANN, BEN, CAT = Child("ann"), Child("ben"), Child("cat")
OTHER = Child("dan", carers=("other",), home="elsewhere")
DUE = date(2026, 12, 1)


def test_of_a_first_night_nothing_is_said_to_have_changed() -> None:
    assert UnitNights().night([ANN], [OTHER]).changes == ()


def test_of_a_night_without_change_nothing_is_told() -> None:
    nights = UnitNights()
    nights.night([ANN, BEN])
    assert nights.night([ANN, BEN]).changes == ()


@pytest.mark.parametrize(
    ("child", "reason"),
    [
        (replace(OTHER, birth=FIRST + timedelta(days=2)), "a child was born"),
        (replace(OTHER, birth=DUE, is_unborn=True), "a birth is expected"),
        (OTHER, "a child is delivered for the first time"),
    ],
)
def test_a_unit_of_which_no_child_was_known_is_new(child: Child, reason: str) -> None:
    nights = UnitNights()
    nights.night([ANN])
    second = nights.night([ANN], [child])
    assert second.told() == [("new", reason)]
    assert second.changes[0].unit_key == second.key("dan")


@pytest.mark.parametrize(
    ("elsewhere", "reason"),
    [
        ({}, "no record of a child is delivered"),
        ({"dan": Elsewhere()}, "a child turned 18"),
        ({"dan": Elsewhere(is_child=True, is_dead=True)}, "a child died"),
        ({"dan": Elsewhere(is_child=True)}, "only contacts of others name a child"),
    ],
)
def test_a_unit_without_children_is_gone_once_and_a_child_of_a_unit_left_it(
    elsewhere: dict[str, Elsewhere], reason: str
) -> None:
    nights = UnitNights()
    first = nights.night([ANN], [OTHER])
    second = nights.night([ANN], elsewhere=elsewhere)
    assert second.told() == [("gone", reason)]
    assert second.changes[0].unit_key == first.key("dan")
    assert nights.night([ANN], elsewhere=elsewhere).changes == ()
    nights = UnitNights()
    nights.night([ANN, OTHER])
    assert nights.night([ANN], elsewhere=elsewhere).told() == [("left", reason)]


def test_a_unit_whose_children_left_in_several_ways_is_gone_for_each() -> None:
    nights = UnitNights()
    nights.night([ANN, BEN])
    (change,) = nights.night(elsewhere={"ann": Elsewhere()}).changes
    assert change.reason == "a child turned 18; no record of a child is delivered"
    assert change.children == 2


def test_a_unit_that_comes_back_is_returned_and_a_child_that_comes_back_joins() -> None:
    nights = UnitNights()
    nights.night([ANN, BEN], [OTHER])
    nights.night([ANN])
    again = nights.night([ANN, BEN], [OTHER])
    assert sorted(again.told()) == [
        ("joined", "a child is delivered again"),
        ("returned", "a child is delivered again"),
    ]


def test_a_birth_that_was_expected_changes_no_unit() -> None:
    nights = UnitNights()
    nights.night([ANN, Child("unborn", birth=DUE, is_unborn=True)])
    assert nights.night([ANN, Child("baby", birth=DUE)]).changes == ()


@pytest.mark.parametrize(
    ("moved", "told", "reason"),
    [
        (
            replace(BEN, carers=("aunt",)),
            {},
            "a tie between a child and a carer is not there any more",
        ),
        (replace(BEN, home="another"), {}, "they have no home in common any more"),
        (BEN, {}, "the ties between them changed"),
        (
            replace(BEN, carers=("mother", "father")),
            {},
            "a tie to a carer whom they do not share came or went",
        ),
        (
            replace(BEN, carers=("aunt",)),
            {"same_model": False},
            "a tie between a child and a carer is not there any more, by another model or level",
        ),
        (BEN, {"split": {"mother 2": "mother"}}, "a person among them was merged or split"),
        (BEN, {"flag": "too many children"}, "too many children"),
    ],
)
def test_a_split_is_told_with_what_held_them_together(
    moved: Child, told: dict[str, object], reason: str
) -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN, CAT])
    second = nights.night([ANN, CAT], [moved], **told)  # type: ignore[arg-type]
    (change,) = second.changes
    assert (change.change, change.reason) == ("split", reason)
    assert (change.unit_key, change.other_unit_key) == (first.key("ann"), second.key("ben"))
    assert change.children == 1


def test_a_split_for_want_of_a_carer_says_that_nothing_of_a_carer_is_delivered() -> None:
    nights = UnitNights()
    nights.night([ANN, BEN])
    second = nights.night([replace(ANN, carers=())], [replace(BEN, carers=())])
    assert second.told() == [("split", "a carer of theirs is not delivered")]


def test_a_split_for_want_of_a_child_says_that_a_child_between_them_left() -> None:
    nights = UnitNights()
    mother, father = replace(ANN, home="hers"), Child("cat", carers=("father",), home="his")
    between = Child("ben", carers=("mother", "father"))
    nights.night([mother, between, father])
    second = nights.night([mother], [father])
    assert sorted(second.told()) == [
        ("left", "no record of a child is delivered"),
        ("split", "a child between them left"),
    ]
    again = nights.night([mother, between, father])
    assert sorted(again.told()) == [
        ("joined", "a child is delivered again"),
        ("merged", "a child who came is between them"),
    ]


@pytest.mark.parametrize(
    ("joined", "reason"),
    [
        (replace(OTHER, carers=("mother", "other")), "a tie between a child and a carer came"),
        (replace(OTHER, home="home"), "they have one home now"),
        (OTHER, "the ties between them changed"),
    ],
)
def test_a_merge_is_told_with_what_holds_them_together(joined: Child, reason: str) -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN], [OTHER])
    second = nights.night([ANN, BEN, joined])
    (change,) = second.changes
    assert (change.change, change.reason) == ("merged", reason)
    assert (change.unit_key, change.other_unit_key) == (first.key("ann"), first.key("dan"))


def test_a_child_that_goes_from_one_unit_to_another_moved_for_two_reasons() -> None:
    nights = UnitNights()
    first = nights.night([ANN, BEN], [OTHER, Child("eve", carers=("other",), home="elsewhere")])
    ben = replace(OTHER, name="ben")
    second = nights.night([ANN], [ben, OTHER, Child("eve", carers=("other",), home="elsewhere")])
    (change,) = second.changes
    assert change.change == "moved"
    assert (change.unit_key, change.other_unit_key) == (first.key("ann"), first.key("dan"))
    assert change.reason == (
        "a tie between a child and a carer is not there any more; "
        "a tie between a child and a carer came"
    )
