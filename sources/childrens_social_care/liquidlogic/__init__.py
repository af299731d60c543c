"""Liquidlogic's reporting tables: everybody it holds, whoever is in a recent cohort or is not.

A file is called after its table, with anything before the name. Columns that no public source
confirms for every council are optional, as are tables that only some send. The names of workers,
case notes and forms are not asked for: nothing here would use them.

A record merged into another has `DUPLICATED_DTTM` and is no person any more. The tables do not say
into which one: the crosswalk is the merged row itself, with its older id, which `raw` keeps. What
is still stated of a merged id is left out, and counted.
"""

from sources.childrens_social_care.liquidlogic.codes import ADDRESS_USE, RELATION
from sources.codes import ETHNIC_DFE, SEX_LETTERS
from sources.columns import code, csv_export, date, flag, text
from sources.declaration import Column, Delimited, Export, Format
from sources.shapes import IDENTIFIER, NHS_NUMBER, UPRN

_LAYOUT = Delimited(ignores_case=True)
_CHILD = text("DIM_PERSON_ID", "The child.", required=True)


def _table(
    name: str,
    description: str,
    columns: tuple[Column, ...],
    *,
    key: tuple[str, ...] = (),
    optional: bool = False,
) -> Export:
    """Declare a table of the reporting database, dumped to a file of its name."""
    return csv_export(
        name,
        description,
        columns,
        key=key,
        table=name.lower(),
        optional=optional,
        layout=_LAYOUT,
        file_pattern=f"*{name}.csv",
    )


def _facts(
    name: str, description: str, columns: tuple[Column, ...], *, optional: bool = False
) -> Export:
    """Declare a table of facts about children: its own id, the child, and what happened."""
    own_id, *others = columns
    return _table(
        name, description, (own_id, _CHILD, *others), key=(own_id.name,), optional=optional
    )


PERSON = _table(
    "DIM_PERSON",
    "Everybody the system holds, clients or not; -1 is nobody.",
    (
        text("DIM_PERSON_ID", "Id in the system.", required=True, shape=IDENTIFIER),
        text("LEGACY_ID", "Id in an earlier system."),
        text("UPN", "Unique pupil number.", nulls=("Unknown",)),
        text("FORMER_UPN", "An earlier UPN.", optional=True, nulls=("Unknown",)),
        text("NHS_NUMBER", "NHS number, where it is sent.", optional=True, shape=NHS_NUMBER),
        text("FORENAME", "Given name."),
        text("SURNAME", "Surname."),
        code("GENDER_MAIN_CODE", "Sex.", SEX_LETTERS),
        code("ETHNICITY_MAIN_CODE", "DfE ethnic code.", ETHNIC_DFE),
        date("BIRTH_DTTM", "Date of birth, or the expected one."),
        flag("DOB_ESTIMATED", "Y: the date is when a child is expected."),
        date("DEATH_DTTM", "Date of death."),
        flag(
            "IS_CLIENT",
            "N: held as somebody's relation; not read, for such a record stands as any other.",
            optional=True,
        ),
        date("DUPLICATED_DTTM", "When the record was merged into another."),
        flag("IS_RESTRICTED_FLAG", "Y: a restricted record, where it is sent.", optional=True),
    ),
    key=("DIM_PERSON_ID",),
)

RELATION_ROWS = _table(
    "FACT_PERSON_RELATION",
    "Relations: the code says what the related person is to the first; CHI: their child.",
    (
        text("FACT_PERSON_RELATION_ID", "Row id.", required=True),
        text("DIM_PERSON_ID", "Of whom.", required=True),
        text("DIM_RELATED_PERSON_ID", "The related person.", required=True),
        date("DIM_RELATED_PERSON_DOB", "Date of birth of the related person."),
        code("DIM_LOOKUP_RELTN_TYPE_CODE", "CHI, MOT, FAT ...", RELATION),
        date("START_DTTM", "First day, where it is sent.", optional=True),
        date("END_DTTM", "Last day."),
    ),
    key=("FACT_PERSON_RELATION_ID",),
)

ADDRESS = _table(
    "DIM_PERSON_ADDRESS",
    "Dated addresses in parts; protected ones are marked.",
    (
        text("DIM_PERSON_ADDRESS_ID", "Row id.", required=True),
        text("DIM_PERSON_ID", "Whose address.", required=True),
        code("ADDSS_TYPE_CODE", "Use of the address.", ADDRESS_USE),
        date("START_DTTM", "First day."),
        date("END_DTTM", "Last day."),
        text("ROOM_NO", "Room."),
        text("FLOOR_NO", "Floor."),
        text("FLAT_NO", "Flat."),
        text("BUILDING", "Building."),
        text("HOUSE_NO", "House number."),
        text("STREET", "Street, or NO FIXED ABODE."),
        text("TOWN", "Town."),
        text("POSTCODE", "Postcode; all X and nopostcode stand for none."),
        text("UPRN", "Unique property reference number.", shape=UPRN),
        text("EASTING", "Easting.", optional=True),
        text("NORTHING", "Northing.", optional=True),
        flag("CONFIDENTIAL", "Y: a protected address.", optional=True),
        flag("IS_RESTRICTED_FLAG", "Y: a protected address.", optional=True),
    ),
    key=("DIM_PERSON_ADDRESS_ID",),
)

