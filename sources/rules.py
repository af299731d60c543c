"""The rules that a declaration implies: why a record cannot be loaded.

Only what the declaration says is judged here: blanks, dates, numbers, spoilt identifiers, keys.
What a record means is judged after it is mapped; whether so many break a rule that the whole
delivery is refused is the business of `refusals`.
"""

import re
from dataclasses import dataclass, field
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import (
    CaseExpression,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
    Expression,
    FunctionExpression,
)

from sources.declaration import Column, Format, Kind, RawTable
from sources.typed import BLANKS, text_of, typed

ROW, REASON = "_row", "_reason"

# Nobody who is alive was born before; where a system put such a date, it did not know.
FIRST_BIRTH = date(1900, 1, 1)

# Values are judged in parts of this size, so that several threads take part.
_VALUES_AT_ONCE = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Faults:
    """Which rows cannot be loaded and why, and how many values of which columns are spoilt."""

    reasons: dict[int, str] = field(default_factory=dict)
    mangled: dict[str, int] = field(default_factory=dict)


def faults(
    con: DuckDBPyConnection, rows: pa.Table, table: RawTable, format_: Format, delivery: date
) -> Faults:
    """Judge the rows of a table; of several rules that a row breaks, the first is told.

    Every value of a column is judged once, however many rows have it.

    Args:
        con: a connection with the macros.
        rows: the rows with their provenance.
        table: what they are declared as.
        format_: how their text is to be read.
        delivery: the day of the delivery; nobody in it is born later.
    """
    found = Faults()
    for column in table.columns:
        reasons = _reasons(column, format_, delivery)
        if reasons:
            values = con.from_arrow(_distinct(rows, column, format_))
            _note(found, rows, column, _told(values, column, reasons))
        if column.shape:
            mangled = _rows_alike(rows[column.name], column.shape.mangled, absent=False)
            found.mangled[column.name] = len(mangled)
            words = f"{column.name} is a {column.shape.name} that a spreadsheet has spoilt"
            for row in [] if column.shape.tolerated else mangled:
                found.reasons.setdefault(row, words)
    for row, reason in _faults_of_keys(con, rows, table).items():
        found.reasons.setdefault(row, reason)
    return found


def is_unread(column: Column, format_: Format) -> Expression:
    """Say whether a value is not what its column is declared as."""
    return text_of(column, format_).isnotnull() & typed(column, format_).isnull()


def unread_reason(column: Column) -> str:
    """Return the words for a value that is not what its column is declared as."""
    kind = "date in the declared format" if column.kind is Kind.DATE else "whole number"
    return f"{column.name} is not a {kind}"


def _reasons(column: Column, format_: Format, delivery: date) -> list[tuple[Expression, str]]:
    reasons: list[tuple[Expression, str]] = []
    if column.required:
        reasons.append((text_of(column, format_).isnull(), f"{column.name} is blank"))
    if column.kind in (Kind.DATE, Kind.NUMBER):
        reasons.append((is_unread(column, format_), unread_reason(column)))
    if column.born:
        born = typed(column, format_)
        unknown = FunctionExpression("is_default_date", born)
        early = (born < ConstantExpression(FIRST_BIRTH)) & ~unknown
        late = (born > ConstantExpression(delivery)) & ~unknown
        reasons.append((early, f"{column.name} is a birth before {FIRST_BIRTH.year}"))
        reasons.append((late, f"{column.name} is a birth after the delivery"))
    return reasons


def _distinct(rows: pa.Table, column: Column, format_: Format) -> pa.Table:
    """Return the values to judge, each once; where only blanks matter, what may be one."""
    values = rows[column.name]
    if column.kind not in (Kind.DATE, Kind.NUMBER):
        words = "|".join(map(re.escape, (*format_.nulls, *column.nulls)))
        values = values.take(
            pa.array(_rows_alike(values, f"(?i:{words}|)", absent=True), pa.int64())
        )
    values = pc.unique(values)
    parts = [values.slice(n, _VALUES_AT_ONCE) for n in range(0, len(values), _VALUES_AT_ONCE)]
    return pa.table({column.name: pa.chunked_array(parts, pa.string())})


