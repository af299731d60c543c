"""`thinkfamily demo`: a town, its night, its reviewers and its release, from nothing."""

from datetime import date
from pathlib import Path
from shutil import rmtree
from time import perf_counter
from typing import Annotated

import typer

from linkage_models.calibration.sampling import write_sheet
from linkage_models.calibration.sheets import sampling_file
from pipelines.cli.context import Session, session_of
from pipelines.cli.key import make_demo_key
from pipelines.cli.releasing import release_as_two
from pipelines.cli.running import run_night, show_run
from pipelines.cli.showing import show_headlines
from pipelines.cli.towns import LEAST_PEOPLE, Level, Seed, make_town
from pipelines.config import Config, load_config
from pipelines.counts.estimating.people_sampling import write_people_sheet
from pipelines.deliveries.ledger import open_ledger
from pipelines.errors import NotAllowedError
from pipelines.nights import Night
from pipelines.warehouse import key_from_environment, open_warehouse
from synthetic_data.deliveries import refuse_occupied
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.reviewing.answering import answer_pairs, answer_people

DEMO_AS_AT = date(2026, 9, 30)
DEMO_MULTIPLIER = 3.0
# The two made-up people that a release needs.
_ANALYST, _OFFICER = "Demo Analyst", "Demo Officer"
_MOST_PEOPLE_OF_A_DEMO = 200_000
_PAIRS, _PEOPLE = 400, 200
_PAIR_SHEET, _PEOPLE_SHEET = Path("labels.csv"), Path("people.csv")


def demo(
    context: typer.Context,
    people: Annotated[
        int,
        typer.Option(
            min=LEAST_PEOPLE, max=_MOST_PEOPLE_OF_A_DEMO, help="How many people live there."
        ),
    ] = 10_000,
    seed: Seed = 1,
    level: Level = ErrorLevel.CLINICAL,
) -> None:
    """Make a synthetic town, run a night on it and release it: from exports to a report.

    Reviewers who know the truth judge pairs of records and people drawn for them. One made-up
    person proposes the release, another approves it. Nobody in it exists. The exports
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
    make_town(session, plan, config.data)
    run = run_night(session, DEMO_AS_AT)
    show_run(session, run, DEMO_AS_AT)
    reviewed = _reviewed(session, config)
    release = release_as_two(reviewed, DEMO_AS_AT, proposer=_ANALYST, approver=_OFFICER)
    show_headlines(session)
    session.console.print("Published. Read the release at")
    session.console.print(str(release / "report.html"), highlight=False, soft_wrap=True)
    session.console.print(
        "[bold]Synthetic data:[/bold] nobody in these figures exists, and services know three "
        "times as many people as nationally, so that a small town has figures to show. "
        f"{perf_counter() - started:.0f} seconds in all."
    )


def _reviewed(session: Session, config: Config) -> Config:
    """Have drawn pairs and people reviewed by the truth, and return a configuration with that."""
    night = Night(data=config.data, as_at=DEMO_AS_AT)
    truth = config.data / "truth" / DEMO_AS_AT.isoformat()
    told = config.model_copy(update={"labels": _PAIR_SHEET, "reviewed": _PEOPLE_SHEET})
    pairs, people = config.data / _PAIR_SHEET, config.data / _PEOPLE_SHEET
    for left in (pairs, people, sampling_file(pairs), sampling_file(people)):
        left.unlink(missing_ok=True)
    key = key_from_environment()
    with (
        session.console.status("Reviewing pairs and people"),
        open_warehouse(night.warehouse, key, config.engine, read_only=True) as con,
    ):
        write_sheet(con, pairs, pairs=_PAIRS, seed=1)
        write_people_sheet(con, people, DEMO_AS_AT, people=_PEOPLE, seed=1)
    answer_pairs(pairs, truth, DEMO_AS_AT)
    answer_people(people, truth, DEMO_AS_AT)
    return told


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
