"""RiO local extract: SQL Server tables of an adult mental health trust, dumped to CSV.

Relationship codes are trust-local lookups: the list here is a starting point, and a trust's own
codes are added in `thinkfamily.toml`. `ClientIndex` holds no names; they are in `ClientName`.
"""

from sources.codes import ETHNIC_NHS, SEX_LETTERS
from sources.columns import birth, code, csv_export, date, flag, number, text
from sources.declaration import CodeList, Column, Format
from sources.shapes import IDENTIFIER, NHS_NUMBER, PHONE

FAMILY_RELATIONSHIP = CodeList(
    name="GenFamilyRelationship",
    values={
        "MO": "parent_of",
        "FA": "parent_of",
        "PA": "parent_of",
        "SM": "step_parent_of",
        "SF": "step_parent_of",
        "FP": "foster_carer_of",
        "GP": "grandparent_of",
        "GU": "guardian_of",
        "CH": "child_of",
        "SO": "child_of",
        "DA": "child_of",
        "SI": "sibling_of",
        "SP": "partner_of",
        "PT": "partner_of",
    },
    default="other",
)

CONTACT_RELATIONSHIP = CodeList(
    name="ClientContactRelationship",
    values={
        "Mother": "parent_of",
        "Father": "parent_of",
        "Parent": "parent_of",
        "Step-parent": "step_parent_of",
        "Grandparent": "grandparent_of",
        "Guardian": "guardian_of",
        "Son": "child_of",
        "Daughter": "child_of",
        "Child": "child_of",
        "Brother": "sibling_of",
        "Sister": "sibling_of",
        "Husband": "partner_of",
        "Wife": "partner_of",
        "Partner": "partner_of",
        "Carer": "carer_of",
        "Aunt": "other_family",
        "Uncle": "other_family",
        "Social Worker": "professional",
        "Care Coordinator": "professional",
        "Solicitor": "professional",
    },
    default="other",
)

PARENTAL_RESPONSIBILITY = CodeList(
    name="GenFamilyParentalResponsibility", values={"1": "yes", "2": "no", "9": "unknown"}
)

NHS_NUMBER_STATUS = CodeList(
    name="NNNStatus",
    values={"01": "verified", "1": "verified"},
    default="unverified",
)

ADDRESS_USE = CodeList(
    name="AddressType",
    values={"PRIMARY": "home", "TEMPORARY": "temporary", "CORRESPONDENCE": "correspondence"},
    default="home",
)

NAME_TYPE = CodeList(
    name="AliasType",
    values={
        "1": "usual",
        "2": "alias",
        "3": "preferred",
        "4": "birth",
        "5": "maiden",
        "7": "other",
        "CM": "merged",
    },
    default="other",
)


def _lines(count: int = 5) -> tuple[Column, ...]:
    return tuple(text(f"AddressLine{n}", f"Address line {n}.") for n in range(1, count + 1))


_CLIENT = text("ClientID", "RiO number of the client.", required=True, shape=IDENTIFIER)
_DELETED = flag("Deleted", "1: deleted in RiO, and still in the dump.")


CLIENT_INDEX = csv_export(
    "ClientIndex",
    "One row per client; names are elsewhere.",
    (
        _CLIENT,
        text("NNN", "NHS number.", shape=NHS_NUMBER),
        code("NNNStatus", "Whether the NHS number was traced.", NHS_NUMBER_STATUS),
        text("SupersedingNNN", "The NHS number that replaced NNN.", shape=NHS_NUMBER),
        birth("DateOfBirth", "Date of birth."),
        flag("EstimatedDOB", "1: the date of birth is estimated."),
        code("Gender", "Gender as recorded.", SEX_LETTERS),
        code("Ethnicity", "NHS ethnic category.", ETHNIC_NHS),
        date("DateOfDeath", "Date of death."),
        flag("NonClient", "1: recorded only as somebody's contact."),
        _DELETED,
        flag("SensitiveFlag", "1: a restricted record."),
        text("MainCarer", "RiO number of the main carer."),
        text("OtherCarer", "RiO number of another carer."),
        text("DaytimePhone", "A phone number.", shape=PHONE),
    ),
    key=("ClientID",),
    table="client_index",
)

