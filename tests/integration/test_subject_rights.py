"""One person's rights: found, told, restricted, left out, erased until not a byte is left."""

import json
import sys
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest

from pipelines.config import Engine
from pipelines.warehouse import open_warehouse
from tests.conftest import Town
from tests.integration.canary import ADULT, CHILD, SURNAME
from tests.integration.searching import found_in, found_in_files, written_by
from tests.integration.support import AS_AT, KEY, Outcome, Place, copy_of, make_place

pytestmark = pytest.mark.slow

NEXT = "2026-10-01"
BY = ("--as", "Dee Protection")


def ask(place: Place, *words: str, told: str, **environment: str) -> Outcome:
    """Run a command that asks, answering as somebody types."""
    held, sys.stdin = sys.stdin, StringIO(told)
    try:
        return place.thinkfamily("subject", *words, *BY, **environment)
    finally:
        sys.stdin = held


def record(source: str, record_id: str) -> str:
    return f"{source}:{record_id}\n"


def values_in(place: Place, night: str) -> bytes:
    """Return every text of a warehouse, as its tables hold them."""
    path = place.data / "nights" / night / "warehouse.duckdb"
    parts: list[str] = []
    with open_warehouse(path, KEY, Engine(), read_only=True) as con:
        tables = con.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        parts.extend(str(con.table(f'"{schema}"."{table}"').fetchall()) for schema, table in tables)
    return "\n".join(parts).encode()


