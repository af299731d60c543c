"""What a file is taken for: its columns by their words and shapes, its dates by their columns."""

import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from sources.declaration import Delimited
from sources.generic.header_words import is_known, plain
from sources.generic.likeness import likeness_of
from sources.generic.looking import FileLook, look_at
from sources.generic.suggesting import suggest
from sources.generic.telling import pattern_of
from sources.readers.reading import FileRefusedError


def looked(tmp_path: Path, text: str, encoding: str = "utf-8") -> FileLook:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    return look_at(path)


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("999 100 0410", {"NHS number"}),
        ("9991000411", set()),
        ("Q999400119001", {"UPN"}),
        ("b99 9zz", {"postcode"}),
        ("ann@example.org", {"e-mail"}),
        ("01632 960001", {"phone"}),
        ("14/07/1988", {"dd/mm/yyyy"}),
        ("04/07/1988", {"dd/mm/yyyy", "mm/dd/yyyy"}),
        ("07/14/1988", {"mm/dd/yyyy"}),
        ("1988-07-14 00:00:00", {"yyyy-mm-dd hh:mm:ss"}),
        ("19880714", {"yyyymmdd", "whole number"}),
        ("14-Jul-1988", {"dd-mmm-yyyy"}),
        ("F", {"sex word", "yes or no"}),
        ("Mother", {"relationship word"}),
        ("Whitlock", set()),
    ],
)
def test_a_value_looks_like_what_it_may_be(text: str, shapes: set[str]) -> None:
    assert set(likeness_of(text)) == shapes


def test_a_day_that_fits_both_orders_looks_like_ours(tmp_path: Path) -> None:
    look = looked(tmp_path, "ID,Start,End\n1,01/02/2020,02/14/2020\n2,03/05/2019,03/15/2019\n")
    assert [column.looks_like for column in look.columns[1:]] == ["dd/mm/yyyy", "mm/dd/yyyy"]


@pytest.mark.parametrize(
    ("text", "delimiter", "encoding"),
    [
        ("ID,Name\n1,Zoë\n", ",", "utf-8"),
        ("ID;Name, first\n1;Zoë\n", ";", "cp1252"),
        ("ID\tName\r\n1\tZoë\r\n", "\t", "utf-8-sig"),
        ("ID|Name\r1|Zoë\r", "|", "utf-16"),
    ],
)
def test_delimiter_and_encoding_are_found(
    tmp_path: Path, text: str, delimiter: str, encoding: str
) -> None:
    look = looked(tmp_path, text, encoding)
    assert isinstance(look.layout, Delimited)
    assert look.layout.delimiter == delimiter
    assert (look.records, look.columns[0].header) == (1, "ID")
    assert look.columns[1].filled == 1


def test_headers_are_known_in_many_spellings(tmp_path: Path) -> None:
    header = "PatientID,firstName,LAST_NAME,D.O.B.,Gender,post code,Home Tel No,Mobile,NHS No."
    columns = suggest(looked(tmp_path, f"{header}\n,,,,,,,,\n,,,,,,,,\n")).columns
    assert columns == {
        "record_id": "PatientID",
        "given_name": "firstName",
        "family_name": "LAST_NAME",
        "date_of_birth": "D.O.B.",
        "sex": "Gender",
        "postcode": "post code",
        "phone_1": "Home Tel No",
        "phone_2": "Mobile",
        "nhs_number": "NHS No.",
    }


def test_contacts_of_a_row_are_told_from_the_person(tmp_path: Path) -> None:
    header = "Pupil ID,Forename,Surname,Parent 1 Name,Parent 1 Email,Parent 2 Name,Parent 2 Phone"
    suggestion = suggest(looked(tmp_path, f"{header}\n7,Ivy,Hale,Ann Hale,,Tom Hale,\n"))
    assert set(suggestion.columns) >= {
        "contact_1_name",
        "contact_1_email",
        "contact_2_name",
        "contact_2_phone_1",
    }
    assert suggestion.a_row_is == "person"


def test_a_row_for_each_contact_is_known_by_its_columns(tmp_path: Path) -> None:
    header = "Client ID,Contact Name,Relationship,Contact Telephone"
    suggestion = suggest(looked(tmp_path, f"{header}\n7,Ann Hale,Mother,\n7,Tom Hale,Father,\n"))
    assert suggestion.a_row_is == "contact"
    assert suggestion.columns["contact_relationship"] == "Relationship"


