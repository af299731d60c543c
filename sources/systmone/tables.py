"""The tables of the Strategic Reporting Extract that are read, and how all of them are written.

Only columns with a use here are declared: an extract has many more, and what is not declared is
not kept. Columns stand in another order in every version of the extract and are found by name. A
row that was removed has its id and its unit, and mostly nothing else, so only these are required.
"""

from sources.codes import SEX_LETTERS
from sources.columns import Options, birth, code, csv_export, date, flag, text
from sources.declaration import Column, Delimited, Export
from sources.shapes import IDENTIFIER, NHS_NUMBER, PHONE
from sources.systmone.codes import ETHNIC_CTV3, RELATIONSHIP_TYPE

DATE_FORMATS = ("%d %b %Y %H:%M:%S", "%d %b %Y %H:%M", "%d %b %Y")
TRUE_WORDS, FALSE_WORDS = ("true", "1"), ("false", "0")

_ROW_ID = "RowIdentifier"
_UNIT = "IDOrganisationVisibleTo"
_OLDER: Options = {"optional": True}


def table(
    name: str, description: str, *columns: Column, typed: str, optional: bool = False
) -> Export:
    """Declare a table of rows about patients; a row stands once for every unit that may see it."""
    return csv_export(
        name,
        description,
        (
            text(_ROW_ID, "Row id.", required=True, shape=IDENTIFIER),
            text(_UNIT, "The unit in whose extract the row is.", required=True),
            *columns,
            flag("RemovedData", "1: removed; older versions have no such column.", **_OLDER),
        ),
        key=(_ROW_ID, _UNIT),
        table=typed,
        optional=optional,
        layout=Delimited(encoding="cp1252"),
        file_pattern=f"{name}.csv",
    )


PATIENT_ID = text("IDPatient", "RowIdentifier of the patient.", shape=IDENTIFIER)

PATIENT = table(
    "SRPatient",
    "Patients: a person has a row, with an id of its own, in every unit that registered them.",
    text("Title", "Title."),
    text("FirstName", "Given name."),
    text("MiddleNames", "Other given names."),
    text("Surname", "Surname."),
    text("PreviousSurname", "Surname before."),
    text("NHSNumber", "NHS number.", shape=NHS_NUMBER),
    birth("DateBirth", "Date of birth."),
    date("DateDeath", "Date of death."),
    code("Gender", "Gender.", SEX_LETTERS),
    text("EmailAddress", "E-mail address."),
    flag("TestPatient", "TRUE: nobody."),
    flag("SpineMatched", "TRUE: the NHS number was traced; not in the oldest versions.", **_OLDER),
    typed="sr_patient",
)

ADDRESS_HISTORY = table(
    "SRPatientAddressHistory",
    "Dated addresses of patients.",
    date("DateEvent", "First day."),
    date("DateTo", "Last day."),
    text("NameOfBuilding", "Flat, or name of the house."),
    text("NumberOfBuilding", "House number."),
    text("NameOfRoad", "Street."),
    text("NameOfLocality", "Locality."),
    text("NameOfTown", "Town."),
    text("FullPostCode", "Postcode."),
    text("AddressType", "Kind of address, a number of SRMapping."),
    PATIENT_ID,
    typed="sr_patient_address_history",
)

CONTACT_DETAILS = table(
    "SRPatientContactDetails",
    "Phone numbers of patients.",
    text("ContactType", "Kind of number, a number of SRMapping."),
    text("ContactNumber", "The number.", shape=PHONE),
    PATIENT_ID,
    typed="sr_patient_contact_details",
)

