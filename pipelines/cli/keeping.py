"""`thinkfamily backup` and `thinkfamily restore`."""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.backup import restoring, taking
from pipelines.cli.context import session_of
from pipelines.cli.releasing import AsName
from pipelines.clock import now
from pipelines.config import load_config
from pipelines.releasing import decision_of


def backup(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="The folder of backups, best on another machine.")],
    keep: Annotated[
        int | None, typer.Option(min=1, help="How many backups stay; all, if it is not said.")
    ] = None,
    as_name: AsName = None,
) -> None:
    """Keep what cannot be made anew: the register, the ledger, releases and the current night.

    The key is not in it, and no export. A register on a server is its server's to back up.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    taken = taking.take_backup(config, to, now(), decision_of(config, "", as_name))
    session.console.print(f"Backup {taken.name} is whole.", highlight=False)
    if config.register_.url:
        session.console.print("The register lies on a server: it is not in it.")
    for gone in taking.remove_older(to, keep) if keep else ():
        session.console.print(f"Backup {gone.name} is removed.", highlight=False)


def restore(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="One backup.")],
) -> None:
    """Put a backup back into a data folder that holds nothing yet, and try it."""
    session = session_of(context)
    night = restoring.restore(load_config(session.config_file), folder)
    told = f"Night {night.as_at} is current." if night else "It holds no night."
    session.console.print(f"Restored, and the audit chain is intact. {told}", highlight=False)
