"""What a warehouse says of its deliveries: which one of each source it holds, and which not.

Written once, when a source is landed; the claims, the release and the manifest read it from here.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from pipelines.config import SourceConfig
from pipelines.deliveries.facts import DeliveryFacts
from pipelines.deliveries.finding import Delivery, NoDeliveryError
from sources.typed import NULL

_CHOSEN_TYPES = {
    "source": "varchar",
    "delivery": "date",
    "data_as_at": "date",
    "signature": "varchar",
    "freshness_days": "integer",
    "records": "bigint",
    "set_aside": "bigint",
    "files_unread": "bigint",
}
_PASSED_OVER_TYPES = {
    "source": "varchar",
    "delivery": "date",
    "outcome": "varchar",
    "reason": "varchar",
}


def create_choices(con: DuckDBPyConnection) -> None:
    """Create the tables that say which delivery of each source a night uses, and which not."""
    for name, types in (("raw.chosen", _CHOSEN_TYPES), ("raw.passed_over", _PASSED_OVER_TYPES)):
        columns = [NULL.cast(type_).alias(column) for column, type_ in types.items()]
        con.sql("select 1").select(*columns).limit(0).create(name)


def write_choice(
    con: DuckDBPyConnection,
    source: SourceConfig,
    facts: DeliveryFacts,
    passed_over: Iterable[DeliveryFacts],
) -> None:
    """Write down which delivery of a source is landed, and which newer ones were passed over."""
    used = {
        "source": [facts.source],
        "delivery": [facts.delivered],
        "data_as_at": [facts.data_as_at],
        "signature": [facts.signature],
        "freshness_days": pa.array([source.freshness_days], pa.int32()),
        "records": [sum(file.records or 0 for file in facts.files)],
        "set_aside": [sum(file.rejected or 0 for file in facts.files)],
        "files_unread": [facts.unread],
    }
    con.from_arrow(pa.table(used)).insert_into("raw.chosen")
    passed = [
        (each.source, each.delivered, each.outcome.value, "; ".join(each.reasons))
        for each in passed_over
    ]
    if passed:
        columns = dict(zip(_PASSED_OVER_TYPES, map(list, zip(*passed, strict=True)), strict=True))
        con.from_arrow(pa.table(columns)).insert_into("raw.passed_over")


def used_delivery(con: DuckDBPyConnection, data: Path, source: SourceConfig) -> Delivery:
    """Return the delivery of a source that was landed in a warehouse.

    Raises:
        NoDeliveryError: none was.
    """
    chosen = con.table("raw.chosen").filter(
        ColumnExpression("source") == ConstantExpression(source.name)
    )
    row = chosen.select("delivery").fetchone()
    if row is None:
        msg = f"{source.name}: no delivery was landed"
        raise NoDeliveryError(msg)
    day: date = row[0]
    folder = data / "exports" / (source.folder or source.name) / day.isoformat()
    return Delivery(source=source, folder=folder, delivered=day)


def data_as_at(con: DuckDBPyConnection) -> dict[str, date]:
    """Return the day of which each source's data is, in a warehouse."""
    rows = con.table("raw.chosen").select("source", "data_as_at").order("source").fetchall()
    return dict(rows)


def passed_over(con: DuckDBPyConnection) -> list[dict[str, str]]:
    """Return the deliveries that were passed over in a warehouse, with their reasons."""
    names = list(_PASSED_OVER_TYPES)
    rows = con.table("raw.passed_over").select(*names).order("source, delivery desc").fetchall()
    return [dict(zip(names, map(str, row), strict=True)) for row in rows]


def not_used(con: DuckDBPyConnection) -> list[dict[str, str | int]]:
    """Return what of the deliveries in use a warehouse does not hold: files and records, counted.

    Only sources are named of which something was left.
    """
    names = ("source", "records", "set_aside", "files_unread")
    rows = con.table("raw.chosen").select(*names).order("source").fetchall()
    told = [dict(zip(names, row, strict=True)) for row in rows]
    return [each for each in told if each["set_aside"] or each["files_unread"]]