RELATIONSHIP = table(
    "SRPatientRelationship",
    "People around a patient: RelationshipWith is <RelationshipType> of the patient.",
    date("DateEvent", "Since when."),
    date("DateEnded", "Until when."),
    code("RelationshipType", "A number of SRMapping, or the word itself.", RELATIONSHIP_TYPE),
    flag("NextOfKin", "TRUE: the relative is the patient's next of kin."),
    flag("CaresForPatient", "TRUE: the relative cares for the patient."),
    flag("HasParentalResponsibility", "TRUE: the relative has it; for a child, the patient has."),
    text("IDRelationshipWithPatient", "Replaced by IDPatientRelationshipWith.", **_OLDER),
    text("IDPatientRelationshipWith", "RowIdentifier of a relative who is a patient too."),
    text("CodeRelationshipWithUser", "Code of a member of staff, or a relative's NHS number."),
    text("RelationshipWithName", "Full name, free text: title first, surname last."),
    # Typed in by hand: a child that is expected has its due date here.
    date("RelationshipWithDateOfBirth", "Date of birth of the relative."),
    text("RelationshipWithHouseName", "Flat, or name of the house."),
    text("RelationshipWithHouseNumber", "House number."),
    text("RelationshipWithRoad", "Street."),
    text("RelationshipWithLocality", "Locality."),
    text("RelationshipWithPostTown", "Town."),
    text("RelationshipWithPostCode", "Postcode."),
    text("RelationshipWithTelephone", "Phone.", shape=PHONE),
    text("RelationshipWithMobileTelephone", "Mobile.", shape=PHONE),
    text("RelationshipWithEmailAddress", "E-mail address."),
    code("RelationshipWithSex", "Sex of the relative.", SEX_LETTERS),
    PATIENT_ID,
    typed="sr_patient_relationship",
)

CHILD_AT_RISK = table(
    "SRChildAtRisk",
    "Children marked as at risk, most of them with a protection plan.",
    date("DateAdded", "Marked on."),
    flag("ChildProtectionPlan", "TRUE: there is a protection plan."),
    date("DateRemoved", "The mark was taken off on."),
    PATIENT_ID,
    typed="sr_child_at_risk",
    optional=True,
)

CODE = table(
    "SRCode",
    "Coded events. Ethnicity is one of them: ask for these codes alone, the rest is not needed.",
    date("DateEvent", "Recorded on."),
    code("CTV3Code", "What was recorded; codes that are not listed are dropped.", ETHNIC_CTV3),
    PATIENT_ID,
    typed="sr_code",
    optional=True,
)

MENTAL_HEALTH_ASSESSMENT = table(
    "SRMentalHealthAssessment",
    "What assessments found of how a patient lives.",
    date("ReviewDate", "Assessed on."),
    text("AccommodationStatus", "A number of SRMapping, or the words themselves."),
    PATIENT_ID,
    typed="sr_mental_health_assessment",
    optional=True,
)

MAPPING = csv_export(
    "SRMapping",
    "The words behind the numbers of other tables.",
    (
        text(_ROW_ID, "The number.", required=True, shape=IDENTIFIER),
        text("IDMappingGroup", "The list it belongs to.", aliases=("IdMappingGroup",)),
        code("Mapping", "The words; as a tie, where they are one.", RELATIONSHIP_TYPE),
    ),
    key=(_ROW_ID,),
    table="sr_mapping",
    layout=Delimited(encoding="cp1252"),
    file_pattern="SRMapping.csv",
)

MAPPING_GROUP = csv_export(
    "SRMappingGroup",
    "The lists of SRMapping.",
    (
        text(_ROW_ID, "Id of the list.", required=True),
        text("MappingGroup", "Name of the list.", **_OLDER),
    ),
    key=(_ROW_ID,),
    table="sr_mapping_group",
    optional=True,
    layout=Delimited(encoding="cp1252"),
    file_pattern="SRMappingGroup.csv",
)

MANIFEST = csv_export(
    "SRManifest",
    "The tables of the extract, and the days that it is about.",
    (
        text("FileName", "Name of a table.", required=True),
        flag("IsDelta", "TRUE: only what changed since the extract before."),
        date("DateExtractFrom", "Changes since.", **_OLDER),
        date("DateExtractTo", "As things were on.", **_OLDER),
    ),
    key=("FileName",),
    table="sr_manifest",
    optional=True,
    layout=Delimited(encoding="cp1252"),
    file_pattern="SRManifest.csv",
)

SHARED = (
    PATIENT,
    ADDRESS_HISTORY,
    CONTACT_DETAILS,
    RELATIONSHIP,
    CHILD_AT_RISK,
    CODE,
    MENTAL_HEALTH_ASSESSMENT,
    MAPPING,
    MAPPING_GROUP,
    MANIFEST,
)
