"""Mapping: raw text, typed by its declaration, through one SELECT into each conformed table.

The SELECTs say which column means what. Typing is the same for all and is done here; cleaning, the
direction of relationships and which of two formats is believed are the business of `filling`.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib import resources

from duckdb import (
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    Expression,
)

from sources.conformed import CHILD_MENTION, CONFORMED, PLACE, REFERENCE, ConformedTable
from sources.declaration import Column, Format, Kind, RawTable, SharedShape
from sources.filling import OF_NO_KEY, cleaned, create_left_out, fill, note_left_out
from sources.landing import raw_name
from sources.readers.reading import PROVENANCE
from sources.typed import NULL, text_of, typed

LocalCodes = Mapping[str, Mapping[str, str]]


def create_conformed(con: DuckDBPyConnection) -> None:
    """Create the conformed tables, empty, as they are declared."""
    for table in (*CONFORMED, CHILD_MENTION):
        columns = [NULL.cast("varchar").alias("source")]
        for column in table.columns:
            columns.append(NULL.cast(column.duckdb_type).alias(column.name))
            if column.keep_received:
                columns.append(NULL.cast("varchar").alias(f"{column.name}_as_received"))
        con.sql("select 1").select(*columns).limit(0).create(f"conformed.{table.name}")
    # A gazetteer is optional, and what is read of places does not ask whether there is one.
    columns = [NULL.cast(column.duckdb_type).alias(column.name) for column in PLACE.columns]
    con.sql("select 1").select(*columns).limit(0).create(f"conformed.{PLACE.name}")
    create_left_out(con)


def conform(
    con: DuckDBPyConnection, source: str, format_: Format, local_codes: LocalCodes
) -> dict[str, int]:
    """Map one format of a source into the conformed tables.

    Args:
        con: a connection in which `raw` is landed and the macros are loaded.
        source: the name of the source.
        format_: the format; of several, the one believed first comes first.
        local_codes: a council's own codes, by column.

    Returns:
        Rows added, by conformed table.
    """
    _type_tables(con, source, format_, local_codes)
    added = {}
    for table in CONFORMED:
        select = select_of(format_, table)
        if select is not None:
            added[table.name] = fill(con, source, format_, table, con.sql(select))
    for declared in format_.tables.values():
        con.execute(f"drop table {_typed_name(declared)}")
    return added


def conform_reference(
    con: DuckDBPyConnection, source: str, format_: Format, local_codes: LocalCodes
) -> dict[str, int]:
    """Map a reference lookup, which is about places and not about people.

    Returns:
        Rows by conformed table; those of the lookup that are not in it are counted as left out.
    """
    _type_tables(con, source, format_, local_codes)
    read = sum(len(con.table(_typed_name(declared))) for declared in format_.tables.values())
    held = {}
    for table in REFERENCE:
        select = select_of(format_, table)
        if select is not None:
            rows = con.sql(select)
            con.execute(f"drop table if exists conformed.{table.name}")
            columns = [cleaned(column, rows) for column in table.columns]
            rows.select(*columns).create(f"conformed.{table.name}")
            held[table.name] = len(con.table(f"conformed.{table.name}"))
            note_left_out(con, source, format_, table, OF_NO_KEY, read - held[table.name])
    for declared in format_.tables.values():
        con.execute(f"drop table {_typed_name(declared)}")
    return held


def select_of(format_: Format, table: ConformedTable) -> str | None:
    """Return a format's SELECT for a conformed table, or nothing where it holds no such data."""
    for package in (format_.package, format_.shared_package):
        file = resources.files(package) / f"{table.name}.sql" if package else None
        if file is not None and file.is_file():
            return file.read_text("utf-8")
    return None


def _type_tables(
    con: DuckDBPyConnection, source: str, format_: Format, local_codes: LocalCodes
) -> None:
    for table in format_.tables.values():
        columns: list[Expression] = [ColumnExpression(name) for name in PROVENANCE]
        means: dict[str, Expression] = {}
        for declared in table.columns:
            column = _with_local_codes(declared, local_codes)
            meaning = column.meaning or column.name
            means[meaning] = typed(column, format_)
            if column.kind is Kind.CODE:
                means[f"{meaning}_as_received"] = text_of(column, format_)
        if table.typed_as is not None:
            means = _in_shape(table.typed_as, means, dict(table.said))
        columns += [value.alias(meaning) for meaning, value in means.items()]
        con.table(raw_name(source, table)).select(*columns).create(_typed_name(table))


def _in_shape(
    shape: SharedShape, means: Mapping[str, Expression], said: Mapping[str, str]
) -> dict[str, Expression]:
    """Return every column of a shared shape: from the table, or else as is said of it, or null."""
    columns: dict[str, Expression] = {}
    for name, type_ in shape.types:
        value = means.get(name, NULL)
        if name in said:
            value = CoalesceOperator(value, ConstantExpression(said[name]))
        columns[name] = value.cast(type_)
    return columns


def _typed_name(table: RawTable) -> str:
    return f"typed.{table.typed_as.name if table.typed_as else table.name}"


def _with_local_codes(column: Column, local_codes: LocalCodes) -> Column:
    local = local_codes.get(column.name)
    if column.codes is None or not local:
        return column
    return replace(column, codes=column.codes.with_local(local))
