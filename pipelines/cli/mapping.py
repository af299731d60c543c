"""`thinkfamily map`: describe a list that no format declares, without showing what is in it."""

import tomllib
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table

from pipelines.cli.context import Session, session_of
from pipelines.config import TO_FILL_IN, ConfigError, load_config
from pipelines.errors import NotAllowedError
from sources.generic.building import list_format
from sources.generic.description import ListDescription
from sources.generic.looking import FileLook, look_at
from sources.generic.suggesting import Suggestion, suggest
from sources.generic.telling import Service, Terms, section
from sources.readers.files import read_file
from sources.readers.reading import FileRefusedError

MappingError = FileRefusedError

_MOST = 100


def map_list(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="The list: a .csv or .xlsx file.", exists=True, dir_okay=False)
    ],
    source: Annotated[str, typer.Option(help="What to call the source, such as housing.")] = "",
    sheet: Annotated[str, typer.Option(help="The sheet, if not the first of a workbook.")] = "",
    service: Annotated[
        str, typer.Option(help="The service that works with the people of the list, if one does.")
    ] = "",
    kind: Annotated[str, typer.Option(help="What its spells are: referral, tenancy ...")] = "",
    controller: Annotated[str, typer.Option(help="Who is responsible for the data.")] = "",
    agreement: Annotated[str, typer.Option(help="The sharing agreement.")] = "",
    agreement_expires: Annotated[str, typer.Option(help="When it ends, YYYY-MM-DD.")] = "",
    lawful_basis: Annotated[str, typer.Option(help="The lawful basis.")] = "",
    header_is_right: Annotated[
        bool,
        typer.Option(
            "--header-is-right",
            help="You have seen that the first line is a header and no person, though none of its "
            "words is known or one is also a value: show it.",
        ),
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Add it to thinkfamily.toml.")] = False,
) -> None:
    """Suggest what the columns of a list mean, and the section that thinkfamily.toml needs for it.

    No value of the file is shown: only the headers, how many values are filled and different, and
    what they look like. With --write the section is added, if the four terms of the sharing are
    given and the whole configuration is right with it.
    """
    session = session_of(context)
    named = source or _name_of(file)
    if not named.replace("_", "").isalnum() or not named[0].isalpha() or named != named.lower():
        msg = "small letters, digits and underscores, a letter first"
        raise typer.BadParameter(msg, param_hint="--source")
    if bool(service) != bool(kind):
        msg = "a service and the kind of its spells are given together"
        raise typer.BadParameter(msg, param_hint="--service")
    if agreement_expires and not _is_day(agreement_expires):
        msg = "a day is written YYYY-MM-DD"
        raise typer.BadParameter(msg, param_hint="--agreement-expires")
    look = look_at(file, sheet, header_is_right=header_is_right)
    suggestion = suggest(look)
    given = (controller, agreement, agreement_expires, lawful_basis)
    if write and not all(given):
        msg = "--controller, --agreement, --agreement-expires and --lawful-basis go with it"
        raise typer.BadParameter(msg, param_hint="--write")
    terms = Terms(
        controller=controller or f"{TO_FILL_IN}: who is responsible",
        agreement=agreement or f"{TO_FILL_IN}: the sharing agreement",
        agreement_expires=agreement_expires or f"{TO_FILL_IN}: YYYY-MM-DD",
        lawful_basis=lawful_basis or f"{TO_FILL_IN}: the lawful basis",
    )
    name = "list" if named == "lists" else f"{named}_list"
    text = section(named, name, look, suggestion, terms, Service(service=service, kind=kind))
    _show(session, look, suggestion)
    session.console.print(text, markup=False, highlight=False, soft_wrap=True)
    _check(session, look, name, text)
    if write:
        _write(session, named, text)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _name_of(file: Path) -> str:
    """Make the name of a source from that of a file."""
    letters = "".join(each if each.isascii() and each.isalpha() else " " for each in file.stem)
    return "_".join(letters.lower().split()) or "list"


def _show(session: Session, look: FileLook, suggestion: Suggestion) -> None:
    """Show the columns with their suggested roles, and counts."""
    table = Table("column", "filled", "different", "looks like", "role", title_justify="left")
    for counted in table.columns[1:3]:
        counted.justify = "right"
    looked_at = max((column.filled for column in look.columns), default=0)
    for column in look.columns:
        share = f"{column.filled * _MOST // looked_at}%" if looked_at else ""
        role = suggestion.role_of(column.header)
        table.add_row(
            column.header, share, f"{column.distinct:,}", column.looks_like, role or "not read"
        )
    session.console.print(f"{look.path.name}: {look.records:,} records", markup=False)
    session.console.print(table)


def _check(session: Session, look: FileLook, name: str, text: str) -> None:
    """Say whether the list can be read as it is described; a person may have to mend it first."""
    (described,) = tomllib.loads(text)["source"]
    try:
        listed = ListDescription.model_validate(described["lists"][name])
    except ValidationError as error:
        told = "; ".join(
            problem["msg"].removeprefix("Value error, ")
            for problem in error.errors(include_input=False)
        )
        session.console.print(f"Not yet a list that can be read: {told}", markup=False)
        return
    (export,) = list_format(name, "list", listed).exports
    read = read_file(look.path, export)
    session.console.print(
        f"The file's header is as described; columns that are not read: {len(read.undeclared)}."
    )


def _write(session: Session, source: str, text: str) -> None:
    """Add the section to the configuration, if the whole of it is right then.

    Raises:
        ConfigError: it would not be.
        NotAllowedError: there is a source of that name.
    """
    file = session.config_file
    if source in {each.name for each in load_config(file).source}:
        msg = f"{file.name} has a source {source} already: give this one another --source"
        raise NotAllowedError(msg)
    before = file.read_text("utf-8")
    whole = f"{before.rstrip()}\n\n{text}"
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=file.parent, suffix=".toml", delete=False
    ) as beside:
        beside.write(whole)
    written = Path(beside.name)
    try:
        load_config(written)
    except ConfigError as error:
        written.unlink()
        raise ConfigError(str(error).replace(written.name, f"{file.name} with the list")) from None
    written.chmod(file.stat().st_mode & 0o777)
    written.replace(file)  # At once, or not at all.
    session.console.print(f"Added to {file.name}; it takes part in the next night.", markup=False)
