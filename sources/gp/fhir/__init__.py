"""FHIR R4 UK Core: patients and related persons, as PDS and other systems give them in JSON.

The folder of a delivery holds JSON files of any names: bulk files (NDJSON), bundles of a search, or
single resources; each holds what it holds of the resources. A birth date may be a year or a month
alone. A restricted patient has no address, phone or practice, and no related persons.
"""

from sources.codes import ETHNIC_NHS
from sources.columns import birth, code, date, flag, text
from sources.declaration import Column, Export, Format, Json, RawTable
from sources.gp.fhir.codes import ADDRESS_USE, GENDER, NHS_NUMBER_STATUS, RELATIONSHIP

_NHS_NUMBER = "identifier[system~/Id/nhs-number][use!=old]"
_STATUS = "extension[url~NHSNumberVerificationStatus]/valueCodeableConcept/coding/code"
_UPRN = (
    "extension[url~AddressKey][extension[url=type]/valueCoding/code=UPRN]"
    "/extension[url=value]/valueString"
)
_REMOVED = "extension[url~RemovalFromRegistration]"
_REMOVED_FOR = "extension[url=removalFromRegistrationCode]/valueCodeableConcept/coding/code"
_REMOVED_ON = "extension[url=effectiveTime]/valuePeriod/start/day()"


def _days(of: str) -> tuple[Column, Column]:
    return (
        date("period/start/day()", f"First day of the {of}.", name="since"),
        date("period/end/day()", f"Last day of the {of}.", name="until"),
    )


def _names(within: str) -> tuple[Column, ...]:
    return (
        text("use", "usual, official, temp, nickname, anonymous, old or maiden."),
        *_name_parts(""),
        text("prefix/*", "Titles.", name="prefix"),
        *_days(f"name of {within}"),
    )


def _name_parts(path: str) -> tuple[Column, ...]:
    return (
        text(f"{path}family", "Surname."),
        text(f"{path}given/*", "Given names, each on a line of its own.", name="given"),
        text(f"{path}text", "The whole name, where that is all there is.", name="name_text"),
    )


def _address_parts(path: str) -> tuple[Column, ...]:
    return (
        text(f"{path}line/*", "Lines, each on a line of its own.", name="lines"),
        text(f"{path}text", "The whole address, where that is all there is.", name="address_text"),
        text(f"{path}postalCode", "Postcode."),
        text(f"{path}{_UPRN}", "Unique property reference number.", name="uprn"),
    )


def _addresses(of: str) -> tuple[Column, ...]:
    return (
        code("use", "home, temp, billing, work or old.", ADDRESS_USE),
        *_address_parts(""),
        *_days(f"address of {of}"),
    )


def _telecoms(of: str) -> tuple[Column, ...]:
    return (
        text("system", "phone, sms, email, fax, pager, url or other."),
        text("value", "The number or address."),
        text("use", "home, work, temp, mobile or old."),
        *_days(f"phone number or e-mail address of {of}"),
    )


def _relationship(of: str) -> tuple[Column, ...]:
    return (
        text("system", "Which code system it is of."),
        code("code", f"The {of} is <code> of the patient.", RELATIONSHIP),
        text("display", "The code in words."),
    )


def _table(name: str, description: str, element: str, columns: tuple[Column, ...]) -> RawTable:
    # The id of a related person tells only those of one patient apart.
    key = ("id",) if element == "Patient" else ()
    return RawTable(
        name=f"fhir_{name}", description=description, element=element, columns=columns, key=key
    )


