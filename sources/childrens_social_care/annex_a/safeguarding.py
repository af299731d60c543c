"""Lists 1 to 7: from a contact to a child protection plan."""

from sources.childrens_social_care.annex_a.columns import (
    CHILD_ID,
    DISABILITY,
    PERSON,
    STAFF,
    answered,
    counted,
    dated,
    listed,
    said,
)

CONTACTS = listed(
    1,
    "contacts in the last six months",
    CHILD_ID,
    *PERSON,
    dated("contact_on", "Date of Contact", r".*date.*contact.*", required=True),
    said("contact_source", "Contact Source", r".*contact.*source.*|source.*contact.*"),
    optional=True,
)

EARLY_HELP = listed(
    2,
    "early help assessments in the last six months",
    CHILD_ID,
    *PERSON,
    dated("assessment_started", "Assessment start date", r".*assessment.*start.*", required=True),
    dated("assessment_completed", "Assessment completion date", r".*assessment.*complet.*date.*"),
    said(
        "organisation",
        "Organisation completing assessment",
        r".*organisation.*",
        optional=True,
    ),
    optional=True,
)

REFERRALS = listed(
    3,
    "referrals in the last six months",
    CHILD_ID,
    *PERSON,
    dated("referred_on", "Date of Referral", r".*date.*referral.*", required=True),
    said("referral_source", "Referral Source", r".*referral.*source.*|source.*referral.*"),
    answered("no_further_action", "Referral NFA?", r".*\bnfa\b.*|.*no further action.*"),
    said(
        "referrals_in_year",
        "Number of Referrals in Last 12 Months",
        r".*number.*referral.*",
        optional=True,
    ),
    *STAFF,
)

ASSESSMENTS = listed(
    4,
    "assessments in the last six months",
    CHILD_ID,
    *PERSON,
    DISABILITY,
    dated(
        "assessment_started",
        "Continuous Assessment Start Date",
        r".*assessment.*start.*date.*",
        required=True,
    ),
    said(
        "child_seen",
        "Child Seen During Continuous Assessment",
        r".*child.*seen.*",
        optional=True,
    ),
    dated(
        "assessment_authorised",
        "Continuous Assessment Date of Authorisation",
        r".*date.*authoris.*|.*authoris.*date.*",
    ),
    said(
        "support_required",
        "Was the child assessed as requiring LA children's social care support?",
        r".*support.*",
    ),
    *STAFF,
)

ENQUIRIES = listed(
    5,
    "section 47 enquiries and initial conferences in the last six months",
    CHILD_ID,
    *PERSON,
    DISABILITY,
    dated(
        "discussed_on",
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        r".*(strategy|section 47|s47).*date.*",
        required=True,
    ),
    answered(
        "conference_unnecessary",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        r".*unnecessary.*",
    ),
    dated(
        "conference_on",
        "Date of Initial Child Protection Conference",
        r".*date.*(initial.*conference|icpc).*",
    ),
    said(
        "plan_followed",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        r".*result.*plan.*",
        optional=True,
    ),
    said(
        "enquiries_in_year",
        "Number of Section 47 Enquiries in the last 12 months",
        r".*number.*(section 47|s47).*",
        optional=True,
    ),
    said(
        "conferences_in_year",
        "Number of ICPCs in the last 12 months",
        r".*number.*(icpc|conference).*",
        optional=True,
    ),
    *STAFF,
)

IN_NEED = listed(
    6,
    "children in need now or in the last six months",
    CHILD_ID,
    *PERSON,
    DISABILITY,
    dated("started_on", "CIN Start Date", r".*cin.*start.*", required=True),
    said("need", "Primary Need Code", r".*need.*code.*"),
    dated("last_seen_on", "Date Child Was Last Seen", r".*last.*seen.*", optional=True),
    dated("closed_on", "CIN Closure Date", r".*clos.*date.*|.*date.*clos.*"),
    said("closed_because", "Reason for Closure", r".*reason.*clos.*"),
    said("case_status", "Case Status", r".*status.*", optional=True),
    *STAFF,
    key=("child_id", "started_on"),
)

PROTECTION_PLANS = listed(
    7,
    "child protection plans now or in the last six months",
    CHILD_ID,
    *PERSON,
    DISABILITY,
    dated("started_on", "Child Protection Plan Start Date", r".*plan.*start.*", required=True),
    said("initial_category", "Initial Category of Abuse", r".*initial.*categor.*"),
    said("latest_category", "Latest Category of Abuse", r".*latest.*categor.*"),
    dated(
        "last_visit_on",
        "Date of the Last Statutory Visit",
        r".*date.*visit.*",
        optional=True,
    ),
    said("seen_alone", "Was the Child Seen Alone?", r".*seen.*alone.*", optional=True),
    dated(
        "last_review_on",
        "Date of latest review conference",
        r".*date.*review.*|.*review.*date.*",
    ),
    dated("ended_on", "Child Protection Plan End Date", r".*plan.*end.*"),
    said(
        "emergency_protection",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six "
        "Months (Y/N)",
        r".*emergency.*",
        optional=True,
    ),
    counted("previous_plans", "Number of Previous Child Protection Plans", r".*number.*previous.*"),
    *STAFF,
    key=("child_id", "started_on"),
)
