"""Subject access: everything held of one person, as a page for whoever asked.

Other people are told of as "another person"; notes in words, which may name others, are counted and
left to the source that wrote them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from duckdb import DuckDBPyConnection
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from governance.register.decision import Decision, note
from governance.register.register import Register
from governance.release_context import SOURCE, long_date, plain
from pipelines.counts.words import LABELS
from pipelines.nights import Night
from pipelines.subjects.finding import Subject, table_of
from sources.conformed import (
    CHILD_MENTION,
    CONFORMED,
    FAMILY_NOTE,
    RELATIONSHIP,
)
from sources.tables import select_from

_PACKAGE = "pipelines.subjects.sql"
_BY_SELECT = {
    "tie": "Ties to others",
    "joined": "Why records are one",
    "family": "Family unit",
}
_IN_WORDS = {FAMILY_NOTE.name, CHILD_MENTION.name}


@dataclass(frozen=True, kw_only=True)
class Section:
    """A table of what is held."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a night holds of a person."""

    subject: Subject
    night: Night
    sections: tuple[Section, ...]
    notes: int


def note_access(register: Register, found: Sequence[Subject], decision: Decision) -> None:
    """Note that somebody looked for a person, by the keys under which nights know them."""
    with register.changing() as change:
        for each in found:
            if not each.key.startswith("record "):
                note(change, "person found", f"person {each.key}"[:80], decision)
        note(change, "person looked for", f"{len(found)} found", decision)


def held_of(con: DuckDBPyConnection, night: Night, subject: Subject) -> Held:
    """Gather everything that a night holds of a person."""
    con.register("subject_record", table_of(subject.records))
    tables = [each for each in CONFORMED if each.name not in _IN_WORDS | {RELATIONSHIP.name}]
    sections = [_conformed(con, each.name) for each in tables]
    sections += [
        _section(con, "tie", "Ties to others"),
        _section(con, "joined", "Why records are one"),
    ]
    sections.append(_section(con, "family", "Family unit"))
    (notes,) = select_from(con, _PACKAGE, "note").fetchall()
    con.unregister("subject_record")
    return Held(
        subject=subject,
        night=night,
        sections=tuple(each for each in sections if each.rows),
        notes=int(notes[0]),
    )


def write_document(con: DuckDBPyConnection, night: Night, subject: Subject, path: Path) -> None:
    """Write everything held of a person as a page, for its reader alone; never over another."""
    with path.open("x", encoding="utf-8") as file:
        path.chmod(0o600)
        file.write(page_of(held_of(con, night, subject)))


def page_of(held: Held) -> str:
    """Return the page of what is held."""
    return _template().render(held=held)


def _conformed(con: DuckDBPyConnection, name: str) -> Section:
    table = con.table(f"conformed.{name}")
    theirs = table.join(con.table("subject_record"), "source, record_id", how="semi").order("all")
    return Section(
        title=plain(name), columns=_titles(theirs.columns), rows=_rows(theirs.fetchall())
    )


def _section(con: DuckDBPyConnection, name: str, title: str) -> Section:
    found = select_from(con, _PACKAGE, name)
    return Section(title=title, columns=_titles(found.columns), rows=_rows(found.fetchall()))


def _titles(columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain(each) for each in columns)


def _rows(rows: Sequence[tuple[object, ...]]) -> tuple[tuple[str, ...], ...]:
    names = LABELS[SOURCE]
    return tuple(tuple(names.get(str(cell), _cell(cell)) for cell in row) for row in rows)


def _cell(cell: object) -> str:
    if isinstance(cell, list):
        return ", ".join(str(each) for each in cell)
    return "" if cell is None else str(cell)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("pipelines.subjects"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["long_date"] = long_date
    return environment.get_template("access.html.j2")