PATIENT = _table(
    "patient",
    "Patients; the id of a patient in PDS is the NHS number in use.",
    "Patient",
    (
        text("id", "Id of the resource.", required=True),
        text("meta/security/*/code", "U, R, V or REDACTED; several on lines.", name="security"),
        flag("active", "false: the record is not in use."),
        text(f"{_NHS_NUMBER}/value", "NHS number.", name="nhs_number"),
        code(f"{_NHS_NUMBER}/{_STATUS}", "01: verified.", NHS_NUMBER_STATUS, name="status"),
        code("gender", "Administrative gender.", GENDER),
        birth("birthDate/day()", "Date of birth, where it is a whole day.", name="birthDate"),
        text("birthDate", "Date of birth as written.", name="birth_as_written"),
        flag("deceasedBoolean", "true: has died, without a date."),
        date("deceasedDateTime/day()", "Date of death.", name="deceasedDateTime"),
        flag("multipleBirthBoolean", "true: a twin or one of more."),
        text("multipleBirthInteger", "Which of twins or more."),
        code(
            "extension[url~EthnicCategory]/valueCodeableConcept/coding/code",
            "Ethnic category.",
            ETHNIC_NHS,
            name="ethnic_category",
        ),
        text(
            "link[type=replaced-by]/other/reference",
            "The record that replaced this one.",
            name="replaced_by",
        ),
        text(
            f"{_REMOVED}/{_REMOVED_FOR}",
            "Why the patient has no practice any more: dead, embarked and so on.",
            name="removed_for",
        ),
        date(f"{_REMOVED}/{_REMOVED_ON}", "Since when there is no practice.", name="removed_on"),
    ),
)

RELATED_PERSON = _table(
    "related_person",
    "People related to a patient.",
    "RelatedPerson",
    (
        text("id", "Id of the resource.", required=True),
        flag("active", "false: the record is not in use."),
        text("patient/reference", "The patient, as Patient/<id>.", name="patient_reference"),
        text("patient/identifier/value", "The patient's NHS number.", name="patient_nhs_number"),
        text(f"{_NHS_NUMBER}/value", "NHS number of the related person.", name="nhs_number"),
        code("gender", "Administrative gender.", GENDER),
        birth("birthDate/day()", "Date of birth, where it is a whole day.", name="birthDate"),
        text("birthDate", "Date of birth as written.", name="birth_as_written"),
        *_days("relation"),
    ),
)

CONTACT = _table(
    "contact",
    "Contacts that a patient's record names.",
    "Patient/contact",
    (
        *_name_parts("name/"),
        code("gender", "Administrative gender.", GENDER),
        code("address/use", "home, temp, billing, work or old.", ADDRESS_USE, name="address_use"),
        *_address_parts("address/"),
        *_days("relation"),
    ),
)

PRACTICE = _table(
    "general_practitioner",
    "The practice that a patient is registered with.",
    "Patient/generalPractitioner",
    (
        text("identifier/value", "ODS code of the practice.", name="practice"),
        date("identifier/period/start/day()", "Registered on.", name="since"),
        date("identifier/period/end/day()", "Left on.", name="until"),
    ),
)

TABLES = (
    PATIENT,
    _table("patient_name", "Names of patients.", "Patient/name", _names("a patient")),
    _table("patient_address", "Addresses of patients.", "Patient/address", _addresses("a patient")),
    _table(
        "patient_telecom",
        "Phone numbers and e-mail addresses of patients.",
        "Patient/telecom",
        _telecoms("a patient"),
    ),
    PRACTICE,
    CONTACT,
    _table(
        "contact_relationship",
        "What a contact is to the patient.",
        "Patient/contact/relationship/coding",
        _relationship("contact"),
    ),
    _table(
        "contact_telecom",
        "Phone numbers and e-mail addresses of contacts.",
        "Patient/contact/telecom",
        _telecoms("a contact"),
    ),
    RELATED_PERSON,
    _table(
        "related_name",
        "Names of related persons.",
        "RelatedPerson/name",
        _names("a related person"),
    ),
    _table(
        "related_address",
        "Addresses of related persons.",
        "RelatedPerson/address",
        _addresses("a related person"),
    ),
    _table(
        "related_telecom",
        "Phone numbers and e-mail addresses of related persons.",
        "RelatedPerson/telecom",
        _telecoms("a related person"),
    ),
    _table(
        "related_relationship",
        "What a related person is to the patient.",
        "RelatedPerson/relationship/coding",
        _relationship("related person"),
    ),
)

FHIR_UK_CORE = Format(
    name="fhir_uk_core",
    system="gp",
    description="FHIR R4 UK Core patients and related persons, as PDS gives them.",
    package=__name__,
    exports=(
        Export(
            name="resources",
            description="Patients and related persons, together or apart.",
            file_pattern="*json",
            layout=Json(),
            tables=TABLES,
        ),
    ),
    true_words=("true",),
    false_words=("false",),
)
