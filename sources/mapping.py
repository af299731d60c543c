"""Mapping: raw text, typed by its declaration, through one SELECT into each conformed table.

The SELECTs say which column means what. Typing is the same for all and is done here; cleaning, the
direction of relationships and which of two formats is believed are the business of `filling`.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib import resources

from duckdb import ColumnExpression, DuckDBPyConnection, Expression

from sources.conformed import CONFORMED, ConformedTable
from sources.declaration import Column, Format, Kind
from sources.filling import cleaned, create_left_out, fill
from sources.landing import raw_name
from sources.readers.reading import PROVENANCE
from sources.typed import NULL, text_of, typed

LocalCodes = Mapping[str, Mapping[str, str]]


def create_conformed(con: DuckDBPyConnection) -> None:
    """Create the conformed tables, empty, as they are declared."""
    for table in CONFORMED:
        columns = [NULL.cast("varchar").alias("source")]
        for column in table.columns:
            columns.append(NULL.cast(column.duckdb_type).alias(column.name))
            if column.keep_received:
                columns.append(NULL.cast("varchar").alias(f"{column.name}_as_received"))
        con.sql("select 1").select(*columns).limit(0).create(f"conformed.{table.name}")
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
    for name in format_.tables:
        con.execute(f"drop table typed.{name}")
    return added


def conform_reference(
    con: DuckDBPyConnection, source: str, format_: Format, table: ConformedTable
) -> int:
    """Map a reference lookup, which is about places and not about people."""
    _type_tables(con, source, format_, {})
    select = select_of(format_, table)
    rows = con.sql(select or "")
    rows.select(*[cleaned(column, rows) for column in table.columns]).create(
        f"conformed.{table.name}"
    )
    for name in format_.tables:
        con.execute(f"drop table typed.{name}")
    return len(con.table(f"conformed.{table.name}"))


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
        for declared in table.columns:
            column = _with_local_codes(declared, local_codes)
            columns.append(typed(column, format_).alias(column.name))
            if column.kind is Kind.CODE:
                columns.append(text_of(column, format_).alias(f"{column.name}_as_received"))
        con.table(raw_name(source, table)).select(*columns).create(f"typed.{table.name}")


def _with_local_codes(column: Column, local_codes: LocalCodes) -> Column:
    local = local_codes.get(column.name)
    if column.codes is None or not local:
        return column
    return replace(column, codes=column.codes.with_local(local))
