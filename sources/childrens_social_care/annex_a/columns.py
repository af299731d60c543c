"""Short builders for the lists of Annex A: a column is called by Ofsted's header, or by its gist.

Every council heads its columns a little otherwise, so each is known by a pattern too.
"""

from sources.childrens_social_care.annex_a.codes import ETHNIC_ANNEX_A, SEX_ANNEX_A
from sources.columns import code, date, flag, number, text
from sources.declaration import Column, RawTable


def said(name: str, header: str, pattern: str, *, optional: bool = False) -> Column:
    """Declare a text under Ofsted's header."""
    return text(name, _told(header), aliases=(header,), pattern=pattern, optional=optional)


def kept(name: str, header: str) -> Column:
    """Declare a column that is only kept, as the text it is."""
    return said(name, header, "", optional=True)


def dated(
    name: str, header: str, pattern: str, *, required: bool = False, optional: bool = False
) -> Column:
    """Declare a date under Ofsted's header."""
    return date(
        name,
        _told(header),
        aliases=(header,),
        pattern=pattern,
        required=required,
        optional=optional,
    )


def answered(name: str, header: str, pattern: str) -> Column:
    """Declare a yes or no under Ofsted's header."""
    return flag(name, _told(header), aliases=(header,), pattern=pattern)


def counted(name: str, header: str, pattern: str) -> Column:
    """Declare a number under Ofsted's header."""
    return number(name, _told(header), aliases=(header,), pattern=pattern)


def _told(header: str) -> str:
    return f"{header.rstrip('?')}."


CHILD_ID = text(
    "child_id",
    "The council's own id of the child.",
    aliases=("Child Unique ID",),
    pattern=r".*child.*\bid(entifier)?\b.*",
    required=True,
)
FAMILY_ID = text(
    "family_id",
    "Joins a child to its adopters; landed and mapped nowhere.",
    aliases=("Family identifier",),
    pattern=r".*family.*\bid(entifier)?\b.*",
)
_SEX = code("sex", "Gender.", SEX_ANNEX_A, aliases=("Gender",), pattern=r".*(gender|sex).*")
_ETHNIC = code(
    "ethnicity",
    "DfE ethnic code, with its letter.",
    ETHNIC_ANNEX_A,
    aliases=("Ethnicity",),
    pattern=r".*ethnic.*",
)
_BORN = date(
    "date_of_birth",
    "Date of birth, or the expected one.",
    aliases=("Date of Birth",),
    pattern=r".*(date.*birth|\bdob\b).*",
)
_AGE = text("age", "Age in years.", aliases=("Age",), pattern=r"age\b.*", optional=True)
DISABILITY = said("disability", "Does the Child have a Disability", r".*disab.*", optional=True)
_TEAM = said("team", "Allocated Team", r".*team.*", optional=True)
_WORKER = said("worker", "Allocated Worker", r".*(worker|adviser).*", optional=True)

PERSON = (_SEX, _ETHNIC, _BORN, _AGE)
ADULT = (_SEX, _ETHNIC)
STAFF = (_TEAM, _WORKER)


def listed(
    number_: int,
    subject: str,
    *columns: Column,
    key: tuple[str, ...] = (),
    optional: bool = False,
) -> RawTable:
    """Declare a list: a sheet whose name begins with its number."""
    return RawTable(
        name=f"annex_a_list_{number_}",
        description=f"List {number_}: {subject}.",
        element=rf"(list\s*)?0?{number_}\b.*",
        columns=columns,
        key=key,
        optional=optional,
    )
