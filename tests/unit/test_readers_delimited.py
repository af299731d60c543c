"""Delimited files are read as text under their declared names, or refused in words that tell why.

The canary stands where a person would: no refusal may show it.
"""

from hashlib import sha256
from pathlib import Path

import pytest

from sources.columns import text
from sources.declaration import Column, Delimited, Export, RawTable
from sources.readers.files import read_file
from sources.readers.reading import FileRead, FileRefusedError, TableRead

CANARY = "Quillfeather"
TABLE = RawTable(
    name="person",
    description="People.",
    columns=(
        text("id", "Id.", required=True),
        text("surname", "Surname.", aliases=("family_name",)),
        text("forename", "Given name."),
        Column(name="town", description="Absent from older files.", optional=True),
    ),
    key=("id",),
)


def export(layout: Delimited | None = None) -> Export:
    return Export(
        name="person",
        description="People.",
        file_pattern="person*.csv",
        layout=layout or Delimited(),
        tables=(TABLE,),
    )


def read(tmp_path: Path, data: bytes | str, layout: Delimited | None = None) -> FileRead:
    path = tmp_path / "person.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_file(path, export(layout))


def table(file: FileRead) -> TableRead:
    (only,) = file.tables
    assert only.records == len(only.rows) + len(only.rejected)
    return only


def people(file: FileRead) -> list[tuple[str | None, ...]]:
    names = ("id", "surname", "forename", "town")
    return [tuple(row[name] for name in names) for row in table(file).rows.to_pylist()]


def refusal(tmp_path: Path, data: bytes | str, layout: Delimited | None = None) -> str:
    with pytest.raises(FileRefusedError) as caught:
        read(tmp_path, data, layout)
    assert CANARY not in str(caught.value)
    parsers_own = caught.value.__context__
    assert parsers_own is None or caught.value.__suppress_context__, "it may quote the row"
    return str(caught.value)


def test_values_stay_the_text_they_are(tmp_path: Path) -> None:
    file = read(tmp_path, "id,surname,forename,town\n007,NA,null, \n1e5,NULL,,=1+1\n")
    assert people(file) == [("007", "NA", "null", " "), ("1e5", "NULL", "", "=1+1")]


