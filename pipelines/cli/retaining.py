"""`thinkfamily retention`: nights, releases and deliveries that are kept no longer."""

from datetime import datetime
from typing import Annotated

import typer

from pipelines.cli.context import session_of
from pipelines.cli.releasing import AsName
from pipelines.clock import now
from pipelines.config import load_config
from pipelines.releasing import decision_of, releases_of
from pipelines.retention import overdue, remove_overdue


def retention(
    context: typer.Context,
    apply: Annotated[bool, typer.Option("--apply", help="Remove them, and not only say.")] = False,
    reason: Annotated[str, typer.Option(help="Why: kept in the register.")] = "",
    at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="As if it were this day, YYYY-MM-DD; today."),
    ] = None,
    as_name: AsName = None,
) -> None:
    """Say what is older than `[retention]` keeps it; --apply removes it, as every morning does.

    The last good night, what it was built of and the last release stay. Of a release that readers
    were given the figures stay, since later releases are checked against them.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    day = (at or now()).date()
    if apply:
        found = remove_overdue(config, day, decision_of(config, reason, as_name))
    else:
        found = overdue(config, releases_of(config), day)
    what = "removed" if apply else "to be removed"
    for night in found.nights:
        session.console.print(f"night {night.as_at}: {what}", highlight=False)
    for release in found.releases:
        session.console.print(f"release {release.id}: {what}", highlight=False)
    for delivery in found.deliveries:
        told = f"delivery {delivery.source.name} {delivery.delivered}: {what}"
        session.console.print(told, highlight=False)
    kept = config.retention
    limits = [
        f"{name} for {days} days" if days else f"{name} for ever"
        for name, days in (
            ("nights", kept.nights_days),
            ("releases", kept.releases_days),
            ("deliveries", kept.deliveries_days),
        )
    ]
    session.console.print(
        f"{len(found.nights)} nights, {len(found.releases)} releases and "
        f"{len(found.deliveries)} deliveries {what}. Kept are {', '.join(limits)}, the last of "
        "each always.",
        highlight=False,
        soft_wrap=True,
    )
