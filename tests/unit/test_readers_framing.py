"""Headers, instructions, trailers and blank rows are told from the records they stand around."""

from dataclasses import replace
from pathlib import Path

import pytest

from sources.columns import text
from sources.declaration import Delimited, RawTable
from sources.readers.delimited import read_delimited
from sources.readers.reading import FileRefusedError, TableRead

CANARY = "Quillfeather"
TABLE = RawTable(
    name="person",
    description="People.",
    columns=(
        text("Id", "Id.", required=True),
        text("Surname", "Surname.", aliases=("Family Name",)),
        text("Town", "Town.", pattern="(home )?town.*"),
    ),
)
BARE = Delimited(has_header=False)
TRAILED = Delimited(trailer="TRAILER|END")


def read(text_: str, layout: Delimited | None = None, table: RawTable = TABLE) -> TableRead:
    found, _ = read_delimited(Path("person.csv"), text_.encode(), layout or Delimited(), table)
    assert found.records == len(found.rows) + len(found.rejected)
    return found


def people(found: TableRead) -> list[tuple[str | None, ...]]:
    return [(row["Id"], row["Surname"], row["Town"]) for row in found.rows.to_pylist()]


def refusal(text_: str, layout: Delimited | None = None) -> str:
    with pytest.raises(FileRefusedError) as caught:
        read(text_, layout)
    assert CANARY not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("header", ["Id,Surname,Home Town now", "Id, Family  Name ,TOWN"])
def test_a_column_is_known_by_its_name_alias_or_pattern(header: str) -> None:
    assert people(read(f"{header}\n1,a,b\n")) == [("1", "a", "b")]


def test_case_means_something_unless_the_layout_ignores_it() -> None:
    assert refusal(f"ID,SURNAME,TOWN\n1,{CANARY},b\n") == (
        "person.csv: missing or renamed column Id, Surname; "
        "2 undeclared column(s) stand in the header"
    )
    found = read("ID,SURNAME,TOWN\n1,a,b\n", Delimited(ignores_case=True))
    assert people(found) == [("1", "a", "b")]


def test_two_columns_of_one_name_are_refused() -> None:
    told = refusal(f"Id,Surname,Family Name,Town\n1,{CANARY},b,c\n")
    assert told == "person.csv: column Surname stands twice in the header"


def test_without_a_header_columns_stand_in_their_order() -> None:
    found = read("1,a,b\n2,c,d\n", BARE)
    assert people(found) == [("1", "a", "b"), ("2", "c", "d")]
    assert [(row["_line"], row["_record"]) for row in found.rows.to_pylist()] == [(1, 1), (2, 2)]


def test_a_header_nobody_declared_is_no_person() -> None:
    found = read("id,surname,town\n1,a,b\n", BARE)
    assert people(found) == [("1", "a", "b")]
    assert found.notes == ("a header that is not declared is left out",)


def test_without_a_header_a_record_of_another_width_is_set_aside() -> None:
    found = read("1,a,b\n2,c\n3,d,e,f\n", BARE)
    assert [(bad.line, bad.reason) for bad in found.rejected] == [
        (2, "2 fields where declared are 3"),
        (3, "4 fields where declared are 3"),
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (f"<html>{CANARY}</html>\n", "a web page"),
        (f"<Person>{CANARY}</Person>\n", "XML"),
        (f'{{"a": "{CANARY}"}}\n', "JSON"),
    ],
)
def test_without_a_header_another_kind_of_file_is_still_told(data: str, told: str) -> None:
    assert told in refusal(data, BARE)


def test_a_row_of_instructions_after_the_header_is_no_record() -> None:
    layout = Delimited(instruction="Required")
    found = read('Id,Surname,Town\n"Required: 6 digits","Free, text",x\n1,a,b\n', layout)
    assert people(found) == [("1", "a", "b")]
    assert found.rows["_record"].to_pylist() == [1]
    assert found.notes == ("a row of instructions is left out",)
    assert people(read("Id,Surname,Town\n1,a,b\n", layout)) == [("1", "a", "b")]


@pytest.mark.parametrize("last", ["TRAILER,2", "TRAILER|2|x,0002", '"end","2",""'])
def test_a_trailer_that_says_what_came_is_left_out(last: str) -> None:
    layout = replace(TRAILED, trailer="TRAILER.*|END")
    assert people(read(f"Id,Surname,Town\n1,a,b\n2,c\n{last}\n", layout)) == [("1", "a", "b")]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("TRAILER,3", "its trailer says 3 records, and there are 2"),
        ("TRAILER,x", "its trailer does not say how many records there are"),
        (f"3,{CANARY},b", "its last line is not the trailer: the file is cut short"),
    ],
)
def test_a_trailer_that_differs_refuses_the_file(last: str, told: str) -> None:
    assert refusal(f"Id,Surname,Town\n1,a,b\n2,c,d\n{last}\n", TRAILED) == f"person.csv: {told}"


def test_a_file_of_nothing_but_a_header_lacks_its_trailer() -> None:
    told = refusal("Id,Surname,Town\n", TRAILED)
    assert told == "person.csv: it has no trailer: the file is cut short"


def test_rows_in_which_nothing_stands_are_counted_and_are_no_records() -> None:
    found = read('Id,Surname,Town\n,,\n1,a,b\n" ","",\n,,,,,\n')
    assert (found.records, people(found)) == (1, [("1", "a", "b")])
    assert found.notes == ("3 blank row(s) are left out",)


def test_a_first_line_like_a_comment_is_a_header_like_any_other() -> None:
    table = replace(TABLE, columns=(text("#Id", "Id."), *TABLE.columns[1:]))
    found = read("#Id,Surname,Town\n#1,a,b\n", table=table)
    assert found.rows["#Id"].to_pylist() == ["#1"]


def test_columns_in_another_order_are_read_by_name_and_told() -> None:
    found = read("Town,Id,Surname\nb,1,a\n")
    assert people(found) == [("1", "a", "b")]
    assert found.notes == ("its columns stand in another order",)


def test_a_quoted_header_with_another_delimiter_is_told_for_what_it_is() -> None:
    told = refusal(f'"Id";"Surname";"Town"\n"1";"{CANARY}";"b"\n')
    assert told == "person.csv: its values are parted by semicolons where commas are declared"


def test_a_trailer_that_agrees_is_told() -> None:
    assert read("Id,Surname,Town\n1,a,b\nEND,1\n", TRAILED).notes == ("its trailer agrees",)
