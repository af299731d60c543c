"""`thinkfamily threshold`: propose levels of links and ties; another person decides."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Annotated

import typer

from governance.register.decision import Decision
from pipelines.cli import showing_thresholds
from pipelines.cli.context import Session, session_of
from pipelines.cli.releasing import AsName, Reason
from pipelines.config import load_config
from pipelines.nights import current_night
from pipelines.releasing import decision_of
from pipelines.threshold_life import ThresholdLife

app = typer.Typer(
    help="Propose at which match weights records and families are joined; another decides.",
    no_args_is_help=True,
)

Version = Annotated[int, typer.Argument(metavar="VERSION", min=1, help="The number of a version.")]
Level = Annotated[float | None, typer.Option(help="Match weight, in bits.", show_default=False)]


@app.command()
def propose(  # noqa: PLR0913, PLR0917 - each level may be moved by itself
    context: typer.Context,
    reason: Reason,
    night: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The night to try it on; the current one."),
    ] = None,
    join: Level = None,
    keep: Level = None,
    family_tie: Level = None,
    only_adult: Level = None,
    beside_a_parent: Level = None,
    as_name: AsName = None,
) -> None:
    """Propose other levels, or models that are installed, with what they would have changed.

    A night is linked once more aside, which takes about as long as linking it did. Levels that
    are not named stay as they are. Nothing changes before another person approves it.
    """
    session, decision = _deciding(context, reason, as_name)
    config = load_config(session.config_file)
    life = ThresholdLife(config)
    named = {
        "join": join,
        "keep": keep,
        "family_tie": family_tie,
        "only_adult": only_adult,
        "beside_a_parent": beside_a_parent,
    }
    moved = {name: weight for name, weight in named.items() if weight is not None}
    levels = replace(life.in_force().levels, **moved)
    as_at = night.date() if night else current_night(config.data).as_at
    with session.console.status("Linking the night at the levels proposed"):
        proposed = life.propose(as_at, levels, decision)
    showing_thresholds.show_version(session, life, proposed)
    session.console.print(
        f"Another person approves it: thinkfamily threshold approve {proposed.version} "
        "--reason WHY",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def approve(
    context: typer.Context, version: Version, reason: Reason, as_name: AsName = None
) -> None:
    """Bring a version into force that another person proposed, from the next night on.

    An older version, or 1, which is the software's own, comes into force again in the same way
    once its return was proposed.
    """
    session, decision = _deciding(context, reason, as_name)
    life = ThresholdLife(load_config(session.config_file))
    life.approve(version, decision)
    _say(session, life, version)


@app.command("return")
def propose_return(
    context: typer.Context, version: Version, reason: Reason, as_name: AsName = None
) -> None:
    """Propose to return to a version that was in force before; 1 is the software's own.

    Nothing is counted, and nothing changes before another person approves it.
    """
    session, decision = _deciding(context, reason, as_name)
    life = ThresholdLife(load_config(session.config_file))
    found = life.propose_return(version, decision)
    session.console.print(
        f"The return from version {found.against} to version {version} is proposed. Another person "
        f"approves it: thinkfamily threshold approve {version} --reason WHY",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def refuse(
    context: typer.Context, version: Version, reason: Reason, as_name: AsName = None
) -> None:
    """Refuse a version or the return to one, or take your own proposal back."""
    session, decision = _deciding(context, reason, as_name)
    life = ThresholdLife(load_config(session.config_file))
    life.refuse(version, decision)
    _say(session, life, version)


app.command("list")(showing_thresholds.list_versions)
app.command()(showing_thresholds.show)
app.command("levels")(showing_thresholds.levels_of_night)


def _deciding(context: typer.Context, reason: str, as_name: str | None) -> tuple[Session, Decision]:
    session = session_of(context)
    return session, decision_of(load_config(session.config_file), reason, as_name)


def _say(session: Session, life: ThresholdLife, version: int) -> None:
    levels = asdict(life.in_force().levels)
    told = ", ".join(f"{name} {weight:+.1f}" for name, weight in levels.items())
    session.console.print(
        f"Version {version} is {life.standing(version)}. The next night is linked at {told}.",
        highlight=False,
        soft_wrap=True,
    )