CLIENT_NAME = csv_export(
    "ClientName",
    "Every name a client has or had.",
    (
        text("ClientNameID", "Row id.", required=True),
        _CLIENT,
        text("Prefix", "Title."),
        text("GivenName1", "First given name."),
        text("GivenName2", "Second given name."),
        text("Surname", "Surname."),
        code("AliasType", "What kind of name it is.", NAME_TYPE),
        date("EffectiveDate", "In use from."),
        date("EndDate", "In use until."),
        _DELETED,
    ),
    key=("ClientNameID",),
    table="client_name",
)

CLIENT_ADDRESS = csv_export(
    "ClientAddress",
    "Dated addresses.",
    (
        text("SequenceID", "Row id.", required=True),
        _CLIENT,
        *_lines(),
        text("PostCode", "Postcode."),
        date("FromDate", "First day."),
        date("ToDate", "Last day."),
        code("AddressType", "Use of the address.", ADDRESS_USE),
        text("AccommodationType", "Accommodation, trust-local words."),
    ),
    key=("SequenceID",),
    table="client_address",
)

CLIENT_TELECOM = csv_export(
    "ClientTelecom",
    "Phones and e-mail addresses.",
    (
        _CLIENT,
        text("Detail", "The number or address.", shape=PHONE),
        text("ContactMethod", "1 phone, 3 e-mail, 4 minicom."),
        date("StartDate", "In use from."),
        date("EndDate", "In use until."),
    ),
    table="client_telecom",
)

CLIENT_FAMILY_LINK = csv_export(
    "ClientFamilyLink",
    "ClientID is <Relationship> of RelatedClientID; blank where the relative is no RiO client.",
    (
        _CLIENT,
        text("RelatedClientID", "RiO number of the relative."),
        code("Relationship", "Trust-local relationship code.", FAMILY_RELATIONSHIP),
        code("ParentalResponsibility", "Has it for the relative.", PARENTAL_RESPONSIBILITY),
    ),
    table="client_family_link",
)

CLIENT_CONTACT = csv_export(
    "ClientContact",
    "People around the client, typed in by hand: the contact is <Relationship> of the client.",
    (
        text("ClientContactID", "Row id.", required=True),
        _CLIENT,
        text("ContactType", "Next of kin, carer and so on."),
        text("Title", "Title."),
        text("Firstname", "Given name."),
        text("Surname", "Surname."),
        *_lines(),
        text("PostCode", "Postcode."),
        text("MainPhone", "Phone.", shape=PHONE),
        text("OtherPhone", "Another phone.", shape=PHONE),
        text("EMailAddress", "E-mail address."),
        code("Relationship", "Relationship to the client.", CONTACT_RELATIONSHIP),
        text("NHSNumber", "NHS number of the contact.", shape=NHS_NUMBER),
        date("StartDate", "First day."),
        date("EndDate", "Last day."),
        _DELETED,
    ),
    key=("ClientContactID",),
    table="client_contact",
)

AMS_REFERRAL = csv_export(
    "AmsReferral",
    "Referrals to the trust; open while RemovalDateTime is blank.",
    (
        text("ReferralID", "Row id.", required=True),
        _CLIENT,
        date("ReferralReceivedDate", "Received on.", required=True),
        date("RemovalDateTime", "Discharged on."),
        text("ReferralTeam", "Team the client was referred to."),
        text("RemovalReason", "Why the referral was closed."),
    ),
    key=("ReferralID",),
    table="ams_referral",
)

CLIENT_FAMILY_FORM = csv_export(
    "ClientFamilyForm",
    "A trust's own form about children; forms are trust-local, and so is this table's name.",
    (
        text("FormID", "Row id.", required=True),
        _CLIENT,
        date("FormDate", "Filled in on."),
        text("ChildrenDetails", "Children in free text, as typed."),
        number("DependentChildren", "How many dependent children."),
        _DELETED,
    ),
    key=("FormID",),
    table="client_family_form",
    optional=True,
)

RIO = Format(
    name="rio",
    system="adult_mental_health",
    description="RiO local extract: client index, names, addresses, contacts, links, referrals.",
    package=__name__,
    exports=(
        CLIENT_INDEX,
        CLIENT_NAME,
        CLIENT_ADDRESS,
        CLIENT_TELECOM,
        CLIENT_FAMILY_LINK,
        CLIENT_CONTACT,
        AMS_REFERRAL,
        CLIENT_FAMILY_FORM,
    ),
    date_formats=("%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"),
    nulls=("", "NULL"),
    true_words=("1", "true", "y", "yes"),
    false_words=("0", "false", "n", "no"),
)
