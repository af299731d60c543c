"""`thinkfamily backfill`: nights of the past, from the deliveries that are still kept."""

from datetime import datetime
from typing import Annotated

import typer

from pipelines.backfilling import days_to_fill, fill
from pipelines.cli.context import session_of
from pipelines.config import load_config
from pipelines.jobs import NIGHT_JOB
from pipelines.runs import run_job

_SOME_REFUSED = 1
_Day = typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD.")


def backfill(
    context: typer.Context,
    first: Annotated[datetime, _Day],
    last: Annotated[datetime, _Day],
    again: Annotated[
        bool, typer.Option("--again", help="Build nights again that are whole already.")
    ] = False,
) -> None:
    """Build the nights of days on which something was delivered, the oldest first.

    A night that is whole stays, and the current night stays current where it is newer. One that is
    refused or held is told, and the next is built; the exit code is then 1.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    days = days_to_fill(config, first.date(), last.date(), again=again)
    refused = 0
    for each in fill(
        days,
        lambda day, tags: run_job(
            NIGHT_JOB.name, session.config_file, day, session.console, tags=tags
        ),
    ):
        refused += bool(each.problem)
        told = f"not built: {each.problem}" if each.problem else "built"
        session.console.print(f"night {each.as_at}: {told}", markup=False, highlight=False)
    session.console.print(f"{len(days) - refused} nights built, {refused} not.", highlight=False)
    if refused:
        raise typer.Exit(_SOME_REFUSED)
