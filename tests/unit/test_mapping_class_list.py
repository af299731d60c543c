"""Class lists: children without ids, their parents in columns, and every way of writing a date."""

from datetime import date
from pathlib import Path

import pytest

from sources.school.class_list import CLASS_LIST
from tests.builders import DELIVERED, Mapped, map_files, map_folder

HOME = {"CHILD_ADDRESS_LINE_1": "12 Larch Rise", "CHILD_TOWN": "Oldmoor"}
IVY = {
    "CHILD_SCHOOL_URN": "999123",
    "CHILD_FIRST_NAME": "Ivy",
    "CHILD_LAST_NAME": "Whitlock",
    "CHILD_PREFERRED_LAST_NAME": "Brennan",
    "CHILD_DATE_OF_BIRTH": "2013-05-02",
    "CHILD_GENDER": "Female",
    "CHILD_POSTCODE": "B99 9ZZ",
    "CHILD_NHS_NUMBER": "999 100 0453",
    "PARENT_1_NAME": "Mrs Adaeze Mary Whitlock",
    "PARENT_1_RELATIONSHIP": "Mum",
    "PARENT_1_EMAIL": "Adaeze@example.org",
    "PARENT_1_PHONE": "07700 900999",
    "PARENT_2_NAME": "Brennan, Sam",
    "PARENT_2_RELATIONSHIP": "Father",
    "PARENT_2_PHONE": "0121 496 0123",
    **HOME,
}
TOM = {
    "CHILD_SCHOOL_URN": "888888",
    "CHILD_FIRST_NAME": "Tom",
    "CHILD_LAST_NAME": "Null",
    "CHILD_DATE_OF_BIRTH": "02/01/2010",
    "CHILD_POSTCODE": "B99 9ZZ",
    "PARENT_1_NAME": "Jo Null",
    "PARENT_1_RELATIONSHIP": "Social worker",
}
UNA = {
    **TOM,
    "CHILD_SCHOOL_URN": "999999",
    "CHILD_FIRST_NAME": "Una",
    "CHILD_DATE_OF_BIRTH": "20100103",
    "PARENT_1_NAME": "",
    "PARENT_1_RELATIONSHIP": "",
}
WHO = {"IVY", "TOM", "UNA"}


@pytest.fixture(scope="module")
def children(tmp_path_factory: pytest.TempPathFactory) -> Mapped:
    moved = {**IVY, "CHILD_POSTCODE": "B99 8ZZ", "CHILD_ADDRESS_LINE_1": "3 Elm Walk"}
    files = {"class_list": [IVY, TOM, UNA, moved, IVY]}
    return map_files(tmp_path_factory.mktemp("list"), CLASS_LIST, files=files)


def record_of(children: Mapped, given_name: str) -> str:
    ((record_id,),) = children.rows(
        "person_record", "record_id", where=f"given_name = '{given_name}'"
    )
    return str(record_id)


def test_three_ways_to_write_a_date_in_one_file_are_read(children: Mapped) -> None:
    assert children.rows("person_record", "given_name", "date_of_birth", where="is_client") == [
        ("IVY", date(2013, 5, 2)),
        ("TOM", date(2010, 1, 2)),
        ("UNA", date(2010, 1, 3)),
    ]


def test_the_same_row_again_is_set_aside(children: Mapped) -> None:
    assert (children.landed.records, children.landed.rejected) == (5, 1)


def test_rows_of_one_nhs_number_are_one_child_of_two_addresses(children: Mapped) -> None:
    ivy = record_of(children, "IVY")
    where = f"record_id = '{ivy}'"
    assert children.row(
        "person_record", "nhs_number", "other_family_names", "sex", where=where
    ) == (
        "9991000453",
        ["BRENNAN"],
        "F",
    )
    assert children.rows("address", "line", "premises", "postcode", where=where) == [
        ("12 LARCH RISE OLDMOOR", "12", "B99 9ZZ"),
        ("3 ELM WALK OLDMOOR", "3", "B99 8ZZ"),
    ]


