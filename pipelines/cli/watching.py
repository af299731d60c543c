"""`thinkfamily health` and `thinkfamily alert`: for cron, systemd and monitoring."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pipelines.alerts.alert import about_health, trial
from pipelines.alerts.sending import send
from pipelines.cli.context import session_of
from pipelines.clock import now
from pipelines.config import load_config
from pipelines.health.exposing import exposition
from pipelines.health.finding import Finding, Grade, worst
from pipelines.health.looking import look
from pipelines.nights import write_atomically
from pipelines.refusal import NotAllowedError

_COLOURS = {Grade.GOOD: "green", Grade.WARNING: "yellow", Grade.CRITICAL: "bold red"}


def health(
    context: typer.Context,
    prometheus: Annotated[
        Path | None,
        typer.Option(help="Write it to this file too, in Prometheus' text format."),
    ] = None,
    alert: Annotated[
        bool, typer.Option("--alert", help="Tell the targets of [alerts] what is not good.")
    ] = False,
    at: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"], help="As if it were this moment (UTC); now."
        ),
    ] = None,
) -> None:
    """Say whether everything is in order: tonight's night, data, register, releases, disk.

    The exit code is 0 where all is good, 1 where something is to be looked at, 2 where something is
    critical, 3 where the configuration or the key cannot be used.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    moment = at.replace(tzinfo=UTC) if at else now()
    findings = look(config, moment)
    session.console.print(_table(findings))
    if prometheus:
        _write(prometheus, exposition(findings, moment))
    told = about_health(findings)
    if alert and told:
        session.console.print(f"Alerts sent: {send(config, told)}.")
    raise typer.Exit(code=worst(findings))


def alert(context: typer.Context) -> None:
    """Send a trial alert to every target of [alerts], to see whether it arrives."""
    session = session_of(context)
    config = load_config(session.config_file)
    if not config.alerts.has_targets:
        msg = "the configuration has no target for alerts: [alerts]"
        raise NotAllowedError(msg)
    session.console.print(f"Sent: {send(config, trial())}. Look whether it has arrived.")


def _table(findings: tuple[Finding, ...]) -> Table:
    table = Table("", "of", "", "what was found")
    for each in findings:
        colour = _COLOURS[each.grade]
        table.add_row(
            each.about,
            escape(each.of),
            f"[{colour}]{each.grade.name.lower()}[/]",
            escape(each.words),
        )
    return table


def _write(path: Path, text: str) -> None:
    try:
        write_atomically(path, text)
        path.chmod(0o644)  # Another account reads it: the collector of Prometheus.
    except OSError as error:
        msg = f"{path} cannot be written ({error.strerror})"
        raise NotAllowedError(msg) from None
