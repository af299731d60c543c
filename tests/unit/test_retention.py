"""Nights and releases go by age; the last good night and the last release stay."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from governance.register.decision import Decision
from governance.register.errors import DecisionError
from governance.register.releases import State
from pipelines.config import Config, load_config
from pipelines.config.council import Retention
from pipelines.nights import Night
from pipelines.release_life import ReleaseLife
from pipelines.retention import Overdue, overdue, remove_overdue
from pipelines.warehouse import KEY_VARIABLE
from tests.integration.support import KEY, ROOT
from tests.registers import by, draft, pointed_to, publish, register_in

TODAY = date(2026, 12, 31)
WHY = "Older than the retention schedule allows."
DAYS = 30
NOTHING = Overdue(nights=(), releases=(), deliveries=())


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    kept = Retention(nights_days=DAYS, releases_days=DAYS)
    loaded = load_config(ROOT / "thinkfamily.toml")
    return loaded.model_copy(update={"data": tmp_path, "retention": kept})


def life_in(config: Config) -> ReleaseLife:
    return ReleaseLife(config.data, register_in(config.data))


def build(config: Config, days_ago: int) -> Night:
    night = Night(data=config.data, as_at=TODAY - timedelta(days=days_ago))
    night.begin()
    night.building.write_bytes(b"a warehouse")
    night.publish({})
    return night


def remove(config: Config, today: date = TODAY, reason: str = WHY) -> Overdue:
    return remove_overdue(config, today, by("officer", reason))


def test_nights_that_are_older_go_and_that_they_went_is_on_record(config: Config) -> None:
    old, young, last = (build(config, days) for days in (DAYS + 1, DAYS, 1))
    found = remove(config)
    assert [night.as_at for night in found.nights] == [old.as_at]
    assert not old.folder.exists()
    assert young.warehouse.is_file()
    assert last.warehouse.is_file()
    (entry,) = register_in(config.data).entries()
    assert (entry.action, entry.subject) == ("night removed", old.as_at.isoformat())
    assert json.loads(entry.details) == {"reason": WHY}


def test_the_last_good_night_stays_however_old_and_so_does_the_one_pointed_to(
    config: Config,
) -> None:
    newest = build(config, 300)
    older, pointed = build(config, 500), build(config, 400)
    remove(config)
    assert newest.warehouse.is_file()
    assert pointed.warehouse.is_file()
    assert not older.folder.exists()


def test_a_night_that_is_being_built_is_left_alone(config: Config) -> None:
    night = build(config, 300)
    build(config, 1)
    night.begin()
    night.building.write_bytes(b"a part")
    remove(config)
    assert night.warehouse.is_file()


def test_folders_that_are_no_nights_are_left_alone(config: Config) -> None:
    build(config, 300)
    build(config, 1)
    other = config.data / "nights" / "2026-01-01-kept-for-the-inspection"
    other.mkdir()
    remove(config)
    assert other.is_dir()


def test_of_a_release_that_readers_were_given_the_figures_stay(config: Config) -> None:
    old, last = publish(life_in(config)), publish(life_in(config), date(2026, 10, 31))
    folder = life_in(config).folder(old.id)
    (folder / "figures.parquet").write_bytes(b"what readers know")
    (folder / "charts").mkdir()
    found = remove(config)
    assert [each.id for each in found.releases] == [old.id]
    assert {path.name for path in folder.iterdir()} == {"figures.parquet", "CHECKSUMS.sha256"}
    removed = life_in(config).find(old.id)
    assert removed.state is State.REMOVED
    assert removed.removed is not None
    assert removed.removed.reason == WHY
    assert {each.id for each in life_in(config).ever_published()} == {old.id, last.id}
    assert pointed_to(config.data) == last.id
    assert remove(config) == NOTHING


def test_a_release_that_readers_never_got_goes_whole_and_is_never_approved(
    config: Config,
) -> None:
    proposed = life_in(config).propose(draft(), by("analyst"))
    remove(config)
    assert not life_in(config).folder(proposed.id).exists()
    with pytest.raises(DecisionError, match="is removed: only a proposed release"):
        life_in(config).approve(proposed.id, by("officer"))


def test_the_last_release_stays_however_old(config: Config) -> None:
    last = publish(life_in(config))
    remove(config, today=date(2099, 1, 1))
    assert life_in(config).find(last.id).state is State.PUBLISHED
    assert life_in(config).broken_seal(last) == ()
    with pytest.raises(DecisionError, match="is not removed: readers are given it"):
        life_in(config).remove(last.id, by("officer"))


def test_a_removal_that_was_interrupted_is_done_the_next_time(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = life_in(config).propose(draft(), by("analyst"))
    with monkeypatch.context() as patch:
        patch.setattr("pipelines.release_folders.rmtree", _fails)
        with pytest.raises(OSError, match="busy"):
            remove(config)
    assert life_in(config).folder(proposed.id).is_dir()
    remove(config)
    assert not life_in(config).folder(proposed.id).exists()
    removals = [e for e in register_in(config.data).entries() if e.action == "release removed"]
    assert len(removals) == 1


def _fails(_: Path) -> None:
    msg = "busy"
    raise OSError(msg)


def test_nothing_goes_without_a_reason_or_where_nothing_is_configured(config: Config) -> None:
    old = build(config, 300)
    build(config, 1)
    with pytest.raises(DecisionError, match="a decision needs its reason"):
        remove(config, reason="")
    for_ever = config.model_copy(update={"retention": Retention()})
    assert overdue(for_ever, life_in(config), TODAY) == NOTHING
    assert remove_overdue(for_ever, TODAY, _decision()) == NOTHING
    assert old.warehouse.is_file()


def deliver(config: Config, days_ago: int) -> Path:
    day = (TODAY - timedelta(days=days_ago)).isoformat()
    folder = config.data / "exports" / "gp" / day
    folder.mkdir(parents=True)
    (folder / "patients.csv").write_text("nobody", "utf-8")
    return folder


def built_of(config: Config, days_ago: int) -> None:
    """Build a night of what the practices delivered so many days ago."""
    night = build(config, 1)
    day = (TODAY - timedelta(days=days_ago)).isoformat()
    night.manifest.write_text(json.dumps({"data_as_at": {"gp": day}}), "utf-8")


def test_deliveries_that_are_older_go_and_that_they_went_is_on_record(config: Config) -> None:
    old, young, last = (deliver(config, days) for days in (DAYS + 1, DAYS, 2))
    built_of(config, 2)
    kept = Retention(deliveries_days=DAYS)
    found = remove(config.model_copy(update={"retention": kept}))
    assert [each.folder for each in found.deliveries] == [old]
    assert not old.exists()
    assert young.is_dir()
    assert last.is_dir()
    (entry,) = register_in(config.data).entries()
    assert (entry.action, entry.subject) == ("delivery removed", f"gp {old.name}")


def test_what_the_last_good_night_was_built_of_stays_however_old(config: Config) -> None:
    kept = config.model_copy(update={"retention": Retention(deliveries_days=DAYS)})
    old, used, refused = (deliver(config, days) for days in (300, 200, 100))
    assert remove(kept) == NOTHING  # No night was built: of which of them is not known.
    built_of(config, 200)
    remove(kept)
    assert not old.exists()
    assert used.is_dir()
    assert refused.is_dir()


def _decision() -> Decision:
    return by("officer", WHY)
