"""A family in the national register: whole records, restricted ones, and what is left of others."""

import json
from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import DELIVERED, Mapped, map_files, map_folder
from tests.fhir_family import (
    ADAEZE,
    IVY,
    PATIENTS,
    RELATED,
    SECRET,
    lines,
    number,
    patient,
    related,
)

FHIR = FORMATS["fhir_uk_core"]


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    folder = tmp_path_factory.mktemp("fhir")
    (folder / "Patient.ndjson").write_text(lines(PATIENTS), encoding="utf-8")
    (folder / "RelatedPerson.ndjson").write_text(lines(RELATED), encoding="utf-8")
    return map_folder(folder, FHIR)


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_everybody_named_is_a_record_and_a_replaced_record_is_none(family: Mapped) -> None:
    assert family.landed.rejected == 0
    assert family.rows("person_record", "record_id", where="is_client") == [
        (ADAEZE,),
        (SECRET,),
        (IVY,),
        ("dead",),
        ("gone",),
        ("void",),
    ]
    assert family.rows("person_record", "record_id", where="not is_client") == [
        (f"{ADAEZE}:contact:2",),
        (f"{ADAEZE}:contact:AB",),
        (f"{SECRET}:contact:IJ",),
        (f"{IVY}:contact:AB",),
        (f"{IVY}:contact:CD",),
        (f"{IVY}:contact:OP",),
        (f"{IVY}:contact:QR",),
    ]


def test_marks_of_security_restrict_a_patient_and_who_is_around(family: Mapped) -> None:
    restricted = family.rows("person_record", "record_id", where="is_restricted")
    assert restricted == [(SECRET,), (f"{SECRET}:contact:IJ",), ("gone",), ("void",)]


def test_the_name_that_holds_is_taken_and_the_others_are_kept_beside_it(family: Mapped) -> None:
    columns = ("given_name", "middle_names", "family_name", "other_family_names")
    assert family.row("person_record", *columns, "other_given_names", where=of(ADAEZE)) == (
        "ADAEZE",
        "MARY JOY",
        "WHITLOCK",
        ["ENDED", "OKAFOR"],
        ["ADA"],
    )
    assert family.row("person_record", *columns[:3], where=of(IVY)) == (
        "IVY",
        None,
        "BRENNAN",
    )


def test_a_number_is_the_one_in_use_and_verified_where_it_says_so(family: Mapped) -> None:
    columns = ("record_id", "nhs_number", "nhs_number_status")
    assert family.rows("person_record", *columns, where="nhs_number is not null") == [
        (ADAEZE, ADAEZE, "verified"),
        (SECRET, SECRET, "verified"),
        (IVY, IVY, "unverified"),
        (f"{IVY}:contact:AB", "9991000429", "unverified"),
    ]


def test_a_birth_date_that_is_not_whole_is_partial_and_no_date(family: Mapped) -> None:
    columns = ("record_id", "date_of_birth", "date_of_birth_quality")
    assert family.rows("person_record", *columns, where="date_of_birth_quality is not null") == [
        (ADAEZE, date(1988, 7, 14), "full"),
        (SECRET, None, "partial"),
        (IVY, None, "partial"),
        (f"{IVY}:contact:AB", date(1986, 11, 23), "full"),
        (f"{IVY}:contact:QR", None, "partial"),
        ("dead", date(1900, 1, 1), "default"),
    ]


def test_sex_death_and_ethnic_group_are_as_stated(family: Mapped) -> None:
    columns = ("sex", "date_of_death", "ethnic_group")
    assert family.row("person_record", *columns, where=of(ADAEZE)) == ("F", None, "BAFR")
    assert family.row("person_record", *columns, where=of("dead")) == ("U", date(2020, 7, 1), None)
    assert family.row("person_record", *columns[:1], where=of(f"{IVY}:contact:AB")) == ("M",)


@pytest.mark.parametrize(("is_dead", "died"), [(True, DELIVERED), (False, None)])
def test_who_is_dead_without_a_date_was_so_by_the_delivery(
    tmp_path: Path, is_dead: bool, died: date | None
) -> None:
    resources = lines([patient("a", deceasedBoolean=is_dead)])
    mapped = map_files(tmp_path, FHIR, files={"resources": resources})
    assert mapped.row("person_record", "date_of_death") == (died,)


def test_a_related_person_is_the_code_towards_the_patient(family: Mapped) -> None:
    assert family.ties() == [
        (f"{ADAEZE}:contact:2", "partner_of", ADAEZE),
        (f"{ADAEZE}:contact:AB", "other_family", ADAEZE),
        (SECRET, "parent_of", f"{SECRET}:contact:IJ"),
        (f"{IVY}:contact:AB", "parent_of", IVY),
        (f"{IVY}:contact:CD", "grandparent_of", IVY),
        (f"{IVY}:contact:CD", "guardian_of", IVY),
        (f"{IVY}:contact:OP", "other", IVY),
        (f"{IVY}:contact:QR", "foster_carer_of", IVY),
    ]


def test_next_of_kin_is_said_by_a_code_and_responsibility_never(family: Mapped) -> None:
    kin = family.rows("relationship", "from_record_id", where="next_of_kin")
    assert kin == [(f"{ADAEZE}:contact:2",), (f"{ADAEZE}:contact:AB",), (f"{IVY}:contact:AB",)]
    assert not family.rows("relationship", "type", where="next_of_kin is false")
    assert not family.rows("relationship", "type", where="parental_responsibility is not null")


def test_a_tie_has_its_days_and_the_code_it_was_stated_with(family: Mapped) -> None:
    columns = ("type", "from_date", "to_date", "source_value")
    assert family.rows("relationship", *columns, where="from_date is not null") == [
        ("grandparent_of", date(2020, 1, 1), date(2021, 12, 31), "GRMTH"),
        ("guardian_of", date(2020, 1, 1), date(2021, 12, 31), "Guardian"),
        ("partner_of", date(2019, 5, 1), None, "WIFE"),
    ]


