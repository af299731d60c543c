"""What contradicts the claim that every family unit has one key."""

from collections.abc import Iterator

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from sources.layout import create_schemas
from sources.tables import select_from

LAID_OUT = """
create table linkage.person_key as
from (values (1, 'ann'), (2, 'ben'), (3, 'mother'), (4, 'dan')) as t (person_id, person_key);
create table family.unit as from (values (1), (4)) as t (unit_id);
create table family.unit_key as from (values (1, 'one'), (4, 'four')) as t (unit_id, unit_key);
create table family.member as
from (values (1, 1, 'child'), (1, 2, 'unborn_child'), (1, 3, 'mother'), (4, 4, 'child'))
    as t (unit_id, person_id, role);
create table family.unit_identity as
from (values
    ('ann', 'one', true, true),
    ('ben', 'one', true, true),
    ('mother', 'one', false, true),
    ('dan', 'four', true, true)
) as t (person_key, unit_key, is_child, is_present);
"""


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    """Two units, one of them of two children and their mother."""
    with duckdb.connect() as connection:
        create_schemas(connection, "linkage", "family")
        connection.execute(LAID_OUT)
        yield connection


def contradictions(con: DuckDBPyConnection) -> int:
    (row,) = select_from(con, "pipelines.checks", "sql/every_unit_has_one_key").fetchall()
    return int(row[0])


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        ("delete from family.unit_key where unit_id = 4", 1),
        ("insert into family.unit_key values (4, 'five')", 2),
        ("update family.unit_key set unit_key = 'one'", 2),
        ("delete from family.unit_identity where person_key = 'ben'", 1),
        ("update family.unit_identity set is_present = false where person_key = 'dan'", 1),
        ("update family.unit_identity set unit_key = 'one'", 1),
    ],
)
def test_a_unit_without_one_key_of_its_own_contradicts(
    con: DuckDBPyConnection, spoil: str, found: int
) -> None:
    assert contradictions(con) == 0
    con.execute(spoil)
    assert contradictions(con) == found
