"""Common Transfer File XML: a school's pupils with their contacts.

Contacts have no id and no birth date: each becomes a record of its own, named after the pupil and
its order. Relationship codes are not confirmed by a public list, so unknown ones map to `other`
and a school's own may be added in `thinkfamily.toml`.
"""

from sources import shapes
from sources.codes import ETHNIC_DFE, SEX_LETTERS
from sources.columns import birth, code, date, flag, text
from sources.declaration import CodeList, Export, Format, RawTable, Xml

_PUPIL = "CTfile/CTFpupilData/Pupil"
_CONTACT = f"{_PUPIL}/Contacts/Contact"
_BS7666 = "Address/BS7666Address"

CONTACT_RELATIONSHIP = CodeList(
    name="CTF contact relationship",
    values={
        "MTH": "parent_of",
        "MOT": "parent_of",
        "FTH": "parent_of",
        "FAT": "parent_of",
        "PAR": "parent_of",
        "STM": "step_parent_of",
        "STF": "step_parent_of",
        "STP": "step_parent_of",
        "GRM": "grandparent_of",
        "GRF": "grandparent_of",
        "GRP": "grandparent_of",
        "FOP": "foster_carer_of",
        "CAR": "carer_of",
        "SWR": "professional",
        "REL": "other_family",
        "OTH": "other",
    },
    default="other",
)


_ADDRESS = (
    text(f"{_BS7666}/SAON", "Flat."),
    text(f"{_BS7666}/PAON", "House number or name."),
    text(f"{_BS7666}/Street", "Street."),
    text(f"{_BS7666}/Town", "Town."),
    text(f"{_BS7666}/UniquePropertyReferenceNumber", "UPRN.", name="UPRN", shape=shapes.UPRN),
    text("Address/AddressLine1", "Line 1, where the parts are not given."),
    text("Address/AddressLine2", "Line 2."),
    text("Address/PostCode", "Postcode."),
)

HEADER = RawTable(
    name="ctf_header",
    description="Which school wrote the file, and when.",
    element="CTfile/Header",
    columns=(
        text("CTFversion", "Version of the format."),
        text("DateTime", "Written at."),
        text("SourceSchool/LEA", "Council, three digits."),
        text("SourceSchool/Estab", "School, four digits."),
        text("SourceSchool/SchoolName", "Name of the school."),
    ),
)

PUPIL = RawTable(
    name="pupil",
    description="One pupil.",
    element=_PUPIL,
    key=("UPN",),
    key_in_file=True,
    columns=(
        text("UPN", "Unique pupil number.", required=True),
        text("Surname", "Surname.", required=True),
        text("Forename", "Given name."),
        text("MiddleNames", "Other given names."),
        birth("DOB", "Date of birth.", required=True),
        code("Sex", "Sex.", SEX_LETTERS),
        code("Gender", "In older files, instead of sex.", SEX_LETTERS),
        text("BasicDetails/FormerUPN", "An earlier UPN."),
        text("BasicDetails/FormerSurname", "An earlier surname."),
        text("BasicDetails/PreferredSurname", "Preferred surname."),
        text("BasicDetails/PreferredForename", "Preferred given name."),
        code("BasicDetails/Ethnicity", "DfE ethnic code.", ETHNIC_DFE),
        text("BasicDetails/NCyearActual", "Year group."),
        text("BasicDetails/EnrolStatus", "C current, M main, S subsidiary."),
        date("BasicDetails/EntryDate", "Entered the school on."),
        text("BasicDetails/SENprovision", "N none, K support, E plan."),
        *_ADDRESS,
        text("Phones/Phone/PhoneNo", "Phone.", shape=shapes.PHONE),
    ),
)

CONTACT = RawTable(
    name="pupil_contact",
    description="One contact of a pupil.",
    element=_CONTACT,
    columns=(
        text("Order", "Order of calling."),
        text("Title", "Title."),
        text("Surname", "Surname.", required=True),
        text("Forename", "Given name."),
        code("Gender", "Sex.", SEX_LETTERS),
        text("MiddleNames", "Other given names."),
        code("Relationship", "The contact is <code> of the pupil.", CONTACT_RELATIONSHIP),
        flag("Responsibility", "Has parental responsibility."),
        flag("Address/AddressAsPupil", "True: lives where the pupil lives."),
        *_ADDRESS,
        text("Email", "E-mail address."),
    ),
)

PHONE = RawTable(
    name="pupil_contact_phone",
    description="One phone of a contact.",
    element=f"{_CONTACT}/Phones/Phone",
    columns=(
        text("TelephoneType", "H home, W work, M mobile."),
        text("PhoneNo", "Number.", required=True, shape=shapes.PHONE),
    ),
)

CTF = Format(
    name="ctf",
    system="school",
    description="Common Transfer File XML with contacts.",
    package=__name__,
    stated_day="ctf_header.DateTime",
    exports=(
        Export(
            name="ctf",
            description="One file per school.",
            file_pattern="*CTF*.xml",
            layout=Xml(root="CTfile"),
            tables=(HEADER, PUPIL, CONTACT, PHONE),
        ),
    ),
)
