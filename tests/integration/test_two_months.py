"""Two months of a town: ranges, why figures changed, and attacks on all that is released.

The nights are made once for all of it. A reader tries one release, two tables of one, two months,
and one night released by several rules.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from shutil import copy

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from governance.disclosure import PROFILES
from governance.disclosure.controlled import controlled
from governance.disclosure.protecting import given_away
from governance.disclosure.reading import read
from governance.figure import Figure
from pipelines.config import Engine
from pipelines.counts.counting import figures
from pipelines.counts.definitions import HEADLINES
from pipelines.counts.definitions.relations import RELATIONS
from pipelines.nights import Night
from pipelines.warehouse import open_warehouse
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.attacker import Cell, Knowledge
from tests.integration.support import AS_AT, KEY, Place, make_place

pytestmark = pytest.mark.slow

LAST = date.fromisoformat(AS_AT)
BEFORE = LAST - timedelta(days=30)
# Counts whose tables a reader can hold against each other.
RELATED = ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "B3", "C1", "C2", "C3", "C4", "D1", "E1")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place with two nights."""
    place = make_place(tmp_path_factory.mktemp("released"))
    plan = TownPlan(
        people=2_000, seed=4, as_at=LAST, nights=2, days_between=30, service_multiplier=6.0
    )
    write_town(plan, place.data / "exports", place.data / "truth")
    for day in (BEFORE, LAST):
        ran = place.thinkfamily("night", "--as-at", day.isoformat())
        assert ran.exit_code == 0, ran.told
    return place


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return found


@pytest.fixture(scope="module")
def before(place: Place) -> dict[str, Path]:
    """The first night, released by one rule after the other."""
    config, found = place.config.read_text("utf-8"), {}
    for rule in PROFILES:
        told = config.replace('disclosure_profile = "nhs"', f'disclosure_profile = "{rule}"')
        place.config.write_text(told, "utf-8")
        found[rule] = place.publish(BEFORE.isoformat())
    place.config.write_text(config, "utf-8")
    return found


@pytest.fixture(scope="module")
def release(place: Place, before: dict[str, Path]) -> Path:
    assert before
    return place.publish(AS_AT)


def exact_of(place: Place, night: date) -> tuple[Figure, ...]:
    warehouse = Night(data=place.data, as_at=night).warehouse
    with open_warehouse(warehouse, KEY, Engine(threads=1), read_only=True) as con:
        return figures(con)


@pytest.fixture(scope="module")
def exact(place: Place) -> tuple[Figure, ...]:
    return exact_of(place, BEFORE)


def few(figures: tuple[Figure, ...], rule: str) -> set[Cell]:
    """Return which figures a rule hides for their families alone: the reader guesses it right."""
    profile = PROFILES[rule]
    return {
        each.key
        for each in figures
        if profile.is_small(each.family_count) and each.value > profile.small_to
    }


def test_headline_figures_have_a_range_and_no_interval_without_labels(release: Path) -> None:
    estimates = rows(release, "estimates")
    assert {(each["count_id"], each["measure"]) for each in estimates} == set(HEADLINES)
    assert {each["interval_from"] for each in estimates} == {None}
    assert any(each["range_from"] is not None for each in estimates)


def test_the_second_release_says_why_figures_changed(release: Path) -> None:
    changes = rows(release, "changes")
    assert changes
    assert {each["earlier_as_at"] for each in changes} == {BEFORE}
    assert {each["coverage_change"] for each in changes} == {0}
    assert {each["model_change"] for each in changes} == {0}


def test_a_night_that_is_gone_leaves_a_note_and_no_split(place: Place, release: Path) -> None:
    gone = place.data / "nights" / BEFORE.isoformat() / "warehouse.duckdb"
    kept = gone.rename(gone.with_suffix(".kept"))
    try:
        again = place.publish(AS_AT)
    finally:
        kept.rename(gone)
    assert again != release
    assert "is not kept any more" in (again / "report.html").read_text("utf-8")
    assert not (again / "changes.parquet").exists()


def test_no_world_is_left_beside_the_releases(place: Place, release: Path) -> None:
    assert release.is_dir()
    assert not list((place.data / "releases").glob("*.world*"))
    assert not list((place.data / "nights").rglob("*.world*"))


@pytest.mark.parametrize("rule", sorted(PROFILES))
def test_no_hidden_number_can_be_worked_out_of_a_release(
    before: dict[str, Path], exact: tuple[Figure, ...], rule: str
) -> None:
    knowledge = Knowledge()
    knowledge.read(before[rule], few(exact, rule))
    assert len(knowledge.hidden) > 100
    assert knowledge.had() == set()


