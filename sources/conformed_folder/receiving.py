"""Receiving a file as text: `received.<table>`, every declared column, null where there is none.

Nothing is judged or cleaned here; numbers, dates and lists of Parquet become the text that a CSV
would have.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
from duckdb import (
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    Expression,
    FunctionExpression,
)

from sources.conformed import ConformedTable
from sources.conformed_folder.files import (
    BREAKS_OFF,
    OpenFile,
    UnreadableFileError,
    plain_names,
    why_unreadable,
)
from sources.typed import NULL

SOURCE = "source"


@dataclass(frozen=True, kw_only=True)
class Received:
    """A file as it was received: which declared columns it has, and which others."""

    file: str
    rows: int
    columns: frozenset[str]
    others: tuple[str, ...]


def receive(
    con: DuckDBPyConnection,
    table: ConformedTable,
    file: OpenFile | None,
    only_source: str | None,
    keep: tuple[str, ...] = (),
) -> Received | None:
    """Receive a table; without a file it is empty.

    Args:
        con: a connection laid out for sources, with the macros of this package.
        table: what the file is declared to hold.
        file: the open file, if there is one.
        only_source: the source of all rows where the file does not say.
        keep: undeclared columns to keep beside the declared ones.

    Raises:
        UnreadableFileError: the file breaks off or is damaged on the way.
    """
    names = declared_columns(table)
    if file is None:
        _receive_nothing(con, table, names)
        return None
    rows = con.from_arrow(file.rows)
    given = dict(
        zip(file.columns, zip(plain_names(file.columns), rows.types, strict=True), strict=True)
    )
    columns = [_column(name, type_, given).alias(name) for name, type_ in names.items()]
    if SOURCE not in given:
        columns[0] = ConstantExpression(only_source).cast("varchar").alias(SOURCE)
    columns += [
        _column(name, "varchar", given).alias(name)
        for name in keep
        if name in given and name not in names
    ]
    try:
        rows.select(*columns).create(_name(table))
    except duckdb.Error:
        # Its words may quote a row.
        raise UnreadableFileError(why_unreadable(file.path, BREAKS_OFF)) from None
    return Received(
        file=file.name,
        rows=len(con.table(_name(table))),
        columns=frozenset(names) & frozenset(given),
        others=tuple(name for name in file.columns if name not in names),
    )


def _receive_nothing(
    con: DuckDBPyConnection, table: ConformedTable, names: Mapping[str, str]
) -> None:
    nothing = [NULL.cast(type_).alias(name) for name, type_ in names.items()]
    con.sql("select 1").select(*nothing).limit(0).create(_name(table))


def declared_columns(table: ConformedTable) -> dict[str, str]:
    """Return the columns a file of a table may have, each text or a list of texts."""
    types = {SOURCE: "varchar"}
    for column in table.columns:
        types[column.name] = "varchar[]" if column.duckdb_type.endswith("[]") else "varchar"
        if column.keep_received:
            types[f"{column.name}_as_received"] = "varchar"
    return types


def _column(name: str, type_: str, given: Mapping[str, tuple[str, object]]) -> Expression:
    """Return a column of the file as text, or as a list of texts."""
    if name not in given:
        return NULL.cast(type_)
    plain, arrived = given[name]
    value: Expression = ColumnExpression(plain)
    is_list = str(arrived).endswith("]")
    if is_list and type_ == "varchar":
        return FunctionExpression(
            "array_to_string", value.cast("varchar[]"), ConstantExpression(" ")
        )
    if is_list:
        return value.cast(type_)
    if str(arrived) in {"DOUBLE", "FLOAT"}:
        value = FunctionExpression("given_decimal", value)
    text = FunctionExpression("given_text", value.cast("varchar"))
    return FunctionExpression("given_list", text) if type_ == "varchar[]" else text


def _name(table: ConformedTable) -> str:
    return f"received.{table.name}"