def test_a_header_whose_values_are_something_else_is_not_believed(tmp_path: Path) -> None:
    text = "ID,Forename,Surname,DOB,Sex\n1,Ann,Hale,unknown,heterosexual\n"
    assert set(suggest(looked(tmp_path, text)).columns) == {
        "record_id",
        "given_name",
        "family_name",
    }


def test_dates_are_read_month_first_only_where_every_one_can_be(tmp_path: Path) -> None:
    rows = "".join(f"{n},Ann,Hale,{n:02}/25/1980\n" for n in range(1, 10))
    assert suggest(looked(tmp_path, f"ID,Forename,Surname,DOB\n{rows}")).dates == ("mm/dd/yyyy",)
    rows = "".join(f"{n},Ann,Hale,25/{n:02}/1980\n" for n in range(1, 10))
    mixed = f"{rows}77,Ann,Hale,1980-03-04\n"
    assert suggest(looked(tmp_path, f"ID,Forename,Surname,DOB\n{mixed}")).dates == (
        "dd/mm/yyyy",
        "yyyy-mm-dd",
    )


def test_spells_are_known_by_a_day_and_an_id_of_their_own(tmp_path: Path) -> None:
    header = "Referral ID,Patient ID,Referral Date,Discharge Date,Team"
    suggestion = suggest(looked(tmp_path, f"{header}\n1,7,2020-01-02,,North\n"))
    assert suggestion.a_row_is == "spell"
    assert set(suggestion.columns) == {
        "spell_id",
        "record_id",
        "started_on",
        "ended_on",
        "spell_detail",
    }


def test_an_unknown_column_is_left_out(tmp_path: Path) -> None:
    suggestion = suggest(looked(tmp_path, "ID,Full name,Favourite colour\n1,Ann Hale,red\n"))
    assert suggestion.role_of("Favourite colour") == ""
    assert suggestion.role_of("Full name") == "full_name"


def test_words_of_a_header_are_taken_apart() -> None:
    assert plain("LADateOf_Birth (DOB)") == "ladate of birth dob"


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("clients_20260901.csv", "clients*.csv"),
        ("2026-09-01 clients.xlsx", "* clients*.xlsx"),
        ("20260901.csv", "*.csv"),
        ("list[1].csv", "list*.csv"),
    ],
)
def test_later_files_are_found_by_the_same_name_without_its_date(name: str, pattern: str) -> None:
    assert pattern_of(name) == pattern


def test_a_missing_sheet_is_told_without_the_librarys_words(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    with pytest.raises(FileRefusedError, match="not a workbook"):
        look_at(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("NHS No.", True),
        ("firstName", True),
        ("Home Tel No", True),
        ("Parent 2 Email", True),
        ("Contact Telephone", True),
        ("Address 3", True),
        ("Young carer", True),
        ("Quillfeather", False),
        ("12 High Street", False),
        ("Oldmoor Primary", False),
        ("Contact Quillfeather", False),
    ],
)
def test_a_header_is_known_by_its_words_alone(header: str, known: bool) -> None:
    assert is_known(header) == known


def test_a_header_that_stands_among_its_values_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Hub,Quillfeather\nNorth,Onslow\n hub ,Hale\n", "utf-8")
    with pytest.raises(FileRefusedError, match="also values below it") as caught:
        look_at(path)
    assert "Quillfeather" not in str(caught.value)
    assert look_at(path, header_is_right=True).records == 2
    path.write_text("Hub,Quillfeather\nNorth,Hub\n", "utf-8")
    assert look_at(path).records == 1, "a word of one column may be a value of another"


def test_the_encoding_is_that_of_the_whole_file(tmp_path: Path) -> None:
    rows = "".join(f"{n},Ann Hale\n" for n in range(10_000))
    look = looked(tmp_path, f"ID,Name\n{rows}77777,Zoë Hale\n", "cp1252")
    assert len(rows) > 1 << 16
    assert isinstance(look.layout, Delimited)
    assert look.layout.encoding == "cp1252"


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(FileRefusedError, match="it is a pipe, socket or device"):
        look_at(tmp_path / name)


def test_a_workbook_that_unpacks_to_too_much_is_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(2_000_000))
    with pytest.raises(FileRefusedError, match="unpacks to more than 200 times its size"):
        look_at(path)
