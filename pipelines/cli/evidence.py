"""`thinkfamily evidence`: the pack that a data protection officer reads and hands to an auditor."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.context import session_of
from pipelines.cli.releasing import AsName
from pipelines.config import load_config
from pipelines.evidence.gathering import Subject
from pipelines.evidence.packing import left_open, write_evidence
from pipelines.releasing import decision_of


def evidence(  # noqa: PLR0913, PLR0917 - a pack is of all of these
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder to write; it must be new or empty.")],
    night: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Of this night, YYYY-MM-DD; else the last good."),
    ] = None,
    release: Annotated[
        str | None, typer.Option(metavar="ID", help="Of this release, instead of a night.")
    ] = None,
    exact: Annotated[
        bool,
        typer.Option("--exact", help="Add exact numbers, in a folder that stays inside."),
    ] = False,
    reason: Annotated[str, typer.Option(help="What it is for: in the pack and the register.")] = "",
    as_name: AsName = None,
) -> None:
    """Write the evidence of a night or a release: by what right, with what, how well, who decided.

    One page to read and to print, every table as CSV, all of it as JSON, sealed by checksums. It
    holds no person's value, and numbers under the rule of releases.
    """
    session = session_of(context)
    if night and release:
        msg = "say of which night or of which release, not both"
        raise typer.BadParameter(msg, param_hint="--release")
    config = load_config(session.config_file)
    pack = write_evidence(
        config,
        Subject(night=night.date() if night else None, release_id=release),
        out.absolute(),
        decision_of(config, reason, as_name),
        is_exact=exact,
    )
    unknown, council = left_open(pack)
    session.console.print(f"{pack.title}. Read it:", markup=False, highlight=False, soft_wrap=True)
    session.console.print(
        str(out.absolute() / "evidence.html"), markup=False, highlight=False, soft_wrap=True
    )
    session.console.print(
        f"{unknown} answers are not known, {council} places are for the council to fill in.",
        highlight=False,
    )
    if exact:
        session.console.print(
            "Take the folder for_the_officer out before the pack is handed on.", highlight=False
        )
