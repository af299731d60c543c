"""The range of a figure: what it would be if links and ties needed less evidence, or more (F2).

The range shows how far a figure depends on where the line is drawn. It is no interval: of errors
that are made at every level it says nothing.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from governance.figure import ALL, TOTAL
from linkage_models import thresholds
from linkage_models.family.evidence import prepare_persons
from linkage_models.person.resolve import resolve_persons
from linkage_models.thresholds import Levels
from pipelines import steps
from pipelines.counts import counting
from pipelines.counts.definitions import HEADLINES
from pipelines.counts.recounting.worlds import Origin, world
from pipelines.levels import levels_of

Headlines = Mapping[tuple[str, str], int]

RANGE = pa.schema(
    [
        ("count_id", pa.string()),
        ("measure", pa.string()),
        ("low", pa.int64()),
        ("central", pa.int64()),
        ("high", pa.int64()),
    ]
)


def take_ranges(
    con: DuckDBPyConnection, as_at: date, file: Path, key: str, decisions: pa.Table | None = None
) -> int:
    """Make `counts.range`: every headline figure at the low, the central and the high level.

    Args:
        con: the night, counted, attached as `night`.
        as_at: its date.
        file: where it is linked anew, apart from it.
        key: what that is encrypted with.
        decisions: what people decided; that holds at every level.

    Returns:
        How many figures there are.
    """
    by, central = thresholds.DEFENSIBLE.weight, levels_of(con).levels
    found = {}
    for name, levels in (
        ("low", central.moved(-by)),
        ("high", central.moved(by)),
    ):
        with world(con, file, key, Origin()):
            found[name] = count_again(con, as_at, levels, decisions)
    found["central"] = headlines(con)
    rows = [
        {"count_id": count_id, "measure": measure}
        | {name: figures.get((count_id, measure), 0) for name, figures in found.items()}
        for count_id, measure in HEADLINES
    ]
    con.from_arrow(pa.Table.from_pylist(rows, RANGE)).create("counts.range")
    return len(rows)


def count_again(
    con: DuckDBPyConnection, as_at: date, levels: Levels, decisions: pa.Table | None = None
) -> Headlines:
    """Join the weighed pairs of the world in use at other levels, and take the headline figures."""
    resolve_persons(con, decisions, levels)
    prepare_persons(con, as_at)
    steps.gather_families(con, as_at, levels)
    counting.profile(con, as_at)
    for count_id in dict.fromkeys(count_id for count_id, _ in HEADLINES):
        counting.count(con, count_id)
    return headlines(con)


def headlines(con: DuckDBPyConnection) -> Headlines:
    """Return the headline figures of the database in use."""
    found = {}
    for count_id, measure in HEADLINES:
        figures = con.table(f"counts.{count_id.lower()}")
        total = figures.filter(f"breakdown = '{TOTAL}' and category = '{ALL}'")
        values = dict(total.select("measure", "value").fetchall())
        found[count_id, measure] = int(values.get(measure, 0))
    return found
