"""Suggesting what the columns of a file mean: from the words of their headers and their shapes.

A suggestion is a beginning for a person who knows the list. What is not known is left out: a column
that nobody described is not read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sources.declaration import Kind
from sources.generic.header_words import (
    CONTACT,
    CONTACT_FIELDS,
    LINE,
    PHONE,
    RELATIONSHIP,
    WORDS,
    is_flag,
    plain,
)
from sources.generic.likeness import DATE_SHAPES
from sources.generic.looking import ColumnLook, FileLook
from sources.generic.roles import ROLES

_NEEDS = MappingProxyType({"nhs_number": "NHS number", "upn": "UPN", "email": "e-mail"})
_LEAST_SHARE, _ENOUGH, _ANY = 0.5, 0.8, 0.02


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """What the columns of a file may mean, by role, and how its dates are written."""

    columns: Mapping[str, str]
    dates: tuple[str, ...]
    a_row_is: str

    def role_of(self, header: str) -> str:
        """Return the role suggested for a header, or nothing."""
        return next((role for role, named in self.columns.items() if named == header), "")


def suggest(look: FileLook) -> Suggestion:
    """Suggest roles for the columns of a file."""
    columns: dict[str, str] = {}
    for column in look.columns:
        role = next((r for r in _roles_of(column) if r not in columns and _fits(r, column)), "")
        if role:
            columns[role] = column.header
    return Suggestion(columns=columns, dates=_dates(look, columns), a_row_is=_row(look, columns))


def _roles_of(column: ColumnLook) -> Iterator[str]:
    """Give the roles that a header may have, the likeliest first."""
    words = plain(column.header)
    if is_flag(words):
        yield f"flag_{words.replace(' ', '_')}"
    for role, pattern in WORDS.items():
        if re.fullmatch(pattern, words):
            yield role
    yield from _contact_roles(words)
    if PHONE.fullmatch(words):
        yield from (f"phone_{n}" for n in range(1, 4))
    if found := LINE.fullmatch(words):
        first = int(found["line"] or 1)
        yield from (f"address_line_{n}" for n in range(first, 6))
    if RELATIONSHIP.fullmatch(words):
        yield "contact_relationship"
    yield from (role for role, shape in _NEEDS.items() if column.share(shape) > _ENOUGH)


def _contact_roles(words: str) -> Iterator[str]:
    found = CONTACT.fullmatch(words)
    if not found:
        return
    slot = f"contact_{found['place']}" if found["place"] else "contact"
    field = found["field"] or ""
    for name, pattern in CONTACT_FIELDS.items():
        if re.fullmatch(pattern, field):
            yield f"{slot}_{name}"
    if PHONE.fullmatch(field):
        yield from (f"{slot}_phone_{n}" for n in range(1, 4))
    if LINE.fullmatch(field):
        yield from (f"{slot}_address_line_{n}" for n in range(1, 4))


def _fits(role: str, column: ColumnLook) -> bool:
    """Say whether the values of a column may be of a role; an empty column may be of any."""
    if not column.filled:
        return True
    if ROLES[role].kind is Kind.DATE:
        return max(column.share(shape) for shape in DATE_SHAPES) > _LEAST_SHARE
    if ROLES[role].kind is Kind.FLAG:
        return column.share("yes or no") > _LEAST_SHARE
    if role.endswith("sex"):
        return column.share("sex word") > _LEAST_SHARE
    shape = next((shape for name, shape in _NEEDS.items() if role.endswith(name)), "")
    return not shape or column.share(shape) > _LEAST_SHARE


def _dates(look: FileLook, columns: Mapping[str, str]) -> tuple[str, ...]:
    """Return the forms in which the dates of the chosen columns are written, the commonest first.

    A column of which every date fits month first, and some do not fit day first, is American.
    """
    named = {header for role, header in columns.items() if ROLES[role].kind is Kind.DATE}
    dated = [column for column in look.columns if column.header in named and column.filled]
    counts: dict[str, int] = {}
    for shape in DATE_SHAPES:
        counts[shape] = sum(column.shapes.get(shape, 0) for column in dated)
    loser = "mm/dd/yyyy" if counts["dd/mm/yyyy"] >= counts["mm/dd/yyyy"] else "dd/mm/yyyy"
    counts[loser] = 0
    filled = sum(column.filled for column in dated)
    chosen = [shape for shape, count in counts.items() if count > _ANY * filled]
    chosen.sort(key=lambda shape: (-counts[shape], shape))
    return tuple(chosen) or ("dd/mm/yyyy", "yyyy-mm-dd")


def _row(look: FileLook, columns: Mapping[str, str]) -> str:
    """Return what a row seems to be: of a person if no id stands twice."""
    ids = next((c for c in look.columns if c.header == columns.get("record_id")), None)
    is_repeated = ids is not None and ids.distinct < ids.filled
    if any(role.startswith("contact_") and role[8:9].isalpha() for role in columns):
        return "contact"
    is_spell = "started_on" in columns and (is_repeated or "spell_id" in columns)
    return "spell" if is_spell else "person"
