"""Mapping: raw text, typed by its declaration, through one SELECT into each conformed table.

The SELECTs say which column means what. Typing, cleaning, the direction of relationships and
which of two formats is believed are the same for all, and are done here.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib import resources

from duckdb import (
    CaseExpression,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
    FunctionExpression,
)

from sources.codes import INVERSE
from sources.conformed import CONFORMED, PERSON_RECORD, ConformedColumn, ConformedTable
from sources.declaration import Column, Format, Kind
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
            added[table.name] = _fill(con, source, table, con.sql(select))
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
    rows.select(*[_cleaned(column, rows) for column in table.columns]).create(
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


def _fill(
    con: DuckDBPyConnection, source: str, table: ConformedTable, rows: DuckDBPyRelation
) -> int:
    """Clean the rows of a SELECT and add those that are new and about a record that is kept."""
    if "from_record_id" in rows.columns:
        # A tie of a record to itself says nothing about anybody.
        rows = _one_way(rows.filter("from_record_id <> to_record_id"))
    columns = [ConstantExpression(source).alias("source")]
    for column in table.columns:
        columns.append(_cleaned(column, rows))
        if column.keep_received:
            received = ColumnExpression(column.name) if column.name in rows.columns else NULL
            columns.append(received.cast("varchar").alias(f"{column.name}_as_received"))
    rows.select(*columns).create("incoming")
    incoming = con.table("incoming").set_alias("incoming")
    target = f"conformed.{table.name}"
    before = len(con.table(target))
    if table.key:
        known = con.table(target).set_alias("known")
        incoming = incoming.join(known, _same("known", table.key), how="anti")
    if table is not PERSON_RECORD:
        for end in [name for name in rows.columns if name.endswith("record_id")]:
            kept = con.table("conformed.person_record").set_alias("kept")
            incoming = incoming.set_alias("incoming").join(
                kept,
                f"incoming.source = kept.source and incoming.{end} = kept.record_id",
                how="semi",
            )
    incoming.insert_into(target)
    con.execute("drop table incoming")
    return len(con.table(target)) - before


def _same(other: str, key: tuple[str, ...]) -> str:
    return " and ".join(f"incoming.{name} = {other}.{name}" for name in key)


def _cleaned(column: ConformedColumn, rows: DuckDBPyRelation) -> Expression:
    if column.name not in rows.columns:
        return NULL.cast(column.duckdb_type).alias(column.name)
    value: Expression = ColumnExpression(column.name)
    if column.clean:
        value = FunctionExpression(column.clean, value)
    return value.cast(column.duckdb_type).alias(column.name)


def _one_way(rows: DuckDBPyRelation) -> DuckDBPyRelation:
    """Turn ties stated from the child's end round, so that each type reads one way."""
    type_ = ColumnExpression("type")
    turned = type_.isin(*[ConstantExpression(word) for word in INVERSE])
    ends = {"from_record_id": "to_record_id", "to_record_id": "from_record_id"}
    columns: list[Expression] = []
    for name in rows.columns:
        column: Expression = ColumnExpression(name)
        if name in ends:
            column = CaseExpression(turned, ColumnExpression(ends[name])).otherwise(column)
        elif name == "parental_responsibility":
            # It was stated of the end that came first, which is now the child.
            column = CaseExpression(turned, NULL).otherwise(column)
        elif name == "type":
            for word, other in INVERSE.items():
                column = CaseExpression(
                    type_ == ConstantExpression(word), ConstantExpression(other)
                ).otherwise(column)
        columns.append(column.alias(name))
    return rows.select(*columns)
