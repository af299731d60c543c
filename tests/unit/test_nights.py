"""Nights on disk: a reader sees the old night or the new one, never a part of one."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipelines.config import SourceConfig
from pipelines.deliveries.finding import NoDeliveryError, find_deliveries
from pipelines.night_lock import NightLockedError
from pipelines.nights import Night, NoNightError, current_night, whole_nights, write_atomically

DAY = date(2026, 9, 30)


def source(name: str, folder: str = "") -> SourceConfig:
    return SourceConfig(
        name=name,
        formats=("emis",),
        folder=folder,
        controller="Nobody",
        agreement="NONE-1",
        agreement_expires=date(2099, 12, 31),
        lawful_basis="none needed",
    )


def deliver(data: Path, *folders: str) -> None:
    for folder in folders:
        (data / "exports" / folder).mkdir(parents=True)


def test_a_night_becomes_current_when_it_is_published(tmp_path: Path) -> None:
    night = Night(data=tmp_path, as_at=DAY)
    night.begin()
    night.building.write_bytes(b"whole")
    with pytest.raises(NoNightError, match="no night has been published yet"):
        current_night(tmp_path)
    night.publish({"as_at": "2026-09-30"})
    assert current_night(tmp_path) == night
    assert night.warehouse.read_bytes() == b"whole"
    assert not night.building.exists()
    manifest = json.loads((night.folder / "manifest.json").read_text("utf-8"))
    assert manifest == {"as_at": "2026-09-30"}


def test_publishing_removes_what_was_spilt(tmp_path: Path) -> None:
    night = Night(data=tmp_path, as_at=DAY)
    night.begin()
    night.building.write_bytes(b"whole")
    (night.folder / "spill").mkdir()
    (night.folder / "spill" / "part.tmp").write_bytes(b"rows")
    night.publish({})
    assert {path.name for path in night.folder.iterdir()} == {"manifest.json", "warehouse.duckdb"}


def test_a_night_that_cannot_be_made_whole_does_not_become_current(tmp_path: Path) -> None:
    good = Night(data=tmp_path, as_at=DAY)
    good.begin()
    good.building.write_bytes(b"good")
    good.publish({})
    never_built = Night(data=tmp_path, as_at=date(2026, 10, 1))
    never_built.begin()
    with pytest.raises(FileNotFoundError):
        never_built.publish({})
    assert current_night(tmp_path) == good


def test_abandoning_removes_what_is_half_built_and_its_empty_folder(tmp_path: Path) -> None:
    night = Night(data=tmp_path, as_at=DAY)
    night.begin()
    night.building.write_bytes(b"half")
    night.building.with_name("warehouse.building.duckdb.wal").write_bytes(b"half")
    (night.folder / "spill").mkdir()
    night.abandon()
    assert not night.folder.exists()
    night.abandon()


def test_abandoning_keeps_a_whole_night_of_the_same_day(tmp_path: Path) -> None:
    night = Night(data=tmp_path, as_at=DAY)
    night.begin()
    night.building.write_bytes(b"good")
    night.publish({})
    night.building.write_bytes(b"half of the next try")
    night.abandon()
    assert night.warehouse.read_bytes() == b"good"
    assert not night.building.exists()


def test_beginning_anew_removes_what_an_interrupted_run_left(tmp_path: Path) -> None:
    night = Night(data=tmp_path, as_at=DAY)
    night.begin()
    night.building.write_bytes(b"half")
    night.begin()
    assert list(night.folder.iterdir()) == []
    assert night.folder.stat().st_mode & 0o777 == 0o700


def test_a_single_step_cannot_run_on_a_published_night(tmp_path: Path) -> None:
    night = Night(data=tmp_path, as_at=DAY)
    with pytest.raises(NoNightError, match="night 2026-09-30 is not being built"):
        night.building_warehouse()
    night.begin()
    night.building.write_bytes(b"")
    assert night.building_warehouse() == night.building


def test_the_newest_delivery_at_or_before_the_date_is_read(tmp_path: Path) -> None:
    deliver(tmp_path, "gp/2026-09-01", "gp/2026-09-29", "gp/2026-10-01")
    found = find_deliveries(tmp_path, (source("gp"),), DAY)
    assert [each.delivered for each in found] == [date(2026, 9, 29)]
    assert found[0].folder == tmp_path / "exports" / "gp" / "2026-09-29"
    on_the_day = find_deliveries(tmp_path, (source("gp"),), date(2026, 10, 1))
    assert on_the_day[0].delivered == date(2026, 10, 1)


def test_what_is_no_dated_folder_is_no_delivery(tmp_path: Path) -> None:
    deliver(tmp_path, "gp/2026-09-29", "gp/latest", "gp/2026-09-31", "gp/2026-09-30.part")
    deliver(tmp_path, "gp/20260930", "gp/2026-W40-3")
    (tmp_path / "exports" / "gp" / "2026-09-30").write_text("a file", "utf-8")
    found = find_deliveries(tmp_path, (source("gp"),), DAY)
    assert [each.delivered for each in found] == [date(2026, 9, 29)]


def test_a_source_may_have_a_folder_of_another_name(tmp_path: Path) -> None:
    deliver(tmp_path, "practices/2026-09-30")
    found = find_deliveries(tmp_path, (source("gp", folder="practices"),), DAY)
    assert found[0].folder == tmp_path / "exports" / "practices" / "2026-09-30"


def test_all_sources_without_a_delivery_are_named(tmp_path: Path) -> None:
    deliver(tmp_path, "gp/2026-09-30", "school/2026-10-01")
    sources = (source("gp"), source("school"), source("trust"))
    with pytest.raises(NoDeliveryError) as refusal:
        find_deliveries(tmp_path, sources, DAY)
    assert str(refusal.value).splitlines() == [
        "sources have not delivered:",
        "  - school: no delivery at or before 2026-09-30 in exports/school",
        "  - trust: no delivery at or before 2026-09-30 in exports/trust",
    ]


def test_without_an_exports_folder_nothing_has_arrived(tmp_path: Path) -> None:
    with pytest.raises(NoDeliveryError, match="nothing has arrived"):
        find_deliveries(tmp_path, (source("gp"),), DAY)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "current"
    write_atomically(path, "2026-09-29")
    write_atomically(path, "2026-09-30")
    assert path.read_text("utf-8") == "2026-09-30"
    assert list(tmp_path.iterdir()) == [path]


MOMENTS = ("manifest written", "warehouse renamed", "manifest renamed")


def killed_at(night: Night, moment: str, manifest: dict[str, object]) -> None:
    """Publish until a moment, and no further: a process that is killed does nothing more."""
    of_building = night.folder / "manifest.building.json"
    of_building.write_text(json.dumps(manifest), "utf-8")
    if moment != MOMENTS[0]:
        night.building.replace(night.warehouse)
    if moment == MOMENTS[2]:
        of_building.replace(night.folder / "manifest.json")


@pytest.mark.parametrize("moment", MOMENTS)
def test_whoever_reads_has_both_files_of_one_night_whenever_publishing_ends(
    tmp_path: Path, moment: str
) -> None:
    night = Night(data=tmp_path, as_at=DAY)
    night.begin()
    night.building.write_bytes(b"old")
    night.publish({"is": "old"})
    night.begin()
    night.building.write_bytes(b"new")
    killed_at(night, moment, {"is": "new"})
    told = json.loads(night.manifest.read_text("utf-8"))["is"]
    assert told == night.warehouse.read_text("utf-8")
    night.begin()  # What is left is put in order, and says the same.
    assert json.loads(night.manifest.read_text("utf-8"))["is"] == told
    assert {path.name for path in night.folder.iterdir()} == {"manifest.json", "warehouse.duckdb"}


def test_publishing_goes_through_those_moments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = []
    replace = Path.replace

    def noted(path: Path, target: Path) -> Path:
        renamed.append(Path(target).name)
        return replace(path, target)

    night = Night(data=tmp_path, as_at=DAY)
    night.begin()
    night.building.write_bytes(b"new")
    monkeypatch.setattr(Path, "replace", noted)
    night.publish({})
    assert renamed == [
        "manifest.building.json",
        "warehouse.duckdb",
        "manifest.json",
        "current",
    ]


def test_a_second_process_is_refused_while_one_builds_and_not_after_it_was_killed(
    tmp_path: Path,
) -> None:
    building = (
        "import sys, time; from datetime import date; from pathlib import Path\n"
        "from pipelines.nights import Night\n"
        "night = Night(data=Path(sys.argv[1]), as_at=date(2026, 9, 29)); night.begin()\n"
        "night.building.write_bytes(b'half'); print('begun', flush=True); time.sleep(600)\n"
    )
    night = Night(data=tmp_path, as_at=DAY)
    with subprocess.Popen(
        [sys.executable, "-c", building, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "begun\n"
            with pytest.raises(NightLockedError, match="being built by another process"):
                night.begin()
            theirs = Night(data=tmp_path, as_at=date(2026, 9, 29))
            theirs.abandon()
            assert theirs.building.is_file()
            with pytest.raises(NightLockedError):
                theirs.building_warehouse()
        finally:
            other.kill()
    night.begin()
    theirs.abandon()
    assert not theirs.folder.exists()


def test_a_night_that_is_half_removed_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = Night(data=tmp_path, as_at=DAY)
    night.begin()
    night.building.write_bytes(b"whole")
    night.publish({})

    def fails(_: Path) -> None:
        raise OSError(5, "interrupted")

    monkeypatch.setattr("pipelines.nights.shutil.rmtree", fails)
    with pytest.raises(OSError, match="interrupted"):
        night.remove()
    assert whole_nights(tmp_path, DAY) == ()
