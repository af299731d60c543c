"""A family in extracts of SystmOne becomes records, ties and involvements."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from sources.adult_mental_health.systmone import SYSTMONE_MENTAL_HEALTH
from tests.builders import Mapped, map_files
from tests.systmone_family import (
    ADAEZE,
    BUMP,
    GONE,
    IVY,
    LEO,
    MAPPING,
    PATIENT,
    RELATIONSHIP,
    SHARED,
    TEST,
    TOM,
    TRUST,
    TWICE,
    Row,
    of_adaeze,
    row,
)

TICKED_CHILD = {"RelationshipType": "41908", "HasParentalResponsibility": "TRUE"}


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    return map_files(tmp_path_factory.mktemp("trust"), SYSTMONE_MENTAL_HEALTH, files=TRUST)


def map_ties(
    folder: Path, *ties: Row, codes: Mapping[str, Mapping[str, str]] | None = None
) -> Mapped:
    """Map ties of Adaeze, and nothing else."""
    files = {"SRMapping": MAPPING, PATIENT: SHARED[PATIENT], RELATIONSHIP: list(ties)}
    return map_files(folder, SYSTMONE_MENTAL_HEALTH, files=files, codes=codes)


def of(record_id: str) -> str:
    return f"record_id = '{record_id}'"


def test_nothing_of_the_extract_is_set_aside(family: Mapped) -> None:
    assert family.landed.rejected == 0


def test_a_patient_has_names_as_windows_writes_them(family: Mapped) -> None:
    assert family.row(
        "person_record",
        "given_name",
        "given_name_as_received",
        "middle_names",
        "family_name",
        "other_family_names",
        where=of(ADAEZE),
    ) == ("ADAEZE", "Adaëze", "MARY", "OWHITLOCK", ["OKORO"])


def test_number_birth_and_sex_are_read(family: Mapped) -> None:
    columns = ("nhs_number", "nhs_number_status", "date_of_birth", "sex")
    assert family.row("person_record", *columns, where=of(ADAEZE)) == (
        "9991000410",
        "verified",
        date(1988, 7, 14),
        "F",
    )
    assert family.row("person_record", *columns, where=of(IVY)) == (
        None,
        None,
        date(2013, 5, 2),
        "U",
    )


def test_removed_rows_and_test_patients_are_nobody(family: Mapped) -> None:
    for table in ("person_record", "address", "involvement", "contact_point", "flag"):
        where = f"record_id like '{GONE}%' or record_id like '{TEST}%'"
        assert family.rows(table, "record_id", where=where) == [], table
    assert family.rows("person_record", "record_id", where="family_name = 'FLAME'") == []


def test_a_row_that_two_units_see_is_one_record_and_a_row_of_each_unit_is_two(
    family: Mapped,
) -> None:
    number = "nhs_number = '9991000410'"
    assert family.rows("person_record", "record_id", where=number) == [(ADAEZE,), (TWICE,)]


def test_the_latest_ethnic_group_counts_unless_it_is_a_refusal(family: Mapped) -> None:
    assert family.rows("person_record", "ethnic_group", where=of(ADAEZE)) == [("BCRB",)]
    assert family.rows("person_record", "ethnic_group", where=of(IVY)) == [("REFU",)]


def test_a_relative_who_is_no_patient_is_a_contact(family: Mapped) -> None:
    assert family.rows("person_record", "record_id", where="not is_client") == [
        (TOM,),
        (LEO,),
        (BUMP,),
    ]
    assert family.row(
        "person_record",
        "given_name",
        "middle_names",
        "family_name",
        "date_of_birth",
        "sex",
        where=of(TOM),
    ) == ("TOM", "JAMES", "BRENNAN", date(1986, 5, 2), "M")


def test_a_staff_code_is_a_number_only_where_it_is_an_nhs_number(family: Mapped) -> None:
    columns = ("nhs_number", "nhs_number_status")
    assert family.row("person_record", *columns, where=of(TOM)) == ("9991000437", "unverified")
    assert family.row("person_record", *columns, where=of(LEO)) == (None, None)
    assert family.rows("person_record", "record_id", where="family_name = 'STAFF'") == []


def test_a_child_that_is_expected_has_no_birth_date(family: Mapped) -> None:
    columns = ("date_of_birth", "expected_date_of_birth")
    assert family.row("person_record", *columns, where=of(BUMP)) == (None, date(2026, 12, 24))


def test_the_other_person_is_what_the_type_says_of_the_patient(family: Mapped) -> None:
    assert family.ties() == [
        (ADAEZE, "parent_of", BUMP),
        (ADAEZE, "parent_of", IVY),
        (ADAEZE, "step_parent_of", LEO),
        (TOM, "partner_of", ADAEZE),
        (TWICE, "carer_of", ADAEZE),
    ]


def test_boxes_and_dates_of_a_tie_are_the_relatives(family: Mapped) -> None:
    columns = ("source_value", "next_of_kin", "parental_responsibility", "from_date", "to_date")
    assert family.rows("relationship", *columns, where=f"from_record_id = '{TOM}'") == [
        ("Partner", True, False, date(2021, 2, 3), None)
    ]
    assert family.rows("relationship", *columns[:3], where=f"to_record_id = '{IVY}'") == [
        ("Daughter", None, True)
    ]
    assert family.rows("relationship", "to_date", where="source_value = 'STEP-SON'") == [
        (date(2024, 3, 1),)
    ]


def test_a_mother_is_the_parent_of_a_patient_who_is_a_child(tmp_path: Path) -> None:
    tie = row(
        "1",
        IDPatient=IVY,
        RelationshipType="41912",
        HasParentalResponsibility="TRUE",
        IDPatientRelationshipWith=ADAEZE,
    )
    mapped = map_ties(tmp_path, tie)
    assert mapped.ties() == [(ADAEZE, "parent_of", IVY)]
    assert mapped.rows("relationship", "parental_responsibility") == [(True,)]


@pytest.mark.parametrize(("tick", "responsible"), [("TRUE", True), ("FALSE", None), ("", None)])
def test_a_tick_for_a_child_is_the_patients_and_a_childs_being_next_of_kin_is_not(
    tmp_path: Path, tick: str, responsible: bool | None
) -> None:
    tie = of_adaeze(
        "1",
        RelationshipType="41908",
        HasParentalResponsibility=tick,
        NextOfKin="TRUE",
        IDPatientRelationshipWith=IVY,
    )
    mapped = map_ties(tmp_path, tie)
    assert mapped.ties() == [(ADAEZE, "parent_of", IVY)]
    columns = ("parental_responsibility", "next_of_kin")
    assert mapped.rows("relationship", *columns) == [(responsible, None)]


@pytest.mark.parametrize(
    ("word", "use"),
    [
        ("Home", [("home", None)]),
        ("Correspondence", [("correspondence", None)]),
        ("Foster placement", [("placement", None)]),
        ("Children's home", [("placement", "communal")]),
        ("Care Home", [("placement", "communal")]),
        ("Work", []),
        ("Workplace address", []),
    ],
)
def test_a_kind_of_address_says_whether_it_is_a_home(
    tmp_path: Path, word: str, use: list[tuple[object, ...]]
) -> None:
    files = {
        PATIENT: SHARED[PATIENT],
        "SRPatientAddressHistory": [of_adaeze("1", NameOfRoad="Larch Rise", AddressType=word)],
    }
    mapped = map_files(tmp_path, SYSTMONE_MENTAL_HEALTH, files=files)
    assert mapped.rows("address", "use", "kind") == use


def test_a_type_that_nobody_knows_is_another_tie_until_it_is_configured(tmp_path: Path) -> None:
    ties = [
        of_adaeze("1", RelationshipType="41911", RelationshipWithName="Kit Hale"),
        of_adaeze("2", RelationshipType="999999", RelationshipWithName="Pat Hale"),
    ]
    (tmp_path / "plain").mkdir()
    (tmp_path / "local").mkdir()
    assert {tie for _, tie, _ in map_ties(tmp_path / "plain", *ties).ties()} == {"other"}
    codes = {
        "Mapping": {"Bubble buddy": "foster_child_of"},
        "RelationshipType": {"999999": "guardian_of"},
    }
    assert map_ties(tmp_path / "local", *ties, codes=codes).ties() == [
        (ADAEZE, "foster_carer_of", f"{ADAEZE}:contact:1"),
        (f"{ADAEZE}:contact:2", "guardian_of", ADAEZE),
    ]


@pytest.mark.parametrize(
    ("child", "status"),
    [
        ({}, [(ADAEZE, "yes")]),
        ({"RelationshipWithDateOfBirth": "02 May 2013"}, [(ADAEZE, "yes")]),
        ({"IDPatientRelationshipWith": IVY}, [(ADAEZE, "yes")]),
        ({"DateEnded": "01 Oct 2026"}, [(ADAEZE, "yes")]),
        ({"RelationshipWithDateOfBirth": "02 May 2001"}, []),
        ({"IDPatient": IVY, "IDPatientRelationshipWith": ADAEZE}, []),
        ({"HasParentalResponsibility": "FALSE"}, []),
        ({"HasParentalResponsibility": ""}, []),
        ({"DateEnded": "01 Jan 2020"}, []),
        ({"RemovedData": "1"}, []),
        ({"RelationshipType": "41912"}, []),
    ],
)
def test_a_tick_for_a_child_who_is_not_grown_up_records_a_parent(
    tmp_path: Path, child: Row, status: list[tuple[object, ...]]
) -> None:
    mapped = map_ties(tmp_path, {**of_adaeze("1"), **TICKED_CHILD, **child})
    assert mapped.rows("parental_status", "record_id", "status") == status


def test_addresses_are_dated_and_say_where_there_is_no_home(family: Mapped) -> None:
    columns = ("from_date", "to_date", "use", "line", "postcode", "kind")
    assert family.rows("address", *columns, where=of(ADAEZE)) == [
        (date(2015, 1, 10), date(2015, 3, 10), "home", None, None, "no fixed abode"),
        (date(2015, 3, 1), None, "home", "12 LARCH RISE OLDMOOR", "QQ1 1AA", None),
        (None, date(2015, 2, 28), "temporary", "NO FIXED ABODE", None, "no fixed abode"),
    ]
    toms = ("line", "flat", "street", "postcode", "from_date")
    assert family.rows("address", *toms, where=of(TOM)) == [
        ("FLAT 3 12 LARCH RISE", "FLAT 3", "LARCH RISE", "QQ1 1AA", date(2021, 2, 3))
    ]


def test_phones_and_addresses_are_kept_but_no_fax_and_none_at_work(family: Mapped) -> None:
    assert family.rows("contact_point", "record_id", "kind", "value") == [
        (ADAEZE, "email", "adaeze@example.org"),
        (ADAEZE, "phone", "07700900999"),
        (TOM, "email", "tom@example.org"),
        (TOM, "phone", "01632960001"),
        (TOM, "phone", "07700900997"),
    ]


def test_a_mark_of_risk_has_a_beginning_and_an_end(family: Mapped) -> None:
    assert family.rows("flag", "record_id", "flag", "value", "on_date") == [
        (IVY, "child_at_risk", "yes", date(2026, 7, 7)),
        (IVY, "child_protection_plan", "no", date(2024, 6, 6)),
        (IVY, "child_protection_plan", "yes", date(2024, 1, 5)),
    ]


def test_a_referral_is_open_while_one_of_that_day_is(family: Mapped) -> None:
    service = "adult_mental_health"
    columns = ("service", "kind", "start_date", "end_date", "detail", "outcome")
    assert family.rows("involvement", *columns) == [
        (service, "episode", date(2024, 2, 3), date(2024, 6, 30), "T1", None),
        (service, "referral", date(2024, 2, 1), date(2024, 6, 30), "Adult CMHT", "Treated"),
        (service, "referral", date(2025, 1, 15), None, None, None),
    ]
