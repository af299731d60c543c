"""What is wrong with a whole column: told when a delivery is refused, in counts.

One wrong value is one record's and is judged by the rules. Where a column has lost its meaning on
the way, or its dates are another country's, every record of it is wrong in the same way, and
whoever reads the refusal has to know what to put right.
"""

from collections.abc import Mapping

from duckdb import (
    ConstantExpression,
    DuckDBPyRelation,
    Expression,
    FunctionExpression,
)

from sources.declaration import Format, Kind, RawTable
from sources.rules import is_unread, unread_reason
from sources.typed import SERIAL, as_date, text_of, typed

# A single spoilt identifier is one record's; from this share of a column's values on, they all
# came through the same spreadsheet, also those that do not show it.
MOST_MANGLED = 0.01
# Where more than this share of unread dates can be read in another way, it is that way.
_MOST = 0.5


def spoilt_columns(
    rows: DuckDBPyRelation, table: RawTable, format_: Format, mangled: Mapping[str, int]
) -> list[str]:
    """Tell every column of which so many identifiers lost their meaning that all are in doubt."""
    problems = []
    for column in table.columns:
        spoilt = mangled.get(column.name, 0)
        if column.shape is None or spoilt <= 1:
            continue
        filled = len(rows.filter(text_of(column, format_).isnotnull()))
        if spoilt > max(column.shape.tolerated, MOST_MANGLED) * filled:
            problems.append(
                f"{table.name}: column {column.name}: {spoilt} of {filled} values "
                f"{column.shape.told}"
            )
    return problems


def only_changes(rows: DuckDBPyRelation, table: RawTable, format_: Format) -> list[str]:
    """Tell a delivery that says it holds only what changed since the one before."""
    name, _, flag = format_.tells_delta.partition(".")
    if name != table.name:
        return []
    changed = _number(rows, typed(table.column(flag), format_))
    if not changed:
        return []
    told = f"{name}: the delivery is a delta, as {flag} says in {changed} of {len(rows)} records"
    return [f"{told}: send the whole extract"]


def date_hints(broken: DuckDBPyRelation, table: RawTable, format_: Format) -> list[str]:
    """Say of dates that could not be read how they would be, where most of them can."""
    hints = []
    for column in table.columns:
        if column.kind is not Kind.DATE:
            continue
        text = text_of(column, format_)
        unread = broken.filter(is_unread(column, format_))
        count = len(unread)
        month_first = tuple(_swapped(each) for each in format_.date_formats if _is_day_first(each))
        if month_first and _number(unread, as_date(text, month_first).isnotnull()) > count * _MOST:
            hints.append(f"{table.name}: {unread_reason(column)}, but month first in most of them")
        elif _number(unread, _matches(text, SERIAL)) > count * _MOST:
            hints.append(
                f"{table.name}: {unread_reason(column)}, but a spreadsheet's serial number in most"
            )
    return hints


def _number(rows: DuckDBPyRelation, condition: Expression) -> int:
    return len(rows.filter(condition))


def _matches(text: Expression, pattern: str) -> Expression:
    return FunctionExpression("regexp_full_match", text, ConstantExpression(pattern))


def _is_day_first(spelling: str) -> bool:
    return 0 <= spelling.find("%d") < spelling.find("%m")


def _swapped(spelling: str) -> str:
    return spelling.replace("%d", "%\0").replace("%m", "%d").replace("%\0", "%m")
