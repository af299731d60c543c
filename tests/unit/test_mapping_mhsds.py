"""The mental health data set: months that repeat, indicators without a relative, no names."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from sources.registry import FORMATS
from tests.builders import DELIVERED, Files, Mapped, Rows, deliver, map_files, map_folder

MHSDS, RIO = FORMATS["mhsds"], FORMATS["rio"]
JULY, AUGUST = "2026-07-31", "2026-08-31"


def patient(number: str, **values: str) -> Mapping[str, str]:
    return {"LocalPatientID": number, "PersonBirthDate": "1988-07-14", "Gender": "2"} | values


def referral(number: str, patient: str, received: str, **values: str) -> Mapping[str, str]:
    return {
        "ServiceRequestID": number,
        "LocalPatientID": patient,
        "ReferralRequestReceivedDate": received,
    } | values


def mapped(folder: Path, **tables: Rows) -> Mapped:
    return map_files(folder, MHSDS, files=tables)


def test_a_patient_has_no_name_and_everything_else(tmp_path: Path) -> None:
    row = patient(
        "RQ900417",
        NHSNumber="9991000410",
        NHSNumberStatus="01",
        EthnicCategory="M",
        PersDeathDate="2026-01-02",
    )
    here = mapped(tmp_path, MHS001MPI=[row])
    columns = ("nhs_number", "nhs_number_status", "given_name", "family_name", "date_of_birth")
    assert here.row("person_record", "record_id", *columns) == (
        "RQ900417", "9991000410", "verified", None, None, date(1988, 7, 14)
    )  # fmt: skip
    assert here.row("person_record", "sex", "ethnic_group", "date_of_death", "is_client") == (
        "F", "BCRB", date(2026, 1, 2), True
    )  # fmt: skip


@pytest.mark.parametrize(
    ("gender", "sex"), [("1", "M"), ("2", "F"), ("9", "U"), ("X", "U"), ("", "U")]
)
def test_the_stated_gender_is_read(tmp_path: Path, gender: str, sex: str) -> None:
    here = mapped(tmp_path, MHS001MPI=[patient("1", Gender=gender)])
    assert here.row("person_record", "sex") == (sex,)


def test_the_newest_month_of_a_patient_is_believed(tmp_path: Path) -> None:
    rows = [
        patient("1", Postcode="B99 9ZZ", ReportingPeriodEndDate=AUGUST),
        patient("1", Postcode="B98 7YY", ReportingPeriodEndDate=JULY),
    ]
    here = mapped(tmp_path, MHS001MPI=rows)
    assert here.rows("person_record", "record_id") == [("1",)]
    assert here.rows("address", "postcode") == [("B99 9ZZ",)]


def test_headers_of_version_5_and_of_an_access_dump_are_read(tmp_path: Path) -> None:
    header = (
        "LOCALPATIENTID,NHSNumber,NHSNumberStatus,PersonBirthDate,Postcode,Gender,EthnicCategory"
    )
    (tmp_path / "MHS001MPI_2026-08.csv").write_text(f"{header}\n7,,07,14/07/1988,B99 9ZZ,1,99\n")
    header = "ServiceRequestId,LocalPatientId,ReferralRequestReceivedDate,ServDischDate\n"
    (tmp_path / "MHS101Referral_2026-08.csv").write_text(header + "r1,7,01/02/2026,\n")
    here = map_folder(tmp_path, MHSDS)
    assert here.row("person_record", "date_of_birth", "sex") == (date(1988, 7, 14), "M")
    assert here.row("involvement", "start_date") == (date(2026, 2, 1),)


V6 = (
    "LocalPatientID,OrgIDLocalPatientID,OrgIDEduEstab,NHSNumber,NHSNumberStatus,PersonBirthDate,"
    "Postcode,Gender,GenderIDCode,GenderSameAtBirth,MaritalStatus,EthnicCategory,"
    "EthnicCategory2021,LanguageCodePreferred,PersDeathDate"
)
V5 = V6.replace("Gender,", "").replace("Postcode,", "Postcode,OrgIDResidenceResp,")


@pytest.mark.parametrize(
    ("header", "row", "sex"),
    [
        (V6, "7,RZZ,,,07,1988-07-14,B99 9ZZ,2,1,N,,99,,,", "F"),
        (V6, "7,RZZ,,,07,1988-07-14,B99 9ZZ,,1,N,,99,,,", "U"),
        (V5, "7,RZZ,,,07,1988-07-14,B99 9ZZ,RZZ,1,N,,99,,,", "U"),
    ],
    ids=["version 6", "version 6 without a stated gender", "version 5"],
)
def test_gender_identity_stands_beside_and_is_never_the_sex(
    tmp_path: Path, header: str, row: str, sex: str
) -> None:
    assert len(header.split(",")) == len(row.split(","))
    deliver(tmp_path, [MHSDS], {})
    (tmp_path / "MHS001MPI.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    here = map_folder(tmp_path, MHSDS)
    assert here.rows("person_record", "record_id", "sex") == [("7", sex)]


@pytest.mark.parametrize(
    ("word", "status"), [("Y", "yes"), ("N", "no"), ("Z", "unknown"), ("X", "unknown")]
)
def test_parental_responsibility_is_of_the_patient(tmp_path: Path, word: str, status: str) -> None:
    indicators = [
        {"LocalPatientID": "1", "ParentalResp": word, "ReportingPeriodEndDate": AUGUST},
        {"LocalPatientID": "1", "ParentalResp": "N", "ReportingPeriodEndDate": JULY},
    ]
    here = mapped(tmp_path, MHS001MPI=[patient("1")], MHS005PatInd=indicators)
    assert here.rows("parental_status", "record_id", "status", "recorded_on") == [
        ("1", status, date(2026, 8, 31))
    ]


def test_indicators_of_a_child_become_dated_facts(tmp_path: Path) -> None:
    indicators = [
        {"LocalPatientID": "1", "LACStatus": "Y", "CPP": "3", "YoungCarer": "N"},
        {"LocalPatientID": "2", "LACStatus": "TRUE", "CPP": "2", "YoungCarer": "Y"},
        {"LocalPatientID": "3", "LACStatus": "", "CPP": "X", "YoungCarer": "Z"},
    ]
    patients = [patient(number, PersonBirthDate="2013-05-02") for number in "123"]
    here = mapped(tmp_path, MHS001MPI=patients, MHS005PatInd=indicators)
    assert here.rows("flag", "record_id", "flag", "value", "on_date") == [
        ("1", "child_protection_plan", "yes", DELIVERED),
        ("1", "looked_after", "yes", DELIVERED),
        ("2", "looked_after", "yes", DELIVERED),
        ("2", "young_carer", "yes", DELIVERED),
    ]


@pytest.mark.parametrize(
    ("postcode", "accommodation", "kind"),
    [
        ("ZZ99 3VZ", "", "no fixed abode"),
        ("ZZ99 3WZ", "", "pseudo"),
        ("B99 9ZZ", "MA04", None),
        ("B99 9ZZ", "HM01", "no fixed abode"),
        ("", "HM04", "no fixed abode"),
    ],
)
def test_a_patient_without_a_home_says_so(
    tmp_path: Path, postcode: str, accommodation: str, kind: str | None
) -> None:
    status = [{"LocalPatientID": "1", "AccommodationType": accommodation}]
    here = mapped(tmp_path, MHS001MPI=[patient("1", Postcode=postcode)], MHS003AccommStatus=status)
    assert here.rows("address", "kind") == [(kind,)]


def test_a_referral_is_open_until_discharge_or_rejection(tmp_path: Path) -> None:
    referrals = [
        referral("r1", "1", "2026-01-01"),
        referral("r2", "1", "2026-02-01", ServDischDate="2026-03-01"),
        referral("r3", "1", "2026-04-01", ReferRejectionDate="2026-04-09"),
    ]
    teams = [{"ServiceRequestID": "r1", "ServTeamTypeRefToMH": "C02"}]
    here = mapped(
        tmp_path,
        MHS001MPI=[patient("1")],
        MHS101Referral=referrals,
        MHS102ServiceTypeReferredTo=teams,
    )
    columns = ("service", "detail", "start_date", "end_date", "outcome")
    assert here.rows("involvement", *columns) == [
        ("adult_mental_health", "C02", date(2026, 1, 1), None, None),
        ("adult_mental_health", None, date(2026, 2, 1), date(2026, 3, 1), None),
        ("adult_mental_health", None, date(2026, 4, 1), date(2026, 4, 9), "rejected"),
    ]


def test_an_open_referral_that_every_month_repeats_is_one(tmp_path: Path) -> None:
    referrals = [
        referral("r1", "1", "2026-01-01", ReportingPeriodEndDate=JULY),
        referral(
            "r1", "1", "2026-01-01", ReportingPeriodEndDate=AUGUST, ServDischDate="2026-08-03"
        ),
    ]
    here = mapped(tmp_path, MHS001MPI=[patient("1")], MHS101Referral=referrals)
    assert here.rows("involvement", "end_date") == [(date(2026, 8, 3),)]


def test_who_is_not_grown_up_is_a_patient_of_the_childrens_service(tmp_path: Path) -> None:
    patients = [
        patient("1", PersonBirthDate="2010-05-02"),
        patient("2", PersonBirthDate="2008-05-02"),
    ]
    referrals = [
        referral("r1", "1", "2026-01-01"),
        referral("r2", "2", "2024-01-01", ServDischDate="2026-05-01"),
        referral("r3", "2", "2025-01-01"),
    ]
    here = mapped(tmp_path, MHS001MPI=patients, MHS101Referral=referrals)
    assert here.rows("involvement", "start_date", "service") == [
        (date(2024, 1, 1), "child_mental_health"),
        (date(2025, 1, 1), "adult_mental_health"),
        (date(2026, 1, 1), "child_mental_health"),
    ]


def test_beside_the_trusts_own_extract_it_joins_and_adds(tmp_path: Path) -> None:
    files: Files = {
        "ClientIndex": [{"ClientID": "1", "DateOfBirth": "1988-07-14"}],
        "ClientName": [
            {"ClientNameID": "1", "ClientID": "1", "GivenName1": "Adaeze", "Surname": "Whitlock"}
        ],
        "MHS001MPI": [patient("1")],
        "MHS005PatInd": [{"LocalPatientID": "1", "ParentalResp": "Y"}],
    }
    here = map_files(tmp_path, RIO, MHSDS, files=files)
    assert here.rows("person_record", "record_id", "given_name") == [("1", "ADAEZE")]
    assert here.rows("parental_status", "status") == [("yes",)]
