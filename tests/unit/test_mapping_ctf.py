"""A family in a school's file: the pupil, and the adults on the pupil's list of contacts."""

from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, map_folder, write_export

CTF = FORMATS["ctf"]
IVY, LEO = "Q999400119001", "E999400119002"
ADAEZE, TOM, NAN = f"{IVY}:contact:1", f"{IVY}:contact:2", f"{IVY}:contact:3"

WRITTEN = """<CTfile>
 <Header><DateTime>2026-07-12T10:00:00</DateTime>
  <SourceSchool><LEA>999</LEA><Estab>4001</Estab>
   <SchoolName>Oldmoor Primary</SchoolName></SourceSchool>
 </Header>
 <CTFpupilData>
  <Pupil>
   <UPN>Q999400119001</UPN><Surname>Whitlock-Brennan</Surname><Forename>Ivy</Forename>
   <DOB>2013-05-02</DOB><Sex>F</Sex>
   <BasicDetails><FormerUPN>E999400119002</FormerUPN><FormerSurname>Whitlock</FormerSurname>
    <PreferredSurname>Brennan</PreferredSurname><PreferredForename>Ives</PreferredForename>
    <Ethnicity>MWBC</Ethnicity><EnrolStatus>C</EnrolStatus><EntryDate>2018-09-05</EntryDate>
    <SENprovision>K</SENprovision></BasicDetails>
   <Address><BS7666Address><SAON>Flat 3</SAON><PAON>12</PAON><Street>Larch Rise</Street>
     <UniquePropertyReferenceNumber>100012345678</UniquePropertyReferenceNumber></BS7666Address>
    <PostCode>B99 9ZZ</PostCode></Address>
   <Contacts>
    <Contact><Order>1</Order><Title>Ms</Title><Surname>Whitlock</Surname><Forename>Adaeze</Forename>
     <Gender>F</Gender><Relationship>MTH</Relationship><Responsibility>true</Responsibility>
     <Address><AddressAsPupil>true</AddressAsPupil></Address>
     <Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>07700 900999</PhoneNo></Phone>
      <Phone><TelephoneType>H</TelephoneType><PhoneNo>0121 496 0123</PhoneNo></Phone></Phones>
     <Email>adaeze@example.org</Email></Contact>
    <Contact><Order>2</Order><Surname>Brennan</Surname><Forename>Tom</Forename><Gender>M</Gender>
     <Relationship>FTH</Relationship><Responsibility>0</Responsibility>
     <Address><AddressAsPupil>false</AddressAsPupil>
      <AddressLine1>7 Mill Lane</AddressLine1><AddressLine2>Oldmoor</AddressLine2>
      <PostCode>B98 7YY</PostCode></Address></Contact>
    <Contact><Order>3</Order><Surname>Okoro</Surname><Relationship>GRM</Relationship></Contact>
    <Contact><Order>4</Order><Surname>Okafor</Surname><Relationship>SWR</Relationship>
     <Phones><Phone><PhoneNo>07700 900996</PhoneNo></Phone></Phones></Contact>
   </Contacts>
  </Pupil>
  <Pupil>
   <UPN>E999400119002</UPN><Surname>Whitlock</Surname><Forename>Leo</Forename>
   <DOB>2016-02-29</DOB><Gender>M</Gender>
   <BasicDetails><EntryDate>2020-09-03</EntryDate><SENprovision>E</SENprovision></BasicDetails>
   <Phones><Phone><PhoneNo>07700 900998</PhoneNo></Phone></Phones>
   <Contacts>
    <Contact><Order>1</Order><Surname>Whitlock</Surname><Forename>Adaeze</Forename>
     <Relationship>MOT</Relationship><Responsibility>True</Responsibility>
     <Address><AddressAsPupil>1</AddressAsPupil></Address></Contact>
   </Contacts>
  </Pupil>
 </CTFpupilData>
</CTfile>
"""


def mapped(folder: Path, codes: dict[str, dict[str, str]] | None = None, **files: str) -> Mapped:
    (export,) = CTF.exports
    for name, text in files.items():
        write_export(export, text, folder, f"{name}.xml")
    return map_folder(folder, CTF, codes=codes)


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    return mapped(tmp_path_factory.mktemp("ctf"), CTF_4001=WRITTEN)


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_a_pupil_has_every_name_and_number_the_school_knows(family: Mapped) -> None:
    assert family.row(
        "person_record",
        "given_name",
        "family_name",
        "other_family_names",
        "other_given_names",
        "upn",
        "former_upn",
        where=of(IVY),
    ) == ("IVY", "WHITLOCK BRENNAN", ["BRENNAN", "WHITLOCK"], ["IVES"], IVY, LEO)


def test_sex_is_read_from_older_files_too(family: Mapped) -> None:
    columns = ("sex", "date_of_birth", "ethnic_group")
    assert family.row("person_record", *columns, where=of(IVY)) == (
        "F",
        date(2013, 5, 2),
        "MWBC",
    )
    assert family.row("person_record", *columns, where=of(LEO)) == ("M", date(2016, 2, 29), None)


def test_contacts_are_records_of_their_own_but_no_clients(family: Mapped) -> None:
    columns = ("record_id", "given_name", "family_name", "sex", "date_of_birth")
    assert family.rows("person_record", *columns, where="not is_client") == [
        (f"{LEO}:contact:1", "ADAEZE", "WHITLOCK", None, None),
        (ADAEZE, "ADAEZE", "WHITLOCK", "F", None),
        (TOM, "TOM", "BRENNAN", "M", None),
        (NAN, None, "OKORO", None, None),
    ]
    assert family.rows("person_record", "record_id", where="is_client") == [(LEO,), (IVY,)]


