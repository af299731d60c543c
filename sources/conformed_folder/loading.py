"""Loading a folder of conformed tables into an empty database.

The folder is the operator's own, so nothing is quarantined: what cannot be used is told and left
out, and what would make the judgement meaningless is refused, all problems at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from duckdb import ColumnExpression, DuckDBPyConnection, DuckDBPyRelation, FunctionExpression

from sources.codes import INVERSE
from sources.conformed import (
    ADDRESS,
    CHILD_MENTION,
    CONTACT_POINT,
    INVOLVEMENT,
    PARENTAL_STATUS,
    PERSON_RECORD,
    RELATIONSHIP,
    ConformedTable,
)
from sources.conformed_folder.counting import counted
from sources.conformed_folder.files import UnreadableFileError, find_file, open_file
from sources.conformed_folder.meaning import kept_as_they_stand, tidied, typed
from sources.conformed_folder.receiving import SOURCE, Received, receive
from sources.layout import create_schemas, lay_out_sources
from sources.tables import load_macros, select_from

_PACKAGE = "sources.conformed_folder"
TABLES = (
    PERSON_RECORD,
    ADDRESS,
    CONTACT_POINT,
    RELATIONSHIP,
    PARENTAL_STATUS,
    CHILD_MENTION,
    INVOLVEMENT,
)
# The source of all records where the one file does not say.
ONE_SOURCE = "records"


class ConformedFolderError(ValueError):
    """A folder of conformed tables cannot be used; every problem is named, with its count."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What was loaded: rows by table, records by source, and what anybody should know of it.

    `kept_as_they_stand` names identifiers that are not British ones, as table.column.
    """

    rows: Mapping[str, int]
    records_of_source: Mapping[str, int]
    kept_as_they_stand: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass
class _Findings:
    """What is found on the way: problems refuse the folder, notes are told."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def load_conformed(con: DuckDBPyConnection, folder: Path, keep: tuple[str, ...] = ()) -> Loaded:
    """Load `person_record` and, where they are there, what else persons and families are found by.

    Args:
        con: an empty database; it is laid out here.
        folder: the folder with a CSV or Parquet file for each table.
        keep: undeclared columns of `person_record` to keep, in `conformed.other_column`.

    Raises:
        ConformedFolderError: the folder cannot be used.
    """
    lay_out_sources(con)
    create_schemas(con, "received")
    load_macros(con, _PACKAGE)
    found = _Findings()
    received = _receive(con, folder, keep, found)
    _judge_keys(con, received.get(PERSON_RECORD.name), found)
    for table in TABLES:
        _conform(con, table, received.get(table.name), found)
    if not found.problems:
        _keep_others(con, keep)
    con.execute("drop schema received cascade")
    if found.problems:
        raise ConformedFolderError("\n".join(found.problems))
    return Loaded(
        rows={table.name: len(con.table(f"conformed.{table.name}")) for table in TABLES},
        records_of_source=dict(select_from(con, _PACKAGE, "record_of_source").fetchall()),
        kept_as_they_stand=tuple(found.kept),
        notes=tuple(found.notes),
    )


def _receive(
    con: DuckDBPyConnection, folder: Path, keep: tuple[str, ...], found: _Findings
) -> dict[str, Received]:
    received: dict[str, Received] = {}
    only_source: str | None = ONE_SOURCE
    for table in TABLES:
        try:
            path = find_file(folder, table.name)
            file = open_file(path) if path else None
            wanted = keep if table is PERSON_RECORD else ()
            got = receive(con, table, file, only_source, wanted)
        except UnreadableFileError as error:
            found.problems.append(str(error))
            continue
        if got is not None:
            received[table.name] = got
            found.problems += _missing_columns(table, got, only_source)
        if table is PERSON_RECORD:
            if got is None:
                found.problems.append(
                    f"{folder.name or folder} holds no person_record.csv or .parquet"
                )
                continue
            only_source = _only_source(con)
            _tell_others(got, keep, found)
    return received


def _missing_columns(table: ConformedTable, got: Received, only_source: str | None) -> list[str]:
    ends = [column.name for column in table.columns if column.name.endswith("record_id")]
    missing = [name for name in ends if name not in got.columns]
    if SOURCE not in got.columns and only_source is None:
        missing.append(SOURCE)
    problems = [f"{got.file} lacks the column {name}" for name in missing]
    if not got.rows:
        problems.append(f"{got.file} has no rows")
    return problems


