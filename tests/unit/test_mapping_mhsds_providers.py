"""Numbers that two organisations gave to two patients, and a patient of two dates of birth."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sources.registry import FORMATS
from tests.builders import Mapped, Rows, map_files

MHSDS = FORMATS["mhsds"]
JULY, AUGUST = "2026-07-31", "2026-08-31"
ADULT, CHILD = "1988-07-14", "2013-05-02"


def patient(organisation: str, born: str, **values: str) -> Mapping[str, str]:
    return {
        "LocalPatientID": "1",
        "OrgIDLocalPatientID": organisation,
        "PersonBirthDate": born,
    } | values


def referral(number: str, day: str, **values: str) -> Mapping[str, str]:
    return {
        "ServiceRequestID": number,
        "LocalPatientID": "1",
        "ReferralRequestReceivedDate": day,
    } | values


def mapped(folder: Path, **tables: Rows) -> Mapped:
    return map_files(folder, MHSDS, files=tables)


TWO = [patient("RZY", ADULT, Postcode="B99 9ZZ"), patient("RZZ", CHILD, Postcode="B98 7YY")]


def test_one_number_of_two_organisations_is_two_patients(tmp_path: Path) -> None:
    here = mapped(tmp_path, MHS001MPI=TWO)
    assert here.rows("person_record", "record_id", "date_of_birth") == [
        ("1", date(1988, 7, 14)),
        ("1@RZZ", date(2013, 5, 2)),
    ]
    assert here.rows("address", "record_id", "postcode") == [
        ("1", "B99 9ZZ"),
        ("1@RZZ", "B98 7YY"),
    ]


def test_the_number_stays_bare_for_who_submits_whatever_its_code(tmp_path: Path) -> None:
    header = [
        {"OrgIDProvider": "RZZ", "ReportingPeriodEndDate": JULY},
        {"OrgIDProvider": "RZZ", "ReportingPeriodEndDate": AUGUST},
    ]
    here = mapped(tmp_path, MHS000Header=header, MHS001MPI=TWO)
    assert here.rows("person_record", "record_id", "date_of_birth") == [
        ("1", date(2013, 5, 2)),
        ("1@RZY", date(1988, 7, 14)),
    ]


def test_a_row_that_names_no_organisation_is_of_the_patient_of_that_number(tmp_path: Path) -> None:
    rows = [patient("", ADULT), patient("RZZ", ADULT)]
    assert mapped(tmp_path, MHS001MPI=rows).rows("person_record", "record_id") == [("1",)]


def test_what_is_told_of_a_shared_number_is_of_whom_the_provider_says_or_of_nobody(
    tmp_path: Path,
) -> None:
    here = mapped(
        tmp_path,
        MHS001MPI=TWO,
        MHS101Referral=[
            referral("r1", "2026-01-01", OrgIDProv="RZY"),
            referral("r1", "2026-02-01", OrgIDProv="RZZ"),
            referral("r3", "2026-03-01"),
        ],
        MHS005PatInd=[
            {"LocalPatientID": "1", "OrgIDProv": "RZY", "ParentalResp": "Y"},
            {"LocalPatientID": "1", "OrgIDProv": "RZZ", "ParentalResp": "N", "LACStatus": "Y"},
            {"LocalPatientID": "1", "ParentalResp": "Y", "LACStatus": "Y"},
        ],
        MHS003AccommStatus=[
            {"LocalPatientID": "1", "OrgIDProv": "RZZ", "AccommodationType": "HM01"},
            {"LocalPatientID": "1", "AccommodationType": "HM01"},
        ],
    )
    assert here.rows("involvement", "record_id", "start_date", "service") == [
        ("1", date(2026, 1, 1), "adult_mental_health"),
        ("1@RZZ", date(2026, 2, 1), "child_mental_health"),
    ]
    assert here.rows("parental_status", "record_id", "status") == [("1", "yes"), ("1@RZZ", "no")]
    assert here.rows("flag", "record_id", "flag") == [("1@RZZ", "looked_after")]
    assert here.rows("address", "record_id", "kind") == [("1", None), ("1@RZZ", "no fixed abode")]
    left_out = here.con.table("conformed.left_out").project("table_name, rows").order("all")
    assert left_out.fetchall() == [("flag", 1), ("involvement", 1), ("parental_status", 1)]


def test_two_dates_of_birth_in_the_newest_month_are_none(tmp_path: Path) -> None:
    rows = [
        patient("RZZ", ADULT, ReportingPeriodEndDate=AUGUST),
        patient("RZZ", CHILD, ReportingPeriodEndDate=AUGUST),
        patient("RZZ", ADULT, ReportingPeriodEndDate=JULY),
    ]
    here = mapped(tmp_path, MHS001MPI=rows)
    assert here.rows("person_record", "record_id", "date_of_birth", "date_of_birth_quality") == [
        ("1", None, None)
    ]


def test_a_date_of_birth_that_was_put_right_in_a_later_month_counts(tmp_path: Path) -> None:
    rows = [
        patient("RZZ", CHILD, ReportingPeriodEndDate=AUGUST),
        patient("RZZ", ADULT, ReportingPeriodEndDate=JULY),
    ]
    here = mapped(tmp_path, MHS001MPI=rows, MHS101Referral=[referral("r1", "2026-01-01")])
    assert here.row("person_record", "date_of_birth") == (date(2013, 5, 2),)
    assert here.row("involvement", "service") == ("child_mental_health",)
