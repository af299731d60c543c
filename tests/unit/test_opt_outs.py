"""People who objected go before linkage, with all that hangs on their records, and are counted."""

from pathlib import Path

import pytest

from sources.opt_outs import OPTED_OUT, OptOutListError, leave_out, read_opt_outs
from sources.registry import FORMATS
from tests.builders import Mapped, map_files

EMIS = FORMATS["emis"]
OBJECTING, OTHER = "9991000410", "9991000453"
PATIENTS = [
    {
        "PatientGuid": "ada",
        "NhsNumber": "999 100 0410",
        "Surname": "Hale",
        "CarerName": "Tom Hale",
        "CarerRelation": "Father",
        "MobilePhone": "07700 900123",
        "Postcode": "QQ1 1AA",
        "DateOfRegistration": "2020-01-01",
    },
    {
        "PatientGuid": "ivy",
        "NhsNumber": OTHER,
        "Surname": "Hale",
        "CarerName": "Tom Hale",
        "CarerRelation": "Father",
        "Postcode": "QQ1 1AA",
        "DateOfRegistration": "2020-01-01",
    },
    {"PatientGuid": "ada2", "Surname": "Hale"},
]


@pytest.fixture
def mapped(tmp_path: Path) -> Mapped:
    return map_files(tmp_path, EMIS, files={"Admin_Patient": PATIENTS})


def records(mapped: Mapped) -> set[object]:
    return {record for (record,) in mapped.rows("person_record", "record_id")}


def test_a_listed_person_goes_with_contacts_ties_addresses_and_involvements(
    mapped: Mapped,
) -> None:
    before = records(mapped)
    contacts = {record for record in before if str(record).startswith("ada:")}
    assert contacts
    removed = leave_out(mapped.con, "here", frozenset({OBJECTING}))
    assert records(mapped) == before - {"ada"} - contacts
    assert removed == 1 + len(contacts)
    for table in ("address", "contact_point", "involvement"):
        assert "ada" not in {record for (record,) in mapped.rows(table, "record_id")}
    ends = {end for tie in mapped.ties() for end in (tie[0], tie[2])}
    assert ends == {"ivy"} | {record for record in before if str(record).startswith("ivy:")}


def test_what_was_left_out_is_counted_by_table_and_never_named(mapped: Mapped) -> None:
    removed = leave_out(mapped.con, "here", frozenset({OBJECTING}))
    rows = mapped.rows("left_out", "table_name", "rows", where=f"reason = '{OPTED_OUT}'")
    assert ("person_record", removed) in rows
    assert ("contact_point", 1) in rows
    assert "ada" not in str(rows)


def test_other_sources_and_unlisted_people_stay(mapped: Mapped) -> None:
    before = records(mapped)
    assert leave_out(mapped.con, "elsewhere", frozenset({OBJECTING})) == 0
    assert leave_out(mapped.con, "here", frozenset({"9990000000"})) == 0
    assert records(mapped) == before
    assert len(mapped.con.sql("show all tables").filter("name like 'opted%'")) == 0


@pytest.mark.parametrize("header", ["", "NHS Number\n", "\ufeffnhs_number\n"])
def test_a_list_is_read_with_and_without_a_header(tmp_path: Path, header: str) -> None:
    path = tmp_path / "opt_outs.csv"
    path.write_text(f"{header}999 100 0410\n\n{OTHER}\n", "utf-8")
    assert read_opt_outs(path) == {OBJECTING, OTHER}


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "opt_outs.csv"
    path.write_text("nhs_number\n", "utf-8")
    assert read_opt_outs(path) == frozenset()


def test_a_list_with_a_spoilt_number_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "opt_outs.csv"
    path.write_text(f"{OBJECTING}\n9991000411\n9.991E+09\n", "utf-8")
    with pytest.raises(OptOutListError, match="2 of 3 lines are no NHS number") as refusal:
        read_opt_outs(path)
    assert "9991000411" not in str(refusal.value)


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptOutListError, match=r"opt_outs\.csv is not there"):
        read_opt_outs(tmp_path / "opt_outs.csv")
