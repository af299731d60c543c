"""What is only used on the way does not stay in the night, least of all withheld addresses."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.family_night import CHILD_BORN, Night

WITHHELD = "9 SECRET LANE"


@pytest.fixture
def night() -> Iterator[Night]:
    with duckdb.connect() as con:
        night = Night(con)
        night.person("Ada")
        night.person("Ben", CHILD_BORN)
        night.tie("Ada", "Ben")
        for name in ("Ada", "Ben"):
            night.home(name)
        night.person("Cleo", is_restricted=True)
        night.home("Cleo", WITHHELD, uprn="100099")
        yield night


def test_tables_made_on_the_way_are_gone(night: Night) -> None:
    assert night.units() == {frozenset({"Ben"})}
    tables = {
        name
        for (name,) in night.con.execute(
            "select table_name from duckdb_tables() where schema_name = 'family'"
        ).fetchall()
    }
    assert "place" in tables
    assert not tables & {"stay", "place_said", "place_filling", "candidate", "stated_tie"}


def test_a_withheld_address_stands_only_among_the_places_that_are_no_evidence(
    night: Night,
) -> None:
    night.units()
    holding = set()
    for (name,) in night.con.execute(
        "select table_name from duckdb_tables() where schema_name = 'family'"
    ).fetchall():
        text = str(night.con.table(f"family.{name}").fetchall())
        if "1AB/9" in text or "100099" in text:
            holding.add(name)
    assert holding == {"place"}
    kinds = night.con.table("family.place").filter("contains(address, '1AB/9')").select("kind")
    assert kinds.fetchall() == [("restricted",)]
