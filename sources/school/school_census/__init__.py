"""School census: what a council gets of every school each term, as the tables of COLLECT in CSV.

A term is a set of files, `2024_autumn_pupilonroll.csv` and others, and a delivery holds as many
terms as the council keeps: the newest is believed, the older ones tell what was so when. Rows
point at each other by table ids that mean something within a term only, so a pupil's record is
named after the UPN, as in the transfer files of the same schools. There are no contacts.

Of some eighty columns those are declared that say who a pupil is, where the home is, and what the
conformed tables ask; attainment, funding and classes are left in the files, and so are tables that
have no export here. Needs by type are mapped only for the need that comes first.
"""

from sources.codes import SEX_LETTERS
from sources.columns import birth, code, date, number, text
from sources.declaration import Column, Delimited, Export, Format, RawTable
from sources.school.school_census.codes import (
    ETHNICITY,
    IS_ABSENT,
    PREVIOUSLY_LOOKED_AFTER,
    YOUNG_CARER,
)
from sources.shapes import IDENTIFIER, UPRN

_LAYOUT = Delimited(ignores_case=True, ends_with_newline=False)
# Some systems take the column for a quantity: one figure is the answer to another question.
_NO_UPRN = tuple(f"{sign}{n}{end}" for n in range(10) for sign in ("", "-") for end in ("", ".0"))


def _export(
    name: str,
    description: str,
    *columns: Column,
    key: tuple[str, ...] = (),
    pattern: str = "",
    optional: bool = True,
) -> Export:
    """Declare a table of the census; ids tell its rows apart within one term's file."""
    table = RawTable(
        name=f"census_{name}", description=description, columns=columns, key=key, key_in_file=True
    )
    return Export(
        name=name,
        description=description,
        file_pattern=pattern or f"*{name}*.csv",
        layout=_LAYOUT,
        tables=(table,),
        optional=optional,
    )


def _pupils(name: str, description: str, *columns: Column, optional: bool) -> Export:
    """Declare a table of pupils: who it is, and how many half days there were."""
    row, order = f"{name}tableid", f"{name}orderseqcolumn"
    return _export(
        name,
        description,
        text(row, "Id of the row, within the term.", required=True, shape=IDENTIFIER),
        text(order, "Number of the row among those of one id.", required=True),
        text("NativeId", "The school, as the collection names it.", optional=True),
        text("schoolcensustableid", "The school's return of the term.", optional=True),
        text("upn", "Unique pupil number.", shape=IDENTIFIER),
        text("formerupn", "An earlier UPN.", optional=True, shape=IDENTIFIER),
        text("surname", "Surname.", required=True),
        text("forename", "Given name."),
        text("middlenames", "Other given names.", optional=True),
        text("preferredsurname", "Preferred surname.", optional=True),
        text("formersurname", "An earlier surname.", optional=True),
        birth("dob", "Date of birth.", required=True),
        code("sex", "Sex; called gender until 2023.", SEX_LETTERS, aliases=("gender",)),
        code("ethnicity", "DfE ethnic code; told in spring.", ETHNICITY, optional=True),
        date("entrydate", "Entered the school on.", optional=True),
        number("termlysessionspossible", "Half days of the term before.", optional=True),
        number("termlysessionsauthorised", "Missed with leave; not from 2025.", optional=True),
        number("termlysessionsunauthorised", "Missed without; not from 2025.", optional=True),
        *columns,
        key=(row, order),
        optional=optional,
    )


_ON_ROLL = text("pupilonrolltableid", "The pupil, on roll.", optional=True)
_OFF_ROLL = text("pupilnolongeronrolltableid", "Or the pupil no longer on roll.", optional=True)

PUPIL_ON_ROLL = _pupils(
    "pupilonroll",
    "Pupils on roll on the day of the census.",
    text("enrolstatus", "C current, M main, S subsidiary, F college, O other.", optional=True),
    text("ncyearactual", "Year group.", optional=True),
    text("senprovision", "N none, K support, E plan; before: A, P and S.", optional=True),
    code(
        "plaa",
        "Left care for a new family; before, that it was adopted.",
        PREVIOUSLY_LOOKED_AFTER,
        optional=True,
        aliases=("adoptedfromcare",),
    ),
    code(
        "youngcarer", "P says a parent, S the school; told in spring.", YOUNG_CARER, optional=True
    ),
    optional=False,
)

PUPIL_NO_LONGER_ON_ROLL = _pupils(
    "pupilnolongeronroll",
    "Pupils who left the school since the census before.",
    date("leavingdate", "Left the school on.", optional=True),
    optional=True,
)

ADDRESSES = _export(
    "addresses",
    "Addresses of pupils; of those who left, postcode and property number alone.",
    _ON_ROLL,
    _OFF_ROLL,
    text("saon", "Flat.", optional=True),
    text("paon", "House number or name.", optional=True),
    text("street", "Street.", optional=True),
    text("town", "Town.", optional=True),
    text("addressline1", "Line 1, where the parts are not given.", optional=True),
    text("addressline2", "Line 2.", optional=True),
    text("postcode", "Postcode."),
    text("uniquepropertyreferencenumber", "UPRN.", optional=True, nulls=_NO_UPRN, shape=UPRN),
)

MEALS = _export(
    "fsmperiod",
    "Periods in which meals are free.",
    _ON_ROLL,
    _OFF_ROLL,
    date("fsmstartdate", "First day."),
    date("fsmenddate", "Last day, blank while it goes on."),
)

NEEDS = _export(
    "senneeds",
    "Special educational needs by type.",
    text("pupilonrolltableid", "The pupil, on roll.", required=True),
    number("sentyperank", "1: the need that comes first."),
    text("sentype", "Type, such as SEMH or ASD."),
)

EXCLUSIONS = _export(
    "termlyexclusions",
    "Suspensions and exclusions.",
    _ON_ROLL,
    _OFF_ROLL,
    date("startdate", "First day."),
    text("category", "FIXD or SUSP: suspended, LNCH: at midday only, PERM: excluded for good."),
    number("sessions", "Half days.", optional=True),
)

SESSIONS = _export(
    "termlysessiondetails",
    "Half days by attendance code.",
    _ON_ROLL,
    _OFF_ROLL,
    code("attendancereason", "Why the pupil was not there, or was.", IS_ABSENT),
    number("sessions", "Half days.", aliases=("absencesessions",)),
)

RETURN = _export(
    "schoolcensus",
    "A school's return of a term.",
    text("schoolcensustableid", "Id of the return, within the term.", required=True),
    text("lea", "Council, three digits.", optional=True),
    text("estab", "School, four digits.", optional=True),
    date("referencedate", "Day of the census.", optional=True),
    key=("schoolcensustableid",),
)

SCHOOL_NAME = _export(
    "school",
    "The school of a return.",
    text("schoolcensustableid", "The return.", required=True),
    text("schoolname", "Name of the school."),
    pattern="*school.csv",
)

SCHOOL_CENSUS = Format(
    name="school_census",
    system="school",
    description="School census, the tables of COLLECT as CSV files, any terms.",
    package=__name__,
    exports=(
        PUPIL_ON_ROLL,
        PUPIL_NO_LONGER_ON_ROLL,
        ADDRESSES,
        MEALS,
        NEEDS,
        EXCLUSIONS,
        SESSIONS,
        RETURN,
        SCHOOL_NAME,
    ),
    date_formats=("%Y-%b-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"),
    stated_day="census_schoolcensus.referencedate",
)
