"""`thinkfamily release`: propose a release, approve or refuse it as another person, withdraw it."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from governance.register.decision import Decision
from governance.register.releases import Release
from pipelines.cli import showing_releases
from pipelines.cli.context import Session, session_of
from pipelines.cli.showing_releases import ReleaseId
from pipelines.config import Config, load_config
from pipelines.releasing import decision_of, propose_release, releases_of

app = typer.Typer(
    help="Propose a release of a night; another person approves or refuses it. Withdraw one."
)

Reason = Annotated[str, typer.Option(help="Why: kept in the register.")]
AsName = Annotated[
    str | None,
    typer.Option("--as", help='Who decides, instead of you: only with purpose = "synthetic".'),
]


@app.callback(invoke_without_command=True)
def release(
    context: typer.Context,
    night: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Propose a release of this night, YYYY-MM-DD."),
    ] = None,
    profile: Annotated[
        str | None, typer.Option(help="The rule for small numbers, instead of the configured one.")
    ] = None,
    reason: Reason = "",
    as_name: AsName = None,
) -> None:
    """Write a release of a night beside those that are there, and propose it.

    A release never changes and never takes another's name: the same night released again is its
    next version. Readers see it when another person has approved it.
    """
    if context.invoked_subcommand is not None:
        return
    session = session_of(context)
    if night is None:
        msg = "say of which night, or give a command: approve, refuse, withdraw, list, show"
        raise typer.BadParameter(msg, param_hint="--night")
    config = load_config(session.config_file)
    decision = decision_of(config, reason, as_name)
    proposed = propose_release(config, night.date(), profile or config.disclosure_profile, decision)
    session.console.print(f"Proposed {proposed.id}, by {escape(decision.by)}. Look at it:")
    _print_path(session, config.data / "releases" / proposed.id / "report.html")
    session.console.print(
        f"Another person approves it: thinkfamily release approve {proposed.id} --reason WHY",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def approve(
    context: typer.Context, release_id: ReleaseId, reason: Reason, as_name: AsName = None
) -> None:
    """Approve a release that another person proposed, and publish it.

    Refused where a byte of it is not as it was proposed.
    """
    session, decision = _deciding(context, reason, as_name)
    life = releases_of(load_config(session.config_file))
    approved = life.approve(release_id, decision)
    _say(session, approved)
    _say_current(session, life.current())


@app.command()
def refuse(
    context: typer.Context, release_id: ReleaseId, reason: Reason, as_name: AsName = None
) -> None:
    """Refuse a proposed release, or take your own proposal back."""
    session, decision = _deciding(context, reason, as_name)
    _say(session, releases_of(load_config(session.config_file)).refuse(release_id, decision))


@app.command()
def withdraw(
    context: typer.Context, release_id: ReleaseId, reason: Reason, as_name: AsName = None
) -> None:
    """Withdraw a published release: readers get the one before, or none.

    Its folder stays, with a note in it that says that it is withdrawn.
    """
    session, decision = _deciding(context, reason, as_name)
    life = releases_of(load_config(session.config_file))
    _say(session, life.withdraw(release_id, decision))
    _say_current(session, life.current())


app.command("list")(showing_releases.list_releases)
app.command()(showing_releases.show)


def release_as_two(config: Config, night: date, *, proposer: str, approver: str) -> Path:
    """Release a made-up night as two made-up people, and return the folder."""
    by_one = decision_of(config, "The demo's own release.", proposer)
    release_id = propose_release(config, night, config.disclosure_profile, by_one).id
    life = releases_of(config)
    life.approve(release_id, decision_of(config, "Nobody in it exists.", approver))
    return life.folder(release_id)


def _deciding(context: typer.Context, reason: str, as_name: str | None) -> tuple[Session, Decision]:
    session = session_of(context)
    return session, decision_of(load_config(session.config_file), reason, as_name)


def _say(session: Session, release: Release) -> None:
    session.console.print(f"{release.id} is {release.state}.", highlight=False)


def _say_current(session: Session, current: Release | None) -> None:
    told = f"Readers are given {current.id}." if current else "Readers are given no release."
    session.console.print(told, highlight=False)


def _print_path(session: Session, path: Path) -> None:
    session.console.print(str(path), markup=False, highlight=False, soft_wrap=True)
