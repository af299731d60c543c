"""What contradicts the claims about keys and about going on from the last night."""

from collections.abc import Iterator
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from linkage_models.identity.assigning import continue_persons
from linkage_models.identity.last_night import EarlierNight, Recalled, remember
from sources.tables import select_from
from tests.identities import counted, laid_out

DAY = date(2026, 9, 30)


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    """Two persons with their keys."""
    with laid_out([("a/1", "a/2"), ("b/1",)]) as connection:
        remember(connection, Recalled())
        continue_persons(connection, DAY, make_keys=counted())
        yield connection


def contradictions(con: DuckDBPyConnection, claim: str) -> int:
    (row,) = select_from(con, "pipelines.checks", f"sql/{claim}").fetchall()
    return int(row[0])


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        ("update linkage.identity set person_key = 'k0'", 1),
        ("update linkage.identity set person_key = 'other' where record_id = '2'", 1),
        ("delete from linkage.identity where source = 'b'", 1),
        ("update linkage.identity set is_present = false where record_id = '2'", 1),
        ("update linkage.identity set person_key = null where source = 'b'", 1),
        ("delete from linkage.identity", 2),
    ],
)
def test_a_person_without_one_key_of_its_own_contradicts(
    con: DuckDBPyConnection, spoil: str, found: int
) -> None:
    assert contradictions(con, "every_person_has_one_key") == 0
    con.execute(spoil)
    assert contradictions(con, "every_person_has_one_key") == found


def test_an_earlier_night_that_could_not_be_read_contradicts() -> None:
    read = EarlierNight(night=date(2026, 9, 16), persons_continue=True)
    unread = EarlierNight(night=date(2026, 9, 23), problem="damaged")
    with laid_out([("a/1",)]) as con:
        assert contradictions(con, "persons_continue_from_the_last_night") == 0
        told = remember(con, Recalled(nights=(unread, read)))
        assert contradictions(con, "persons_continue_from_the_last_night") == 1
    assert told.nights_not_read == 1
