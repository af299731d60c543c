"""`thinkfamily subject`: access, objection, restriction and erasure, for one person.

What is told of a person is typed at a prompt, or comes on standard input: never as an argument,
which other users of the machine and the history of a shell could read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from duckdb import DuckDBPyConnection
from rich.markup import escape
from rich.table import Table

from governance.register.decision import Decision
from governance.register.register import Register
from governance.register.suppressions import Kind, all_suppressions, lift
from pipelines.cli.context import Session, session_of
from pipelines.cli.releasing import AsName, Reason
from pipelines.config import Config, load_config
from pipelines.nights import Night, current_night
from pipelines.refusal import NotAllowedError
from pipelines.register import register_of
from pipelines.releasing import decision_of
from pipelines.subjects.access import note_access, write_document
from pipelines.subjects.certificate import write_certificate
from pipelines.subjects.certifying import certify as certify_erasure
from pipelines.subjects.deciding import Scope, check_scope, decide
from pipelines.subjects.finding import Told, find_subjects, one_subject
from pipelines.warehouse import key_from_environment, open_warehouse

app = typer.Typer(
    help="Find one person, tell what is held, object, restrict, erase: typed at a prompt.",
    no_args_is_help=True,
)

Sources = Annotated[
    list[str] | None, typer.Option("--source", help="Only this source; may be given several times.")
]
Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="Of the suppression.")]


@app.command()
def find(
    context: typer.Context,
    reason: Reason,
    out: Annotated[
        Path | None, typer.Option(help="Write all that is held of the person here, as a page.")
    ] = None,
    as_name: AsName = None,
) -> None:
    """Find a person in the current night, and write what is held of them where that is asked.

    Withheld records are found too. That somebody looked is in the audit log.
    """
    session, config, decision = _deciding(context, reason, as_name)
    told = _ask()
    with _night(config) as (con, night):
        found = find_subjects(con, told)
        note_access(register_of(config), found, decision)
        for each in found:
            named = ", ".join(str(record) for record in each.records)
            session.console.print(f"{each.key}: {named}", markup=False, highlight=False)
        session.console.print(f"{len(found)} persons fit, in night {night.as_at}.")
        if out:
            if len(found) != 1:
                msg = "a document is of one person: tell more"
                raise NotAllowedError(msg)
            write_document(con, night, found[0], out)
            session.console.print(f"Written to {out.name}, for its reader alone.", highlight=False)


@app.command()
def erase(context: typer.Context, reason: Reason, as_name: AsName = None) -> None:
    """Erase a person: every later night is built without them. Then build a night, and certify."""
    _decide(context, Scope(kind=Kind.ERASURE), reason, as_name)


@app.command()
def restrict(
    context: typer.Context, reason: Reason, source: Sources = None, as_name: AsName = None
) -> None:
    """Withhold a person's records from linkage; they are counted as withheld."""
    scope = Scope(kind=Kind.RESTRICTION, sources=tuple(source or ()))
    _decide(context, scope, reason, as_name)


@app.command("object")
def object_(
    context: typer.Context,
    reason: Reason,
    source: Sources = None,
    purpose: Annotated[str, typer.Option(help="Only for this purpose.")] = "",
    as_name: AsName = None,
) -> None:
    """Leave a person's records out: of all sources or some, for all purposes or one."""
    scope = Scope(kind=Kind.OBJECTION, sources=tuple(source or ()), purpose=purpose)
    _decide(context, scope, reason, as_name)


@app.command("lift")
def lift_(context: typer.Context, number: Number, reason: Reason, as_name: AsName = None) -> None:
    """Lift a restriction or an objection, from the next night on."""
    session, config, decision = _deciding(context, reason, as_name)
    with register_of(config).changing() as change:
        lift(change, number, decision)
    session.console.print(f"Suppression {number} is lifted, from the next night on.")


@app.command("list")
def list_(context: typer.Context) -> None:
    """List what was decided; whom it is about is not known here."""
    session = session_of(context)
    with register_of(load_config(session.config_file)).reading() as register:
        found = all_suppressions(register)
    table = Table("number", "kind", "sources", "purpose", "decided", "by", "lifted")
    for each in found:
        table.add_row(
            str(each.number),
            each.kind.value,
            ", ".join(each.sources) or "all",
            each.purpose or "all",
            each.decided.at[:10],
            escape(each.decided.by),
            each.lifted.at[:10] if each.lifted else "",
        )
    session.console.print(table)


@app.command()
def certify(
    context: typer.Context,
    number: Number,
    out: Annotated[Path, typer.Option(help="The certificate to write, as JSON.")],
    reason: Reason,
    as_name: AsName = None,
) -> None:
    """Remove older nights that hold an erased person, and certify which stores were searched."""
    session, config, decision = _deciding(context, reason, as_name)
    given = certify_erasure(config, register_of(config), number, decision)
    write_certificate(given, out)
    for store in given.stores:
        session.console.print(
            f"{store.name}: found {store.found}; left: {store.left}.", markup=False, highlight=False
        )
    session.console.print(f"Written to {out.name}.", highlight=False)


def _decide(context: typer.Context, scope: Scope, reason: str, as_name: str | None) -> None:
    session, config, decision = _deciding(context, reason, as_name)
    check_scope(config, scope)
    told = _ask()
    register: Register = register_of(config)
    with _night(config) as (con, _):
        subject = one_subject(con, told)
        number = decide(con, register, subject, scope, decision)
    session.console.print(
        f"Suppression {number}, {scope.kind}, of {len(subject.records)} records. "
        "It holds from the next night on.",
        highlight=False,
    )


def _deciding(
    context: typer.Context, reason: str, as_name: str | None
) -> tuple[Session, Config, Decision]:
    session = session_of(context)
    config = load_config(session.config_file)
    return session, config, decision_of(config, reason, as_name)


@contextmanager
def _night(config: Config) -> Iterator[tuple[DuckDBPyConnection, Night]]:
    night = current_night(config.data)
    with open_warehouse(
        night.warehouse, key_from_environment(), config.engine, read_only=True
    ) as con:
        yield con, night


def _ask() -> Told:
    """Ask what is known of the person; an empty line leaves it out."""
    record = _line("Record, as source:id")
    source, _, record_id = record.partition(":")
    born = _line("Date of birth, YYYY-MM-DD") if not record else ""
    asked = {
        name: None if record else _line(words) or None
        for name, words in (
            ("nhs_number", "NHS number"),
            ("upn", "UPN"),
            ("given_name", "First name"),
            ("family_name", "Surname"),
            ("postcode", "Postcode"),
        )
    }
    return Told(
        source=source or None,
        record_id=record_id or None,
        date_of_birth=_day(born),
        **asked,
    )


def _line(words: str) -> str:
    return str(typer.prompt(words, default="", show_default=False)).strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        msg = "the date of birth is not written as YYYY-MM-DD"
        raise NotAllowedError(msg) from None
