"""Another key in the place of one: nobody gets lost or changes, and the old key opens nothing."""

from pathlib import Path

import pytest

from pipelines.config import Engine
from pipelines.night_lock import NightLockedError
from pipelines.warehouse import WarehouseKeyError, open_warehouse
from tests.integration.support import AS_AT, KEY, Outcome, Place
from tests.integration.test_subject_rights import ask, record

pytestmark = pytest.mark.slow

NEW = "another-key-of-nobody-that-is-long-enough"
NEXT = "2026-10-01"
WHY = ("--reason", "Somebody who knew it left.", "--as", "Officer")


def with_new(place: Place, *words: str) -> Outcome:
    return place.thinkfamily(*words, THINKFAMILY_KEY=NEW)


def rotate(place: Place) -> Outcome:
    return place.thinkfamily("key", "rotate", *WHY, THINKFAMILY_NEW_KEY=NEW)


def keys_of_persons(place: Place, night: str, key: str) -> dict[tuple[str, str], str]:
    path = place.data / "nights" / night / "warehouse.duckdb"
    with open_warehouse(path, key, Engine(), read_only=True) as con:
        names = ("source", "record_id", "person_key")
        rows = con.table("linkage.identity").select(*names).fetchall()
    return {(source, record_id): str(key) for source, record_id, key in rows}


def object_to_one(place: Place) -> tuple[str, str]:
    """Let the first patient of the practices object."""
    source, record_id = min(each for each in keys_of_persons(place, AS_AT, KEY) if each[0] == "gp")
    told = ask(place, "object", "--reason", "They asked.", told=record(source, record_id))
    assert told.exit_code == 0, told.told
    return source, record_id


def test_a_rotated_key_keeps_persons_suppressions_and_the_audit_chain(hamlet: Place) -> None:
    before = keys_of_persons(hamlet, AS_AT, KEY)
    who = object_to_one(hamlet)
    first = hamlet.thinkfamily("key", "rotate-hashing", *WHY)
    assert first.exit_code == 0, first.told
    done = rotate(hamlet)
    assert done.exit_code == 0, done.told
    assert "1 nights and the register are written with the new key" in done.out
    assert keys_of_persons(hamlet, AS_AT, NEW) == before
    with pytest.raises(WarehouseKeyError):
        keys_of_persons(hamlet, AS_AT, KEY)
    assert with_new(hamlet, "audit", "verify").exit_code == 0
    assert hamlet.thinkfamily("audit", "verify").exit_code == 1

    hashed = with_new(hamlet, "key", "rotate-hashing", *WHY)
    assert "1 suppressions are hashed anew" in hashed.out
    night = with_new(hamlet, "night", "--as-at", NEXT)
    assert night.exit_code == 0, night.told
    after = keys_of_persons(hamlet, NEXT, NEW)
    assert who not in after
    assert {each: after[each] for each in after if each in before} == {
        each: before[each] for each in before if each in after
    }
    gone = set(before) - set(after)
    assert who in gone
    assert len(gone) < 10  # Theirs in other sources, and nobody else's.
    assert with_new(hamlet, "audit", "verify").exit_code == 0
    left = [path.name for path in (hamlet.data / "nights").rglob("*.rotated")]
    assert left == []


@pytest.mark.parametrize("at", ["the register is sealed", "it is anchored", "a night is renamed"])
def test_a_rotation_that_was_interrupted_goes_on(
    hamlet: Place, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    object_to_one(hamlet)
    where = {
        "the register is sealed": "pipelines.key_rotation._seal_register",
        "it is anchored": "governance.register.register.write_anchor",
        "a night is renamed": "pipelines.key_rotation.on_disk",
    }[at]
    with monkeypatch.context() as patch:
        patch.setattr(where, _ends)
        assert rotate(hamlet).exit_code != 0
    done = rotate(hamlet)
    assert done.exit_code == 0, done.told
    assert keys_of_persons(hamlet, AS_AT, NEW)
    assert with_new(hamlet, "audit", "verify").exit_code == 0
    listed = with_new(hamlet, "subject", "list")
    assert listed.exit_code == 0, listed.told


def _ends(*_: object) -> None:
    msg = "the machine stopped"
    raise OSError(msg)


def test_what_cannot_be_rotated_is_told_and_stays(
    hamlet: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hamlet.published()
    same = hamlet.thinkfamily("key", "rotate", *WHY, THINKFAMILY_NEW_KEY=KEY)
    assert "is the key that is set already" in same.err
    short = hamlet.thinkfamily("key", "rotate", *WHY, THINKFAMILY_NEW_KEY="short")
    assert short.exit_code == 3
    assert "THINKFAMILY_NEW_KEY must be at least" in short.err

    def refuse(_: Path) -> None:
        raise NightLockedError(str(_.name))

    monkeypatch.setattr("pipelines.key_rotation.hold", refuse)
    assert rotate(hamlet).exit_code == 1
    assert hamlet.published() == before
