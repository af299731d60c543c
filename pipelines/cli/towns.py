"""`thinkfamily demo` and `thinkfamily synthesise`: people who do not exist."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import count
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.cli.context import Session, session_of
from pipelines.cli.key import make_demo_key
from pipelines.cli.releasing import release_as_two
from pipelines.cli.running import run_night, show_run
from pipelines.cli.showing import show_headlines
from pipelines.config import Config, load_config
from pipelines.deliveries.ledger import open_ledger
from pipelines.errors import NotAllowedError
from synthetic_data.deliveries import OccupiedError, refuse_occupied, steps_of, write_town
from synthetic_data.identifiers import MOST_TOWNS
from synthetic_data.plan import PEOPLE_IN_A_TOWN, PlanError, TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.scenarios.scenarios import SCENARIOS

MakingError = OccupiedError

DEMO_AS_AT = date(2026, 9, 30)
DEMO_MULTIPLIER = 3.0
# The two made-up people that a release needs.
_ANALYST, _OFFICER = "Demo Analyst", "Demo Officer"
_LEAST_PEOPLE, _MOST_PEOPLE = 200, PEOPLE_IN_A_TOWN * MOST_TOWNS
_MOST_PEOPLE_OF_A_DEMO = 200_000

Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same town, byte for byte.")]
Level = Annotated[ErrorLevel, typer.Option(help="How badly records are kept.")]


def demo(
    context: typer.Context,
    people: Annotated[
        int,
        typer.Option(
            min=_LEAST_PEOPLE, max=_MOST_PEOPLE_OF_A_DEMO, help="How many people live there."
        ),
    ] = 10_000,
    seed: Seed = 1,
    level: Level = ErrorLevel.CLINICAL,
) -> None:
    """Make a synthetic town, run a night on it and release it: from exports to a report.

    One made-up person proposes the release, another approves it. Nobody in it exists. The exports
    are written to data/exports in the formats configured, with the truth beside them in data/truth,
    where `thinkfamily evaluate` looks for it. Services know three times as many people as
    nationally, so that a small town has figures to show.
    """
    session = session_of(context)
    started = perf_counter()
    config = load_config(session.config_file)
    if config.purpose != "synthetic":
        msg = 'the demo writes made-up exports: it runs only with purpose = "synthetic"'
        raise NotAllowedError(msg)
    if make_demo_key(session.config_file.parent):
        session.console.print("Made a warehouse key for the demo: .env, readable by you alone.")
    plan = TownPlan(
        people=people,
        seed=seed,
        level=level,
        as_at=DEMO_AS_AT,
        service_multiplier=DEMO_MULTIPLIER,
        formats=tuple(name for source in config.source for name in source.formats),
    )
    refuse_occupied(config.data / "exports", config.data / "truth", but=plan.as_at)
    _clear(config, plan.as_at)
    _write(session, plan, config.data)
    run = run_night(session, DEMO_AS_AT)
    show_run(session, run, DEMO_AS_AT)
    release = release_as_two(session, DEMO_AS_AT, proposer=_ANALYST, approver=_OFFICER)
    show_headlines(session)
    session.console.print("Published. Read the release at")
    session.console.print(str(release / "report.html"), highlight=False, soft_wrap=True)
    session.console.print(
        "[bold]Synthetic data:[/bold] nobody in these figures exists, and services know three "
        "times as many people as nationally, so that a small town has figures to show. "
        f"{perf_counter() - started:.0f} seconds in all."
    )


def synthesise(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Option(help="Folder for exports/ and truth/.", file_okay=False, resolve_path=True),
    ],
    people: Annotated[
        int, typer.Option(min=_LEAST_PEOPLE, max=_MOST_PEOPLE, help="How many people live there.")
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
    _write(session, plan, out)


def _write(session: Session, plan: TownPlan, out: Path) -> None:
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


def _clear(config: Config, as_at: date) -> None:
    """Remove the exports of an earlier town, so that two towns never meet in one delivery.

    The ledger forgets them too: what comes in their place is not compared with them.

    Raises:
        NotAllowedError: there are exports of the day and no truth: no town wrote them.
    """
    day = as_at.isoformat()
    folders = [config.data / "exports" / (source.folder or source.name) for source in config.source]
    filled = [folder / day for folder in folders if (folder / day).is_dir()]
    truth = config.data / "truth" / day
    if filled and not (truth / "record.csv").is_file():
        msg = f"exports of {as_at} are there that no town wrote: the demo leaves them alone"
        raise NotAllowedError(msg)
    if truth.is_dir():
        filled.append(truth)
    for folder in filled:
        rmtree(folder)
    ledger = open_ledger(config.data)
    for source in config.source:
        ledger.forget(source.name, as_at)
