"""`thinkfamily retention`: it says what would go, and removes it only when it is told to."""

from pathlib import Path

import pytest

from pipelines.nights import Night
from pipelines.release_life import ReleaseLife
from tests.integration.support import Place, make_place
from tests.registers import NIGHT, by, draft, publish, register_in

NIGHTS = ("2026-06-30", "2026-09-30")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = make_place(tmp_path / "here")
    kept = "[retention]\nnights_days = 60\nreleases_days = 60\n\n[engine]"
    place.configure("[engine]", kept)
    for day in NIGHTS:
        night = Night(data=place.data, as_at=NIGHT.fromisoformat(day))
        night.begin()
        night.building.write_bytes(b"a warehouse")
        night.publish({})
    return place


def retention(place: Place, *words: str) -> str:
    done = place.thinkfamily("retention", "--at", "2026-12-31", *words)
    assert done.exit_code == 0, done.told
    return done.out


def test_what_is_overdue_is_told_and_goes_only_when_it_is_told_to(place: Place) -> None:
    life = ReleaseLife(place.data, register_in(place.data))
    last = publish(life)
    proposed = life.propose(draft(), by("analyst"))
    before = place.published()
    told = retention(place)
    assert "night 2026-06-30: to be removed" in told
    assert f"release {proposed.id}: to be removed" in told
    assert last.id not in told
    assert place.published() == before
    gone = retention(place, "--apply", "--reason", "The schedule says so.", "--as", "Officer")
    assert "1 nights, 1 releases and 0 deliveries removed" in gone
    assert place.folders() == {"nights/2026-09-30", f"releases/{last.id}"}
    shown = place.thinkfamily("release", "show", proposed.id)
    assert shown.exit_code == 0
    assert "The schedule says so." in shown.out
    assert "0 nights, 0 releases and 0 deliveries to be removed" in retention(place)


def test_nothing_is_removed_without_a_reason(place: Place) -> None:
    refused = place.thinkfamily("retention", "--at", "2026-12-31", "--apply")
    assert refused.exit_code == 1
    assert "a decision needs its reason" in refused.err
    assert {path.name for path in (place.data / "nights").glob("2*")} == set(NIGHTS)
