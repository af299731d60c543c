"""`thinkfamily counts`: the figures of the current release, as they were released.

Those of a night, which are exact, are in `showing_exact`.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import pyarrow.parquet as pq
import typer
from rich.table import Table

from pipelines.cli.context import Session, session_of
from pipelines.cli.showing_exact import show_exact
from pipelines.config import load_config
from pipelines.counts.definitions import DEFINITIONS, HEADLINES
from pipelines.nights import POINTER, NoNightError

Rows = list[dict[str, str]]


def counts(
    context: typer.Context,
    count: Annotated[
        str | None, typer.Option(help="One count with its breakdowns, such as A2.")
    ] = None,
    night: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The exact figures of this night instead, YYYY-MM-DD."
        ),
    ] = None,
) -> None:
    """Show the figures of the current release: totals, or one count with its breakdowns.

    Figures are disclosure-controlled: small numbers are hidden behind a symbol, others rounded.
    With --night they are exact, straight from the night's warehouse: for checking, not for release.
    """
    session = session_of(context)
    known = [definition.id for definition in DEFINITIONS]
    if count is not None and count.upper() not in known:
        msg = f"no count is called {count}; there are {', '.join(known)}"
        raise typer.BadParameter(msg, param_hint="--count")
    definition = next((each for each in DEFINITIONS if count and each.id == count.upper()), None)
    if night is not None:
        show_exact(session, night.date(), definition)
        return
    rows = _released(session)
    if definition is None:
        show_totals(session, rows)
        return
    session.console.print(f"[bold]{definition.id} {definition.title}[/bold]")
    session.console.print(definition.definition)
    session.console.print(definition.basis, style="dim")
    _show(session, [row for row in rows if row["count_id"] == definition.id], broken_down=True)


def show_headlines(session: Session) -> None:
    """Show the figures that the report opens with."""
    rows = _released(session)
    chosen = [
        row
        for key in HEADLINES
        for row in rows
        if (row["count_id"], row["measure"]) == key and row["breakdown"] == "total"
    ]
    intervals = _intervals(_folder(session) / "estimates.parquet")
    _show(session, chosen, broken_down=False, intervals=intervals)


def show_totals(session: Session, rows: Rows) -> None:
    """Show the total of each measure; for counts without one, all but combinations."""
    with_total = {row["count_id"] for row in rows if row["breakdown"] == "total"}
    chosen = [
        row
        for row in rows
        if row["breakdown"] == "total"
        or (row["count_id"] not in with_total and row["breakdown"] != "combination")
    ]
    _show(session, chosen, broken_down=True)


def _released(session: Session) -> Rows:
    rows: Rows = pq.read_table(_folder(session) / "figures.parquet").to_pylist()
    return rows


def _intervals(path: Path) -> dict[tuple[str, str], str]:
    """Return in words what a release says of how sure its headline figures are."""
    rows = pq.read_table(path).to_pylist() if path.is_file() else []
    return {
        (row["count_id"], row["measure"]): f"{row['interval_from']:,} to {row['interval_to']:,}"
        for row in rows
        if row["interval_to"] is not None
    }


def _folder(session: Session) -> Path:
    releases = load_config(session.config_file).data / "releases"
    if not (releases / POINTER).is_file():
        msg = "no release is published: `thinkfamily release --night DATE` proposes one"
        raise NoNightError(msg)
    return releases / (releases / POINTER).read_text("utf-8").strip()


def _show(
    session: Session,
    rows: Rows,
    *,
    broken_down: bool,
    intervals: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> None:
    more = ("90% interval",) if intervals else ()
    table = Table("count", "of", "figure", "share", *more, title_justify="left")
    for column in table.columns[2:]:
        column.justify = "right"
    shown = ""
    for row in rows:
        if broken_down and row["count"] != shown:
            shown = row["count"]
            table.add_section()
            table.add_row(row["count_id"], f"[bold]{shown}[/bold]", "", "")
        part = "" if row["breakdown"] == "total" else f": {row['category_title']}"
        words = f"{row['measure_title']}{part}"
        sure = (intervals.get((row["count_id"], row["measure"]), ""),) if intervals else ()
        number = "" if broken_down else row["count_id"]
        table.add_row(number, words, row["figure"], _percent(row), *sure)
    if rows and rows[0].get("data"):
        table.caption = str(rows[0]["data"])
    session.console.print(table)


def _percent(row: dict[str, str]) -> str:
    return f"{row['percentage']}%" if row["percentage"] else ""
