"""What records could not teach the model: comparisons that nothing was given for, and levels.

What is done about it is the business of training.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, FunctionExpression

from linkage_models.person.linking import Linked


@dataclass(frozen=True, kw_only=True)
class Untaught:
    """Comparisons in which no pair had a value on both sides; of the others, the levels."""

    nothing_given: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]


def untaught_by(con: DuckDBPyConnection, linked: Linked) -> Untaught:
    """Say what the records that were linked did not teach.

    Args:
        con: the database in which they were linked.
        linked: how they were linked.
    """
    levels: dict[str, list[str]] = {}
    for each in linked.borrowed:
        comparison, _, level = each.partition(": ")
        levels.setdefault(comparison, []).append(level)
    silent = _never_compared(con, list(levels))
    return Untaught(
        nothing_given=tuple(silent),
        levels={name: tuple(each) for name, each in levels.items() if name not in silent},
    )


def _never_compared(con: DuckDBPyConnection, names: list[str]) -> list[str]:
    """Name those that have a weight in no pair: one of the two records always says nothing."""
    pairs = con.table("linkage.pair")
    there = [name for name in names if f"weight_of_{name}" in pairs.columns]
    if not there:
        return []
    weighs = [ColumnExpression(f"weight_of_{name}") != ConstantExpression(0) for name in there]
    said = pairs.aggregate([FunctionExpression("bool_or", each) for each in weighs]).fetchall()[0]
    return [name for name, any_weight in zip(there, said, strict=True) if any_weight is False]