CONTACTS = _table(
    "FACT_CONTACTS",
    "Contacts with the front door, a row for each; they name the family of residence.",
    (
        text("DIM_PERSON_ID", "Whom the contact was about.", required=True),
        date("CONTACT_DTTM", "When."),
        text("DIM_LOOKUP_FAMILYOFRESIDENCE_ID", "The family they live in.", nulls=("-1",)),
    ),
    optional=True,
)

EARLY_HELP = _facts(
    "FACT_CAF_EPISODE",
    "Early help episodes.",
    (
        text("FACT_CAF_EPISODE_ID", "Row id.", required=True),
        date("EPISODE_START_DTTM", "First day.", required=True),
        date("EPISODE_END_DTTM", "Last day."),
        text("START_REASON", "Why the family was helped."),
        text("DIM_LOOKUP_CAF_EP_ENDRSN_ID_CODE", "How it ended."),
        text("DIM_LOOKUP_ORIGINATING_ORGANISATION_CODE", "Who helped."),
    ),
    optional=True,
)

REFERRALS = _facts(
    "FACT_REFERRALS",
    "Referrals and the episode of need that follows; NFA: no further action.",
    (
        text("FACT_REFERRAL_ID", "Row id.", required=True),
        date("REFRL_START_DTTM", "Referred on.", required=True),
        date("REFRL_END_DTTM", "Closed on."),
        text("DIM_LOOKUP_CATEGORY_OF_NEED_CODE", "N1 to N9, N0."),
        text("DIM_LOOKUP_CONT_SORC_ID", "Who referred."),
        flag("OUTCOME_NFA_FLAG", "Y: ended in no further action."),
        text("DIM_LOOKUP_REFRL_ENDRSN_ID_CODE", "RC1 to RC9."),
    ),
)

CARE_PLANS = _facts(
    "FACT_CARE_PLAN_SUMMARY",
    "Plans of all types; FP is the child in need plan.",
    (
        text("FACT_CARE_PLAN_SUMMARY_ID", "Row id.", required=True),
        text("FACT_REFERRAL_ID", "The referral."),
        date("START_DTTM", "First day."),
        date("END_DTTM", "Last day."),
        text("DIM_LOOKUP_PLAN_TYPE_CODE", "FP: child in need."),
        text("DIM_LOOKUP_PLAN_STATUS_ID_CODE", "z: deleted."),
    ),
    optional=True,
)

ENQUIRIES = _facts(
    "FACT_S47",
    "Enquiries under section 47 of the Children Act 1989.",
    (
        text("FACT_S47_ID", "Row id.", required=True),
        text("FACT_REFERRAL_ID", "The referral."),
        date("START_DTTM", "Begun on."),
        date("END_DTTM", "Ended on."),
        flag("OUTCOME_CP_CONFERENCE_FLAG", "Y: led to a conference."),
    ),
    optional=True,
)

PROTECTION_PLANS = _facts(
    "FACT_CP_PLAN",
    "Child protection plans.",
    (
        text("FACT_CP_PLAN_ID", "Row id.", required=True),
        text("FACT_REFERRAL_ID", "The referral."),
        date("START_DTTM", "First day.", required=True),
        date("END_DTTM", "Last day."),
        text("INIT_CATEGORY_DESC", "Category of abuse at the start, in words."),
        text("CP_CATEGORY_DESC", "Latest category of abuse, in words."),
    ),
)

LOOKED_AFTER = _facts(
    "FACT_CLA",
    "Periods of being looked after.",
    (
        text("FACT_CLA_ID", "Row id.", required=True),
        text("FACT_REFERRAL_ID", "The referral."),
        date("START_DTTM", "First day.", required=True),
        date("END_DTTM", "Last day, where it is sent.", optional=True),
    ),
)

CARE_EPISODES = _facts(
    "FACT_CARE_EPISODES",
    "Episodes within the periods, each with its reason.",
    (
        text("FACT_CARE_EPISODES_ID", "Row id.", required=True),
        text("FACT_CLA_ID", "The period."),
        date("CARE_START_DATE", "First day.", required=True),
        text("CARE_REASON_DESC", "Why it began."),
        text("CIN_903_CODE", "N1 to N8."),
        date("CARE_END_DATE", "Last day."),
        text("CARE_REASON_END_DESC", "Why it ceased."),
    ),
    optional=True,
)

PLACEMENTS = _facts(
    "FACT_CLA_PLACEMENT",
    "Placements of looked-after children; P1 and P2: with their parents, or on their own.",
    (
        text("FACT_CLA_PLACEMENT_ID", "Row id.", required=True),
        text("FACT_CLA_ID", "The period."),
        date("START_DTTM", "First day."),
        date("END_DTTM", "Last day."),
        text("DIM_LOOKUP_PLACEMENT_TYPE_CODE", "Type of placement."),
        text("POSTCODE", "Postcode of the placement."),
    ),
    optional=True,
)

LIQUIDLOGIC = Format(
    name="liquidlogic",
    system="childrens_social_care",
    description="Liquidlogic reporting tables: people, relations, addresses and what was done.",
    package=__name__,
    exports=(
        PERSON,
        RELATION_ROWS,
        ADDRESS,
        CONTACTS,
        EARLY_HELP,
        REFERRALS,
        CARE_PLANS,
        ENQUIRIES,
        PROTECTION_PLANS,
        LOOKED_AFTER,
        CARE_EPISODES,
        PLACEMENTS,
    ),
    date_formats=("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"),
    nulls=("", "NULL"),
    true_words=("y", "yes", "1", "true"),
    false_words=("n", "no", "0", "false"),
)
