"""Nights of the past from kept deliveries: in their order, and readers stay where they are."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from pipelines.nights import current_night, whole_nights
from tests.integration.support import AS_AT, Place, make_place
from tests.registers import register_in

ALONE, FIRST = "2026-09-10", "2026-09-20"
LATEST = date.fromisoformat(AS_AT)


@pytest.fixture
def place(_hamlet: Place, tmp_path: Path) -> Place:
    """A place in which everybody delivered twice, and practices once more, before any night."""
    place = make_place(tmp_path / "here")
    for source in (_hamlet.data / "exports").iterdir():
        for day in (FIRST, AS_AT):
            copytree(source / AS_AT, place.data / "exports" / source.name / day)
    copytree(place.delivery("gp"), place.data / "exports" / "gp" / ALONE)
    night = place.thinkfamily("night", "--as-at", AS_AT)
    assert night.exit_code == 0, night.told
    return place


def nights(place: Place) -> list[str]:
    return sorted(night.as_at.isoformat() for night in whole_nights(place.data, LATEST))


def test_past_nights_are_built_and_the_current_one_stays_current(place: Place) -> None:
    filled = place.thinkfamily("backfill", "--first", "2026-09-01", "--last", AS_AT)
    assert f"night {ALONE}: not built: sources have not delivered" in filled.out
    assert f"night {FIRST}: built" in filled.out
    assert "1 nights built, 1 not" in filled.out  # The last was whole already.
    assert filled.exit_code == 1
    assert nights(place) == [FIRST, AS_AT]
    assert current_night(place.data).as_at == LATEST
    actions = [entry.action for entry in register_in(place.data).entries()]
    assert actions == ["night made current", "night filled in"]
    again = place.thinkfamily("backfill", "--first", FIRST, "--last", AS_AT)
    assert "0 nights built, 0 not" in again.out


def test_days_the_wrong_way_round_are_refused(hamlet: Place) -> None:
    refused = hamlet.thinkfamily("backfill", "--first", AS_AT, "--last", FIRST)
    assert refused.exit_code == 1
    assert "give the first day and then the last" in refused.err
