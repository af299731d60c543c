"""Children in need census XML: the yearly statutory return, of every year since 2021.

It carries no names, addresses or relationships. Its `LAchildID` is the case management system's
own id, so its children join the council's own extract and add stages, factors and closures. Real
files hold empty elements, so that only what a record means nothing without is required.
"""

from sources.codes import ETHNIC_DFE, SEX_CIN
from sources.columns import birth, code, date, flag, number, text
from sources.declaration import Export, Format, RawTable, Xml
from sources.shapes import IDENTIFIER

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
        text("Source/SourceLevel", "L: a local authority."),
        text("Source/LEA", "Council, three digits."),
        text("Source/SoftwareCode", "The system that wrote the return."),
        text("Source/Release", "Release of that system."),
        text("Source/SerialNo", "Number of the file, from 001."),
        text("Source/DateTime", "When the file was written."),
    ),
)

CHILD = RawTable(
    name="cin_child",
    description="One child of the return.",
    element=_CHILD,
    key=("LAchildID",),
    key_in_file=True,
    columns=(
        text(
            "ChildIdentifiers/LAchildID", "The council's own id.", required=True, shape=IDENTIFIER
        ),
        text("ChildIdentifiers/UPN", "Unique pupil number."),
        text("ChildIdentifiers/FormerUPN", "An earlier UPN."),
        text("ChildIdentifiers/UPNunknown", "Why there is no UPN; at times beside one."),
        birth("ChildIdentifiers/PersonBirthDate", "Date of birth."),
        date("ChildIdentifiers/ExpectedPersonBirthDate", "Expected date; nothing once born."),
        code("ChildIdentifiers/GenderCurrent", "Until 2024.", SEX_CIN),
        code("ChildIdentifiers/Sex", "From 2025; numbers of the older list occur.", SEX_CIN),
        date("ChildIdentifiers/PersonDeathDate", "Date of death."),
        code("ChildCharacteristics/Ethnicity", "DfE ethnic code.", ETHNIC_DFE),
    ),
)

DISABILITY = RawTable(
    name="cin_disability",
    description="One disability of a child.",
    element=f"{_CHILD}/ChildCharacteristics/Disabilities/Disability",
    columns=(text(".", "MOB, HAND, LD ...; NONE: no disability.", name="Disability"),),
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
        date("DateOfInitialCPC", "Initial child protection conference, outside an enquiry."),
        flag("ReferralNFA", "No further action."),
    ),
)

ASSESSMENT = RawTable(
    name="cin_assessment",
    description="One assessment within an episode.",
    element=f"{_DETAILS}/Assessments",
    columns=(
        date("AssessmentActualStartDate", "Begun on."),
        date("AssessmentInternalReviewDate", "To be reviewed by."),
        date("AssessmentAuthorisationDate", "Authorised on."),
    ),
)

FACTOR = RawTable(
    name="cin_assessment_factor",
    description="One factor identified at an assessment; 4B: a parent's mental health.",
    element=f"{_DETAILS}/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors",
    columns=(text(".", "1A to 24A.", name="AssessmentFactors"),),
)

PLAN = RawTable(
    name="cin_plan",
    description="One child in need plan.",
    element=f"{_DETAILS}/CINPlanDates",
    columns=(
        date("CINPlanStartDate", "First day."),
        date("CINPlanEndDate", "Last day."),
    ),
)

SECTION_47 = RawTable(
    name="cin_section_47",
    description="One enquiry under section 47 of the Children Act 1989.",
    element=f"{_DETAILS}/Section47",
    columns=(
        date("S47ActualStartDate", "Begun on."),
        date("InitialCPCtarget", "The conference was due by."),
        date("DateOfInitialCPC", "Initial child protection conference."),
        flag("ICPCnotRequired", "No conference was needed."),
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
        number("NumberOfPreviousCPP", "Plans the child had before this one."),
    ),
)

REVIEW = RawTable(
    name="cin_protection_plan_review",
    description="One review of a child protection plan.",
    element=f"{_DETAILS}/ChildProtectionPlans/Reviews/CPPreviewDate",
    columns=(date(".", "Reviewed on.", name="CPPreviewDate"),),
)

PRE_PROCEEDINGS = RawTable(
    name="cin_pre_proceedings",
    description="Pre-proceedings and family group decision making, from 2026.",
    element=f"{_DETAILS}/PreProceedingsandFGDM",
    columns=(
        date("PPStartDate", "Pre-proceedings began on."),
        date("LBPSentDate", "Letter before proceedings sent on."),
        flag("FGDMMeetingOffer", "The letter offered a family group meeting."),
        flag("FGDMMeetingFac", "A family group meeting was held."),
        date("InitialPPMeetingDate", "First meeting."),
        number("ReviewMeetingsCount", "Review meetings."),
        date("StepDecisionDate", "Decided on."),
        text("PPOutcome", "A, B, C."),
        date("CourtAppDate", "Application to the court."),
        date("LetterInitCPDate", "Letter that began care proceedings."),
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
            file_pattern="*CIN*.xml",
            layout=Xml(root="Message"),
            tables=(
                HEADER,
                CHILD,
                DISABILITY,
                DETAILS,
                ASSESSMENT,
                FACTOR,
                PLAN,
                SECTION_47,
                PROTECTION_PLAN,
                REVIEW,
                PRE_PROCEEDINGS,
            ),
        ),
    ),
    names_people=False,
    stated_day="cin_header.ReferenceDate",
)
