"""Which earlier night is read, and what is said of one that cannot be: real files, no linking."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from linkage_models.family.identity.memory import UNIT_IDENTITY
from linkage_models.identity.last_night import IDENTITY, EarlierNight
from pipelines.config import Engine
from pipelines.continuing import NotContinuedError, read_night, recall
from pipelines.manifest import versions
from pipelines.nights import Night, whole_nights
from pipelines.warehouse import open_warehouse
from tests.integration.support import KEY

ENGINE = Engine(threads=1, memory_limit="200MB")
OTHER_KEY = KEY[::-1]
EARLIER, BEFORE, TONIGHT = (date(2026, 9, day) for day in (16, 23, 30))


def night(data: Path, day: date) -> Night:
    return Night(data=data, as_at=day)


def write(data: Path, day: date, person_key: str, key: str = KEY) -> Path:
    """Write a whole night that knows one record."""
    at = night(data, day)
    at.begin()
    row = {
        "source": "gp",
        "record_id": "1",
        "person_key": person_key,
        "key_since": day,
        "last_seen": day,
        "is_present": True,
    }
    member = {"person_key": person_key, "unit_key": f"unit of {person_key}", "is_child": True}
    with open_warehouse(at.building, key, ENGINE) as con:
        con.execute("create schema linkage")
        con.execute("create schema family")
        con.from_arrow(pa.Table.from_pylist([row], IDENTITY)).create("linkage.identity")
        members = pa.Table.from_pylist([member], UNIT_IDENTITY)
        con.from_arrow(members).create("family.unit_identity")
    at.publish({"versions": versions()})
    return at.warehouse


def keys(rows: pa.Table | None) -> list[str] | None:
    return None if rows is None else rows["person_key"].to_pylist()


def units(rows: pa.Table | None) -> list[str] | None:
    return None if rows is None else rows["unit_key"].to_pylist()


def used(told: EarlierNight) -> tuple[date, bool, bool]:
    return told.night, told.persons_continue, told.links_are_kept


def test_the_first_night_has_nothing_to_recall(tmp_path: Path) -> None:
    recalled = recall(night(tmp_path, TONIGHT), KEY, ENGINE)
    assert (recalled.persons, recalled.links, recalled.nights) == (None, None, ())


def test_whole_nights_are_found_newest_first_up_to_a_date(tmp_path: Path) -> None:
    for day in (EARLIER, TONIGHT, BEFORE):
        write(tmp_path, day, "k")
    night(tmp_path, date(2026, 9, 20)).begin()  # Begun, and never whole.
    (tmp_path / "nights" / "notes").mkdir()
    assert [each.as_at for each in whole_nights(tmp_path, BEFORE)] == [BEFORE, EARLIER]


def test_a_night_continues_from_the_newest_before_it(tmp_path: Path) -> None:
    write(tmp_path, EARLIER, "older")
    write(tmp_path, BEFORE, "newer")
    write(tmp_path, date(2026, 10, 7), "later")
    recalled = recall(night(tmp_path, TONIGHT), KEY, ENGINE)
    assert keys(recalled.persons) == keys(recalled.links) == ["newer"]
    assert units(recalled.units) == units(recalled.units_before) == ["unit of newer"]
    assert [used(each) for each in recalled.nights] == [(BEFORE, True, True)]


def test_a_night_built_again_continues_from_itself_and_keeps_links_of_the_one_before(
    tmp_path: Path,
) -> None:
    write(tmp_path, BEFORE, "before")
    write(tmp_path, TONIGHT, "own")
    recalled = recall(night(tmp_path, TONIGHT), KEY, ENGINE)
    assert keys(recalled.persons) == ["own"]
    assert keys(recalled.links) == ["before"]
    assert units(recalled.units) == ["unit of own"]
    assert units(recalled.units_before) == ["unit of before"]
    assert [used(each) for each in recalled.nights] == [
        (TONIGHT, True, False),
        (BEFORE, False, True),
    ]


def test_a_first_night_built_again_keeps_its_keys_and_has_no_links_to_keep(tmp_path: Path) -> None:
    write(tmp_path, TONIGHT, "own")
    recalled = recall(night(tmp_path, TONIGHT), KEY, ENGINE)
    assert keys(recalled.persons) == ["own"]
    assert recalled.links is None


def test_a_night_of_another_key_is_passed_over_in_words_and_an_older_one_read(
    tmp_path: Path,
) -> None:
    write(tmp_path, EARLIER, "older")
    write(tmp_path, BEFORE, "newer", key=OTHER_KEY)
    recalled = recall(night(tmp_path, TONIGHT), KEY, ENGINE)
    assert keys(recalled.persons) == ["older"]
    passed_over, _ = recalled.nights
    assert (passed_over.night, passed_over.persons_continue) == (BEFORE, False)
    assert passed_over.problem is not None
    assert passed_over.problem.startswith("THINKFAMILY_KEY is not the key that 2026-09-23/")
    assert KEY not in passed_over.problem


def test_when_no_night_can_be_read_every_one_is_told(tmp_path: Path) -> None:
    write(tmp_path, EARLIER, "older", key=OTHER_KEY)
    write(tmp_path, BEFORE, "newer").write_bytes(b"no warehouse at all")
    recalled = recall(night(tmp_path, TONIGHT), KEY, ENGINE)
    assert recalled.persons is None
    assert recalled.links is None
    assert [each.night for each in recalled.nights] == [BEFORE, EARLIER]
    assert all(each.problem for each in recalled.nights)


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.9])
def test_a_damaged_night_stops_nothing(tmp_path: Path, place: float) -> None:
    path = write(tmp_path, BEFORE, "newer")
    content = bytearray(path.read_bytes())
    start = int(len(content) * place)
    content[start : start + 4096] = bytes(4096)
    path.write_bytes(content)
    recalled = recall(night(tmp_path, TONIGHT), KEY, ENGINE)
    (told,) = recalled.nights
    assert (recalled.persons is None) == (told.problem is not None)


@pytest.mark.parametrize("statement", ["drop table", "alter table"])
def test_a_night_of_another_layout_is_told_as_such(tmp_path: Path, statement: str) -> None:
    path = write(tmp_path, BEFORE, "newer")
    with open_warehouse(path, KEY, ENGINE) as con:
        rest = "" if statement == "drop table" else " drop column key_since"
        con.execute(f"{statement} linkage.identity{rest}")
    with pytest.raises(NotContinuedError, match="built by another version of the product"):
        read_night(path, KEY, ENGINE)


@pytest.mark.parametrize(
    "statement",
    ["drop table family.unit_identity", "alter table family.unit_identity drop column carers"],
)
def test_persons_go_on_from_a_night_that_knew_no_keys_of_units(
    tmp_path: Path, statement: str
) -> None:
    with open_warehouse(write(tmp_path, BEFORE, "newer"), KEY, ENGINE) as con:
        con.execute(statement)
    recalled = recall(night(tmp_path, TONIGHT), KEY, ENGINE)
    assert keys(recalled.persons) == ["newer"]
    assert recalled.units is None
    assert [each.problem for each in recalled.nights] == [None]


def test_nobody_is_remembered_beyond_the_stated_time(tmp_path: Path) -> None:
    write(tmp_path, date(2024, 9, 29), "old")
    assert recall(night(tmp_path, TONIGHT), KEY, ENGINE).nights == ()
    assert recall(night(tmp_path, date(2026, 9, 29)), KEY, ENGINE).nights != ()


@pytest.mark.parametrize(
    ("manifest", "is_same", "is_same_family"),
    [
        ({"versions": versions()}, True, True),
        ({"versions": versions() | {"thinkfamily": "0.0.0"}}, True, True),
        ({"versions": versions() | {"person model": "another"}}, False, False),
        ({"versions": versions() | {"family model": "another"}}, True, False),
        ({"versions": versions() | {"family threshold": "0"}}, True, False),
        ({"versions": {}}, False, False),
        ({"versions": ["spoilt"]}, False, False),
        ({}, False, False),
        (["spoilt"], False, False),
    ],
)
def test_the_manifest_says_whether_the_same_model_linked(
    tmp_path: Path, manifest: object, is_same: bool, is_same_family: bool
) -> None:
    write(tmp_path, BEFORE, "newer")
    (tmp_path / "nights" / str(BEFORE) / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (told,) = recall(night(tmp_path, TONIGHT), KEY, ENGINE).nights
    assert told.has_same_model is is_same
    assert told.has_same_family_model is is_same_family


def test_a_night_without_a_manifest_is_not_taken_for_one_of_the_same_model(tmp_path: Path) -> None:
    write(tmp_path, BEFORE, "newer")
    (tmp_path / "nights" / str(BEFORE) / "manifest.json").unlink()
    (told,) = recall(night(tmp_path, TONIGHT), KEY, ENGINE).nights
    assert not told.has_same_model
