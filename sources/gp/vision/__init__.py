"""Vision: the patients of a practice, in a file without a header.

The columns stand in the order of the extract, and a file lacks none of them. Patients are numbered
by each practice for itself, so that the practice is part of a patient's id. `ADDRESS` repeats the
five lines after it; `ETHNIC` is the beginning of a term and no code. The names of the files are
chosen by each site: what `sources` reads must have "Patient" in them, in whatever case.
"""

from sources.codes import SEX_LETTERS
from sources.columns import birth, code, csv_export, date, text
from sources.declaration import Delimited, Format
from sources.shapes import NHS_NUMBER, PHONE

PATIENTS = csv_export(
    "patient",
    "Patients of a practice, with the latest registration.",
    (
        text("PID", "Number of the patient at the practice.", required=True),
        text("REFERENCE", "Reference of the record."),
        birth("DATE_OF_BIRTH", "Date of birth."),
        code("SEX", "Sex.", SEX_LETTERS),
        text("POSTCODE", "Postcode."),
        text("MARITAL_STATUS", "S, M, D, P, C, W or U."),
        text("GP", "GP with whom the patient is registered, in the old style."),
        text("GP_USUAL", "Usual GP."),
        text(
            "ACTIVE",
            "Kind of registration: R general, T temporary, S another service, P private, "
            "L left, D dead.",
        ),
        date("REGISTERED_DATE", "Registered on."),
        date("REMOVED_DATE", "Left the practice on."),
        text("HA", "Health authority."),
        text("PCG", "Primary care group."),
        text("SURGERY", "Surgery of the practice."),
        text("MILEAGE", "Miles to the surgery."),
        text("DISPENSING", "Whether the practice dispenses."),
        text("ETHNIC", "Beginning of the term for the ethnic group."),
        date("DATE_OF_DEATH", "Date of death."),
        text("PRACTICE", "The practice."),
        text("SURNAME", "Surname."),
        text("FORENAME", "Given names."),
        text("TITLE", "Title."),
        text("NHS_NUMBER", "NHS number.", shape=NHS_NUMBER),
        text("ADDRESS", "All lines of the address, parted by upright strokes."),
        text("ADDRESS_1", "House name or flat."),
        text("ADDRESS_2", "Number and street."),
        text("ADDRESS_3", "Village."),
        text("ADDRESS_4", "Town."),
        text("ADDRESS_5", "County."),
        text("PHONE_NUMBER", "Phone.", shape=PHONE),
        text("MOBILE_NUMBER", "Mobile.", shape=PHONE),
        text("EMAIL", "E-mail address."),
        text("PRACT_NUMBER", "Number that the patient knows."),
        text("SERVICE_ID", "Practice that sends the file.", required=True),
        text("ACTION", "A added, C changed, D deleted."),
    ),
    key=("SERVICE_ID", "PID"),
    table="vision_patient",
    layout=Delimited(has_header=False),
    file_pattern="*Patient*.csv",
)

VISION = Format(
    name="vision",
    system="gp",
    description="Vision patient extract, without a header.",
    package=__name__,
    exports=(PATIENTS,),
    date_formats=("%Y%m%d",),
    true_words=("y",),
    false_words=("n",),
)
