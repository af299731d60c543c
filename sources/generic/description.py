"""The description of a list: which file it is, and what each of its columns means.

It is what a council writes in `thinkfamily.toml` and what a preset holds; every problem of it is
found when it is loaded. What becomes of it is `building`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from sources.codes import INVERSE, RELATIONSHIP_TYPES
from sources.declaration import Kind
from sources.generic.roles import CONTACT_SLOTS, PERSON_ROLES, ROLES

DATE_WORDS = {
    "yyyy-mm-dd": "%Y-%m-%d",
    "dd/mm/yyyy": "%d/%m/%Y",
    "dd-mm-yyyy": "%d-%m-%Y",
    "dd.mm.yyyy": "%d.%m.%Y",
    "dd mmm yyyy": "%d %b %Y",
    "dd-mmm-yyyy": "%d-%b-%Y",
    "yyyymmdd": "%Y%m%d",
    "mm/dd/yyyy": "%m/%d/%Y",
    "dd/mm/yy": "%d/%m/%y",
    "dd/mm/yyyy hh:mm": "%d/%m/%Y %H:%M",
    "dd/mm/yyyy hh:mm:ss": "%d/%m/%Y %H:%M:%S",
    "yyyy-mm-dd hh:mm:ss": "%Y-%m-%d %H:%M:%S",
}
"""How dates may be written, in words that a spreadsheet's user knows."""

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Header = Annotated[str, StringConstraints(pattern=r"^[^_\s]", strip_whitespace=True)]
Headers = Annotated[tuple[Header, ...], Field(min_length=1)]
Delimiter = Literal[",", ";", "\t", "|", "~", "^"]


def column_name(header: str) -> str:
    """Return what the column of a header is called: a dot and a quote mean something in SQL."""
    return " ".join(re.sub(r'[."]', " ", header).split())


_CODE_WORDS = {
    "sex": {"M", "F", "U"},
    "relationship": {*RELATIONSHIP_TYPES, *INVERSE},
}


class Row(StrEnum):
    """What one row of a list is; the order is the one in which lists of a source are mapped."""

    PERSON = "person"
    CONTACT = "contact"
    SPELL = "spell"
    ADDRESS = "address"


class ListDescription(BaseModel):
    """One list.

    `columns` leads from roles to the header of the column, or to several of which any may stand in
    the file. Columns whose roles are `optional` may be absent. `service` and `kind` say what being
    in the list means, if it means that a service works with the person. `codes` adds words of the
    list to those known, by role. `nothing` are values that mean nothing, by role. `key` are the
    roles that tell rows apart; unless given, the id of the person or of the spell.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    description: str = ""
    file: str = Field(min_length=1)
    a_row_is: Row = Row.PERSON
    columns: dict[str, Header | Headers] = Field(min_length=1)
    optional: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    key: tuple[str, ...] | None = None
    service: Word | None = None
    kind: Word | None = None
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    nothing: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    dates: tuple[str, ...] = Field(default=("dd/mm/yyyy", "yyyy-mm-dd"), min_length=1)
    delimiter: Delimiter = ","
    encoding: str = "utf-8"
    fallback: str = ""
    instruction: str = ""
    sheet: str = ""

    @model_validator(mode="after")
    def _is_sound(self) -> "ListDescription":
        problems = [*self._wrong_words(), *self._wrong_columns(), *self._missing()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def is_workbook(self) -> bool:
        """Whether the list is in a workbook and not in a text file."""
        return self.file.lower().endswith(".xlsx")

    @property
    def keyed_by(self) -> tuple[str, ...]:
        """The roles that tell rows apart."""
        if self.key is not None:
            return self.key
        own = {Row.PERSON: "record_id", Row.SPELL: "spell_id"}.get(self.a_row_is)
        return (own,) if own in self.columns else ()

    def headers(self, role: str) -> tuple[str, ...]:
        """Return the headers under which the column of a role may stand."""
        named = self.columns[role]
        return (named,) if isinstance(named, str) else named

    def _wrong_words(self) -> Iterator[str]:
        """Give the roles, dates and codes that mean nothing to us."""
        named = [*self.columns, *self.optional, *self.required, *(self.key or ())]
        unknown = sorted({*named, *self.codes, *self.nothing} - set(ROLES))
        if unknown:
            yield f"there is no role {', '.join(unknown)}"
        told = sorted(
            {*self.optional, *self.required, *(self.key or ()), *self.codes, *self.nothing}
            & set(ROLES) - set(self.columns)
        )
        if told:
            yield f"{', '.join(told)} is spoken of, and no column has that role"
        dates = sorted(set(self.dates) - set(DATE_WORDS))
        if dates:
            yield f"dates are written {', '.join(dates)}; known are {', '.join(DATE_WORDS)}"
        for role, codes in self.codes.items():
            known = _words_of(role)
            wrong = sorted(set(codes.values()) - known)
            if role in ROLES and wrong:
                yield f"codes of {role} lead to {', '.join(wrong)}; they lead to {_listed(known)}"

    def _wrong_columns(self) -> Iterator[str]:
        """Give the headers that would be read twice."""
        headers = [
            column_name(header).casefold()
            for role in self.columns
            for header in set(self.headers(role))
        ]
        if not all(headers):
            yield "a header has no letters"
        twice = sorted(header for header, count in Counter(headers).items() if count > 1)
        if twice:
            yield f"{len(twice)} header(s) have two roles: {', '.join(twice)}"
        if set(self.keyed_by) & set(self.optional):
            yield "a column that tells rows apart cannot be optional"

    def _missing(self) -> Iterator[str]:
        """Give what a list must say to be of use."""
        roles = set(self.columns)
        names = {"full_name"} <= roles or {"given_name", "family_name"} <= roles
        if "record_id" not in roles and "upn" not in roles and not names:
            yield "whose rows they are is not told: neither a record_id nor a upn nor names"
        if self.a_row_is is Row.PERSON and not names:
            yield "a row is a person and has no names: full_name, or given_name and family_name"
        in_slots = [role for role in roles if role.startswith(f"{CONTACT_SLOTS[0]}_")]
        if self.a_row_is is Row.CONTACT and not in_slots:
            yield "a row is a contact and no column tells of one (contact_name, ...)"
        if self.a_row_is is Row.SPELL and "started_on" not in roles:
            yield "a row is a spell and has no started_on"
        if (self.service is None) != (self.kind is None and "spell_kind" not in roles):
            yield "a service and the kind of its spells are told together, or neither"
        if self.a_row_is is Row.SPELL and self.service is None:
            yield "a row is a spell of a service that is not named (service and kind)"
        if self.sheet and not self.is_workbook:
            yield "a sheet is named, and the file is no workbook (.xlsx)"

    @property
    def names_people(self) -> bool:
        """Whether the list says who somebody is, and not only an id of theirs."""
        return bool(PERSON_ROLES & set(self.columns))


def _words_of(role: str) -> set[str]:
    """Return the words that the codes of a role may lead to."""
    declared = ROLES.get(role)
    if declared is None or declared.kind is not Kind.CODE or declared.codes is None:
        return set()
    special = next((words for end, words in _CODE_WORDS.items() if role.endswith(end)), None)
    if role == "role_in_family":
        special = _CODE_WORDS["relationship"]
    return special or set(declared.codes.values.values())


def _listed(words: set[str]) -> str:
    return ", ".join(sorted(words)) or "nothing: it is not a code"
