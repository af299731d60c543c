"""`thinkfamily synthesise`: people who do not exist."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.cli.context import Session, session_of
from synthetic_data.deliveries import OccupiedError, steps_of, write_town
from synthetic_data.identifiers import MOST_TOWNS
from synthetic_data.plan import PEOPLE_IN_A_TOWN, PlanError, TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.scenarios.scenarios import SCENARIOS

MakingError = OccupiedError

LEAST_PEOPLE, _MOST_PEOPLE = 200, PEOPLE_IN_A_TOWN * MOST_TOWNS

Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same town, byte for byte.")]
Level = Annotated[ErrorLevel, typer.Option(help="How badly records are kept.")]


def synthesise(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Option(help="Folder for exports/ and truth/.", file_okay=False, resolve_path=True),
    ],
    people: Annotated[
        int, typer.Option(min=LEAST_PEOPLE, max=_MOST_PEOPLE, help="How many people live there.")
    ] = 10_000,
    seed: Seed = 1,
    level: Level = ErrorLevel.CLINICAL,
    nights: Annotated[
        int, typer.Option(min=1, help="How many nights of the same town, the last on --as-at.")
    ] = 1,
    days_between: Annotated[int, typer.Option(min=1, help="Days from one night to the next.")] = 1,
    as_at: Annotated[
        datetime,
        typer.Option(
            "--as-at",
            formats=["%Y-%m-%d"],
            show_default="2026-09-30",
            help="The day of the last night, YYYY-MM-DD.",
        ),
    ] = datetime(2026, 9, 30),  # noqa: DTZ001 - a day, not a moment
    scenario: Annotated[
        str, typer.Option(help=f"What is more common than usual: {', '.join(SCENARIOS)}.")
    ] = "",
    service_multiplier: Annotated[
        float, typer.Option(help="How many times as many people services know as nationally.")
    ] = 1.0,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            help="A format in which its source delivers, instead of the usual; may be repeated.",
        ),
    ] = None,
) -> None:
    """Write a synthetic town's exports and its truth, without running a night.

    More than 500,000 people are made as several towns in the same files. Nights are views of one
    history: between two of them people are born, move, are referred and die.
    """
    session = session_of(context)
    try:
        plan = TownPlan(
            people=people,
            seed=seed,
            level=level,
            as_at=as_at.date(),
            nights=nights,
            days_between=days_between,
            service_multiplier=service_multiplier,
            scenario=scenario,
            formats=tuple(formats or ()),
        )
    except PlanError as error:
        raise typer.BadParameter(str(error)) from None
    make_town(session, plan, out)


def make_town(session: Session, plan: TownPlan, out: Path) -> None:
    """Write a town's exports and its truth into a folder, and say how many records it has."""
    with _progress(session.console, steps_of(plan)) as on_step:
        summary = write_town(plan, out / "exports", out / "truth", on_step)
    when = f" on the last of {plan.nights} nights" if plan.nights > 1 else ""
    session.console.print(
        f"A town of {summary.people:,} people who do not exist{when}: "
        f"{sum(summary.records.values()):,} records in {sum(summary.files.values())} files."
    )


@contextmanager
def _progress(console: Console, steps: int) -> Iterator[Callable[[str], None]]:
    """Show how far the work is; where nobody looks at a terminal, nothing."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    quiet = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=quiet) as progress:
        task = progress.add_task("A synthetic town", total=steps)
        done = count()
        yield lambda step: progress.update(task, description=step, completed=next(done))
