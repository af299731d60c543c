"""SystmOne of general practices: their Strategic Reporting Extract, with registrations.

What the extract shares with that of a mental health trust is `sources.systmone`. A practice's ticks
for parental responsibility are ties between people here, and say nothing of what a mental health
trust recorded.
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

REGISTRATION = table(
    "SRPatientRegistration",
    "Registrations of patients with a practice; open while DateDeRegistration is blank.",
    date("DateRegistration", "Registered on."),
    date("DateDeRegistration", "Left on."),
    text("RegistrationStatus", "Whether for all services, for some or for a time."),
    PATIENT_ID,
    text("IDOrganisation", "The practice.", optional=True),
    text("IDOrganisationRegisteredAt", "The practice, in newer versions.", optional=True),
    typed="sr_patient_registration",
)

SYSTMONE_GP = Format(
    name="systmone_gp",
    system="gp",
    description="SystmOne Strategic Reporting Extract of general practices.",
    package=__name__,
    shared_package="sources.systmone",
    exports=(*SHARED, REGISTRATION),
    date_formats=DATE_FORMATS,
    true_words=TRUE_WORDS,
    false_words=FALSE_WORDS,
    stated_day="sr_manifest.DateExtractTo",
    tells_delta="sr_manifest.IsDelta",
)
