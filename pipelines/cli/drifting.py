"""`thinkfamily drift`: why a night is held that is unlike the last ones, and accepting it."""

from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipelines.cli.context import session_of
from pipelines.cli.releasing import AsName, Reason
from pipelines.config import load_config
from pipelines.drift.comparing import Drift
from pipelines.drift.holding import accept, held_of
from pipelines.nights import Night, dated_nights
from pipelines.releasing import decision_of

app = typer.Typer(
    help="Nights that are held because they are unlike the last ones: say why, accept one.",
    no_args_is_help=True,
)


@app.command()
def show(context: typer.Context) -> None:
    """Say which nights are held, and what of each is not as usual."""
    session = session_of(context)
    config = load_config(session.config_file)
    held = {night.as_at: told for night in dated_nights(config.data) if (told := held_of(night))}
    for as_at, drifts in held.items():
        _show(session.console, as_at, drifts)
    if not held:
        session.console.print("No night is held.")


@app.command("accept")
def accept_(
    context: typer.Context,
    night: Annotated[
        datetime, typer.Argument(formats=["%Y-%m-%d"], help="The night that is held, YYYY-MM-DD.")
    ],
    reason: Reason,
    as_name: AsName = None,
) -> None:
    """Accept a night that is held, as it was seen; then run it again.

    The register keeps who, when and why. If its deliveries change, it is held anew. What is
    accepted is the new usual for the nights that follow.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    as_at = night.date()
    decision = decision_of(config, reason, as_name)
    held = accept(config, Night(data=config.data, as_at=as_at), decision)
    _show(session.console, as_at, held)
    session.console.print(f"Accepted. Run it again: thinkfamily night --as-at {as_at}")


def _show(console: Console, as_at: date, held: tuple[Drift, ...]) -> None:
    table = Table("not as usual", title=f"Night {as_at}", title_justify="left")
    for each in held:
        table.add_row(each.words)
    console.print(table)