@pytest.mark.parametrize("rule", ["nhs", "dfe"])
def test_no_hidden_number_can_be_worked_out_of_any_two_tables(
    before: dict[str, Path], exact: tuple[Figure, ...], rule: str
) -> None:
    for pair in combinations(RELATED, 2):
        knowledge = Knowledge()
        knowledge.read(before[rule], few(exact, rule), tables=pair)
        assert knowledge.had() == set(), pair


def test_no_hidden_number_can_be_worked_out_of_two_months_together(
    place: Place, before: dict[str, Path], exact: tuple[Figure, ...], release: Path
) -> None:
    knowledge = Knowledge()
    knowledge.read(before["nhs"], few(exact, "nhs"), name="before")
    knowledge.read(release, few(exact_of(place, LAST), "nhs"), name="now")
    for row in pq.read_table(release / "changes.parquet").to_pylist():
        key = row["count_id"], row["measure"], "total", "all"
        parts = [("change", *key, name) for name in ("real", "coverage", "model")]
        # A change may be a fall: it is told by how much it is more than the largest fall.
        for part, name in zip(parts, ("real", "coverage", "model"), strict=True):
            shown = row[f"{name}_change"] + 10_000
            knowledge.know(part, shown - 2, shown + 2)
        offset = ("offset", *key)
        knowledge.know(offset, 30_000, 30_000)
        terms = {("now", *key): 1, ("before", *key): -1, offset: 1}
        knowledge.sums.append(terms | dict.fromkeys(parts, -1))
    assert knowledge.had() == set()


def test_a_night_released_by_a_second_rule_gives_nothing_away_of_the_first(
    before: dict[str, Path], exact: tuple[Figure, ...]
) -> None:
    knowledge = Knowledge()
    knowledge.read(before["nhs"], few(exact, "nhs"))
    first = set(knowledge.hidden)
    knowledge.read(before["dfe"], few(exact, "dfe"))
    assert first & knowledge.had() == set()


def by_the_cell_rule_alone(exact: tuple[Figure, ...], rule: str) -> Iterator[str]:
    profile = PROFILES[rule]
    shown = [controlled(each, profile, RELATIONS.units.get(each.key[:2])) for each in exact]
    yield from sorted(map(str, given_away(read(exact, shown, RELATIONS, profile))))


def test_the_attacker_bites_where_nothing_but_small_numbers_is_hidden(
    exact: tuple[Figure, ...],
) -> None:
    assert len(list(by_the_cell_rule_alone(exact, "dfe"))) > 20


def test_the_attacker_bites_where_the_usual_rule_does_not_round(
    exact: tuple[Figure, ...],
) -> None:
    unrounded = replace(PROFILES["nhs"], round_to=1, round_parts_to=1)
    shown = [controlled(each, unrounded, RELATIONS.units.get(each.key[:2])) for each in exact]
    assert len(given_away(read(exact, shown, RELATIONS, unrounded))) > 20


def test_the_attacker_of_folders_bites_where_hidden_numbers_are_shown_beside(
    before: dict[str, Path],
) -> None:
    knowledge = Knowledge()
    knowledge.read(before["dfe"])
    # Somebody who knows every number but one of a table works that one out.
    by_ward = [cell for cell in knowledge.bounds if cell[1:4] == ("A2", "children", "ward")]
    total = ("", "A2", "children", "total", "all")
    *known, _ = by_ward
    knowledge.hidden = {by_ward[-1]}
    for cell in known:
        knowledge.know(cell, 6, 6)
    knowledge.bounds = {cell: knowledge.bounds[cell] for cell in (*by_ward, total)}
    knowledge.bounds |= {by_ward[-1]: (0, 99), total: (6 * len(known) + 3, 6 * len(known) + 3)}
    knowledge.sums = [{total: 1, **dict.fromkeys(by_ward, -1)}]
    knowledge.bounds |= dict.fromkeys(known, (6, 6))
    assert knowledge.had() == {by_ward[-1]}


def test_the_attacker_of_folders_bites_where_nothing_protects_small_numbers(
    before: dict[str, Path], exact: tuple[Figure, ...], tmp_path: Path
) -> None:
    """The same release, but what was hidden to protect others is shown as the rule has it."""
    profile, numbers = PROFILES["dfe"], {each.key: each.value for each in exact}
    rows = rows_of(before["dfe"])
    for row in rows:
        if row["figure"] == profile.other_symbol:
            key = (row["count_id"], row["measure"], row["breakdown"], row["category"])
            shown = profile.rounded(numbers[key], is_total=row["breakdown"] == "total")
            row["figure"] = profile.symbol if profile.is_small(numbers[key]) else str(shown)
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "figures.parquet")
    copy(before["dfe"] / "metadata.json", tmp_path)
    knowledge = Knowledge()
    knowledge.read(tmp_path, few(exact, "dfe"))
    assert len(knowledge.had()) > 20


def rows_of(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = pq.read_table(folder / "figures.parquet").to_pylist()
    return found
