"""How a table of the truth is declared and its cells are written; which there are is `tables`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from synthetic_data.records.ledger import Ledger
from synthetic_data.truth.family_units import Families

Cells = Sequence[object]


@dataclass(frozen=True, kw_only=True)
class TruthTable:
    """One table of the truth, and how its rows are found."""

    name: str
    header: str
    rows: Callable[[Families, Ledger], Iterable[Cells]]


def yes(*, value: bool) -> str:
    """Write whether something is so."""
    return "true" if value else "false"


def iso_day(day: date | None) -> str:
    """Write a day; nothing where there is none."""
    return "" if day is None else day.isoformat()
