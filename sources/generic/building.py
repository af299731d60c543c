"""Building a format from the description of a list: from here on it is a format like any other.

The column keeps the header that the council knows it by, in `raw`, in every message and in the data
dictionary; its role is what it is typed as, so that all lists share their SELECTs.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from sources.declaration import (
    CodeList,
    Column,
    Delimited,
    Export,
    Format,
    Kind,
    Layout,
    RawTable,
    Xlsx,
)
from sources.generic.description import DATE_WORDS, ListDescription, Row, column_name
from sources.generic.roles import ENTRY, ROLES, Role
from sources.generic.words import FALSE_WORDS, NOTHING, NOTHING_BUT_IN_NAMES, TRUE_WORDS

PEOPLE, FACTS = "sources.generic.people", "sources.generic.facts"
_MAY_BE_ANY_WORD = re.compile(r".*(name|names|address_line_\d|street|premises|flat)")


def list_format(name: str, system: str, described: ListDescription) -> Format:
    """Build the format of one list.

    Args:
        name: what the format, its export and its table are called.
        system: the system that the list comes from.
        described: what the council, or a preset, says of it.
    """
    told = described.description or f"A list of {name.replace('_', ' ')}, as described."
    table = RawTable(
        name=name,
        description=told,
        columns=tuple(_column(described, role) for role in described.columns),
        key=tuple(column_name(described.headers(role)[0]) for role in described.keyed_by),
        element=_sheet(described) if described.is_workbook else "",
        typed_as=ENTRY,
        said=_said(described),
    )
    export = Export(
        name=name,
        description=told,
        file_pattern=described.file,
        layout=_layout(described),
        tables=(table,),
    )
    return Format(
        name=name,
        system=system,
        description=told,
        package=PEOPLE,
        shared_package=FACTS,
        exports=(export,),
        date_formats=tuple(DATE_WORDS[words] for words in described.dates),
        nulls=NOTHING,
        true_words=TRUE_WORDS,
        false_words=FALSE_WORDS,
        names_people=described.names_people,
        excel_dates=described.is_workbook,
    )


def list_formats(system: str, lists: Mapping[str, ListDescription]) -> tuple[Format, ...]:
    """Build the formats of a source's lists: those of people first, for spells are of somebody."""
    places = {row: place for place, row in enumerate(Row)}
    ordered = sorted(
        lists.items(),
        key=lambda item: (not item[1].names_people, places[item[1].a_row_is], item[0]),
    )
    return tuple(list_format(name, system, described) for name, described in ordered)


def kept_to(format_: Format, package: str) -> Format:
    """Return a format that fills only what its lists hold: people, and what a package adds."""
    return replace(format_, package=package, shared_package="" if package == PEOPLE else PEOPLE)


def _column(described: ListDescription, name: str) -> Column:
    role = ROLES[name]
    header, others = described.headers(name)[0], described.headers(name)[1:]
    safe = column_name(header)
    nothing = () if _MAY_BE_ANY_WORD.fullmatch(name) else NOTHING_BUT_IN_NAMES
    return Column(
        name=safe,
        aliases=others if safe == header else described.headers(name),
        description=role.description,
        kind=role.kind,
        meaning=name,
        required=name in described.keyed_by or name in described.required,
        optional=name in described.optional,
        codes=_codes(described, role),
        nulls=(*nothing, *described.nothing.get(name, ())),
        shape=role.shape,
        born=role.born,
    )


def _codes(described: ListDescription, role: Role) -> CodeList | None:
    if role.kind is not Kind.CODE or role.codes is None:
        return None
    return role.codes.with_local(described.codes.get(role.name, {}))


def _said(described: ListDescription) -> tuple[tuple[str, str], ...]:
    said = {"service": described.service, "spell_kind": described.kind}
    return tuple((role, word) for role, word in said.items() if word is not None)


def _layout(described: ListDescription) -> Layout:
    if described.is_workbook:
        return Xlsx()
    return Delimited(
        delimiter=described.delimiter,
        encoding=described.encoding,
        fallback=described.fallback,
        ignores_case=True,
        instruction=described.instruction,
        ends_with_newline=False,
    )


def _sheet(described: ListDescription) -> str:
    return re.escape(described.sheet) if described.sheet else ".*"
