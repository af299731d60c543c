"""The kinds of false and missed links, and what would fix each: declared, to be shown on a page.

Which pair is of which kind is said in `error_kind.sql`; a test holds the two together.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """How far a missed link came, or how a false one was made."""

    name: str
    meaning: str


@dataclass(frozen=True)
class ErrorKind:
    """A kind of false or missed link as it is seen in two records, and what would fix it."""

    error: str
    name: str
    fix: str


STAGES = (
    Stage("apart", "no blocking rule brought the records together: no threshold brings it back"),
    Stage("far below", "brought together, and so unlike that the pair was not kept"),
    Stage("below", "compared, with too little evidence to join or to ask people"),
    Stage("for review", "compared, with too little evidence to join: people are asked"),
    Stage("guarded", "enough evidence, stopped by the guard that is named"),
    Stage(
        "doubtful",
        "enough evidence, and held back: a record without a given name fits two people",
    ),
    Stage("cut", "joined, and cut again by the check of the whole person that is named"),
    Stage("joined", "joined, and two people in truth"),
)

KINDS = (
    ErrorKind(
        "missed",
        "no birth date, no home in common",
        "the contact's own address or phone, or the child that both are tied to, from the source: "
        "without any of them most such pairs are namesakes, and people are asked",
    ),
    ErrorKind(
        "missed",
        "no birth date, home or contact agrees",
        "more evidence is wanted than one postcode or home: the birth date, a phone number, or the "
        "child that both are tied to",
    ),
    ErrorKind(
        "missed",
        "no birth date, another family name",
        "former and married names from the source, or the child that both are tied to",
    ),
    ErrorKind(
        "missed",
        "no birth date, family name misspelt",
        "bring together on the given name and the home or the child, and not on the spelling; "
        "spellings of one name belong in the list",
    ),
    ErrorKind(
        "missed",
        "no birth date, given name misspelt",
        "a comparison by letters that counts one slip for less; a phone number or the child that "
        "both are tied to",
    ),
    ErrorKind(
        "missed",
        "no birth date, a form of the given name",
        "bring together on what a name is a form of; the preferred name from the source",
    ),
    ErrorKind(
        "missed",
        "no birth date, called by a middle name",
        "the preferred name from the source; let a middle name count where a phone number or the "
        "child of both agrees too",
    ),
    ErrorKind(
        "missed",
        "no birth date, another given name",
        "the preferred name from the source: nothing else tells such a pair from two people of one "
        "household",
    ),
    ErrorKind(
        "missed",
        "no birth date, both names differ",
        "only a number, a phone or the child in common can join these; a clerk's review may",
    ),
    ErrorKind(
        "missed",
        "names crosswise",
        "bring names together crosswise too, and let no guard on given names stop such a pair; "
        "correct the fields at the source",
    ),
    ErrorKind(
        "missed",
        "one name in the place of the other",
        "the source's field order: a family name was typed as given name; correct it there",
    ),
    ErrorKind(
        "missed",
        "a given name unknown",
        "the given name from the source: without it members of one household cannot be told apart",
    ),
    ErrorKind(
        "missed",
        "another NHS number",
        "trace the number: one of the two is somebody else's or was replaced",
    ),
    ErrorKind(
        "missed",
        "another birth date",
        "correct the birth date at the source: two parts of it differ",
    ),
    ErrorKind(
        "missed",
        "birth date mistyped",
        "a number or an address that agrees; bring together on full name and sex without the date",
    ),
    ErrorKind(
        "missed",
        "another family name",
        "former and married names from the source; bring together on given name, birth date, sex",
    ),
    ErrorKind(
        "missed",
        "another given name",
        "the preferred name from the source; within a household twins look the same",
    ),
    ErrorKind(
        "missed",
        "both names differ",
        "a number, or both names as they were before from the source",
    ),
    ErrorKind(
        "missed",
        "a name misspelt",
        "bring together on birth date with the first letters; the spelling belongs in the list",
    ),
    ErrorKind(
        "missed",
        "a form of the given name",
        "bring together on what a name is a form of; the form belongs in the list",
    ),
    ErrorKind(
        "missed",
        "called by a middle name",
        "the preferred name from the source; middle names from both sources",
    ),
    ErrorKind(
        "missed",
        "nothing but the home differs",
        "address history from the source, or a lower join level for names that are rare",
    ),
    ErrorKind(
        "false",
        "parent and child",
        "birth dates of contacts from the source; the role of each in the ties that are stated",
    ),
    ErrorKind(
        "false",
        "twins",
        "a guard: given names that differ at one birth date and home are two people; a middle name "
        "in common is no evidence",
    ),
    ErrorKind(
        "false",
        "brothers or sisters",
        "a shared middle or first name (Muhammad) is no evidence within a household; birth dates",
    ),
    ErrorKind(
        "false",
        "brother and sister or a couple",
        "two contacts whom one record names are two people unless all agrees; names near by "
        "letters and of two sexes (Nicola, Nicholas) are two names",
    ),
    ErrorKind(
        "false",
        "one household, a birth date unknown",
        "birth dates of contacts from the source; two contacts whom one record names are two "
        "people unless all agrees",
    ),
    ErrorKind(
        "false",
        "namesakes, a birth date unknown",
        "a home, a phone or a child in common; a name that is rare in these records need not be so "
        "among all people",
    ),
    ErrorKind(
        "false",
        "namesakes",
        "let a name count by how rare it is; another home or number must count against",
    ),
    ErrorKind(
        "false",
        "a number of somebody else",
        "a number alone must not join people whose names and birth dates differ; trace the number",
    ),
    ErrorKind(
        "false",
        "joined through others",
        "label the records between the two to see which link is false",
    ),
)


def fix_of(error: str, name: str) -> str:
    """Say what would fix a kind of error."""
    (kind,) = [kind for kind in KINDS if (kind.error, kind.name) == (error, name)]
    return kind.fix
