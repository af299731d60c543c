"""`thinkfamily threshold list` and `show`: versions of levels, and what each would have changed.

The figures shown are exact and of one night: they are for those who decide, and no release.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from governance.register.evidence import Evidence, Share
from governance.register.thresholds import BUILT_IN, ThresholdVersion, subject
from pipelines import levels
from pipelines.cli.context import Session, session_of
from pipelines.cli.showing_evidence import show_evidence, show_trade_off
from pipelines.cli.showing_releases import told
from pipelines.config import load_config
from pipelines.nights import current_night
from pipelines.threshold_life import ThresholdLife

_EXACT = "Exact figures of one night, for the decision only: do not pass them on."


def list_versions(context: typer.Context) -> None:
    """List every version: its levels, how far it is, who proposed it and who approved it last."""
    session = session_of(context)
    life = ThresholdLife(load_config(session.config_file))
    table = Table("version", *levels.LEVEL_NAMES, "standing", "proposed by", "approved by")
    last = {each.version: each.decided.by for each in reversed(life.approvals())}
    for each in life.all():
        _add(table, life, each.version, each.levels, each.proposed.by, last)
    built_in = asdict(levels.BUILT_IN.levels)
    _add(table, life, BUILT_IN, built_in, "the software", {BUILT_IN: "its release"} | last)
    session.console.print(table)


def show(
    context: typer.Context,
    version: Annotated[int, typer.Argument(metavar="VERSION", min=2, help="Its number.")],
) -> None:
    """Show what a version would have changed, who decided about it and why."""
    session = session_of(context)
    life = ThresholdLife(load_config(session.config_file))
    show_version(session, life, life.find(version))


def levels_of_night(
    context: typer.Context,
    night: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The night to look at; the current one."),
    ] = None,
) -> None:
    """Show what each join level would give of a night: links, persons, precision and recall.

    Nothing is proposed. It takes seconds: pairs are counted by weight, and nothing is linked again.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    as_at = night.date() if night else current_night(config.data).as_at
    show_trade_off(session.console, ThresholdLife(config).trade_off(as_at))
    session.console.print(_EXACT, highlight=False)


def show_version(session: Session, life: ThresholdLife, version: ThresholdVersion) -> None:
    """Show a version with its evidence."""
    weights = ", ".join(f"{name} {weight:+.1f}" for name, weight in version.levels.items())
    lines = [
        f"{subject(version.version).capitalize()}: {life.standing(version.version)}",
        f"levels: {weights}",
        "models: " + ", ".join(f"{name} {of}" for name, of in version.models.items()),
        told("proposed", version.proposed),
        *(
            told("approved", each.decided)
            for each in reversed(life.approvals())
            if each.version == version.version
        ),
        *([told("refused", version.refused)] if version.refused else []),
        *(
            told("return proposed", each.proposed)
            for each in reversed(life.returns())
            if each.version == version.version
        ),
    ]
    for line in lines:
        session.console.print(line, markup=False, highlight=False, soft_wrap=True)
    session.console.print(_changed(version))
    show_evidence(session.console, version.evidence)
    session.console.print(f"Labels: {escape(version.evidence.about_labels)}.", highlight=False)
    session.console.print(_EXACT, highlight=False)


def _add(  # noqa: PLR0913, PLR0917 - a row of the list
    table: Table,
    life: ThresholdLife,
    version: int,
    weights: Mapping[str, float],
    proposed_by: str,
    last: dict[int, str],
) -> None:
    waiting = life.waiting_return(version)
    returning = f", return proposed by {escape(waiting.proposed.by)}" if waiting else ""
    table.add_row(
        str(version),
        *(f"{weights[name]:+.1f}" for name in levels.LEVEL_NAMES),
        f"{life.standing(version)}{returning}",
        escape(proposed_by),
        escape(last.get(version, "")),
    )


def _changed(version: ThresholdVersion) -> Table:
    evidence = version.evidence
    title = f"Night {evidence.night}: version {version.against}, and as proposed"
    table = Table("", "before", "after", "change", title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, before, after in _counted(evidence):
        table.add_row(name, f"{before:,}", f"{after:,}", f"{after - before:+,}")
    for name in ("precision", "recall"):
        shares = getattr(evidence.before, name), getattr(evidence.after, name)
        table.add_row(f"{name} of links", *map(_told, shares), "")
    return table


def _counted(evidence: Evidence) -> list[tuple[str, int, int]]:
    sides = ("links", "persons", "families")
    rows = [(name, getattr(evidence.before, name), getattr(evidence.after, name)) for name in sides]
    return rows + [
        (f"{each.count_id} {each.measure.replace('_', ' ')}", each.before, each.after)
        for each in evidence.headlines
    ]


def _told(share: Share | None) -> str:
    return "not known" if share is None else str(share)
