"""Delimited files are read as text under their declared names, or refused in words that tell why.

The canary stands where a person would: no refusal may show it.
"""

from hashlib import sha256
from pathlib import Path

import pytest

from sources.columns import text
from sources.declaration import Column, Delimited, Export, RawTable
from sources.readers.files import DeliveryRefusedError, read_delivery, read_file
from sources.readers.reading import FileRead, FileRefusedError, TableRead
from sources.registry import FORMATS

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


@pytest.mark.parametrize(
    ("encoding", "layout"),
    [
        ("utf-8", Delimited()),
        ("utf-8-sig", Delimited()),
        ("utf-16", Delimited()),
        ("utf-16-be", Delimited()),
        ("cp1252", Delimited(encoding="cp1252")),
        ("iso-8859-1", Delimited(encoding="iso-8859-1")),
    ],
)
def test_a_file_is_read_in_the_encoding_it_came_in(
    tmp_path: Path, encoding: str, layout: Delimited
) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = f"{mark}id,surname,forename,town\n1,Müller,Zoë,\n".encode(encoding)
    assert people(read(tmp_path, data, layout)) == [("1", "Müller", "Zoë", "")]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_line_end_is_read(tmp_path: Path, ends: str) -> None:
    text_ = ends.join(["id,surname,forename,town", "1,a,b,c", '2,"d', 'e",f,g'])
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
    assert people(read(tmp_path, "id,surname,forename,town")) == []


def test_a_row_of_another_width_is_set_aside_with_its_line(tmp_path: Path) -> None:
    file = read(tmp_path, "id,surname,forename,town\n1,a\n2,b,c,d\n3,a,b,c,d\n")
    assert people(file) == [("2", "b", "c", "d")]
    assert [(bad.line, bad.reason, bad.content) for bad in table(file).rejected] == [
        (2, "2 fields where the header has 4", "1,a"),
        (4, "5 fields where the header has 4", "3,a,b,c,d"),
    ]


def test_a_row_cut_off_at_the_end_is_set_aside(tmp_path: Path) -> None:
    file = read(tmp_path, "id,surname,forename,town\n1,a,b,c\n2,d,e")
    assert people(file) == [("1", "a", "b", "c")]
    assert [bad.line for bad in table(file).rejected] == [3]


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
        f"id;surname;forename;town\n1;{CANARY};b;c\n",
        f"<html><body>Signed out, {CANARY}</body></html>\n",
        f"{CANARY}\n",
        f'Report for,"{CANARY}"\nid,surname,forename,town\n',
    ],
    ids=["no header", "another delimiter", "a web page", "one word", "a line above the header"],
)
def test_a_first_line_that_is_no_header_is_never_shown(tmp_path: Path, data: str) -> None:
    assert refusal(tmp_path, data) == NO_HEADER


def test_a_first_line_too_long_for_a_header_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, CANARY * 20_000 + "\n")
    assert told == "person.csv: its first line cannot be read as a header"


@pytest.mark.parametrize(
    "data",
    [
        f'id,surname,forename,town\n1,"{CANARY},b,c\n2,d,e,f\n',
        f'id,surname,forename,town\n1,{CANARY},O"Brien,c\n2,d,e,f\n',
        f'id,surname,forename,town\n1,"{CANARY}',
    ],
    ids=["unclosed", "stray", "cut off within quotes"],
)
def test_an_unclosed_quote_swallows_nothing(tmp_path: Path, data: str) -> None:
    assert refusal(tmp_path, data) == "person.csv: a quote is opened and never closed"


@pytest.mark.parametrize(
    "data",
    [
        f'id,surname,forename,town\n1,O"Brien,{CANARY},c\n2,d,e,f\n3,O"Neil,e,f\n',
        f'id,surname,forename,town\n1,{CANARY} "x,y" z,b,c\n',
    ],
    ids=["two stray quotes rows apart", "quotes within a value"],
)
def test_quotes_that_two_readers_understand_differently_are_refused(
    tmp_path: Path, data: str
) -> None:
    assert "quotes are out of order" in refusal(tmp_path, data)


def test_a_record_too_long_for_the_parser_is_refused_or_read_but_not_lost(tmp_path: Path) -> None:
    data = f'id,surname,forename,town\n1,"{"x" * (5 << 20)}",b,c\n2,d,e,f\n'
    assert [row[0] for row in people(read(tmp_path, data))] == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "layout", "told"),
    [
        (f"id,surname\n1,{CANARY}é\n".encode("cp1252"), None, "line 2 is not utf-8-sig text"),
        ("id,surname\n1,a".encode("utf-16")[:-1], None, "line 2 is not utf-16 text"),
        (b"id,surname\n1,\x81\n", Delimited(encoding="cp1252"), "line 2 is not cp1252 text"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xb7", None, "line 1 is not utf-8-sig text"),
    ],
    ids=["cp1252 undeclared", "half a character", "no such cp1252 byte", "a workbook"],
)
def test_another_encoding_is_refused_with_the_line(
    tmp_path: Path, data: bytes, layout: Delimited | None, told: str
) -> None:
    assert refusal(tmp_path, data, layout) == f"person.csv: {told}"


@pytest.mark.parametrize("data", [b"", b" \r\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\n"])
def test_a_file_with_nothing_in_it_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data) == "person.csv: it is empty"


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError, match=r"person\.csv: it cannot be read \(No such file"):
        read_file(tmp_path / "person.csv", export())


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    file = read(tmp_path, "id,surname,forename,town\n")
    assert file.size == 25
    assert file.sha256 == sha256(b"id,surname,forename,town\n").hexdigest()


def test_every_problem_of_a_delivery_is_told_together(tmp_path: Path) -> None:
    (tmp_path / "ClientIndex.csv").write_text(f"{CANARY},1\n", encoding="utf-8")
    (tmp_path / "ClientName_2026.csv").write_bytes(b"")
    (tmp_path / "ClientAddress.csv").mkdir()
    with pytest.raises(DeliveryRefusedError) as caught:
        read_delivery("trust", tmp_path, [FORMATS["rio"]])
    assert caught.value.problems == (
        (
            "ClientIndex: ClientIndex.csv: no column of client_index is in its first line: "
            "no header, or another file"
        ),
        "ClientName: ClientName_2026.csv: it is empty",
        "ClientAddress: no file is called ClientAddress*.csv",
        "ClientTelecom: no file is called ClientTelecom*.csv",
        "ClientFamilyLink: no file is called ClientFamilyLink*.csv",
        "ClientContact: no file is called ClientContact*.csv",
        "AmsReferral: no file is called AmsReferral*.csv",
    )
    told = str(caught.value)
    assert told.startswith("trust: the delivery is refused\n  - ClientIndex")
    assert CANARY not in told


def test_an_export_in_several_files_is_read_whole_and_in_order(tmp_path: Path) -> None:
    for name in ("12_NSPL_b.csv", "12_NSPL_a.csv"):
        text_ = "pcds,dointr,doterm,wd25cd,lsoa21cd,lad25cd,imd20ind\nB99 9ZZ,,,,,,1\n"
        (tmp_path / name).write_text(text_, encoding="utf-8")
    files = read_delivery("reference", tmp_path, [FORMATS["nspl"]])["nspl"]
    assert [file.path.name for file in files] == ["12_NSPL_a.csv", "12_NSPL_b.csv"]