def test_every_row_knows_its_line_and_its_record(tmp_path: Path) -> None:
    file = read(tmp_path, 'id,surname,forename,town\n1,"a\nb",,\n\n2,c,,\n')
    rows = table(file).rows.to_pylist()
    assert [(row["_line"], row["_record"], row["_parent"]) for row in rows] == [
        (2, 1, None),
        (5, 2, None),
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_line_end_is_read(tmp_path: Path, ends: str) -> None:
    text_ = ends.join(["id,surname,forename,town", "1,a,b,c", '2,"d', 'e",f,g', ""])
    assert people(read(tmp_path, text_)) == [("1", "a", "b", "c"), ("2", "d\ne", "f", "g")]


def test_mixed_line_ends_are_read(tmp_path: Path) -> None:
    file = read(tmp_path, b"id,surname,forename,town\r1,a,b,c\r\n2,d,e,f\n")
    assert [row[0] for row in people(file)] == ["1", "2"]


def test_another_declared_delimiter_is_read(tmp_path: Path) -> None:
    layout = Delimited(delimiter="|")
    file = read(tmp_path, "id|surname|forename|town\n1|a,b|c|d\n", layout)
    assert people(file) == [("1", "a,b", "c", "d")]


def test_a_first_line_like_a_comment_is_a_row_all_the_same(tmp_path: Path) -> None:
    file = read(tmp_path, "id,surname,forename,town\n#1,a,b,c\n")
    assert people(file) == [("#1", "a", "b", "c")]


def test_a_name_of_a_file_is_no_pattern(tmp_path: Path) -> None:
    for name, surname in (("person[1].csv", "right"), ("person1.csv", "wrong")):
        text_ = f"id,surname,forename,town\n1,{surname},,\n"
        (tmp_path / name).write_text(text_, encoding="utf-8")
    file = read_file(tmp_path / "person[1].csv", export())
    assert people(file) == [("1", "right", "", "")]


def test_columns_are_taken_by_their_names_and_not_their_places(tmp_path: Path) -> None:
    file = read(tmp_path, "town,forename,id,surname\nd,c,1,b\n")
    assert people(file) == [("1", "b", "c", "d")]


def test_a_column_may_come_under_its_other_name(tmp_path: Path) -> None:
    file = read(tmp_path, "id,family_name,forename,town\n1,b,c,d\n")
    assert people(file) == [("1", "b", "c", "d")]
    assert file.undeclared == ()


def test_an_optional_column_may_be_absent(tmp_path: Path) -> None:
    assert people(read(tmp_path, "id,surname,forename\n1,b,c\n")) == [("1", "b", "c", None)]


def test_a_column_nobody_declared_is_left_out_and_told(tmp_path: Path) -> None:
    file = read(tmp_path, "id,shoe_size,surname,forename,town,shoe_size\n1,9,b,c,d,9\n")
    assert people(file) == [("1", "b", "c", "d")]
    assert file.undeclared == ("shoe_size", "shoe_size")


def test_a_header_alone_is_no_rows(tmp_path: Path) -> None:
    file = read(tmp_path, "id,surname,forename,town\n")
    assert people(file) == []
    assert table(file).notes == ("it holds no record",)


def test_a_row_of_another_width_is_set_aside_with_its_line(tmp_path: Path) -> None:
    file = read(tmp_path, "id,surname,forename,town\n1,a\n2,b,c,d\n3,a,b,c,d\n")
    assert people(file) == [("2", "b", "c", "d")]
    assert [(bad.line, bad.reason, bad.content) for bad in table(file).rejected] == [
        (2, "2 fields where the header has 4", "1,a"),
        (4, "5 fields where the header has 4", "3,a,b,c,d"),
    ]


@pytest.mark.parametrize("rest", [f"2,{CANARY}", f"2,{CANARY},e,f", f"2,{CANARY},e,f\n3"])
def test_a_file_that_breaks_off_is_refused(tmp_path: Path, rest: str) -> None:
    assert refusal(tmp_path, f"id,surname,forename,town\n1,a,b,c\n{rest}").endswith("is cut short")


def test_a_file_may_lack_its_last_newline_only_where_its_system_leaves_it_out(
    tmp_path: Path,
) -> None:
    layout = Delimited(ends_with_newline=False)
    file = read(tmp_path, "id,surname,forename,town\n1,a,b,c", layout)
    assert people(file) == [("1", "a", "b", "c")]
    assert table(file).notes == ("no newline ends its last line",)
    told = refusal(tmp_path, f"id,surname,forename,town\n1,{CANARY}", layout)
    assert told == "person.csv: it ends in the middle of line 2: the file is cut short"


def test_a_file_of_nothing_but_broken_rows_still_counts_them(tmp_path: Path) -> None:
    file = read(tmp_path, "id,surname,forename,town\n1\n2\n")
    assert (table(file).records, people(file)) == (2, [])


def test_missing_columns_are_all_named_and_the_others_only_counted(tmp_path: Path) -> None:
    told = refusal(tmp_path, f"id,lastname,firstname,{CANARY}\n1,{CANARY},b,c\n")
    assert told == (
        "person.csv: missing or renamed column surname, forename; "
        "3 undeclared column(s) stand in the header"
    )


def test_a_column_that_is_missing_and_not_replaced_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, f"id,surname,town\n1,{CANARY},c\n")
    assert told == "person.csv: missing or renamed column forename"


def test_a_column_that_stands_twice_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, f"id,surname,forename,town,surname\n1,{CANARY},b,c,d\n")
    assert told == "person.csv: column surname stands twice in the header"


def test_everything_wrong_with_a_header_is_told_at_once(tmp_path: Path) -> None:
    told = refusal(tmp_path, "id,id,surname,colour\n")
    assert told == (
        "person.csv: missing or renamed column forename; "
        "1 undeclared column(s) stand in the header; column id stands twice in the header"
    )


NO_HEADER = "person.csv: no column of person is in its first line: no header, or another file"


