"""`thinkfamily agreement`: by what right each source is used, and until when."""

from datetime import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from governance.register.agreements import Agreement
from pipelines.agreements import agreements_at, record_agreement, source_named
from pipelines.cli.context import session_of
from pipelines.cli.releasing import AsName, Reason
from pipelines.clock import now
from pipelines.config import load_config
from pipelines.releasing import decision_of

app = typer.Typer(help="List and record agreements about sharing data.", no_args_is_help=True)

_DAY = ["%Y-%m-%d"]


@app.command("list")
def list_agreements(
    context: typer.Context,
    at: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="On this day, YYYY-MM-DD; today.")
    ] = None,
) -> None:
    """List the agreement of each source, whether it covers a day, and who recorded it."""
    session = session_of(context)
    day = (at or now()).date()
    table = Table("source", "agreement", "legal basis", "from", "until", "recorded by", str(day))
    for each in agreements_at(load_config(session.config_file), day):
        source, found = each.source, each.on_record
        table.add_row(
            source.name,
            escape(source.agreement),
            escape(found.legal_basis if found else source.lawful_basis),
            str(found.from_date) if found else "",
            str(found.until_date if found else source.agreement_expires),
            escape(found.recorded.by) if found else "configuration only",
            escape(each.problem) or "covered",
        )
    session.console.print(table)


@app.command()
def record(  # noqa: PLR0913, PLR0917 - an agreement is all of these
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The source, as configured.")],
    begins: Annotated[datetime, typer.Option("--from", formats=_DAY, help="Its first day.")],
    ends: Annotated[datetime, typer.Option("--until", formats=_DAY, help="Its last day.")],
    reason: Reason,
    reference: Annotated[str | None, typer.Option(help="As configured, if not given.")] = None,
    legal_basis: Annotated[str | None, typer.Option(help="As configured, if not given.")] = None,
    as_name: AsName = None,
) -> None:
    """Record an agreement that was signed, prolonged or cancelled; from now on the record holds.

    A night refuses a source whose agreement does not cover its date. Nothing recorded is changed:
    what is recorded last about a reference holds.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    configured = source_named(config, source)
    agreement = Agreement(
        source=source,
        reference=reference or configured.agreement,
        legal_basis=legal_basis or configured.lawful_basis,
        from_date=begins.date(),
        until_date=ends.date(),
        recorded=decision_of(config, reason, as_name),
    )
    record_agreement(config, agreement)
    session.console.print(
        f"On record: {escape(agreement.reference)} of {source}, from {agreement.from_date} to "
        f"{agreement.until_date}.",
        highlight=False,
        soft_wrap=True,
    )
