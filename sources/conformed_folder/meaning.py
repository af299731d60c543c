"""From received text to what the conformed shape holds: typed, then tidied by the declared macros.

Tidying twice changes nothing, so data that is tidy already stays as it is. An identifier is British
where at least half of its values are; otherwise it is another country's, and kept as it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from duckdb import (
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
    FunctionExpression,
)

from sources.conformed import ConformedColumn, ConformedTable
from sources.filling import cleaned

BRITISH_SHARE = 0.5
"""At least so many of the filled values are British where a column is: typing spoils fewer."""


@dataclass(frozen=True, kw_only=True)
class Identifier:
    """A column that may be British or not: how to tell, and how to tidy it where it is not.

    `of` gives the values that are judged, `british` those of them that are.
    """

    table: str
    column: str
    british: str
    otherwise: str = "kept_identifier"
    of: str = "given_as_it_is"


IDENTIFIERS = (
    Identifier(table="person_record", column="nhs_number", british="clean_nhs_number"),
    Identifier(table="person_record", column="upn", british="clean_upn"),
    Identifier(table="person_record", column="former_upn", british="clean_upn"),
    Identifier(table="address", column="postcode", british="british_postcode"),
    Identifier(table="address", column="uprn", british="clean_uprn"),
    Identifier(
        table="contact_point",
        column="value",
        british="british_contact",
        otherwise="kept_contact",
        of="contact_to_judge",
    ),
)

# How a column is read from text where its type does not say it.
_READ_BY = {"sex": "given_sex", "type": "given_tie"}
_WORDS = frozenset({"nhs_number_status", "date_of_birth_quality", "use", "kind"})
_READ_BY_TYPE = {"date": "given_date", "boolean": "given_flag", "integer": "given_number"}

_NOT_SAID: Mapping[str, bool] = {"is_client": True, "is_restricted": False}


def kept_as_they_stand(con: DuckDBPyConnection, table: ConformedTable) -> tuple[str, ...]:
    """Name the identifiers of a received table that are not British ones."""
    kept = []
    for each in (each for each in IDENTIFIERS if each.table == table.name):
        judged = FunctionExpression(each.of, ColumnExpression(each.column))
        counts = con.table(f"received.{table.name}").aggregate(
            [
                FunctionExpression("count", judged),
                FunctionExpression("count", FunctionExpression(each.british, judged)),
            ]
        )
        filled, british = counts.fetchall()[0]
        if british < filled * BRITISH_SHARE:
            kept.append(each.column)
    return tuple(kept)


def typed(received: DuckDBPyRelation, table: ConformedTable) -> DuckDBPyRelation:
    """Return the rows with each column read as what it is declared to be."""
    columns: list[Expression] = [ColumnExpression("source")]
    for column in table.columns:
        columns.append(_read(column).alias(column.name))
        if column.keep_received:
            received_as = ColumnExpression(f"{column.name}_as_received")
            value = CoalesceOperator(received_as, ColumnExpression(column.name))
            columns.append(value.alias(f"{column.name}_as_received"))
    return received.select(*columns)


def tidied(
    rows: DuckDBPyRelation, table: ConformedTable, kept: tuple[str, ...]
) -> DuckDBPyRelation:
    """Return typed rows in the form that is compared.

    Args:
        rows: typed rows.
        table: what they are.
        kept: identifiers that are not British.
    """
    columns: list[Expression] = [ColumnExpression("source")]
    for column in table.columns:
        if column.name == "date_of_birth_quality":
            birth = ColumnExpression("date_of_birth")
            worked_out = FunctionExpression("date_quality", birth, ConstantExpression(None))
            value: Expression = CoalesceOperator(ColumnExpression(column.name), worked_out)
            columns.append(value.alias(column.name))
        else:
            columns.append(cleaned(_tidied_by(table, column, kept), rows))
        if column.keep_received:
            columns.append(ColumnExpression(f"{column.name}_as_received"))
    return rows.select(*columns)


def _read(column: ConformedColumn) -> Expression:
    value: Expression = ColumnExpression(column.name)
    macro = _READ_BY.get(column.name) or _READ_BY_TYPE.get(column.duckdb_type)
    if macro is None and column.name in _WORDS:
        macro = "given_word"
    if macro is not None:
        value = FunctionExpression(macro, value)
    if column.name in _NOT_SAID:
        value = CoalesceOperator(value, ConstantExpression(_NOT_SAID[column.name]))
    return value


def _tidied_by(
    table: ConformedTable, column: ConformedColumn, kept: tuple[str, ...]
) -> ConformedColumn:
    if column.name not in kept:
        return column
    (otherwise,) = [
        each.otherwise
        for each in IDENTIFIERS
        if each.table == table.name and each.column == column.name
    ]
    return replace(column, clean=otherwise)
