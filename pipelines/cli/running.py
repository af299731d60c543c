"""`thinkfamily night`: one night, from the exports to figures that can be released."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pipelines.cli.context import Session, session_of
from pipelines.config import load_config
from pipelines.deliveries.outcomes import Outcome
from pipelines.nights import current_night
from pipelines.runs import Run, run_job

# Which deliveries were passed over, and why, says more than that the claim does not hold.
_IS_TOLD_IN_FULL = "the newest delivery is used"

AsAt = Annotated[
    datetime,
    typer.Option(
        "--as-at", formats=["%Y-%m-%d"], help="The date that the counts are about, YYYY-MM-DD."
    ),
]


def night(context: typer.Context, as_at: AsAt) -> None:
    """Run one night: land, map, link, gather families, count.

    Reads the newest delivery of each source at or before the date from data/exports, builds a new
    encrypted warehouse, and makes it current when every claim about it holds. When something is
    wrong, the last good night stays current and the exit code is not 0. Nothing is released:
    `thinkfamily release` proposes, and another person approves.
    """
    session = session_of(context)
    run = run_night(session, as_at.date())
    show_run(session, run, as_at.date())
    session.console.print(
        f"Nothing is released yet: `thinkfamily release --night {as_at.date()}` proposes it.",
        highlight=False,
    )


def run_night(session: Session, as_at: date) -> Run:
    """Run the nightly job with its progress on the terminal."""
    return run_job("night", session.config_file, as_at, session.console)


def show_run(session: Session, run: Run, as_at: date) -> None:
    """Say where the time went, what was unusual and which night is current."""
    table = Table("step", "seconds", title=f"Night {as_at}", title_justify="left")
    table.columns[1].justify = "right"
    slowest = sorted(run.seconds.items(), key=lambda item: -item[1])
    for step, seconds in slowest[:8]:
        table.add_row(step.replace("__", " / "), f"{seconds:.1f}")
    others = sum(seconds for _, seconds in slowest[8:])
    table.add_row(f"{len(slowest[8:])} other steps", f"{others:.1f}")
    table.add_row("all steps", f"{sum(run.seconds.values()):.1f}", style="bold")
    session.console.print(table)
    for warning in [*_of_deliveries(session), *run.warnings]:
        if _IS_TOLD_IN_FULL not in warning:
            session.console.print(f"[yellow]Unusual:[/yellow] {escape(warning)}", highlight=False)
    data = load_config(session.config_file).data
    session.console.print(f"Night {current_night(data).as_at} is current.", highlight=False)


def _of_deliveries(session: Session) -> list[str]:
    """Say which deliveries the night did not use, or of which it left a part."""
    night = current_night(load_config(session.config_file).data)
    manifest = json.loads(night.manifest.read_text("utf-8"))
    passed_over = [
        f"{each['source']}: the delivery of {each['delivery']} {Outcome(each['outcome']).words} "
        f"({each['reason']}); data as at {manifest['data_as_at'][each['source']]}"
        for each in manifest["passed_over"]
    ]
    return passed_over + [told_not_used(each) for each in manifest["not_used"]]


def told_not_used(left: Mapping[str, str | int]) -> str:
    """Say in one line what was left of the delivery that a night uses."""
    told = []
    if files := left["files_unread"]:
        told.append(
            "1 file is read by no format" if files == 1 else f"{files} files are read by no format"
        )
    if aside := left["set_aside"]:
        told.append(
            f"{aside} of {left['records']} records {'is' if aside == 1 else 'are'} set aside"
        )
    return f"{left['source']}: {'; '.join(told)}"
