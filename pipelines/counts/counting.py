"""Counting: profiles of patients, children and families first, then every declared count."""

from datetime import date

from duckdb import ConstantExpression, DuckDBPyConnection, StarExpression

from governance.definition import FIGURE_COLUMNS
from governance.figure import Figure, FigureRow, figures_from_rows
from pipelines.counts.definitions import DEFINITIONS
from pipelines.counts.words import TARGETED_SERVICES
from sources.free_text.quality import HELD_OUT
from sources.tables import create_table, row_count

_PACKAGE = "pipelines.counts"


def profile(
    con: DuckDBPyConnection, as_at: date, *, notes_count: bool = HELD_OUT["status"].may_count
) -> dict[str, int]:
    """Make the exact profiles that counts are taken from.

    Args:
        con: a connection in which families are gathered.
        as_at: the day the counts are about.
        notes_count: whether what was read of free text may make a patient a parent.

    Returns:
        Rows of each, by table.
    """
    made: dict[str, int] = {}
    for name, values in (
        ("open_involvement", {"as_at": as_at}),
        ("adult", {}),
        ("noted", {"as_at": as_at}),
        ("open_service", {}),
        ("place", {"as_at": as_at}),
        ("trait", {}),
        ("family_shape", {}),
        ("child", {"as_at": as_at}),
        ("referral", {"as_at": as_at}),
        ("patient", {"as_at": as_at, "notes_count": notes_count}),
        ("family_profile", {"targeted": list(TARGETED_SERVICES)}),
    ):
        made[name] = create_table(con, f"counts.{name}", _PACKAGE, f"sql/{name}", **values)
    return made


def count(con: DuckDBPyConnection, count_id: str) -> int:
    """Take one count from the profiles: `counts.<id>`, exact.

    Returns:
        How many figures it has.
    """
    name = count_id.lower()
    return create_table(con, f"counts.{name}", _PACKAGE, f"sql/{name}")


def gather(con: DuckDBPyConnection) -> int:
    """Put the exact figures of all counts into `counts.figure`.

    Returns:
        How many figures there are.
    """
    for number, definition in enumerate(DEFINITIONS):
        rows = con.table(f"counts.{definition.id.lower()}").select(
            ConstantExpression(definition.id).alias("count_id"), StarExpression()
        )
        if number:
            rows.insert_into("counts.figure")
        else:
            rows.create("counts.figure")
    return row_count(con, "counts.figure")


def figures(con: DuckDBPyConnection) -> tuple[Figure, ...]:
    """Return the exact figures of all counts, in one order whatever the run."""
    table = con.table("counts.figure").select(*FIGURE_COLUMNS)
    rows: list[FigureRow] = table.order("count_id, measure, breakdown, category").fetchall()
    return figures_from_rows(rows)
