"""Lists 8 to 11: children looked after, care leavers, adoption.

What no count asks for is kept under its header as text, and mapped nowhere.
"""

from sources.childrens_social_care.annex_a.columns import (
    ADULT,
    CHILD_ID,
    DISABILITY,
    FAMILY_ID,
    PERSON,
    STAFF,
    answered,
    dated,
    kept,
    listed,
    said,
)
from sources.columns import text

# Word prints these quotes; escapes keep them from being taken for others.
_MISSING, _ABSENT = "\u2018Missing\u2019", "\u2018Absent\u2019"
_OF_TIMES = "Number of Episodes the Child has been {} from their Placement in the last 12 months"
_ABOUT_CARE = {
    "is_again": (
        "Is this a second or subsequent period of being a Looked After Child within the last 12 "
        "months (Y/N)"
    ),
    "legal_status_since": "Start date of current legal status",
    "last_review_on": "Date of Latest Statutory Review",
    "last_visit_on": "Date of Last Social Work Visit",
    "permanence_plan": "What is the permanence plan for this child?",
    "last_officer_visit_on": "Date of Last IRO Visit / Contact to the Child",
    "last_health_assessment_on": "Date of Last Health Assessment",
    "last_dental_check_on": "Date of Last Dental Check",
    "placements_in_year": "Number of Placements in the Last 12 months",
    "times_missing": _OF_TIMES.format(_MISSING),
    "times_absent": _OF_TIMES.format(_ABSENT),
    "interview_offered": (
        "Was the child offered a Return Interview after their last missing episode (Y/N)?"
    ),
    "interview_accepted": (
        "Did the child accept a Return Interview after their last missing episode (Y/N)?"
    ),
}
_ABOUT_ADOPTERS = {
    "disability": "Disability",
    "fosters_for_adoption": "Is the (prospective) adopter fostering for adoption?",
    "enquired_on": "Date enquiry received",
    "stage_1_started_on": "Date Stage 1 started",
    "stage_1_ended_on": "Date Stage 1 ended",
    "stage_2_started_on": "Date Stage 2 started",
    "stage_2_ended_on": "Date Stage 2 ended",
    "applied_on": "Date application submitted",
    "approved_on": "Date application approved",
    "matched_on": "Date adopter matched with child(ren)",
    "placed_on": "Date child/children placed with adopter(s)",
    "children_placed": "No. of children placed",
    "adopted_on": "Date of Adoption Order",
    "left_on": "Date of leaving adoption process",
    "left_because": "Reason for leaving adoption process",
}

LOOKED_AFTER = listed(
    8,
    "children looked after now or in the last six months",
    CHILD_ID,
    *PERSON,
    answered(
        "unaccompanied",
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
        r".*(uasc|asylum).*",
    ),
    DISABILITY,
    dated("started_on", "Date Started to be Looked After", r".*date.*started.*", required=True),
    said("need", "Child's Category of Need", r".*category.*need.*"),
    said("legal_status", "Child's Legal Status", r"(?!.*date).*legal.*status.*"),
    dated("ceased_on", "Date Ceased to be Looked After", r".*date.*ceased.*"),
    said("ceased_because", "Reason Ceased to be Looked After", r".*reason.*ceased.*"),
    dated("placed_on", "Start Date of Most Recent Placement", r".*start.*date.*placement.*"),
    said("placement_type", "Placement Type", r".*placement.*type.*"),
    said("placement_postcode", "Placement postcode", r".*post ?code.*"),
    said("provider", "Placement Provider", r".*placement.*provider.*", optional=True),
    said("placement_urn", "URN of Placement", r".*\burn\b.*", optional=True),
    said("placement_location", "Placement Location", r".*placement.*location.*", optional=True),
    said("placement_council", "LA of Placement", r".*\bla\b.*placement.*", optional=True),
    *(kept(name, header) for name, header in _ABOUT_CARE.items()),
    *STAFF,
    key=("child_id", "started_on"),
)

CARE_LEAVERS = listed(
    9,
    "care leavers",
    CHILD_ID,
    *PERSON,
    DISABILITY,
    *STAFF,
    said("eligibility", "Eligibility Category", r".*eligib.*"),
    said("in_touch", "LA in Touch", r".*in.*touch.*"),
    said("accommodation", "Type of Accommodation", r".*type.*accommodation.*", optional=True),
    said(
        "accommodation_suits",
        "Suitability of Accommodation",
        r".*suitab.*accommodation.*",
        optional=True,
    ),
    said("activity", "Activity Status", r".*activity.*", optional=True),
    key=("child_id",),
)

ADOPTION = listed(
    10,
    "children decided to be adopted in the last year",
    CHILD_ID,
    FAMILY_ID,
    *PERSON,
    DISABILITY,
    dated("entered_care_on", "Date the Child Entered Care", r".*entered.*care.*", optional=True),
    dated(
        "decided_on",
        "Date of Decision that Child Should be Placed for Adoption",
        r".*decision.*should be placed.*",
    ),
    dated("order_on", "Date of Placement Order", r".*placement order.*", optional=True),
    dated(
        "matched_on",
        "Date of Matching Child and Prospective Adopters",
        r".*match.*",
        optional=True,
    ),
    dated("placed_on", "Date Placed for Adoption", r".*date placed for adoption.*"),
    dated("adopted_on", "Date of Adoption Order", r".*adoption order.*", optional=True),
    dated(
        "no_longer_on",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        r".*decision.*no longer.*",
        optional=True,
    ),
    said(
        "no_longer_because",
        "Reason Why Child No Longer Placed for Adoption",
        r".*reason.*no longer.*",
        optional=True,
    ),
    kept(
        "fostered_for_adoption_on",
        "Date the child was placed for fostering in FFA or concurrent planning placement",
    ),
    optional=True,
)

ADOPTERS = listed(
    11,
    "prospective adopters of the last year; adults, landed and mapped nowhere",
    text(
        "adopter_id",
        "The adopter's own id.",
        aliases=("Individual adopter identifier",),
        pattern=r".*adopter.*\bid(entifier)?\b.*",
        required=True,
    ),
    FAMILY_ID,
    *ADULT,
    *(kept(name, header) for name, header in _ABOUT_ADOPTERS.items()),
    optional=True,
)