@pytest.mark.parametrize(
    "data",
    [
        f"1,{CANARY},Ada,Oldmoor\n2,b,c,d\n",
        f"{CANARY}\n",
        f'Report for,"{CANARY}"\nid,surname,forename,town\n',
    ],
    ids=["no header", "one word", "a line above the header"],
)
def test_a_first_line_that_is_no_header_is_never_shown(tmp_path: Path, data: str) -> None:
    assert refusal(tmp_path, data) == NO_HEADER


def test_a_first_line_too_long_for_a_header_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, CANARY * 20_000 + "\n")
    assert told == "person.csv: its first line cannot be read as a header"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (f"id;surname;forename;town\n1;{CANARY};b;c\n", "its values are parted by semicolons"),
        (f"id\tsurname\tforename\n1\t{CANARY}\tb\n", "its values are parted by tabs"),
        (f"<!DOCTYPE html><p>Signed out, {CANARY}</p>\n", "it is a web page"),
        (f"<people>{CANARY}</people>\n", "it is XML"),
        (f'[{{"surname": "{CANARY}"}}]\n', "it is JSON"),
    ],
)
def test_what_a_file_is_instead_is_told(tmp_path: Path, data: str, told: str) -> None:
    assert refusal(tmp_path, data).startswith(f"person.csv: {told}")


@pytest.mark.parametrize(
    "data",
    [
        f'id,surname,forename,town\n1,"{CANARY},b,c\n2,d,e,f\n',
        f'id,surname,forename,town\n1,{CANARY},"b,c\n2,d,e,f\n3,d,e,f\n',
        f'id,surname,forename,town\n1,"{CANARY}',
    ],
    ids=["in the first value", "in a later value", "cut off within quotes"],
)
def test_an_unclosed_quote_swallows_nothing(tmp_path: Path, data: str) -> None:
    told = refusal(tmp_path, data)
    assert told == "person.csv: a quote is opened in line 2 and never closed"


@pytest.mark.parametrize(
    ("row", "surname", "forename"),
    [
        ('1,O"Brien,b,c', 'O"Brien', "b"),
        ('1,a,b "x" z,c', "a", 'b "x" z'),
        ('1,"the ""Old"" one",b,c', 'the "Old" one', "b"),
    ],
)
def test_a_quote_within_a_value_is_part_of_it(
    tmp_path: Path, row: str, surname: str, forename: str
) -> None:
    file = read(tmp_path, f'id,surname,forename,town\n{row}\n2,O"Neil,"e\nf",g\n')
    assert people(file) == [("1", surname, forename, "c"), ("2", 'O"Neil', "e\nf", "g")]


@pytest.mark.parametrize("row", ['1,"O"Brien",b,c', '1,"O"Brien,b,c', '1,"a"x,"b,c"x,c'])
def test_a_row_whose_quotes_are_out_of_order_is_set_aside_alone(tmp_path: Path, row: str) -> None:
    file = read(tmp_path, f'id,surname,forename,town\n0,"a","b","c"\n{row}\n2,"d","e","f"\n')
    assert people(file) == [("0", "a", "b", "c"), ("2", "d", "e", "f")]
    assert [(bad.line, bad.reason, bad.content) for bad in table(file).rejected] == [
        (3, "its quotes are out of order", row)
    ]


def test_a_value_as_long_as_a_book_is_set_aside(tmp_path: Path) -> None:
    data = f'id,surname,forename,town\n1,"{"x" * (5 << 20)}",b,c\n2,d,e,f\n'
    file = read(tmp_path, data)
    assert [row[0] for row in people(file)] == ["2"]
    assert [bad.reason for bad in table(file).rejected] == ["a value is longer than 64 kB"]


@pytest.mark.parametrize("data", [b"", b" \r\n\n", b"\xef\xbb\xbf\n"])
def test_a_file_with_nothing_in_it_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data) == "person.csv: it is empty"


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match=r"person\.csv: it cannot be read \(No such file"):
        read_file(tmp_path / "person.csv", export())


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    file = read(tmp_path, "id,surname,forename,town\n")
    assert file.size == 25
    assert file.sha256 == sha256(b"id,surname,forename,town\n").hexdigest()
