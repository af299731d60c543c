"""SSDA903: the yearly return of children looked after, as its CSV files.

Each file is known by its header, for nobody can rely on what it is called. It carries no names and
no ties; `CHILD` is the case management system's own id, so its children join the council's extract
and add periods of care, placements and what the return asks about them.

Convictions, health checks, substance misuse, permanence before and the adopters of a child are
landed and not mapped: no count asks for them. The XML form of the return is not read.
"""

from sources.childrens_social_care.ssda903.codes import USE_OF_PLACEMENT
from sources.codes import ETHNIC_DFE, SEX_CIN
from sources.columns import birth, code, csv_export, date, flag, number, text
from sources.declaration import Column, Delimited, Export, Format
from sources.shapes import IDENTIFIER

# The files pass through many hands, and some of their editors leave the last line open.
_LAYOUT = Delimited(ends_with_newline=False)


def _file(
    name: str,
    description: str,
    *columns: Column,
    key: tuple[str, ...] = (),
    has_birth: bool = True,
    optional: bool = True,
) -> Export:
    """Declare a file of the return: the child, mostly its birth, and what the file is about."""
    child = text("CHILD", "The council's own id.", required=True, shape=IDENTIFIER)
    born = (birth("DOB", "Date of birth."),) if has_birth else ()
    return csv_export(
        f"ssda903_{name}",
        description,
        (child, *born, *columns),
        key=key,
        optional=optional,
        layout=_LAYOUT,
        file_pattern="*.csv",
        by_header=True,
    )


HEADER = _file(
    "header",
    "Children of the return.",
    code("SEX", "1 and 2 until 2024, then M, F, U.", SEX_CIN),
    birth("DOB", "Date of birth."),
    code("ETHNIC", "DfE ethnic code.", ETHNIC_DFE),
    text("UPN", "Unique pupil number, or UN1 to UN10: why there is none.", shape=IDENTIFIER),
    flag("MOTHER", "1: a mother herself.", optional=True),
    birth("MC_DOB", "Date of birth of her child.", optional=True),
    key=("CHILD",),
    has_birth=False,
    optional=False,
)

EPISODES = _file(
    "episodes",
    "Episodes of being looked after: a new one for every change of status or placement.",
    date("DECOM", "First day.", required=True),
    text("RNE", "Why it began; S: the child was not looked after before."),
    text("LS", "Legal status; V3 and V4 are short breaks."),
    text("CIN", "Category of need, N1 to N8."),
    code("PLACE", "Kind of placement; P1: with own parents.", USE_OF_PLACEMENT),
    text("PLACE_PROVIDER", "Who provides it, PR0 to PR5.", optional=True),
    date("DEC", "Day on which it ceased."),
    text("REC", "Why it ceased; X1: another episode follows at once."),
    text("REASON_PLACE_CHANGE", "Why the placement was changed.", optional=True),
    text("HOME_POST", "Postcode of the home when the child entered care."),
    text("PL_POST", "Postcode of the placement."),
    text("URN", "Ofsted's number of the placement.", optional=True),
    has_birth=False,
    optional=False,
)

REVIEWS = _file(
    "reviews",
    "Statutory reviews.",
    date("REVIEW", "Held on."),
    text("REVIEW_CODE", "How the child took part, PN0 to PN7."),
)

UASC = _file(
    "uasc",
    "Unaccompanied children who seek asylum.",
    code("SEX", "1 and 2 until 2024, then M, F, U.", SEX_CIN),
    date("DUC", "Day on which that status ceases, mostly the 18th birthday."),
)

OUTCOMES = _file(
    "oc2",
    "Outcomes of children looked after for a year.",
    number("SDQ_SCORE", "Strengths and difficulties questionnaire, 0 to 40."),
    text("SDQ_REASON", "Why there is no score."),
    flag("CONVICTED", "Convicted or cautioned in the year."),
    flag("HEALTH_CHECK", "Health checks are up to date."),
    flag("IMMUNISATIONS", "Immunisations are up to date."),
    flag("TEETH_CHECK", "Teeth were checked."),
    flag("HEALTH_ASSESSMENT", "The yearly assessment was made."),
    flag("SUBSTANCE_MISUSE", "A substance misuse problem was found."),
    flag("INTERVENTION_RECEIVED", "Help for it was received."),
    flag("INTERVENTION_OFFERED", "Help for it was offered."),
)

CARE_LEAVERS = _file(
    "oc3",
    "Care leavers around their birthday.",
    text("IN_TOUCH", "Whether the council is in touch."),
    text("ACTIV", "Education, training or employment."),
    text("ACCOM", "Accommodation."),
)

ADOPTIONS = _file(
    "ad1",
    "Children adopted in the year; who adopted them is landed and mapped nowhere.",
    date("DATE_INT", "Decided that the child should be adopted."),
    date("DATE_MATCH", "Matched with adopters."),
    flag("FOSTER_CARE", "Adopted by the foster carers."),
    text("NB_ADOPTR", "One adopter or two."),
    text("SEX_ADOPTR", "Sex of the adopters."),
    text("LS_ADOPTR", "Legal status of the adopters."),
)

PLACED_FOR_ADOPTION = _file(
    "placed_for_adoption",
    "Children placed with those who will adopt them.",
    date("DATE_PLACED", "Placed on."),
    date("DATE_PLACED_CEASED", "Day from which that was no longer the plan."),
    text("REASON_PLACED_CEASED", "Why the plan ended, RD1 to RD4."),
)

PREVIOUS_PERMANENCE = _file(
    "previous_permanence",
    "What order a child had left care under before.",
    text("PREV_PERM", "P1 to P4; Z1: none."),
    text("LA_PERM", "Council that made it."),
    # A year or a month alone is written as z/z/2015: a date that cannot be one is no fault.
    text("DATE_PERM", "When it was made, or the part of it that is known."),
)

MISSING = _file(
    "missing",
    "Times when a child was missing or away without leave.",
    text("MISSING", "M: missing, A: away without authorisation."),
    date("MIS_START", "First day."),
    date("MIS_END", "Last day."),
)

SOCIAL_WORKERS = _file(
    "sw_episodes",
    "Who was the child's social worker, from the 2024 return.",
    text("SW_ID", "The worker's registration."),
    date("SW_DECOM", "First day."),
    date("SW_DEC", "Last day."),
    text("SW_REASON", "Why the worker changed."),
)

DEPRIVATIONS_OF_LIBERTY = _file(
    "dolo",
    "Court orders that deprive a child of liberty.",
    date("DOLO_START", "First day."),
    date("DOLO_END", "Last day."),
)

SSDA903 = Format(
    name="ssda903",
    system="childrens_social_care",
    description="SSDA903 return of children looked after, CSV files.",
    package=__name__,
    exports=(
        HEADER,
        EPISODES,
        REVIEWS,
        UASC,
        OUTCOMES,
        CARE_LEAVERS,
        ADOPTIONS,
        PLACED_FOR_ADOPTION,
        PREVIOUS_PERMANENCE,
        MISSING,
        SOCIAL_WORKERS,
        DEPRIVATIONS_OF_LIBERTY,
    ),
    date_formats=("%d/%m/%Y",),
    names_people=False,
)
