"""SystmOne of a mental health trust: its Strategic Reporting Extract, with referrals and episodes.

What the extract shares with that of a practice is `sources.systmone`. Children whom the trust knows
for their own or for safeguarding are patients in it like anybody else. The extract has no flag
for a restricted record: the trust leaves those out. That a patient is no parent cannot be said
in it, only that they are one.
"""

from sources.columns import date, text
from sources.declaration import Format
from sources.systmone.tables import (
    DATE_FORMATS,
    FALSE_WORDS,
    PATIENT_ID,
    SHARED,
    TRUE_WORDS,
    table,
)

REFERRAL_IN = table(
    "SRReferralIn",
    "Referrals to the trust; open while DateDischarge is blank.",
    date("DateReferral", "Received on."),
    text("ServiceOffered", "Service, a number of SRMapping or the words themselves."),
    date("DateDischarge", "Discharged on."),
    text("DischargeReason", "Why, a number of SRMapping or the words themselves."),
    PATIENT_ID,
    typed="sr_referral_in",
)

EPISODE = table(
    "SRMHEpisode",
    "Episodes of mental health care, within a referral.",
    date("MHEpisodeStartDate", "First day."),
    date("MHEpisodeEndDate", "Last day."),
    text("IDTeam", "The team."),
    PATIENT_ID,
    typed="sr_mh_episode",
    optional=True,
)

SYSTMONE_MENTAL_HEALTH = Format(
    name="systmone_mental_health",
    system="adult_mental_health",
    description="SystmOne Strategic Reporting Extract of a mental health trust.",
    package=__name__,
    shared_package="sources.systmone",
    exports=(*SHARED, REFERRAL_IN, EPISODE),
    date_formats=DATE_FORMATS,
    true_words=TRUE_WORDS,
    false_words=FALSE_WORDS,
    stated_day="sr_manifest.DateExtractTo",
    tells_delta="sr_manifest.IsDelta",
)