@pytest.fixture(scope="module")
def place(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A town whose night knows the canary family from four sources."""
    place = make_place(tmp_path_factory.mktemp("rights") / "here")
    copytree(town.data, place.data)
    outcome = place.thinkfamily("night", "--as-at", AS_AT)
    assert outcome.exit_code == 0, outcome.told
    return place


@pytest.fixture
def own(place: Place, tmp_path: Path) -> Place:
    return copy_of(place, tmp_path / "own")


def test_whoever_was_planted_and_erased_is_in_no_byte_that_is_left(own: Place, town: Town) -> None:
    adult, child = town.canary.adult, town.canary.child
    assert SURNAME.upper().encode() in values_in(own, AS_AT)
    for person in (adult, child):
        source, record_id = next(iter(person.items()))
        told = ask(own, "erase", "--reason", "They asked.", told=record(source, record_id))
        assert told.exit_code == 0, told.told
        assert "It holds from the next night on" in told.out
    early = ask(
        own, "certify", "1", "--out", str(own.folder / "early.json"), "--reason", "Asked.", told=""
    )
    assert early.exit_code == 1
    assert "was built before the erasure" in early.err

    night = own.thinkfamily("night", "--as-at", NEXT)
    assert night.exit_code == 0, night.told
    for number in ("1", "2"):
        path = own.folder / f"certificate-{number}.json"
        done = ask(own, "certify", number, "--out", str(path), "--reason", "Asked.", told="")
        assert done.exit_code == 0, done.told
    certificate = json.loads((own.folder / "certificate-1.json").read_text("utf-8"))
    assert certificate["nights_removed"] == [AS_AT]
    assert not (own.data / "nights" / AS_AT).exists()

    needles = {**town.canary.needles, "adult": ADULT, "child": CHILD, "surname": SURNAME}
    # There are so few made-up telephone numbers that somebody else has the family's too.
    theirs = {words: value for words, value in needles.items() if "phone" not in words}
    assert len(theirs) > 5
    assert found_in("the night", values_in(own, NEXT), theirs) == set()
    assert found_in_files(written_by(own), needles) == {}
    again = ask(own, "find", "--reason", "Did it work?", told=record(*next(iter(adult.items()))))
    assert "0 persons fit" in again.out


def test_a_person_is_found_by_name_and_birth_and_told_all_that_is_held(
    own: Place, town: Town
) -> None:
    source, record_id = next(iter(town.canary.adult.items()))
    with open_warehouse(own.warehouse, KEY, Engine(), read_only=True) as con:
        born, number = con.execute(
            "select max(date_of_birth), max(nhs_number) from conformed.person_record as r "
            "join linkage.person_record as p using (source, record_id) where p.person_id = "
            "(select person_id from linkage.person_record where source = ? and record_id = ?)",
            [source, record_id],
        ).fetchone() or (None, None)
    out = own.folder / "held.html"
    told = f"\n{born}\n\n\n\n{SURNAME}\n\n"
    found = ask(own, "find", "--reason", "Subject access.", "--out", str(out), told=told)
    assert found.exit_code == 0, found.told
    assert "1 persons fit" in found.out
    assert f"{source}:{record_id}" in found.out
    page = out.read_text("utf-8")
    assert out.stat().st_mode & 0o777 == 0o600
    assert ADULT in page or ADULT.upper() in page
    assert "another person" in page
    assert CHILD.upper() not in page.upper()
    assert found_in("told", found.told.encode(), {"surname": SURNAME, "number": number}) == set()
    by_number = ask(own, "find", "--reason", "Again.", told=f"\n\n{number}\n\n\n\n\n")
    assert "1 persons fit" in by_number.out


def test_a_restricted_person_is_counted_as_withheld_and_comes_back_when_it_is_lifted(
    own: Place, town: Town
) -> None:
    source, record_id = next(iter(town.canary.adult.items()))
    told = ask(own, "restrict", "--reason", "They asked.", told=record(source, record_id))
    assert told.exit_code == 0, told.told
    assert own.thinkfamily("night", "--as-at", NEXT).exit_code == 0
    assert person_of(own, NEXT, source, record_id) is None
    assert is_restricted(own, NEXT, source, record_id)
    lifted = own.thinkfamily("subject", "lift", "1", "--reason", "They agreed.", *BY)
    assert lifted.exit_code == 0, lifted.told
    assert own.thinkfamily("night", "--as-at", NEXT).exit_code == 0
    assert person_of(own, NEXT, source, record_id) is not None


def person_of(place: Place, night: str, source: str, record_id: str) -> object:
    path = place.data / "nights" / night / "warehouse.duckdb"
    with open_warehouse(path, KEY, Engine(), read_only=True) as con:
        return con.execute(
            "select person_id from linkage.record join linkage.person_record "
            "using (source, record_id) where source = ? and record_id = ?",
            [source, record_id],
        ).fetchone()


def is_restricted(place: Place, night: str, source: str, record_id: str) -> bool:
    path = place.data / "nights" / night / "warehouse.duckdb"
    with open_warehouse(path, KEY, Engine(), read_only=True) as con:
        row = con.execute(
            "select is_restricted from conformed.person_record where source = ? and record_id = ?",
            [source, record_id],
        ).fetchone()
    return bool(row and row[0])


def test_a_night_with_another_key_than_suppressions_were_made_with_is_refused(
    own: Place, town: Town
) -> None:
    source, record_id = next(iter(town.canary.adult.items()))
    ask(own, "object", "--reason", "They asked.", told=record(source, record_id))
    before = own.published()
    outcome = own.thinkfamily("night", "--as-at", NEXT, THINKFAMILY_KEY=KEY[::-1])
    assert outcome.exit_code != 0
    assert own.published() == before


def test_an_objection_of_one_source_and_another_purpose_leaves_the_others_alone(
    own: Place, town: Town
) -> None:
    adult = town.canary.adult
    source, record_id = next(iter(adult.items()))
    only = ask(
        own, "object", "--source", source, "--reason", "They asked.", told=record(source, record_id)
    )
    other = ask(
        own,
        "object",
        "--purpose",
        "planning",
        "--reason",
        "They asked.",
        told=record(source, record_id),
    )
    assert (only.exit_code, other.exit_code) == (0, 0), only.told + other.told
    night = own.thinkfamily("night", "--as-at", NEXT)
    assert night.exit_code == 0, night.told
    held = {name: person_of(own, NEXT, name, key) is not None for name, key in adult.items()}
    assert held == {name: name != source for name in adult}


def test_nobody_is_decided_about_where_several_or_none_fit(own: Place) -> None:
    none = ask(own, "erase", "--reason", "Asked.", told="gp:nobody-has-this\n")
    assert none.exit_code == 1
    assert "nobody fits" in none.err
    little = ask(own, "erase", "--reason", "Asked.", told="\n\n\n\n\nSmith\n\n")
    assert little.exit_code == 1
    assert "a surname with a date of birth" in little.err
    wrong = ask(own, "object", "--source", "the moon", "--reason", "Asked.", told="")
    assert wrong.exit_code == 1
    assert "there are the sources" in wrong.err
