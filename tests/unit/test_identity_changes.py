"""What is written of persons that merged, split, came and went, and the reason that is given."""

import pytest

from tests.identities import Change, KnownNight, Nights


def told(night: KnownNight, change: str) -> list[tuple[str, str | None, str, int]]:
    return [
        (each.person_key, each.other_key, each.reason, each.records)
        for each in night.changes
        if each.change == change
    ]


def only(night: KnownNight) -> Change:
    (change,) = night.changes
    return change


def test_a_person_of_new_records_alone_is_new() -> None:
    nights = Nights()
    nights.night(("a/1",))
    second = nights.night(("a/1",), ("b/1", "b/2"))
    assert told(second, "new") == [(second.key("b/1"), None, "only newly delivered records", 2)]
    assert len(second.changes) == second.continued.new == 1


def test_a_person_of_whom_nothing_is_delivered_is_gone_once() -> None:
    nights = Nights()
    first = nights.night(("a/1",), ("b/1", "b/2"))
    second = nights.night(("a/1",))
    assert told(second, "gone") == [(first.key("b/1"), None, "none of its records is delivered", 2)]
    assert nights.night(("a/1",)).changes == ()


def test_a_person_that_comes_back_is_returned_and_not_new() -> None:
    nights = Nights()
    first = nights.night(("a/1",), ("b/1", "b/2"))
    nights.night(("a/1",))
    third = nights.night(("a/1",), ("b/2",))
    change = only(third)
    assert (change.change, change.person_key) == ("returned", first.key("b/1"))
    assert change.records == third.continued.returned == 1


@pytest.mark.parametrize(
    ("links", "reason"),
    [
        ([("a/1", "b/1", "human", None)], "a person decided that they are one"),
        (
            [("a/1", "b/1", "exact identifier", None)],
            "a pair of their records agrees on an exact identifier",
        ),
        (
            [("b/1", "a/1", "probabilistic", None)],
            "a pair of their records is at or above the join level",
        ),
        (
            [("a/1", "b/1", "exact identifier", None), ("a/1", "b/2", "human", None)],
            "a person decided that they are one",
        ),
        (
            [("a/1", "c/1", "exact identifier", None), ("b/1", "c/1", "probabilistic", None)],
            "a newly delivered record links them",
        ),
        ([("a/1", "b/1", "probabilistic", "twins")], "the links between them changed"),
        ([("b/1", "b/2", "exact identifier", None)], "the links between them changed"),
        ([], "the links between them changed"),
    ],
)
def test_a_merge_is_told_with_what_links_the_two(
    links: list[tuple[str, str, str, str | None]], reason: str
) -> None:
    nights = Nights()
    first = nights.night(("a/1",), ("b/1", "b/2"))
    second = nights.night(("a/1", "b/1", "b/2", "c/1"), links=links)
    assert told(second, "merged") == [(first.key("b/1"), first.key("a/1"), reason, 1)]
    assert len(second.changes) == second.continued.merged == 1


@pytest.mark.parametrize(
    ("links", "pairs", "reason"),
    [
        (
            [("a/1", "a/2", "probabilistic", "two verified NHS numbers")],
            [("a/1", "a/2", "twins")],
            "the link between them was cut: two verified NHS numbers",
        ),
        ([], [("a/2", "a/1", "twins")], "a guard stands between them: twins"),
        (
            [],
            [("a/2", "a/1", None)],
            "their pairs are below the level at which a link is kept",
        ),
        ([], [], "the links between them changed"),
        (
            [("a/2", "a/3", "probabilistic", "a bridge")],
            [("a/2", "a/3", "twins")],
            "the links between them changed",
        ),
    ],
)
def test_a_split_is_told_with_what_stands_between_the_two(
    links: list[tuple[str, str, str, str | None]],
    pairs: list[tuple[str, str, str | None]],
    reason: str,
) -> None:
    nights = Nights()
    first = nights.night(("a/1", "a/2", "a/3"))
    second = nights.night(("a/1",), ("a/2", "a/3"), links=links, pairs=pairs)
    assert told(second, "split") == [(first.key("a/1"), second.key("a/1"), reason, 1)]
    assert len(second.changes) == second.continued.split == 1


def test_a_split_for_want_of_a_record_says_that_it_is_no_longer_delivered() -> None:
    nights = Nights()
    nights.night(("a/1", "b/bridge", "c/1"))
    second = nights.night(("a/1",), ("c/1",), pairs=[("a/1", "c/1", None)])
    assert only(second).reason == "a record of theirs is no longer delivered"


def test_the_parts_that_find_together_again_are_told_as_a_merge() -> None:
    nights = Nights()
    first = nights.night(("a/1", "b/bridge", "c/1"))
    apart = nights.night(("a/1",), ("c/1",))
    third = nights.night(
        ("a/1", "b/bridge", "c/1"), links=[("c/1", "b/bridge", "probabilistic", None)]
    )
    change = only(third)
    assert (change.change, change.person_key) == ("merged", first.key("a/1"))
    assert change.other_key == apart.key("c/1")
    assert change.reason == "a pair of their records is at or above the join level"


def test_a_record_that_goes_from_one_person_to_another_is_a_split_with_both_reasons() -> None:
    nights = Nights()
    first = nights.night(("a/1", "a/2"), ("b/1", "b/2"))
    second = nights.night(
        ("a/1",),
        ("a/2", "b/1", "b/2"),
        links=[("a/2", "b/1", "exact identifier", None)],
        pairs=[("a/1", "a/2", "twins")],
    )
    assert only(second) == Change(
        person_key=first.key("a/1"),
        change="split",
        other_key=first.key("b/1"),
        reason="a guard stands between them: twins; "
        "a pair of their records agrees on an exact identifier",
        records=1,
    )


def test_a_merge_and_a_split_of_one_person_are_both_told() -> None:
    nights = Nights()
    first = nights.night(("a/1", "a/2", "a/3"), ("b/1",))
    second = nights.night(("a/1", "a/2", "b/1"), ("a/3",))
    assert told(second, "merged")[0][:2] == (first.key("a/1"), first.key("b/1"))
    assert told(second, "split")[0][:2] == (first.key("a/1"), second.key("a/3"))
    assert len(second.changes) == 2


def test_a_reason_that_rests_on_weights_says_when_the_model_is_another() -> None:
    nights = Nights()
    nights.night(("a/1",), ("b/1",), ("c/1", "c/2"))
    second = nights.night(
        ("a/1", "b/1"),
        ("c/1",),
        ("c/2",),
        links=[("a/1", "b/1", "probabilistic", None)],
        pairs=[("c/1", "c/2", None)],
        same_model=False,
    )
    assert {each.change: each.reason for each in second.changes} == {
        "merged": "a pair of their records is at or above the join level, "
        "by another model or level",
        "split": "their pairs are below the level at which a link is kept, "
        "by another model or level",
    }
