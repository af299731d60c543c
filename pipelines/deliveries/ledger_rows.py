"""Rows of the ledger and the facts of deliveries: each written as the other.

Nothing is asked of a database here; that is the business of `ledger`.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, RowMapping, Table

from pipelines.deliveries.facts import DeliveryFacts, FileFacts
from pipelines.deliveries.outcomes import Outcome


def of_delivery(table: Table, source: str, delivered: date) -> ColumnElement[bool]:
    """Return what the rows about one delivery have in common."""
    return (table.c.source == source) & (table.c.delivered == delivered)


def facts_of(row: RowMapping, files: Iterable[RowMapping]) -> DeliveryFacts:
    """Return the facts that a row and the rows of its files hold."""
    return DeliveryFacts(
        source=row["source"],
        delivered=row["delivered"],
        outcome=Outcome(row["outcome"]),
        signature=row["signature"],
        declaration=row["declaration"],
        reasons=tuple(row["reason"].splitlines()),
        stated_day=row["stated_day"],
        files=tuple(_file(file) for file in files),
    )


def file_values(file: FileFacts) -> dict[str, object]:
    """Return the row of a file, without the number of its delivery."""
    return {
        "file": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "records": file.records,
        "loaded": file.loaded,
        "rejected": file.rejected,
        "header": file.header,
        "export": file.export,
        "format": file.format,
        "outcome": file.outcome.value,
        "reason": file.reason,
    }


def _file(row: RowMapping) -> FileFacts:
    kept = ("sha256", "size", "records", "rejected", "header", "export", "format", "reason")
    values = {name: row[name] for name in kept}
    return FileFacts(name=row["file"], outcome=Outcome(row["outcome"]), **values)