def test_an_id_says_nothing_of_the_child(children: Mapped) -> None:
    for given in WHO:
        assert len(record_of(children, given)) == 32
        assert set(record_of(children, given)) <= set("0123456789abcdef")


def test_an_id_is_the_same_in_another_delivery_and_order(tmp_path: Path, children: Mapped) -> None:
    again = map_files(tmp_path, CLASS_LIST, files={"class_list": [UNA, TOM, IVY]})
    assert {record_of(again, given) for given in WHO} == {
        record_of(children, given) for given in WHO
    }


def test_parents_are_contacts_numbered_as_they_stand(children: Mapped) -> None:
    ivy = record_of(children, "IVY")
    assert children.rows(
        "person_record", "record_id", "given_name", "family_name", where="not is_client"
    ) == [(f"{ivy}:contact:1", "ADAEZE", "WHITLOCK"), (f"{ivy}:contact:2", "SAM", "BRENNAN")]
    assert children.rows("relationship", "*", where="from_record_id like '%contact:1'") == [
        ("here", f"{ivy}:contact:1", ivy, "parent_of", None, None, None, None, None, "Mum")
    ]
    assert children.rows("contact_point", "record_id", "kind", "value") == [
        (f"{ivy}:contact:1", "email", "adaeze@example.org"),
        (f"{ivy}:contact:1", "phone", "07700900999"),
        (f"{ivy}:contact:2", "phone", "01214960123"),
    ]


def test_a_professional_is_no_contact(children: Mapped) -> None:
    assert (
        children.rows("relationship", "to_record_id", where="source_value = 'Social worker'") == []
    )


def test_a_child_taught_at_home_is_enrolled_nowhere_and_an_unknown_school_has_no_name(
    children: Mapped,
) -> None:
    assert children.rows("involvement", "record_id", "service", "kind", "detail", "start_date") == (
        sorted(
            [
                (record_of(children, "IVY"), "school", "enrolment", "999123", DELIVERED),
                (record_of(children, "TOM"), "school", "enrolment", None, DELIVERED),
            ]
        )
    )


def test_a_child_whose_surname_is_null_has_that_surname(children: Mapped) -> None:
    assert children.row("person_record", "family_name", where="given_name = 'TOM'") == ("NULL",)


def test_children_of_one_name_and_birth_at_two_postcodes_stay_two(tmp_path: Path) -> None:
    other = {**TOM, "CHILD_POSTCODE": "B99 8ZZ"}
    both = map_files(tmp_path, CLASS_LIST, files={"class_list": [TOM, other]})
    assert len(both.rows("person_record", "record_id", where="is_client")) == 2


def test_the_row_of_instructions_is_no_child(tmp_path: Path) -> None:
    header = "CHILD_FIRST_NAME,CHILD_LAST_NAME,CHILD_DATE_OF_BIRTH,CHILD_POSTCODE,CHILD_SCHOOL_URN"
    told = '"Required: Free text",Free text,DD/MM/YYYY,Postcode,"Required, 6 digits"'
    text = f"{header}\n{told}\nIvy,Whitlock,2013-05-02,B99 9ZZ,999123\n,,,,\n"
    mapped = map_files(tmp_path, CLASS_LIST, files={"class_list": text})
    assert (mapped.landed.loaded, mapped.landed.rejected) == (1, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1"])
def test_a_list_is_read_in_each_encoding_that_schools_use(tmp_path: Path, encoding: str) -> None:
    header = "CHILD_FIRST_NAME,CHILD_LAST_NAME,CHILD_DATE_OF_BIRTH,CHILD_POSTCODE,CHILD_SCHOOL_URN"
    rows = ["Zoë,Núñez,2013-05-02,B99 9ZZ,999123", "Noël,Núñez,2014-05-02,B99 9ZZ,999123"]
    (tmp_path / "list.csv").write_text("\n".join([header, *rows]) + "\n", encoding)
    mapped = map_folder(tmp_path, CLASS_LIST)
    assert mapped.rows("person_record", "given_name", "given_name_as_received") == [
        ("NOEL", "Noël"),
        ("ZOE", "Zoë"),
    ]