def _rows_alike(values: pa.ChunkedArray, pattern: str, *, absent: bool) -> list[int]:
    """Return the rows whose value matches a pattern but for the space around it."""
    whole = f"^[{BLANKS}]*(?:{pattern})[{BLANKS}]*$"
    alike = pc.fill_null(pc.match_substring_regex(values, whole), fill_value=absent)
    return np.flatnonzero(alike.to_numpy()).tolist()


def _told(
    values: DuckDBPyRelation, column: Column, reasons: list[tuple[Expression, str]]
) -> dict[str | None, str]:
    """Return the values that break a rule, each with the first that it breaks."""
    case: Expression | None = None
    for condition, words in reasons:
        told = ConstantExpression(words)
        case = CaseExpression(condition, told) if case is None else case.when(condition, told)
    if case is None:
        return {}
    judged = values.select(ColumnExpression(column.name), case.alias(REASON))
    return dict(judged.filter(ColumnExpression(REASON).isnotnull()).fetchall())


def _rows_with(
    rows: pa.Table, column: Column, values: dict[str | None, str]
) -> list[tuple[int, int]]:
    """Return the rows that have one of these values, and which of them."""
    if not values:
        return []
    places = pc.index_in(rows[column.name], pa.array(list(values), pa.string())).to_numpy(
        zero_copy_only=False
    )
    hits = np.flatnonzero(~np.isnan(places.astype(float)))
    return list(zip(hits.tolist(), places[hits].astype(int).tolist(), strict=True))


def _note(found: Faults, rows: pa.Table, column: Column, told: dict[str | None, str]) -> None:
    words = list(told.values())
    for row, place in _rows_with(rows, column, told):
        found.reasons.setdefault(row, words[place])


def _faults_of_keys(con: DuckDBPyConnection, rows: pa.Table, table: RawTable) -> dict[int, str]:
    """Two records of one key: the same again is a repeat, different ones cannot both be right.

    Few keys come twice, so these are found first, by a number made of the key; where two keys
    share a number, they are only looked at.
    """
    if not table.key:
        return {}
    key = [*table.key, *(["_file"] if table.key_in_file else [])]
    content = [column.name for column in table.columns]
    names = dict.fromkeys((ROW, *content, "_file", "_line"))
    numbered = con.from_arrow(rows.append_column(ROW, pa.array(np.arange(len(rows)))))
    number = FunctionExpression("hash", *[ColumnExpression(name) for name in key]).alias("_key")
    counted = numbered.select(number).aggregate(
        [ColumnExpression("_key"), FunctionExpression("count").alias("_records")]
    )
    several = counted.filter(ColumnExpression("_records") > ConstantExpression(1))
    if not several.limit(1).fetchall():
        return {}
    found = (
        numbered.select(number, *[ColumnExpression(name) for name in names])
        .set_alias("numbered")
        .join(several.set_alias("several"), "_key", how="semi")
        .select(ColumnExpression(ROW), _key_reason(key, content, table).alias(REASON))
    )
    return dict(found.filter(ColumnExpression(REASON).isnotnull()).fetchall())


def _key_reason(key: list[str], content: list[str], table: RawTable) -> Expression:
    over_key, whole = _listed(key), _listed(content)
    contradictory = duckdb.SQLExpression(
        f"count(distinct hash({whole})) over (partition by {over_key}) > 1"
    )
    repeat = duckdb.SQLExpression(
        f"row_number() over (partition by {over_key}, {whole} order by _file, _line, {ROW}) > 1"
    )
    different = ConstantExpression(f"different records under one {', '.join(table.key)}")
    return CaseExpression(contradictory, different).when(
        repeat, ConstantExpression("the same record again")
    )


def _listed(names: list[str]) -> str:
    return ", ".join(quoted(name) for name in names)


def quoted(identifier: str) -> str:
    """Quote one of our own identifiers for SQL."""
    return '"' + identifier.replace('"', '""') + '"'
