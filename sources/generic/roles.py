"""What a column of any list can mean: the roles, and the typed table that their SELECTs read.

A list with people in it has the plain roles. Whoever else a row names is a contact: `contact_*`
where a row is about one contact, `contact_1_*` to `contact_3_*` where a person's row names several.
Free text about a family has no role on purpose: nothing in it can be counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from sources.codes import ETHNIC_DFE, ETHNIC_NHS
from sources.declaration import CodeList, Kind, Shape, SharedShape
from sources.generic.words import RELATIONSHIP_WORDS, SEX_WORDS
from sources.shapes import IDENTIFIER, NHS_NUMBER, PHONE, UPRN

CONTACT_SLOTS = ("contact", "contact_1", "contact_2", "contact_3")
"""The contact that a row is about, and those that a person's row names beside the person."""

FLAGS = MappingProxyType(
    {
        "young_carer": "Looks after somebody.",
        "free_school_meals": "Is eligible for free school meals.",
        "disability": "Has a disability.",
        "domestic_abuse": "Lives, or lived, with domestic abuse.",
        "substance_misuse": "Misuse of drugs or alcohol is a need of the family.",
        "parental_mental_health": "The mental health of a parent is a need of the family.",
    }
)

_ETHNIC_GROUP = CodeList(
    name="ethnic group, NHS or DfE codes", values={**ETHNIC_NHS.values, **ETHNIC_DFE.values}
)


@dataclass(frozen=True, kw_only=True)
class Role:
    """One thing that a column can mean."""

    name: str
    description: str
    kind: Kind = Kind.TEXT
    codes: CodeList | None = None
    shape: Shape | None = None
    born: bool = False


def _text(name: str, description: str, shape: Shape | None = None) -> Role:
    return Role(name=name, description=description, shape=shape)


def _date(name: str, description: str) -> Role:
    return Role(name=name, description=description, kind=Kind.DATE)


def _flag(name: str, description: str) -> Role:
    return Role(name=name, description=description, kind=Kind.FLAG)


def _code(name: str, description: str, codes: CodeList) -> Role:
    return Role(name=name, description=description, kind=Kind.CODE, codes=codes)


def _birth(name: str, description: str) -> Role:
    return Role(name=name, description=description, kind=Kind.DATE, born=True)


_PERSON = (
    _text("record_id", "The list's own id of the person.", IDENTIFIER),
    _text("nhs_number", "NHS number.", NHS_NUMBER),
    _text("upn", "Unique pupil number.", IDENTIFIER),
    _text("former_upn", "An earlier unique pupil number.", IDENTIFIER),
    _text("given_name", "Given name."),
    _text("middle_names", "Other given names."),
    _text("family_name", "Surname."),
    _text("full_name", "Names in one column: `Given Family`, or `Family, Given`."),
    _text("former_family_name", "An earlier surname."),
    _text("preferred_given_name", "Preferred given name."),
    _text("preferred_family_name", "Preferred surname."),
    _birth("date_of_birth", "Date of birth."),
    _date("date_of_death", "Date of death."),
    _code("sex", "Sex.", SEX_WORDS),
    _code("ethnic_group", "Ethnic group.", _ETHNIC_GROUP),
    _flag("is_restricted", "The record is withheld from others."),
)
_HOME = (
    *(_text(f"address_line_{n}", f"Line {n} of the address.") for n in range(1, 6)),
    _text("flat", "Flat or room."),
    _text("premises", "House number or name."),
    _text("street", "Street."),
    _text("postcode", "Postcode."),
    _text("uprn", "UPRN.", UPRN),
    _date("address_from", "First day at the address."),
    _date("address_to", "Last day at the address."),
    *(_text(f"phone_{n}", "Phone.", PHONE) for n in range(1, 4)),
    _text("email", "E-mail address."),
)
_WORK = (
    _text("spell_id", "The list's own id of the spell.", IDENTIFIER),
    _text("spell_kind", "Kind of the spell, where it is not the same for all."),
    _text("spell_detail", "Team, category, place or school."),
    _date("started_on", "The service began."),
    _date("ended_on", "The service ended."),
    _text("outcome", "How it ended."),
)
_PARENTHOOD = (
    _text("family_id", "The list's own id of the family: its rows are one family.", IDENTIFIER),
    _code("role_in_family", "What the person is in the family.", RELATIONSHIP_WORDS),
    _flag("is_parent", "Is a parent, or has parental responsibility for a child."),
    _text("dependent_children", "How many dependent children; a number, other words are passed."),
    _date("recorded_on", "When parenthood and flags were recorded."),
    *(_flag(f"flag_{name}", told) for name, told in FLAGS.items()),
)


def _contact(slot: str) -> Iterator[Role]:
    """Give the roles of one contact."""
    yield _text(f"{slot}_id", "The contact's own id: one adult on the lists of all children.")
    yield _text(f"{slot}_name", "Names of the contact in one column.")
    yield _text(f"{slot}_given_name", "Given name of the contact.")
    yield _text(f"{slot}_family_name", "Surname of the contact.")
    yield _code(f"{slot}_sex", "Sex of the contact.", SEX_WORDS)
    yield _birth(f"{slot}_date_of_birth", "Date of birth of the contact.")
    yield _text(f"{slot}_nhs_number", "NHS number of the contact.", NHS_NUMBER)
    told = "The contact is <word> of the person."
    yield _code(f"{slot}_relationship", told, RELATIONSHIP_WORDS)
    yield _flag(f"{slot}_parental_responsibility", "The contact has parental responsibility.")
    yield _flag(f"{slot}_lives_with", "The contact lives with the person.")
    yield _flag(f"{slot}_next_of_kin", "The contact is the next of kin.")
    for n in range(1, 4):
        yield _text(f"{slot}_phone_{n}", "Phone of the contact.", PHONE)
    yield _text(f"{slot}_email", "E-mail address of the contact.")
    for n in range(1, 4):
        yield _text(f"{slot}_address_line_{n}", f"Line {n} of the contact's address.")
    yield _text(f"{slot}_postcode", "Postcode of the contact.")


ROLES = MappingProxyType(
    {
        role.name: role
        for role in (
            *(*_PERSON, *_HOME, *_WORK, *_PARENTHOOD),
            *(role for slot in CONTACT_SLOTS for role in _contact(slot)),
        )
    }
)

PERSON_ROLES = frozenset(role.name for role in _PERSON) - {"record_id", "nhs_number", "upn"}
"""What tells who somebody is, beside the numbers that other files know them by."""

_TYPES = {Kind.DATE: "date", Kind.FLAG: "boolean", Kind.NUMBER: "integer"}


def _types() -> Iterator[tuple[str, str]]:
    """Give the columns of a typed entry: the roles, and what is said of a table as a whole."""
    for role in ROLES.values():
        yield role.name, _TYPES.get(role.kind, "varchar")
        if role.kind is Kind.CODE:
            yield f"{role.name}_as_received", "varchar"
    yield "service", "varchar"


ENTRY = SharedShape(name="entry", types=tuple(_types()))
