"""`thinkfamily check`, `accept` and `deliveries`: what has arrived, before a night uses it."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.context import session_of
from pipelines.cli.telling import show_check, show_ledger
from pipelines.clock import now
from pipelines.config import Config, SourceConfig, load_config
from pipelines.deliveries.arrivals import look_at
from pipelines.deliveries.finding import dated_folders
from pipelines.deliveries.ledger import copy_of_ledger, open_ledger
from pipelines.deliveries.outcomes import Outcome
from pipelines.deliveries.trying import release_hold, try_delivery, used_instead

_REFUSED = 1


def check(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="The folder of a delivery.", exists=True, file_okay=False)
    ],
    source: Annotated[
        str | None,
        typer.Option(help="Whose delivery it is, where its folder stands outside data/exports."),
    ] = None,
) -> None:
    """Tell what a night would make of a delivery: file by file, and with what reason.

    Reads it as a night does, in memory: nothing is published or noted. The exit code is 0 where
    the delivery would be accepted, and 1 otherwise.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    moment = now()
    folder = folder.resolve()
    configured = _source_of(config, folder, source)
    arrival = look_at(configured, folder, _day_of(folder) or moment.date())
    ledger = copy_of_ledger(config.data)
    ledger.see(
        configured.name, [*dated_folders(config.data, configured), arrival.delivered], moment
    )
    facts = try_delivery(config.engine, arrival, ledger, moment)
    instead = used_instead(ledger, config.data, facts, configured)
    newer = [day for day in dated_folders(config.data, configured) if day > facts.delivered]
    show_check(session.console, facts, instead, min(newer, default=None))
    if facts.outcome is not Outcome.ACCEPTED:
        raise typer.Exit(_REFUSED)


def accept(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The source, as the configuration names it.")],
    delivered: Annotated[
        datetime, typer.Argument(formats=["%Y-%m-%d"], help="The date of the delivery.")
    ],
    by: Annotated[str, typer.Option(help="Who decides.")],
    reason: Annotated[str, typer.Option(help="Why the delivery may be used as it is.")],
) -> None:
    """Accept a delivery that is held, so that nights use it.

    The ledger keeps who decided, when and why. The decision is about the files as they are now: if
    one of them changes, the delivery is held anew. A refused delivery cannot be accepted.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    configured = _named(config, source)
    if not (by.strip() and reason.strip()):
        msg = "who decides, and why, may not be blank"
        raise typer.BadParameter(msg)
    ledger = open_ledger(config.data)
    day = delivered.date()
    entry = release_hold(config, configured, day, ledger, by.strip(), reason.strip(), now())
    session.console.print(f"Accepted the delivery of {configured.name}, {day}, which was held for:")
    for held in entry.facts.reasons:
        session.console.print(f"  - {held}", markup=False, highlight=False)
    session.console.print(f"Nights at or after {day} use it.")


def deliveries(
    context: typer.Context,
    source: Annotated[str | None, typer.Option(help="Only the deliveries of this source.")] = None,
) -> None:
    """List the deliveries that were assessed, what came of each and who decided."""
    session = session_of(context)
    config = load_config(session.config_file)
    name = _named(config, source).name if source else None
    show_ledger(session.console, copy_of_ledger(config.data).entries(name))


def _source_of(config: Config, folder: Path, name: str | None) -> SourceConfig:
    """Return whose delivery a folder is: as it is said, or as the folder above it is called."""
    if name is not None:
        return _named(config, name)
    for source in config.source:
        if folder.parent.name == (source.folder or source.name):
            return source
    msg = f"no source delivers into a folder called {folder.parent.name}: say whose it is"
    raise typer.BadParameter(msg, param_hint="--source")


def _named(config: Config, name: str) -> SourceConfig:
    for source in config.source:
        if source.name == name:
            return source
    known = ", ".join(source.name for source in config.source)
    msg = f"no source is called {name}; there are {known}"
    raise typer.BadParameter(msg, param_hint="source")


def _day_of(folder: Path) -> date | None:
    try:
        return date.fromisoformat(folder.name)
    except ValueError:
        return None
