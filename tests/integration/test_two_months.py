"""Two releases of a town, a month apart: ranges, and why the figures changed."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.counts.definitions import HEADLINES
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.integration.support import AS_AT, Place, make_place

pytestmark = pytest.mark.slow

LAST = date.fromisoformat(AS_AT)
BEFORE = LAST - timedelta(days=30)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place with two nights; the first of them is released."""
    place = make_place(tmp_path_factory.mktemp("released"))
    plan = TownPlan(
        people=2_000, seed=4, as_at=LAST, nights=2, days_between=30, service_multiplier=6.0
    )
    write_town(plan, place.data / "exports", place.data / "truth")
    for day in (BEFORE, LAST):
        ran = place.thinkfamily("night", "--as-at", day.isoformat())
        assert ran.exit_code == 0, ran.told
    place.publish(BEFORE.isoformat())
    return place


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return found


@pytest.fixture(scope="module")
def release(place: Place) -> Path:
    return place.publish(AS_AT)


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
