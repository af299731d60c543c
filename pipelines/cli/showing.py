"""`thinkfamily counts`: the figures of the current release, as they were released."""

from typing import Annotated

import pyarrow.parquet as pq
import typer
from rich.table import Table

from pipelines.cli.context import Session, session_of
from pipelines.config import load_config
from pipelines.counts.definitions import DEFINITIONS, HEADLINES
from pipelines.nights import POINTER, NoNightError

Rows = list[dict[str, str]]


def counts(
    context: typer.Context,
    count: Annotated[
        str | None, typer.Option(help="One count with its breakdowns, such as A2.")
    ] = None,
) -> None:
    """Show the figures of the current release: totals, or one count with its breakdowns.

    Figures are disclosure-controlled: * stands for 1 to 7, others are rounded to the nearest 5.
    """
    session = session_of(context)
    known = [definition.id for definition in DEFINITIONS]
    if count is not None and count.upper() not in known:
        msg = f"no count is called {count}; there are {', '.join(known)}"
        raise typer.BadParameter(msg, param_hint="--count")
    rows = _released(session)
    if count is None:
        show_totals(session, rows)
        return
    definition = next(each for each in DEFINITIONS if each.id == count.upper())
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
    _show(session, chosen, broken_down=False)


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
    releases = load_config(session.config_file).data / "releases"
    if not (releases / POINTER).is_file():
        msg = "no release is published: `thinkfamily release --night DATE` proposes one"
        raise NoNightError(msg)
    folder = releases / (releases / POINTER).read_text("utf-8").strip()
    rows: Rows = pq.read_table(folder / "figures.parquet").to_pylist()
    return rows


def _show(session: Session, rows: Rows, *, broken_down: bool) -> None:
    table = Table("count", "of", "figure", "share", title_justify="left")
    for column in table.columns[2:]:
        column.justify = "right"
    shown = ""
    for row in rows:
        if broken_down and row["count"] != shown:
            shown = row["count"]
            table.add_section()
            table.add_row(row["count_id"], f"[bold]{shown}[/bold]", "", "")
        part = "" if row["breakdown"] == "total" else f": {row['category_title']}"
        words = f"{row['measure_title']}{part}" if broken_down else row["count"]
        table.add_row("" if broken_down else row["count_id"], words, row["figure"], _percent(row))
    if rows and rows[0].get("data"):
        table.caption = str(rows[0]["data"])
    session.console.print(table)


def _percent(row: dict[str, str]) -> str:
    return f"{row['percentage']}%" if row["percentage"] else ""
