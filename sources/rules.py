"""The rules that a declaration implies, as expressions: why a record cannot be loaded.

Only what the declaration says is judged here: blanks, dates, numbers, keys. What a record means
is judged after it is mapped.
"""

import duckdb
from duckdb import CaseExpression, ConstantExpression, Expression

from sources.declaration import Format, Kind, RawTable
from sources.typed import NULL, text_of, typed


def reason_of(table: RawTable, format_: Format) -> Expression:
    """Say why a record breaks a rule of the declaration, or nothing."""
    reasons: list[tuple[Expression, str]] = []
    for column in table.columns:
        text = text_of(column, format_)
        if column.required:
            reasons.append((text.isnull(), f"{column.name} is blank"))
        if column.kind in (Kind.DATE, Kind.NUMBER):
            unread = text.isnotnull() & typed(column, format_).isnull()
            kind = "date in the declared format" if column.kind is Kind.DATE else "whole number"
            reasons.append((unread, f"{column.name} is not a {kind}"))
    if table.key:
        reasons += _key_reasons(table)
    case: Expression | None = None
    for condition, words in reasons:
        value = ConstantExpression(words)
        case = CaseExpression(condition, value) if case is None else case.when(condition, value)
    return NULL.cast("varchar") if case is None else case


def _key_reasons(table: RawTable) -> list[tuple[Expression, str]]:
    """Two records of one key: the same again is a repeat, different ones cannot both be right."""
    key = [*table.key, *(["_file"] if table.key_in_file else [])]
    over_key = ", ".join(quoted(name) for name in key)
    content = ", ".join(quoted(column.name) for column in table.columns)
    repeat = duckdb.SQLExpression(
        f"row_number() over (partition by {over_key}, {content} order by _file, _line) > 1"
    )
    contradictory = duckdb.SQLExpression(
        f"count(distinct hash({content})) over (partition by {over_key}) > 1"
    )
    return [
        (contradictory, f"different records under one {', '.join(table.key)}"),
        (repeat, "the same record again"),
    ]


def quoted(identifier: str) -> str:
    """Quote one of our own identifiers for SQL."""
    return '"' + identifier.replace('"', '""') + '"'
