"""Backups: what cannot be made anew comes back as it was, or nothing is touched."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.backup import restoring, taking
from pipelines.config import load_config
from pipelines.health.finding import Grade
from pipelines.health.looking import look
from pipelines.night_lock import NightLockedError
from pipelines.nights import Night
from pipelines.refusal import NotAllowedError
from pipelines.register import register_of
from pipelines.releasing import decision_of
from pipelines.warehouse import KEY_VARIABLE, WarehouseKeyError
from tests.integration.support import AS_AT, KEY, Place, make_place

pytestmark = pytest.mark.slow
MORNING = datetime(2026, 9, 30, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)


def backup_of(place: Place, to: Path, moment: datetime = MORNING) -> Path:
    config = load_config(place.config)
    return taking.take_backup(config, to, moment, decision_of(config, ""))


def elsewhere(folder: Path) -> Place:
    """Another machine: the configuration, and no data."""
    return make_place(folder / "another")


def test_what_was_backed_up_is_used_on_another_machine(hamlet: Place, tmp_path: Path) -> None:
    backup = backup_of(hamlet, tmp_path / "backups")
    place = elsewhere(tmp_path)
    outcome = place.thinkfamily("restore", str(backup))
    assert outcome.exit_code == 0, outcome.told
    assert f"Night {AS_AT} is current." in outcome.out
    findings = look(load_config(place.config), MORNING)
    assert [each for each in findings if each.grade is not Grade.GOOD] == []
    lock = {"nights/.building"}  # It belongs to the machine.
    assert place.published().items() == {
        (name, digest) for name, digest in hamlet.published().items() if name not in lock
    }
    for words in (("counts",), ("release", "list"), ("audit", "show"), ("deliveries",)):
        assert place.thinkfamily(*words).out == hamlet.thinkfamily(*words).out
    assert not (place.data / ".restoring").exists()


def test_the_next_night_goes_on_from_a_restored_one(hamlet: Place, tmp_path: Path) -> None:
    backup = backup_of(hamlet, tmp_path / "backups")
    place = elsewhere(tmp_path)
    assert place.thinkfamily("restore", str(backup)).exit_code == 0
    shutil.copytree(hamlet.data / "exports", place.data / "exports")
    for each in (hamlet, place):
        outcome = each.thinkfamily("night", "--as-at", AS_AT)
        assert outcome.exit_code == 0, outcome.told
    assert place.thinkfamily("counts").out == hamlet.thinkfamily("counts").out


def test_neither_the_key_nor_an_export_is_in_a_backup(hamlet: Place, tmp_path: Path) -> None:
    assert hamlet.thinkfamily("backup", "--to", str(tmp_path / "backups")).exit_code == 0
    (backup,) = taking.backups_in(tmp_path / "backups")
    assert {path.name for path in backup.iterdir()} == {
        "register.db",
        "register.anchor",
        "ledger.db",
        "nights",
        "releases",
        "CHECKSUMS.sha256",
    }
    files = [path for path in backup.rglob("*") if path.is_file()]
    assert not any(KEY.encode() in path.read_bytes() for path in files)
    assert all(folder.stat().st_mode & 0o077 == 0 for folder in (backup.parent, backup))


def test_a_backup_that_was_changed_is_refused_and_nothing_is_put_back(
    hamlet: Place, tmp_path: Path
) -> None:
    backup = backup_of(hamlet, tmp_path / "backups")
    (backup / "ledger.db").write_bytes(b"changed")
    place = elsewhere(tmp_path)
    with pytest.raises(NotAllowedError, match=r"ledger\.db was changed"):
        restoring.restore(load_config(place.config), backup)
    with pytest.raises(NotAllowedError, match="is not there"):
        restoring.restore(load_config(place.config), tmp_path / "nothing")
    assert not place.data.exists()


def test_another_key_is_told_before_anything_is_put_back(
    hamlet: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backup_of(hamlet, tmp_path / "backups")
    place = elsewhere(tmp_path)
    monkeypatch.setenv(KEY_VARIABLE, KEY[::-1])
    with pytest.raises(WarehouseKeyError):
        restoring.restore(load_config(place.config), backup)
    assert not place.data.exists()


def test_nothing_is_put_over_data(hamlet: Place, tmp_path: Path) -> None:
    backup = backup_of(hamlet, tmp_path / "backups")
    before = hamlet.published()
    outcome = hamlet.thinkfamily("restore", str(backup))
    assert outcome.exit_code == 1
    assert "holds register.db, nights, releases already" in outcome.err
    assert hamlet.published() == before


def test_a_restore_that_was_interrupted_is_done_again(
    hamlet: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backup_of(hamlet, tmp_path / "backups")
    place = elsewhere(tmp_path)
    replace = Path.replace
    moved: list[Path] = []

    def once(path: Path, target: Path) -> Path:
        if moved:
            raise OSError(28, "No space left on device")
        moved.append(path)
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", once)
        with pytest.raises(NotAllowedError, match="No space left"):
            restoring.restore(load_config(place.config), backup)
    night = restoring.restore(load_config(place.config), backup)
    assert night == Night(data=place.data, as_at=date.fromisoformat(AS_AT))
    assert register_of(load_config(place.config)).fault() == ""


def test_an_older_register_than_its_anchor_knows_is_told(hamlet: Place, tmp_path: Path) -> None:
    apart = tmp_path / "anchor"
    shutil.copy(hamlet.data / "register.anchor", apart)
    hamlet.configure("[engine]", f'[register]\nanchor = "{apart}"\n\n[engine]')
    backup = backup_of(hamlet, tmp_path / "backups")
    hamlet.publish()
    for name in ("register.db", "ledger.db"):
        (hamlet.data / name).unlink()
    for name in ("nights", "releases"):
        shutil.rmtree(hamlet.data / name)
    with pytest.raises(NotAllowedError, match="the anchor knows of"):
        restoring.restore(load_config(hamlet.config), backup)


def test_only_the_newest_backups_stay_and_what_was_interrupted_goes(
    hamlet: Place, tmp_path: Path
) -> None:
    to = tmp_path / "backups"
    (to / "2026-09-01T000000Z.part").mkdir(parents=True)
    (to / "of somebody else").mkdir()
    taken = [backup_of(hamlet, to, MORNING.replace(hour=hour)) for hour in (8, 9, 10)]
    assert taking.remove_older(to, 2) == (taken[0],)
    assert taking.backups_in(to) == (taken[2], taken[1])
    assert {path.name for path in to.iterdir()} == {
        "of somebody else",
        taken[1].name,
        taken[2].name,
    }


def test_no_backup_is_taken_of_a_night_in_the_making_or_beside_the_data(
    hamlet: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotAllowedError, match="within the data folder"):
        backup_of(hamlet, hamlet.data / "backups")

    def is_built(_: Path) -> None:
        msg = "a night is being built"
        raise NightLockedError(msg)

    monkeypatch.setattr(taking, "hold", is_built)
    with pytest.raises(NightLockedError):
        backup_of(hamlet, tmp_path / "backups")
    assert taking.backups_in(tmp_path / "backups") == ()


def test_the_command_says_what_it_did_and_it_is_in_the_audit_chain(
    hamlet: Place, tmp_path: Path
) -> None:
    to = tmp_path / "backups"
    outcome = hamlet.thinkfamily("backup", "--to", str(to), "--keep", "1")
    assert outcome.exit_code == 0, outcome.told
    (backup,) = taking.backups_in(to)
    assert f"Backup {backup.name} is whole." in outcome.out
    assert "backup taken" in hamlet.thinkfamily("audit", "show").out
