"""A night beside the last ones: what is told as not usual, and what is not."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.config.operations import DriftConfig
from pipelines.drift.comparing import Drift, find_drift
from pipelines.drift.kinds import KINDS, Measure
from pipelines.drift.usual import EarlierNight, by_subject, earlier_nights
from pipelines.nights import Night

LIMITS = DriftConfig()
VERSIONS = dict.fromkeys(("person model", "person threshold", "threshold version", "splink"), "1")
OTHER = VERSIONS | {"threshold version": "2"}


def rows(amount: int, part: str = "records") -> list[Measure]:
    return [Measure("volume", "gp", part, amount)]


def filled(told: int, not_told: int) -> list[Measure]:
    return [
        Measure("completeness", "gp nhs number", "told", told),
        Measure("completeness", "gp nhs number", "not told", not_told),
    ]


def sizes(*amounts: int) -> list[Measure]:
    parts = enumerate(amounts, 1)
    return [Measure("cluster_sizes", "records of a person", str(n), each) for n, each in parts]


def earlier(
    *measures: list[Measure],
    accepted: int | None = None,
    versions: Mapping[str, str] = VERSIONS,
) -> list[EarlierNight]:
    """Nights before, the newest first; on one of them all that it measures was accepted."""
    return [
        EarlierNight(
            parts=by_subject(each),
            accepted=frozenset(by_subject(each)) if number == accepted else frozenset(),
            versions=versions,
        )
        for number, each in enumerate(measures)
    ]


def drift(tonight: list[Measure], nights: list[EarlierNight]) -> tuple[Drift, ...]:
    return find_drift(tonight, nights, LIMITS, VERSIONS)


def test_the_first_night_has_nothing_to_differ_from() -> None:
    assert drift(rows(10), []) == ()


def test_a_source_that_lost_a_third_of_its_rows_is_told() -> None:
    (found,) = drift(rows(6_500), earlier(rows(10_000), rows(9_900), rows(10_100)))
    assert found.words == "volume of gp, records: 6,500, usually 10,000"


def test_a_source_that_tells_nothing_any_more_is_told() -> None:
    (found,) = drift([], earlier(rows(10_000)))
    assert (found.found, found.usual) == (0, 10_000)


def test_a_tenth_more_rows_are_nothing_unusual() -> None:
    assert drift(rows(11_000), earlier(rows(10_000))) == ()


def test_a_few_rows_of_a_small_source_are_nothing_unusual() -> None:
    assert drift(rows(4), earlier(rows(9))) == ()


def test_one_night_that_was_otherwise_does_not_change_what_is_usual() -> None:
    nights = earlier(rows(7_000), rows(10_000), rows(10_000))
    assert drift(rows(10_000), nights) == ()
    assert drift(rows(6_900), nights) != ()


def test_what_was_accepted_is_the_new_usual() -> None:
    nights = earlier(rows(15_000), rows(10_000), rows(10_000), accepted=0)
    assert drift(rows(15_100), nights) == ()
    assert drift(rows(10_000), nights) != ()


def test_a_field_that_is_hardly_filled_any_more_is_told() -> None:
    (found,) = drift(filled(900, 100), earlier(filled(995, 5)))
    assert found.words == "completeness of gp nhs number, not told: 10.0%, usually 0.5%"


def test_a_field_of_ten_records_may_be_empty_once() -> None:
    assert drift(filled(9, 1), earlier(filled(10, 0))) == ()


def test_persons_that_grow_together_are_told_by_the_size_that_moved_most() -> None:
    (found,) = drift(sizes(300, 500, 200), earlier(sizes(500, 450, 50)))
    assert (found.part, found.found, found.usual) == ("1", 0.3, 0.5)


def test_links_at_other_levels_are_compared_with_nobody() -> None:
    assert drift(sizes(300, 500, 200), earlier(sizes(500, 450, 50), versions=OTHER)) == ()
    assert drift(rows(10), earlier(rows(10_000), versions=OTHER)) != ()


def test_every_kind_has_a_limit_and_a_select() -> None:
    for name in KINDS:
        assert LIMITS.limit_of(name) > 0
        assert (Path("pipelines/drift/sql") / f"{name}.sql").is_file()


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=6))
def test_a_night_like_every_other_never_drifts(amounts: list[int]) -> None:
    same = [*rows(sum(amounts)), *sizes(*amounts)]
    assert drift(same, earlier(same, same, same)) == ()


@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_growth_is_judged_as_shrinking_is(one: int, other: int) -> None:
    """What is told of a number is told whether it rose by so much or fell."""
    grown, shrunk = sorted((one, other), reverse=True)
    if grown - shrunk <= 0.2 * shrunk:
        assert drift(rows(grown), earlier(rows(shrunk))) == ()
        assert drift(rows(shrunk), earlier(rows(grown))) == ()


@pytest.mark.parametrize("manifest", ["{}", "not json", '{"measures": [["a"]]}'])
def test_a_night_that_was_not_measured_is_passed_over(tmp_path: Path, manifest: str) -> None:
    told = {"measures": [["volume", "gp", "records", 9]], "accepted_drift": [], "versions": {}}
    today = date(2026, 9, 30)
    for days, text in ((1, manifest), (2, json.dumps(told))):
        night = Night(data=tmp_path, as_at=today - timedelta(days=days))
        night.begin()
        night.building.write_bytes(b"")
        night.publish(json.loads(text) if text[0] == "{" else {})
        night.manifest.write_text(text)
    (found,) = earlier_nights(Night(data=tmp_path, as_at=today), most=7)
    assert found.parts == {("volume", "gp"): {"records": 9}}
