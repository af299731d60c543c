"""People who objected go before linkage, with all that hangs on their records, and are counted."""

from pathlib import Path

import pytest

from sources.generic.building import list_format
from sources.generic.description import ListDescription
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


CLIENTS = ListDescription.model_validate(
    {
        "file": "clients*.csv",
        "a_row_is": "contact",
        "key": ["record_id", "contact_id"],
        "optional": ["contact_relationship"],
        "columns": {
            "record_id": "Client",
            "nhs_number": "NHS",
            "given_name": "First",
            "family_name": "Last",
            "contact_id": "Contact",
            "contact_name": "Contact name",
            "contact_relationship": "Is",
            "contact_phone_1": "Phone",
            "contact_postcode": "Contact postcode",
        },
    }
)
ADA = {"Client": "1", "NHS": OBJECTING, "First": "Ada", "Last": "Hale"}
IVY = {"Client": "2", "NHS": OTHER, "First": "Ivy", "Last": "Hale"}
HOME = {"Phone": "07700 900123", "Contact postcode": "B99 9ZZ", "Is": "Mother"}
MOTHER = {"Contact": "31", "Contact name": "Ann Hale", **HOME}
AUNT = {"Contact": "77", "Contact name": "Una Hale", **HOME, "Is": "Aunt"}


def clients(tmp_path: Path, *rows: dict[str, str]) -> Mapped:
    format_ = list_format("clients", "gp", CLIENTS)
    return map_files(tmp_path, format_, files={"clients": list(rows)})


def test_a_contact_with_an_id_of_its_own_goes_with_the_only_one_who_names_it(
    tmp_path: Path,
) -> None:
    mapped = clients(tmp_path, ADA | MOTHER, ADA | AUNT, IVY | MOTHER)
    assert leave_out(mapped.con, "here", frozenset({OBJECTING})) == 2
    assert records(mapped) == {"2", "contact:31"}
    assert mapped.rows("address", "record_id") == [("contact:31",)]
    assert mapped.rows("contact_point", "record_id") == [("contact:31",)]
    assert mapped.ties() == [("contact:31", "parent_of", "2")]


def test_a_contact_of_several_people_goes_when_all_of_them_object(tmp_path: Path) -> None:
    mapped = clients(tmp_path, ADA | MOTHER, IVY | MOTHER)
    assert leave_out(mapped.con, "here", frozenset({OBJECTING, OTHER})) == 3
    for table in ("person_record", "address", "contact_point"):
        assert mapped.rows(table, "record_id") == []


def test_whoever_is_tied_only_to_a_contact_who_goes_is_gone_too(mapped: Mapped) -> None:
    con = mapped.con
    friend = con.table("conformed.person_record").filter("record_id = 'ada:carer'")
    assert len(friend) == 1
    con.execute(
        "insert into conformed.person_record "
        "select * replace ('apart' as record_id) from conformed.person_record "
        "where record_id = 'ada:carer'"
    )
    con.execute(
        "insert into conformed.relationship select * replace ('apart' as from_record_id, "
        "'ada:carer' as to_record_id) from conformed.relationship where to_record_id = 'ada'"
    )
    leave_out(con, "here", frozenset({OBJECTING}))
    assert "apart" not in records(mapped)


def test_a_relative_who_is_a_client_too_stays(tmp_path: Path) -> None:
    mapped = clients(tmp_path, ADA | MOTHER, IVY | MOTHER)
    mapped.con.execute("update conformed.person_record set is_client = true")
    leave_out(mapped.con, "here", frozenset({OBJECTING}))
    assert records(mapped) == {"2", "contact:31"}


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
