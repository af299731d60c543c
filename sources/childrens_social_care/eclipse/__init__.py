"""Eclipse's reporting views: people, groups, addresses, relationships and the work done.

A file is called after its view. The columns are those that the public scripts for the Standard
Safeguarding Dataset read; births and numbers they read of PERSONDEMOGRAPHICSVIEW, which has to be
sent as PERSONVIEW where that has not got them. What is needed and no script names is optional: the
dates of a relationship, and a mark for restricted records, for which a council must add a column to
its view or leave those people out.

What was done is told by classifications, whose paths each council numbers itself, and by episodes
of care. Referrals stand only in answers to forms that each council designs: they are told by the
children in need census beside this format, as early help is by a list unless a path means it. A
record marked as a duplicate is no person, and what is stated of it is left out.
"""

from sources.childrens_social_care.eclipse.codes import (
    ADDRESS_USE,
    CLASSIFICATION,
    ETHNICITY,
    RELATIONSHIP,
)
from sources.codes import SEX_LETTERS
from sources.columns import birth, code, csv_export, date, flag, text
from sources.declaration import Column, Delimited, Export, Format
from sources.shapes import IDENTIFIER, NHS_NUMBER, UPRN

_PERSON = text("PERSONID", "Id of the person.", required=True, shape=IDENTIFIER)


def _view(
    name: str,
    description: str,
    columns: tuple[Column, ...],
    *,
    key: tuple[str, ...] = (),
    optional: bool = False,
) -> Export:
    """Declare a view, dumped to a file of its name by a database that may fold its letters."""
    return csv_export(
        name,
        description,
        columns,
        key=key,
        table=name.lower(),
        optional=optional,
        layout=Delimited(ignores_case=True),
    )


PERSONS = _view(
    "PERSONVIEW",
    "Everybody the system holds, clients or not.",
    (
        _PERSON,
        text("FORENAME", "Given name; DUPLICATE in it: a record not to be used."),
        text("SURNAME", "Surname; DUPLICATE in it: a record not to be used."),
        text("DUPLICATED", "DUPLICATE: a record not to be used.", optional=True),
        code("SEX", "Male or Female.", SEX_LETTERS),
        code("ETHNICITYCODE", "Ethnicity in words.", ETHNICITY),
        birth("DATEOFBIRTH", "Date of birth."),
        date("DUEDATE", "When an unborn child is expected; it stays after the birth."),
        date("DIEDDATE", "Date of death."),
        text("NHSNUMBER", "NHS number.", shape=NHS_NUMBER),
        flag("ISRESTRICTED", "Y: a restricted record, where it is sent.", optional=True),
    ),
    key=("PERSONID",),
)

NUMBERS = _view(
    "REFERENCENUMBERPERSONVIEW",
    "Numbers that others gave to people, each with its dates.",
    (
        _PERSON,
        text("REFERENCETYPECODE", "UPN: unique pupil number."),
        text("REFERENCENUMBER", "The number.", required=True),
        date("STARTDATE", "First day."),
        date("ENDDATE", "Last day."),
    ),
    optional=True,
)

GROUPS = _view(
    "GROUPVIEW",
    "Groups of people.",
    (
        text("GROUPID", "Id of the group.", required=True),
        text("GROUPTYPE", "Family, or another kind of group."),
    ),
    key=("GROUPID",),
    optional=True,
)

MEMBERS = _view(
    "GROUPPERSONVIEW",
    "Who is in which group.",
    (text("GROUPID", "The group.", required=True), _PERSON),
    optional=True,
)

# No key: whether ADDRESSID is that of the address or of the stay in it, no public script says.
ADDRESSES = _view(
    "ADDRESSPERSONVIEW",
    "Dated addresses in parts.",
    (
        text("ADDRESSID", "Id of the address.", required=True),
        _PERSON,
        code("TYPE", "Use of the address.", ADDRESS_USE),
        date("STARTDATE", "First day."),
        date("ENDDATE", "Last day."),
        text("ROOMDESCRIPTION", "Room or flat.", optional=True),
        text("FLOORDESCRIPTION", "Floor.", optional=True),
        text("BUILDINGNAMEORNUMBER", "House number or name, often with the flat before it."),
        text("STREETNAME", "Street, or NO FIXED ABODE."),
        text("TOWNORCITY", "Town.", optional=True),
        text("POSTCODE", "Postcode."),
        text("UPRN", "Unique property reference number.", shape=UPRN),
    ),
)

RELATIONSHIPS = _view(
    "RELATIONSHIPPERSONVIEW",
    "Relationships: the person in role A is the relationship to the person in role B.",
    (
        text("PERSONRELATIONSHIPRECORDID", "Row id.", required=True),
        text("ROLEAPERSONID", "Who it is.", required=True),
        text("ROLEBPERSONID", "To whom.", required=True),
        code("RELATIONSHIP", "Mother, Son ...", RELATIONSHIP),
        date("STARTDATE", "First day, where it is sent.", optional=True),
        date("ENDDATE", "Last day, where it is sent.", optional=True),
    ),
    key=("PERSONRELATIONSHIPRECORDID",),
)

CLASSIFICATIONS = _view(
    "CLASSIFICATIONPERSONVIEW",
    "Classifications of people with their dates: in need, on a plan, why.",
    (
        text("CLASSIFICATIONASSIGNMENTID", "Row id.", required=True),
        _PERSON,
        code("CLASSIFICATIONPATHID", "The council's number of the kind.", CLASSIFICATION),
        text("NAME", "The classification in words: of a plan's category, which it is."),
        date("STARTDATE", "First day."),
        date("ENDDATE", "Last day."),
        text("ENDREASON", "Why it ended."),
        text("STATUS", "DELETED: entered in error."),
    ),
    key=("CLASSIFICATIONASSIGNMENTID",),
)

CARE_EPISODES = _view(
    "CLAEPISODEOFCAREVIEW",
    "Episodes within periods of being looked after.",
    (
        text("EPISODEOFCAREID", "Row id.", required=True),
        text("PERIODOFCAREID", "The period."),
        _PERSON,
        date("EOCSTARTDATE", "First day."),
        date("EOCENDDATE", "Last day."),
        text("EOCENDREASONCODE", "Why it ceased: X1, E4A ..."),
        text("CATEGORYOFNEED", "Why the child is in need, in words."),
    ),
    key=("EPISODEOFCAREID",),
)

ECLIPSE = Format(
    name="eclipse",
    system="childrens_social_care",
    description="Eclipse reporting views: people, groups, relationships, addresses and work done.",
    package=__name__,
    exports=(
        PERSONS,
        NUMBERS,
        GROUPS,
        MEMBERS,
        ADDRESSES,
        RELATIONSHIPS,
        CLASSIFICATIONS,
        CARE_EPISODES,
    ),
    date_formats=("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d"),
    nulls=("NULL", ""),
    true_words=("y", "yes", "1", "true"),
    false_words=("n", "no", "0", "false"),
)
