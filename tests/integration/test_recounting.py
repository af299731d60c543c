"""Nights counted once more: at other levels, as linked today, without a source."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.family import evidence
from linkage_models.person.preparing import prepare_records
from linkage_models.thresholds import CENTRAL
from pipelines import steps
from pipelines.config import Engine, load_config
from pipelines.counts import counting
from pipelines.counts.definitions import DEFINITIONS, HEADLINES
from pipelines.counts.recounting.changes import EARLIER, Nights, split_changes
from pipelines.counts.recounting.ranges import count_again, headlines, take_ranges
from pipelines.counts.recounting.worlds import Origin, world
from pipelines.deliveries.finding import find_deliveries
from pipelines.warehouse import NIGHT, attach, open_warehouse
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.integration.support import AS_AT, KEY, ROOT

LAST = date.fromisoformat(AS_AT)
BEFORE = LAST - timedelta(days=30)
TOWN = TownPlan(people=1_500, seed=6, as_at=LAST, nights=2, days_between=30, service_multiplier=4.0)


def build(folder: Path, day: date, without: str = "") -> Path:
    """Build a night as a run does, and close it."""
    file = folder / f"{day}{without}.duckdb"
    with open_warehouse(file, KEY, Engine()) as con:
        steps.begin(con)
        for delivery in find_deliveries(folder, load_config(ROOT / "thinkfamily.toml").source, day):
            if delivery.source.name == without:
                continue
            steps.land_source(con, delivery)
            if delivery.source.is_reference:
                steps.conform_geography(con, delivery)
            else:
                steps.conform_source(con, delivery)
        prepare_records(con)
        steps.link_persons(con)
        evidence.prepare_persons(con, day)
        steps.gather_families(con, day)
        counting.profile(con, day)
        for definition in DEFINITIONS:
            counting.count(con, definition.id)
    return file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recounted")
    write_town(TOWN, folder / "exports", folder / "truth")
    return folder


@pytest.fixture(scope="module")
def night(folder: Path) -> Path:
    return build(folder, LAST)


@pytest.fixture(scope="module")
def earlier(folder: Path) -> Path:
    return build(folder, BEFORE)


@pytest.fixture
def con(night: Path) -> Iterator[DuckDBPyConnection]:
    with open_warehouse(night, KEY, Engine()) as con:
        yield con


def nights(con: DuckDBPyConnection, earlier: Path, file: Path) -> Nights:
    attach(con, earlier, KEY, name=EARLIER, read_only=True)
    con.execute(f"use {NIGHT}")
    return Nights(
        con=con,
        as_at=LAST,
        earlier_as_at=BEFORE,
        file=file,
        key=KEY,
        is_same_linkage=True,
    )


def test_a_world_at_the_levels_of_the_night_counts_what_the_night_counts(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    own = headlines(con)
    with world(con, tmp_path / "world", KEY, Origin()):
        again = count_again(con, LAST, CENTRAL)
    assert again == own
    assert max(own.values()) > 0


def test_a_figure_has_a_range_about_it_and_the_night_is_not_changed(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    own = headlines(con)
    assert take_ranges(con, LAST, tmp_path / "world", KEY) == len(HEADLINES)
    ranges = con.table("counts.range").select("count_id, measure, low, central, high").fetchall()
    assert {(count_id, measure): central for count_id, measure, _, central, _ in ranges} == own
    assert any(low != high for _, _, low, _, high in ranges)
    assert headlines(con) == own
    con.execute("drop table counts.range")


def test_nothing_of_a_world_is_left_on_disk_and_while_it_lasts_it_is_encrypted(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    file = tmp_path / "world"
    with world(con, file, KEY, Origin()):
        con.execute("create table counts.kept as from linkage.record")
        con.execute("checkpoint")
        seen = copyfile(file, tmp_path / "seen")
    with pytest.raises(duckdb.Error, match="encrypted"):
        duckdb.connect(str(seen))
    assert list(tmp_path.iterdir()) == [seen]


def test_where_linkage_and_sources_are_the_same_every_change_is_real(
    con: DuckDBPyConnection, earlier: Path, tmp_path: Path
) -> None:
    changes = split_changes(nights(con, earlier, tmp_path / "world"))
    assert {(each.count_id, each.measure) for each in changes} == set(HEADLINES)
    assert all(each.real_change == each.now - each.earlier for each in changes)
    assert any(each.real_change for each in changes)


def test_linking_an_earlier_night_again_in_the_same_way_changes_no_figure(
    con: DuckDBPyConnection, earlier: Path, tmp_path: Path
) -> None:
    both = replace(nights(con, earlier, tmp_path / "world"), is_same_linkage=False)
    assert {each.model_change for each in split_changes(both)} == {0}


def test_a_source_that_was_not_there_before_explains_what_it_adds(
    con: DuckDBPyConnection, folder: Path, tmp_path: Path
) -> None:
    without = build(folder, BEFORE, without="school")
    changes = split_changes(nights(con, without, tmp_path / "world"))
    found = {(each.count_id, each.measure): each for each in changes}
    parents = found["A1", "parents"]
    assert parents.coverage_change > 0
    assert abs(parents.real_change) < parents.now - parents.earlier
    assert all(
        each.real_change + each.coverage_change + each.model_change == each.now - each.earlier
        for each in changes
    )
