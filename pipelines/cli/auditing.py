"""`thinkfamily audit`: whether the record of what was decided is whole, and what it says."""

import json
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from governance.register.chain import Entry
from pipelines.cli.context import session_of
from pipelines.config import load_config
from pipelines.register import register_of
from pipelines.releasing import decision_of

app = typer.Typer(help="Check and read the audit chain.", no_args_is_help=True)


@app.command()
def verify(context: typer.Context) -> None:
    """Say whether the audit chain is intact; its first bad entry is named, and the exit code 1."""
    session = session_of(context)
    register = register_of(load_config(session.config_file))
    fault = register.fault()
    if fault:
        session.console.print(f"[bold red]Not intact:[/bold red] {escape(fault)}.")
        raise typer.Exit(code=1)
    session.console.print(f"Intact: {len(register.entries()):,} entries.", highlight=False)


@app.command()
def show(
    context: typer.Context,
    last: Annotated[int, typer.Option(min=1, help="How many of the last entries.")] = 50,
) -> None:
    """Show the last entries: when, who, what."""
    session = session_of(context)
    entries = register_of(load_config(session.config_file)).entries()
    table = Table("no.", "at (UTC)", "by", "what", "about", "details")
    table.columns[0].justify = "right"
    table.columns[5].overflow = "fold"
    for each in entries[-last:]:
        told = ", ".join(f"{name}: {value}" for name, value in json.loads(each.details).items())
        at = each.at[: len("2026-09-30T02:30:00")].replace("T", " ")
        about = (each.by, each.action, each.subject, told)
        table.add_row(str(each.number), at, *[escape(words) for words in about])
    session.console.print(table)


@app.command()
def anchor(
    context: typer.Context,
    reason: Annotated[str, typer.Option(help="Why: kept in the chain.")],
) -> None:
    """Anchor the chain as it is now, after a backup of the register was restored; it is noted."""
    session = session_of(context)
    config = load_config(session.config_file)
    decision = decision_of(config, reason)
    register = register_of(config)
    fault = register.fault()
    register.anchor_again(
        Entry(
            at=decision.at,
            by=decision.by,
            action="chain anchored again",
            subject="audit",
            details={"reason": reason, "found": fault or "intact"},
        )
    )
    session.console.print("The chain is anchored as it is, and that it was is noted in it.")
