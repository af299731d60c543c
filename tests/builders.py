"""Builders that several tests share: a small delivery written, landed and mapped; a person, a home.

The family of the mapping tests is the one the format notes describe; nobody in it exists.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from sources.declaration import Delimited, Export, Format
from sources.landing import Landed, land
from sources.layout import lay_out_sources
from sources.mapping import LocalCodes, conform
from sources.readers.files import read_delivery
from synthetic_data.facts import Dwelling, Person

DELIVERED = date(2026, 9, 30)

_PERSON = Person(
    number=0,
    person_id="P0000001",
    sex="F",
    date_of_birth=date(1990, 1, 1),
    expected=False,
    community="british",
    ethnicity="WBRI",
    given="Ann",
    middle="",
    family="Hale",
    other_family="",
    changed_on=None,
    uses_both=False,
    known_as="",
    nhs_number="",
    phone="",
    old_phone="",
    email="",
)
_HOME = Dwelling(
    flat="",
    premises="1",
    street="Larch Road",
    town="Oldmoor",
    postcode="QQ1 1AA",
    uprn="",
    kind="house",
    ward="E05990001",
    imd_rank=1,
)

# The rows of a delimited export, or the text of an XML one, by the export's name.
Rows = Sequence[Mapping[str, str]]
Files = Mapping[str, Rows | str]


def person_of(**changes: object) -> Person:
    """Build a person of the world, with what a test is about."""
    return replace(_PERSON, **changes)  # type: ignore[arg-type]


def dwelling_of(**changes: object) -> Dwelling:
    """Build a home, with what a test is about."""
    return replace(_HOME, **changes)  # type: ignore[arg-type]


def empty_warehouse() -> DuckDBPyConnection:
    """Open a warehouse in memory, laid out as a night begins one."""
    con = duckdb.connect(config={"threads": 1})
    lay_out_sources(con)
    return con


def write_export(export: Export, rows: Rows | str, folder: Path, file: str = "") -> Path:
    """Write one file of an export: every declared column, blank where a row has no value."""
    path = folder / (file or export.file_pattern.replace("*", ""))
    if isinstance(rows, str):
        path.write_text(rows, encoding="utf-8")
        return path
    layout = export.layout
    assert isinstance(layout, Delimited)
    with path.open("w", encoding=layout.encoding, newline="") as stream:
        names = [column.name for column in export.table.columns]
        writer = csv.DictWriter(stream, names, restval="", delimiter=layout.delimiter)
        if layout.has_header:
            writer.writeheader()
        writer.writerows(rows)
    return path


def deliver(folder: Path, formats: Sequence[Format], files: Files) -> None:
    """Write a delivery; a delimited export that is not given has a header and no rows."""
    for export in (export for format_ in formats for export in format_.exports):
        if export.name in files:
            write_export(export, files[export.name], folder)
        elif isinstance(export.layout, Delimited):
            write_export(export, [], folder)


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """What a delivery became."""

    con: DuckDBPyConnection
    landed: Landed
    added: Mapping[str, int]

    def rows(self, table: str, *columns: str, where: str = "true") -> list[tuple[object, ...]]:
        """Return the asked columns of a conformed table, in order."""
        chosen = self.con.table(f"conformed.{table}").filter(where).project(", ".join(columns))
        return chosen.order("all").fetchall()

    def row(self, table: str, *columns: str, where: str = "true") -> tuple[object, ...]:
        """Return the one row of a conformed table."""
        (only,) = self.rows(table, *columns, where=where)
        return only

    def ties(self) -> list[tuple[object, ...]]:
        """Return every relationship as (from, type, to)."""
        return self.rows("relationship", "from_record_id", "type", "to_record_id")


def map_folder(
    folder: Path, *formats: Format, codes: LocalCodes | None = None, source: str = "here"
) -> Mapped:
    """Read, land and map the files of a folder."""
    con = empty_warehouse()
    reads = read_delivery(source, folder, formats)
    landed = land(con, source, DELIVERED, formats, reads)
    added: dict[str, int] = {}
    for format_ in formats:
        for table, rows in conform(con, source, format_, codes or {}).items():
            added[table] = added.get(table, 0) + rows
    return Mapped(con=con, landed=landed, added=added)


def map_files(
    folder: Path, *formats: Format, files: Files, codes: LocalCodes | None = None
) -> Mapped:
    """Write a delivery and map it."""
    deliver(folder, formats, files)
    return map_folder(folder, *formats, codes=codes)
