"""Records, homes and ties for tests of the person model, and pairs whose weights a test sets.

What a test does not say is left out, not made up: a record has a surname and nothing else. Records
are told by their id. Clusters for the cluster checks are in `clusters.py`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.person.preparing import prepare_records
from linkage_models.person.weighing import guard_pairs
from pipelines import steps
from sources.tables import create_table, select_from
from tests.clusters import add

PACKAGE = "linkage_models.person"
CHILD_BORN = date(2015, 6, 1)
NO_BIRTH = date(1900, 1, 1)
NHS, OTHER_NHS = "9992719915", "9998839440"

COMPARED = (
    "given_name",
    "family_name",
    "date_of_birth",
    "address",
    "contact_point",
    "relatives",
    "nhs_number",
    "upn",
    "sex",
)
Row = Mapping[str, Any]


@contextmanager
def laid_out() -> Iterator[DuckDBPyConnection]:
    """Open an empty warehouse in memory."""
    with duckdb.connect(config={"threads": 1}) as con:
        steps.begin(con)
        yield con


def person(con: DuckDBPyConnection, record_id: str, **values: object) -> None:
    """Add a record of the GP, unless another source is told."""
    quality = "full" if values.get("date_of_birth") else None
    told = {
        "source": "gp",
        "family_name": "MOSSOP",
        "date_of_birth_quality": quality,
        "is_client": True,
        "is_restricted": False,
        **values,
    }
    add(con, "person_record", record_id=record_id, **told)


def tie(
    con: DuckDBPyConnection, elder: str, child: str, type_: str = "parent_of", source: str = "gp"
) -> None:
    """State a tie between two records of one source."""
    ends = {"from_record_id": elder, "to_record_id": child}
    add(con, "relationship", source=source, type=type_, **ends)


def home(
    con: DuckDBPyConnection, record_id: str, line: str = "1 MILL LANE", **more: object
) -> None:
    """Add an address of a record, a home unless told otherwise."""
    told = {"source": "gp", "use": "home", "postcode": "QZ1 1AB", **more}
    add(con, "address", record_id=record_id, line=line, **told)


def reach(con: DuckDBPyConnection, record_id: str, value: str, kind: str = "phone") -> None:
    """Add a phone number or e-mail address of a record."""
    add(con, "contact_point", source="gp", record_id=record_id, kind=kind, value=value)


def by_id(con: DuckDBPyConnection, table: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by the id of the record."""
    rows = con.table(table).to_arrow_table().to_pylist()
    return {row["record_id"]: row for row in rows}


def prepared(con: DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    """Prepare the records and return them by their ids."""
    prepare_records(con)
    return by_id(con, "linkage.record")


def numbers(con: DuckDBPyConnection) -> dict[str, int]:
    """Return the record number of each record."""
    return {name: row["record_number"] for name, row in by_id(con, "linkage.record").items()}


def scored(con: DuckDBPyConnection, one: str, other: str, weight: float, **weights: float) -> None:
    """Add a pair as Splink scores it: `weights` are of the comparisons that say something."""
    if not con.sql("from duckdb_tables() where table_name = 'scored_pair'").fetchall():
        columns = [f"mw_{name} double default 0" for name in COMPARED]
        columns += [f"mw_tf_adj_{name} double default 0" for name in COMPARED[:3]]
        con.execute(
            "create table linkage.scored_pair (record_number_l bigint, record_number_r bigint,"
            f" match_key varchar default '0', match_weight double, {', '.join(columns)})"
        )
    number = numbers(con)
    names = "".join(f", mw_{name}" for name in weights)
    values = [number[one], number[other], weight, *weights.values()]
    con.execute(
        f"insert into linkage.scored_pair (record_number_l, record_number_r, match_weight{names})"  # noqa: S608 - ours
        f" values ({', '.join('?' * len(values))})",
        values,
    )


GUARD_BY_NAME = {
    each.name: each for each in vars(thresholds).values() if isinstance(each, thresholds.Penalty)
}
CANNOT_BE_ONE = {
    thresholds.STATED_RELATIVES.name,
    thresholds.TWO_NHS_NUMBERS.name,
    thresholds.AGE_OUT_OF_BOUNDS.name,
    thresholds.PARENT_AND_CHILD.name,
}
WEIGHT = 20.0


def guard_of(
    con: DuckDBPyConnection,
    one: Row,
    other: Row,
    *,
    agreeing: str = "address",
    has_households: bool = True,
) -> str | None:
    """Guard the pair of records a and b, whose `agreeing` comparisons speak for one person."""
    person(con, "a", **one)
    person(con, "b", **other)
    prepare_records(con)
    scored(con, "a", "b", WEIGHT, **dict.fromkeys(agreeing.split(), 5.0))
    guard_pairs(con, has_households=has_households)
    columns = con.table("linkage.guarded_pair").select(
        "guard", "match_weight_before_guard", "match_weight", "cannot_be_one"
    )
    ((guard, before, after, cannot_be_one),) = columns.fetchall()
    taken = GUARD_BY_NAME[guard].weight if guard else 0.0
    assert (before, after) == (WEIGHT, WEIGHT + taken)
    assert cannot_be_one is (guard in CANNOT_BE_ONE)
    return str(guard) if guard else None


def pairs_told(con: DuckDBPyConnection, table: str, rows: list[tuple[str, str, Row]]) -> None:
    """Make `linkage.pair` or `linkage.guarded_pair` of rows: two ends, and what a test is about."""
    number = numbers(con)
    schema = pa.schema(
        [
            ("record_number_l", pa.int64()),
            ("record_number_r", pa.int64()),
            ("source_l", pa.string()),
            ("source_r", pa.string()),
            ("blocking_rule", pa.string()),
            ("match_weight_before_guard", pa.float64()),
            ("guard", pa.string()),
            ("match_weight", pa.float64()),
            *((f"weight_of_{name}", pa.float64()) for name in COMPARED),
            ("closeness", pa.string()),
            ("cannot_be_one", pa.bool_()),
        ]
    )
    told = []
    for one, other, row in rows:
        low, high = sorted((number[one], number[other]))
        ends = {"record_number_l": low, "record_number_r": high}
        before = {"match_weight_before_guard": row["match_weight"]}
        shape = dict.fromkeys(schema.names) | {"closeness": "elsewhere", "cannot_be_one": False}
        told.append({**shape, **before, **ends, **row})
    con.from_arrow(pa.Table.from_pylist(told, schema)).create(table)


def weighed(con: DuckDBPyConnection, *, has_households: bool = True) -> None:
    """Make `linkage.weighing`, as a night that starts from the model's own prior."""
    create_table(
        con,
        "linkage.weighing",
        PACKAGE,
        "weighing",
        prior_of_model=-10.0,
        prior=-10.0,
        has_households=has_households,
    )


def found_by(con: DuckDBPyConnection, name: str, **values: object) -> list[dict[str, Any]]:
    """Run a SELECT of the person model and return its rows."""
    rows: list[dict[str, Any]] = (
        select_from(con, PACKAGE, name, **values).to_arrow_table().to_pylist()
    )
    return rows


def persons(con: DuckDBPyConnection) -> set[frozenset[str]]:
    """Return the records of each person."""
    groups: dict[int, set[str]] = {}
    rows = con.table("linkage.person_record").select("person_id", "record_id").fetchall()
    for person_id, record_id in rows:
        groups.setdefault(person_id, set()).add(record_id)
    return {frozenset(group) for group in groups.values()}
