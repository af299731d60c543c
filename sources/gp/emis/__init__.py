"""EMIS Web bulk extract: the patient table of the practices.

One row per patient, every value quoted. `Deleted`, dummy and confidential patients are in the
file and are not people to count. Ethnicity is an observation elsewhere in EMIS, not here.
"""

from sources.codes import SEX_LETTERS
from sources.columns import birth, code, date, flag, text
from sources.declaration import CodeList, Delimited, Export, Format, RawTable
from sources.shapes import NHS_NUMBER, PHONE

CARER_RELATION = CodeList(
    name="CarerRelation",
    values={
        "Mother": "parent_of",
        "Father": "parent_of",
        "Parent": "parent_of",
        "Step Parent": "step_parent_of",
        "Grandparent": "grandparent_of",
        "Foster Parent": "foster_carer_of",
        "Guardian": "guardian_of",
        "Wife": "partner_of",
        "Husband": "partner_of",
        "Partner": "partner_of",
        "Carer": "carer_of",
    },
    default="other",
)

NHS_NUMBER_STATUS = CodeList(
    name="NHSNumberStatus",
    values={"01": "verified", "Present and verified": "verified"},
    default="unverified",
)


PATIENT = RawTable(
    name="emis_patient",
    description="One patient of a practice, with the latest registration.",
    key=("PatientGuid",),
    columns=(
        text("PatientGuid", "Id of the registration.", required=True),
        text("OrganisationGuid", "The practice."),
        text("UsualGpUserInRoleGuid", "Usual GP."),
        code("Sex", "Sex.", SEX_LETTERS),
        birth("DateOfBirth", "Date of birth."),
        date("DateOfDeath", "Date of death."),
        text("Title", "Title."),
        text("GivenName", "Given name."),
        text("MiddleNames", "Other given names."),
        text("Surname", "Surname."),
        date("DateOfRegistration", "Registered on; 1900-01-01 where it is missing."),
        text("NhsNumber", "NHS number.", shape=NHS_NUMBER),
        text("PatientNumber", "Number at the practice."),
        text("PatientTypeDescription", "Regular, Temporary, Dummy and so on."),
        text("DummyType", "Kind of dummy patient."),
        text("HouseNameFlatNumber", "House name or flat."),
        text("NumberAndStreet", "Number and street."),
        text("Village", "Village."),
        text("Town", "Town."),
        text("County", "County."),
        text("Postcode", "Postcode."),
        text("ResidentialInstituteCode", "Set for a care home or other institution."),
        code("NHSNumberStatus", "Often empty.", NHS_NUMBER_STATUS),
        text("CarerName", "Name of a carer, free text."),
        code("CarerRelation", "The carer is <relation> of the patient.", CARER_RELATION),
        text("PersonGuid", "Links registrations of one person."),
        date("DateOfDeactivation", "Left the practice on."),
        flag("Deleted", "true: deleted."),
        flag("SpineSensitive", "true: a restricted record."),
        flag("IsConfidential", "true: a confidential record."),
        text("EmailAddress", "E-mail address."),
        text("HomePhone", "Phone.", shape=PHONE),
        text("MobilePhone", "Mobile.", shape=PHONE),
        text("ExternalUsualGPGuid", "Usual GP elsewhere."),
        text("ExternalUsualGP", "Usual GP elsewhere."),
        text(
            "ExternalUsualGPOrganisation",
            "Practice elsewhere; misspelt in older releases.",
            aliases=("ExternalUsusalGPOrganisation",),
        ),
        text("ProcessingId", "Run of the extract."),
    ),
)

EMIS = Format(
    name="emis",
    system="gp",
    description="EMIS Web Admin_Patient CSV.",
    package=__name__,
    exports=(
        Export(
            name="Admin_Patient",
            description="Patients of every practice of the extract.",
            file_pattern="*Admin_Patient*.csv",
            layout=Delimited(quote_all=True),
            tables=(PATIENT,),
        ),
    ),
    nulls=("",),
    true_words=("true", "1", "y", "yes"),
    false_words=("false", "0", "n", "no"),
)
