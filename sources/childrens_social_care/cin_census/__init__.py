"""Children in need census XML: the yearly statutory return.

It carries no names, addresses or relationships. Its `LAchildID` is the case management system's
own id, so its children join the council's own extract and add stages, factors and closures.
"""

from sources.codes import ETHNIC_DFE, SEX_CIN
from sources.columns import code, date, flag, text
from sources.declaration import Export, Format, RawTable, Xml

_CHILD = "Message/Children/Child"
_DETAILS = f"{_CHILD}/CINdetails"


HEADER = RawTable(
    name="cin_header",
    description="What the return is about.",
    element="Message/Header",
    columns=(
        text("CollectionDetails/Collection", "CIN."),
        text("CollectionDetails/Year", "Year of the return."),
        date("CollectionDetails/ReferenceDate", "Last day of the year."),
        text("Source/LEA", "Council, three digits."),
    ),
)

CHILD = RawTable(
    name="cin_child",
    description="One child of the return.",
    element=_CHILD,
    key=("LAchildID",),
    key_in_file=True,
    columns=(
        text("ChildIdentifiers/LAchildID", "The council's own id.", required=True),
        text("ChildIdentifiers/UPN", "Unique pupil number."),
        text("ChildIdentifiers/FormerUPN", "An earlier UPN."),
        text("ChildIdentifiers/UPNunknown", "Why there is no UPN."),
        date("ChildIdentifiers/PersonBirthDate", "Date of birth."),
        date("ChildIdentifiers/ExpectedPersonBirthDate", "Expected date, unborn."),
        code("ChildIdentifiers/GenderCurrent", "Until 2024.", SEX_CIN),
        code("ChildIdentifiers/Sex", "From 2025.", SEX_CIN),
        date("ChildIdentifiers/PersonDeathDate", "Date of death."),
        code("ChildCharacteristics/Ethnicity", "DfE ethnic code.", ETHNIC_DFE),
    ),
)

DETAILS = RawTable(
    name="cin_details",
    description="One episode of need.",
    element=_DETAILS,
    columns=(
        date("CINreferralDate", "Referred on.", required=True),
        text("ReferralSource", "Who referred."),
        text("PrimaryNeedCode", "N1 to N9, N0."),
        date("CINclosureDate", "Closed on."),
        text("ReasonForClosure", "RC1 to RC9."),
        flag("ReferralNFA", "No further action."),
    ),
)

ASSESSMENT = RawTable(
    name="cin_assessment",
    description="One assessment within an episode.",
    element=f"{_DETAILS}/Assessments",
    columns=(
        date("AssessmentActualStartDate", "Begun on."),
        date("AssessmentAuthorisationDate", "Authorised on."),
    ),
)

FACTOR = RawTable(
    name="cin_assessment_factor",
    description="One factor identified at an assessment; 4B: a parent's mental health.",
    element=f"{_DETAILS}/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors",
    columns=(text(".", "1A to 24A.", name="AssessmentFactors", required=True),),
)

PLAN = RawTable(
    name="cin_plan",
    description="One child in need plan.",
    element=f"{_DETAILS}/CINPlanDates",
    columns=(
        date("CINPlanStartDate", "First day.", required=True),
        date("CINPlanEndDate", "Last day."),
    ),
)

PROTECTION_PLAN = RawTable(
    name="cin_protection_plan",
    description="One child protection plan.",
    element=f"{_DETAILS}/ChildProtectionPlans",
    columns=(
        date("CPPstartDate", "First day.", required=True),
        date("CPPendDate", "Last day."),
        text("InitialCategoryOfAbuse", "NEG, PHY, SAB, EMO, MUL."),
        text("LatestCategoryOfAbuse", "NEG, PHY, SAB, EMO, MUL."),
    ),
)

CIN_CENSUS = Format(
    name="cin_census",
    system="childrens_social_care",
    description="Children in need census XML.",
    package=__name__,
    exports=(
        Export(
            name="cin_census",
            description="One file per yearly return.",
            file_pattern="CIN*.xml",
            layout=Xml(root="Message"),
            tables=(HEADER, CHILD, DETAILS, ASSESSMENT, FACTOR, PLAN, PROTECTION_PLAN),
        ),
    ),
    names_people=False,
)