def test_addresses_keep_their_use_and_their_days(family: Mapped) -> None:
    columns = ("use", "line", "postcode", "uprn", "from_date", "to_date")
    assert family.rows("address", *columns, where=of(ADAEZE)) == [
        ("correspondence", "PO BOX 9", "B99 9ZY", None, None, None),
        (
            "home",
            "FLAT 3 12 LARCH RISE ANYTOWN WESTMIDSHIRE",
            "B99 9ZZ",
            "999000000012",
            date(2015, 3, 20),
            None,
        ),
        ("temporary", "THE LARCHES ANYTOWN", None, None, None, date(2014, 1, 31)),
    ]
    parts = family.row("address", "flat", "premises", "street", where="use = 'home' and uprn <> ''")
    assert parts == ("FLAT 3", "12", "LARCH RISE")


def test_related_persons_and_contacts_have_addresses_and_phones_too(family: Mapped) -> None:
    columns = ("record_id", "line", "postcode", "from_date")
    assert family.rows("address", *columns, where="contains(record_id, ':')") == [
        (f"{ADAEZE}:contact:2", "12 LARCH RISE", "B99 9ZZ", None),
        (f"{IVY}:contact:QR", "7 ELM ROAD", "B99 9ZW", None),
    ]
    assert family.rows("contact_point", "record_id", "value", where="contains(record_id, ':')") == [
        (f"{ADAEZE}:contact:2", "07700900997"),
        (f"{IVY}:contact:QR", "07700900995"),
    ]


def test_only_phones_and_e_mail_that_hold_are_taken_and_none_at_work(family: Mapped) -> None:
    assert family.rows("contact_point", "kind", "value", where=of(ADAEZE)) == [
        ("email", "ada@example.org"),
        ("phone", "07700900999"),
    ]


def test_a_registration_lasts_until_left_or_taken_off_the_register(family: Mapped) -> None:
    columns = ("record_id", "detail", "start_date", "end_date")
    assert family.rows(
        "involvement", *columns, where="service = 'gp' and kind = 'registration'"
    ) == [
        (ADAEZE, "ZZ001", date(2015, 3, 20), None),
        (IVY, "ZZ001", DELIVERED, None),
        (IVY, "ZZ002", date(2020, 1, 2), date(2021, 3, 4)),
        ("dead", "ZZ003", date(2001, 1, 1), date(2020, 7, 9)),
    ]


def test_a_patient_in_two_files_is_one_and_two_patients_of_one_id_are_none(tmp_path: Path) -> None:
    one = patient("a", name=[{"family": "Hale"}], telecom=[{"value": "07700 900999"}])
    two = [patient("b", gender="male"), patient("b", gender="female")]
    (tmp_path / "1.json").write_text(json.dumps(one), encoding="utf-8")
    entries = {"resourceType": "Bundle", "entry": [{"resource": each} for each in (one, *two)]}
    (tmp_path / "2.json").write_text(json.dumps(entries), encoding="utf-8")
    filler = [patient(str(n)) for n in range(20)]
    (tmp_path / "3.ndjson").write_text(lines(filler), encoding="utf-8")
    mapped = map_folder(tmp_path, FHIR)
    assert mapped.landed.rejected == 3
    assert len(mapped.rows("person_record", "record_id")) == 21
    assert mapped.rows("contact_point", "record_id", "value") == [("a", "07700900999")]


def test_a_birth_that_cannot_be_is_set_aside(tmp_path: Path) -> None:
    days = ("2027-01-01", "1850-01-01", "1 May 1990")
    born = [patient(f"p{n}", birthDate=day) for n, day in enumerate(days)]
    filler = [patient(str(n)) for n in range(20)]
    mapped = map_files(tmp_path, FHIR, files={"resources": lines([*born, *filler])})
    reasons = mapped.con.sql("select reason from raw.rejected order by line").fetchall()
    assert [reason for (reason,) in reasons] == [
        "birthDate is a birth after the delivery",
        "birthDate is a birth before 1900",
        "birthDate is not a date in the declared format",
    ]


def test_a_related_person_told_twice_is_one_and_finds_the_patient_by_id_or_number(
    tmp_path: Path,
) -> None:
    local = patient("local-7", identifier=[number(ADAEZE, "01")], name=[{"family": "Hale"}])
    by_number, by_id = related("1", ADAEZE, "MTH"), related("2", "", "FTH")
    by_id["patient"] = {"reference": "Patient/local-7"}
    (tmp_path / "1.json").write_text(lines([local, by_number, by_id]), encoding="utf-8")
    (tmp_path / "2.json").write_text(lines([by_number]) + lines([by_id]), encoding="utf-8")
    mapped = map_folder(tmp_path, FHIR)
    assert mapped.landed.rejected == 0
    assert mapped.ties() == [
        ("local-7:contact:1", "parent_of", "local-7"),
        ("local-7:contact:2", "parent_of", "local-7"),
    ]
    assert len(mapped.rows("person_record", "record_id")) == 3


def test_a_patients_own_id_outranks_a_number_that_another_record_has(tmp_path: Path) -> None:
    other = patient("0-first", identifier=[number(ADAEZE)], name=[{"family": "Hale"}])
    own = patient(ADAEZE, identifier=[number(ADAEZE)], name=[{"family": "Hale"}])
    files = {"resources": lines([other, own, related("1", ADAEZE, "MTH")])}
    mapped = map_files(tmp_path, FHIR, files=files)
    assert mapped.ties() == [(f"{ADAEZE}:contact:1", "parent_of", ADAEZE)]