def _only_source(con: DuckDBPyConnection) -> str | None:
    """Return the source of all person records, or nothing where there are several."""
    sources = con.table("received.person_record").select(SOURCE).distinct().limit(2).fetchall()
    return str(sources[0][0]) if len(sources) == 1 else None


def _tell_others(got: Received, keep: tuple[str, ...], found: _Findings) -> None:
    unused = [name for name in got.others if name not in keep]
    if unused:
        named = [name for name in unused if name.isidentifier()]
        found.notes.append(
            f"{got.file}: {counted(len(unused), 'column is', 'columns are')} not of the conformed "
            "shape and not compared" + (f" ({', '.join(named)})" if named else "")
        )


def _judge_keys(con: DuckDBPyConnection, got: Received | None, found: _Findings) -> None:
    if got is None or "record_id" not in got.columns:
        return
    without_id, without_source, repeated = select_from(con, _PACKAGE, "key_faults").fetchall()[0]
    if without_id:
        rows = counted(without_id, "row has", "rows have")
        found.problems.append(f"{got.file}: {rows} no record_id")
    if without_source:
        rows = counted(without_source, "row has", "rows have")
        found.problems.append(f"{got.file}: {rows} no source")
    if repeated:
        found.problems.append(
            f"{got.file}: {counted(repeated, 'row repeats', 'rows repeat')} a source and record_id "
            "that came before"
        )


def _conform(
    con: DuckDBPyConnection, table: ConformedTable, got: Received | None, found: _Findings
) -> None:
    if got is None:
        return
    kept = kept_as_they_stand(con, table)
    found.kept += [f"{table.name}.{name}" for name in kept]
    rows = con.table(f"received.{table.name}")
    tidied(typed(rows, table), table, kept).create("incoming")
    _tell_unused(con, table, got, found)
    if found.problems:  # Nothing will be used: what else is wrong is still looked for.
        con.execute("drop table incoming")
        return
    incoming = con.table("incoming")
    if table is RELATIONSHIP:
        inverse = pa.table({"type": [*INVERSE], "stands_for": [*INVERSE.values()]})
        con.register("inverse_tie", inverse)
        incoming = select_from(con, _PACKAGE, "relationship")
    _of_records(con, table, incoming).insert_into(f"conformed.{table.name}")
    left_out = got.rows - len(con.table(f"conformed.{table.name}"))
    if left_out:
        found.notes.append(
            f"{got.file}: {counted(left_out, 'row', 'rows')} left out, about records that are not "
            "there" + (" or a tie of a record to itself" if table is RELATIONSHIP else "")
        )
    con.execute("drop table incoming")
    con.unregister("inverse_tie")


def _tell_unused(
    con: DuckDBPyConnection, table: ConformedTable, got: Received, found: _Findings
) -> None:
    """Count the values that could not be read, or say that there is none, by column."""
    names = [
        column.name
        for column in table.columns
        if column.name in got.columns and not column.duckdb_type.endswith("[]")
    ]
    counts = [FunctionExpression("count", ColumnExpression(name)) for name in names]
    filled = con.table(f"received.{table.name}").aggregate(counts).fetchall()[0]
    used = con.table("incoming").aggregate(counts).fetchall()[0]
    dates = {column.name for column in table.columns if column.duckdb_type == "date"}
    for name, before, after in zip(names, filled, used, strict=True):
        if name in dates and before and not after:
            found.problems.append(
                f"{got.file}: none of {before:,} values of {name} is a date such as 1990-12-31"
            )
        elif after < before:
            found.notes.append(
                f"{got.file}: {before - after:,} of {before:,} values of {name} cannot be used"
            )


def _of_records(
    con: DuckDBPyConnection, table: ConformedTable, incoming: DuckDBPyRelation
) -> DuckDBPyRelation:
    """Keep the rows whose records are all there."""
    if table is PERSON_RECORD:
        return incoming
    for end in [name for name in incoming.columns if name.endswith("record_id")]:
        incoming = incoming.set_alias("incoming").join(
            con.table("conformed.person_record").set_alias("kept"),
            f"incoming.source = kept.source and incoming.{end} = kept.record_id",
            how="semi",
        )
    return incoming


def _keep_others(con: DuckDBPyConnection, keep: tuple[str, ...]) -> None:
    """Keep the undeclared columns that were asked for and are there."""
    rows = con.table("received.person_record")
    there = [name for name in keep if name in rows.columns]
    columns = [ColumnExpression(name) for name in ("source", "record_id", *there)]
    rows.select(*columns).create("conformed.other_column")
