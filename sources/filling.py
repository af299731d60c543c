"""Filling the conformed tables: rows of a SELECT are cleaned, turned one way, and added if new.

A row that is not added is counted in `conformed.left_out` with the reason: what a record lost on
the way from `raw` can be told. Which column means what is said by the SELECTs of the formats.
"""

from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
    FunctionExpression,
)

from sources.codes import INVERSE
from sources.conformed import PERSON_RECORD, ConformedColumn, ConformedTable
from sources.declaration import Format
from sources.typed import NULL

OF_NO_RECORD = "about a record that is not kept"
TOLD_BEFORE = "told already, by a format that is believed first"
OF_ITSELF = "a tie of a record to itself"
OF_NO_KEY = "no key of its own: not valid, or that of another row"

_LEFT_OUT_TYPES = {
    "source": "varchar",
    "format": "varchar",
    "table_name": "varchar",
    "reason": "varchar",
    "rows": "bigint",
}


def create_left_out(con: DuckDBPyConnection) -> None:
    """Create the table of what was not added, by source, format, table and reason."""
    columns = [NULL.cast(type_).alias(name) for name, type_ in _LEFT_OUT_TYPES.items()]
    con.sql("select 1").select(*columns).limit(0).create("conformed.left_out")


def fill(
    con: DuckDBPyConnection,
    source: str,
    format_: Format,
    table: ConformedTable,
    rows: DuckDBPyRelation,
) -> int:
    """Clean the rows of a SELECT and add those that are new and about a record that is kept.

    Returns:
        How many rows were added; how many were not is in `conformed.left_out`.
    """
    rows.select(*_columns(source, table, rows)).create("incoming")
    incoming = con.table("incoming").set_alias("incoming")
    counts = {}
    if "from_record_id" in incoming.columns:
        every = len(incoming)
        incoming = _one_way(incoming.filter("from_record_id <> to_record_id"))
        counts[OF_ITSELF] = every - len(incoming)
    every = new = len(incoming)
    if table.key:
        incoming = _not_told(con, table, incoming)
        new = len(incoming)
        counts[TOLD_BEFORE] = every - new
    target = f"conformed.{table.name}"
    before = len(con.table(target))
    _of_records(con, table, incoming).insert_into(target)
    added = len(con.table(target)) - before
    counts[OF_NO_RECORD] = new - added
    con.execute("drop table incoming")
    for reason, count in counts.items():
        note_left_out(con, source, format_, table, reason, count)
    return added


def note_left_out(  # noqa: PLR0913, PLR0917 - a row, read across
    con: DuckDBPyConnection,
    source: str,
    format_: Format,
    table: ConformedTable,
    reason: str,
    count: int,
) -> None:
    """Count rows that were not added, where there are any."""
    if count:
        con.execute(
            "insert into conformed.left_out values (?, ?, ?, ?, ?)",
            [source, format_.name, table.name, reason, count],
        )


def _columns(source: str, table: ConformedTable, rows: DuckDBPyRelation) -> list[Expression]:
    columns: list[Expression] = [ConstantExpression(source).alias("source")]
    for column in table.columns:
        columns.append(cleaned(column, rows))
        if column.keep_received:
            received = ColumnExpression(column.name) if column.name in rows.columns else NULL
            columns.append(received.cast("varchar").alias(f"{column.name}_as_received"))
    return columns


def _not_told(
    con: DuckDBPyConnection, table: ConformedTable, incoming: DuckDBPyRelation
) -> DuckDBPyRelation:
    """Keep the rows whose key is not there yet."""
    known = con.table(f"conformed.{table.name}").set_alias("known")
    return incoming.set_alias("incoming").join(known, _same("known", table.key), how="anti")


def _of_records(
    con: DuckDBPyConnection, table: ConformedTable, incoming: DuckDBPyRelation
) -> DuckDBPyRelation:
    """Keep the rows all of whose records are person records."""
    if table is PERSON_RECORD:
        return incoming
    for end in [column.name for column in table.columns if column.name.endswith("record_id")]:
        kept = con.table("conformed.person_record").set_alias("kept")
        incoming = incoming.set_alias("incoming").join(
            kept,
            f"incoming.source = kept.source and incoming.{end} = kept.record_id",
            how="semi",
        )
    return incoming


def _same(other: str, key: tuple[str, ...]) -> str:
    return " and ".join(f"incoming.{name} = {other}.{name}" for name in key)


def cleaned(column: ConformedColumn, rows: DuckDBPyRelation) -> Expression:
    """Return a conformed column in the form that is compared; null where the rows have none."""
    value: Expression = NULL
    if column.name in rows.columns:
        value = ColumnExpression(column.name)
        if column.clean:
            value = FunctionExpression(column.clean, value)
    if column.derived:
        macro, *names = column.derived
        of = [ColumnExpression(name) if name in rows.columns else NULL for name in names]
        value = CoalesceOperator(value, FunctionExpression(macro, *of))
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
        elif name in {"parental_responsibility", "next_of_kin"}:
            # It was stated of the end that came first, which is now the child.
            column = CaseExpression(turned, NULL).otherwise(column)
        elif name == "type":
            for word, other in INVERSE.items():
                column = CaseExpression(
                    type_ == ConstantExpression(word), ConstantExpression(other)
                ).otherwise(column)
        columns.append(column.alias(name))
    return rows.select(*columns)
