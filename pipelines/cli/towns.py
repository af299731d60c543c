"""`thinkfamily demo` and `thinkfamily synthesise`: people who do not exist."""

from datetime import date, datetime
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import Annotated

import typer

from pipelines.cli.context import Session, session_of
from pipelines.cli.key import make_demo_key
from pipelines.cli.running import run_night, show_run
from pipelines.cli.showing import show_headlines
from pipelines.config import Config, load_config
from pipelines.errors import NotAllowedError
from synthetic_data.errors import ErrorLevel
from synthetic_data.town import TownPlan, write_town

DEMO_AS_AT = date(2026, 9, 30)

People = Annotated[int, typer.Option(min=200, max=200_000, help="How many people live there.")]
Seed = Annotated[int, typer.Option(help="The same seed gives the same town, byte for byte.")]
Level = Annotated[ErrorLevel, typer.Option(help="How badly records are kept.")]


def demo(
    context: typer.Context,
    people: People = 10_000,
    seed: Seed = 1,
    level: Level = ErrorLevel.CLINICAL,
) -> None:
    """Make a synthetic town and run a night on it: from four systems' exports to a release.

    Nobody in it exists. The exports are written to data/exports in the systems' own formats, with
    the truth beside them in data/truth, where `thinkfamily evaluate` looks for it.
    """
    session = session_of(context)
    started = perf_counter()
    config = load_config(session.config_file)
    if config.purpose != "synthetic":
        msg = 'the demo writes made-up exports: it runs only with purpose = "synthetic"'
        raise NotAllowedError(msg)
    if make_demo_key(session.config_file.parent):
        session.console.print("Made a warehouse key for the demo: .env, readable by you alone.")
    plan = TownPlan(people=people, seed=seed, level=level, as_at=DEMO_AS_AT)
    _clear(config, plan.as_at)
    _write(session, plan, config.data / "exports", config.data / "truth")
    run = run_night(session, DEMO_AS_AT)
    show_run(session, run, DEMO_AS_AT)
    show_headlines(session)
    session.console.print(
        f"[bold]Synthetic data:[/bold] nobody in these figures exists. "
        f"{perf_counter() - started:.0f} seconds in all."
    )


def synthesise(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="Folder for exports/ and truth/.", resolve_path=True)],
    people: People = 10_000,
    seed: Seed = 1,
    level: Level = ErrorLevel.CLINICAL,
    as_at: Annotated[
        datetime, typer.Option("--as-at", formats=["%Y-%m-%d"], help="The day of the exports.")
    ] = datetime(2026, 9, 30),  # noqa: DTZ001 - a day, not a moment
) -> None:
    """Write a synthetic town's exports and its truth, without running a night."""
    session = session_of(context)
    plan = TownPlan(people=people, seed=seed, level=level, as_at=as_at.date())
    _write(session, plan, out / "exports", out / "truth")


def _write(session: Session, plan: TownPlan, exports: Path, truth: Path) -> None:
    with session.console.status("A synthetic town") as status:
        summary = write_town(plan, exports, truth, status.update)
    session.console.print(
        f"A town of {summary.people:,} people who do not exist: "
        f"{sum(summary.records.values()):,} records in {sum(summary.files.values())} files."
    )


def _clear(config: Config, as_at: date) -> None:
    """Remove the exports of an earlier town, so that two towns never meet in one delivery.

    Raises:
        NotAllowedError: there are exports of the day and no truth: no town wrote them.
    """
    folders = [config.data / "exports" / (source.folder or source.name) for source in config.source]
    filled = [day for day in (folder / as_at.isoformat() for folder in folders) if day.is_dir()]
    if filled and not (config.data / "truth" / "record.csv").is_file():
        msg = f"exports of {as_at} are there that no town wrote: the demo leaves them alone"
        raise NotAllowedError(msg)
    for folder in filled:
        rmtree(folder)