def test_every_tie_reads_from_the_contact_to_the_pupil(family: Mapped) -> None:
    assert family.ties() == [
        (f"{LEO}:contact:1", "parent_of", LEO),
        (ADAEZE, "parent_of", IVY),
        (TOM, "parent_of", IVY),
        (NAN, "grandparent_of", IVY),
    ]


def test_responsibility_is_stated_and_never_inferred(family: Mapped) -> None:
    columns = ("from_record_id", "parental_responsibility", "lives_with", "source_value")
    assert family.rows("relationship", *columns) == [
        (f"{LEO}:contact:1", True, True, "MOT"),
        (ADAEZE, True, True, "MTH"),
        (TOM, False, None, "FTH"),
        (NAN, None, None, "GRM"),
    ]


def test_a_contact_as_pupil_lives_at_the_pupils_address(family: Mapped) -> None:
    columns = ("line", "flat", "premises", "street", "postcode", "uprn")
    home = ("FLAT 3 12 LARCH RISE", "FLAT 3", "12", "LARCH RISE", "B99 9ZZ", "100012345678")
    assert family.row("address", *columns, where=of(IVY)) == home
    assert family.row("address", *columns, where=of(ADAEZE)) == home


def test_a_contact_elsewhere_lives_at_an_address_of_their_own(family: Mapped) -> None:
    columns = ("line", "premises", "postcode", "uprn")
    assert family.row("address", *columns, where=of(TOM)) == (
        "7 MILL LANE OLDMOOR",
        "7",
        "B98 7YY",
        None,
    )


def test_without_an_address_there_is_none(family: Mapped) -> None:
    with_address = family.rows("address", "record_id")
    assert with_address == [(IVY,), (ADAEZE,), (TOM,)]


def test_phones_and_e_mail_belong_to_whom_they_reach(family: Mapped) -> None:
    assert family.rows("contact_point", "record_id", "kind", "value") == [
        (LEO, "phone", "07700900998"),
        (ADAEZE, "email", "adaeze@example.org"),
        (ADAEZE, "phone", "01214960123"),
        (ADAEZE, "phone", "07700900999"),
    ]


def test_special_educational_needs_are_a_service_beside_the_enrolment(family: Mapped) -> None:
    columns = ("record_id", "service", "kind", "start_date", "end_date", "detail")
    school = "Oldmoor Primary"
    needs = "special_educational_needs"
    plan = "education_health_care_plan"
    assert family.rows("involvement", *columns) == [
        (LEO, "school", "enrolment", date(2020, 9, 3), None, school),
        (LEO, needs, plan, date(2020, 9, 3), None, school),
        (IVY, "school", "enrolment", date(2018, 9, 5), None, school),
        (IVY, needs, "support", date(2018, 9, 5), None, school),
    ]


def test_a_schools_own_codes_come_from_the_configuration(tmp_path: Path) -> None:
    text = WRITTEN.replace(">MTH<", ">CHM<").replace(">FTH<", ">???<")
    ties = mapped(tmp_path, {"Relationship": {"CHM": "foster_carer_of"}}, CTF_1=text).ties()
    assert (ADAEZE, "foster_carer_of", IVY) in ties
    assert (TOM, "other", IVY) in ties


def pupil_file(status: str, *contacts: str, entry: str = "2018-09-05") -> str:
    basics = f"<EnrolStatus>{status}</EnrolStatus><EntryDate>{entry}</EntryDate>"
    pupil = (
        f"<UPN>{IVY}</UPN><Surname>Whitlock</Surname><DOB>2013-05-02</DOB>"
        f"<BasicDetails>{basics}</BasicDetails><Contacts>{''.join(contacts)}</Contacts>"
    )
    return f"<CTfile><CTFpupilData><Pupil>{pupil}</Pupil></CTFpupilData></CTfile>"


def contact(surname: str, relationship: str, more: str = "") -> str:
    named = f"<Surname>{surname}</Surname><Relationship>{relationship}</Relationship>"
    return f"<Contact>{more}{named}</Contact>"


def test_a_pupil_of_two_schools_is_one_record_with_the_contacts_of_the_main_one(
    tmp_path: Path,
) -> None:
    home = "<Address><AddressLine1>{}</AddressLine1></Address>"
    first = "<Order>1</Order>" + home
    main = contact("Whitlock", "MTH", first.format("12 Larch Rise"))
    other = contact("Brennan", "FTH", first.format("7 Mill Lane"))
    family = mapped(
        tmp_path,
        CTF_main=pupil_file("M", main),
        CTF_other=pupil_file("S", other, entry="2025-01-06"),
    )
    assert family.rows("person_record", "record_id", "family_name") == [
        (IVY, "WHITLOCK"),
        (ADAEZE, "WHITLOCK"),
    ]
    assert family.rows("relationship", "from_record_id", "source_value") == [(ADAEZE, "MTH")]
    assert family.rows("address", "record_id", "line") == [(ADAEZE, "12 LARCH RISE")]
    assert family.rows("involvement", "kind", "start_date") == [("enrolment", date(2018, 9, 5))]


def test_contacts_without_an_order_stay_apart(tmp_path: Path) -> None:
    text = pupil_file("C", contact("Whitlock", "MTH"), contact("Brennan", "FTH"))
    family = mapped(tmp_path, CTF_1=text)
    contacts = family.rows("person_record", "family_name", where="not is_client")
    assert contacts == [("BRENNAN",), ("WHITLOCK",)]
    assert [type_ for _, type_, _ in family.ties()] == ["parent_of", "parent_of"]
