"""Bytes become text in the encoding they came in; what is put right is told, what is lost is not.

The canary stands where a person would: no refusal may show it.
"""

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
    columns=(text("id", "Id.", required=True), text("name", "Name.")),
)
CP1252 = Delimited(encoding="cp1252")
EITHER = Delimited(fallback="iso-8859-1")


def read(data: bytes, layout: Delimited | None = None) -> TableRead:
    found, _ = read_delimited(Path("person.csv"), data, layout or Delimited(), TABLE)
    assert found.records == len(found.rows) + len(found.rejected)
    return found


def names(found: TableRead) -> list[str]:
    return [row["name"] for row in found.rows.to_pylist()]


def rejected(found: TableRead) -> list[tuple[int, str]]:
    return [(bad.line, bad.reason) for bad in found.rejected]


def refusal(data: bytes, layout: Delimited | None = None) -> str:
    with pytest.raises(FileRefusedError) as caught:
        read(data, layout)
    assert CANARY not in str(caught.value)
    return str(caught.value)


def file_of(*values: str, encoding: str = "utf-8") -> bytes:
    rows = [f"{n},{value}" for n, value in enumerate(values)]
    return "\n".join(["id,name", *rows, ""]).encode(encoding)


@pytest.mark.parametrize(
    ("data", "layout", "notes"),
    [
        (file_of("Zoë"), Delimited(), ()),
        (file_of("Zoë", encoding="utf-8-sig"), Delimited(), ("a byte order mark is left out",)),
        (
            file_of("Zoë", encoding="utf-16"),
            Delimited(),
            ("a byte order mark is left out", "UTF-16 is read as text"),
        ),
        (file_of("Zoë", encoding="utf-16-le"), Delimited(), ("UTF-16 is read as text",)),
        (file_of("Zoë", encoding="utf-16-be"), CP1252, ("UTF-16 is read as text",)),
        (file_of("Zoë", encoding="cp1252"), CP1252, ()),
        (file_of("Zoë", encoding="utf-8-sig"), CP1252, ("a byte order mark is left out",)),
        (file_of("Zoë", encoding="iso-8859-1"), EITHER, ("it is read as iso-8859-1",)),
        (file_of("Zoë"), EITHER, ()),
    ],
)
def test_a_name_is_read_as_it_was_meant_and_what_was_done_is_noted(
    data: bytes, layout: Delimited, notes: tuple[str, ...]
) -> None:
    found = read(data, layout)
    assert names(found) == ["Zoë"]
    assert found.notes == notes


def test_a_curly_apostrophe_of_windows_is_no_control_character() -> None:
    found = read(file_of("O\u2019Brien", encoding="cp1252"), Delimited(encoding="iso-8859-1"))
    assert names(found) == ["O\u2019Brien"]


def test_one_record_with_bytes_of_no_character_is_set_aside_alone() -> None:
    data = file_of("Zoë", "Ada", "Łukasz").replace(b"Ada", b"A\xff\xfea")
    found = read(data)
    assert names(found) == ["Zoë", "Łukasz"]
    assert rejected(found) == [(3, "it is not utf-8 text")]
    assert found.rejected[0].content == "1,A\\xff\\xfea"


def test_one_damaged_record_of_text_that_is_utf_8_does_not_make_it_another_encoding() -> None:
    found = read(file_of("Zoë", "Ada", "Łukasz").replace(b"Ada", b"A\xff\xfea"), EITHER)
    assert names(found) == ["Zoë", "Łukasz"]


def test_undeclared_cp1252_is_refused_and_not_read_without_the_accented_names() -> None:
    told = refusal(file_of(CANARY, "Zoë", "Ada", "Renée", encoding="cp1252"))
    assert told == (
        "person.csv: line 3 is not utf-8 text: it is cp1252 text and utf-8 is declared "
        "(2 records hold letters of cp1252)"
    )


def test_many_records_with_bytes_of_no_character_are_another_encoding() -> None:
    told = refusal(file_of("a", "b", "c").replace(b"b", b"\xfe\xff").replace(b"c", b"\xff\xff"))
    assert told.startswith("person.csv: line 3 is not utf-8 text")


def test_a_byte_that_a_code_page_has_not_sets_one_record_aside() -> None:
    found = read(file_of("Zoë", "x", "Ã", encoding="cp1252").replace(b"x", b"\x81"), CP1252)
    assert names(found) == ["Zoë", "Ã"]
    assert rejected(found) == [(3, "it is not cp1252 text")]


def test_half_a_character_of_utf_16_refuses_the_file() -> None:
    assert refusal(file_of(CANARY, encoding="utf-16")[:-1]) == (
        "person.csv: it is not whole UTF-16 text"
    )


@pytest.mark.parametrize("control", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x9f"])
def test_a_record_with_a_control_character_is_set_aside(control: str) -> None:
    found = read(file_of("Ada", f"Gra{control}ce", "Zoë"))
    assert names(found) == ["Ada", "Zoë"]
    assert rejected(found) == [(3, "a control character stands in a value")]


def test_a_tab_and_a_newline_within_quotes_are_part_of_the_value() -> None:
    assert names(read(file_of('"a\tb\nc"'))) == ["a\tb\nc"]


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u200e", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2060", "\u061c"]
)
def test_what_cannot_be_seen_is_left_out_and_counted(unseen: str) -> None:
    found = read(file_of(f"A{unseen}da{unseen}", "Zoë \u2013 x"))
    assert names(found) == ["Ada", "Zoë \u2013 x"]
    assert found.notes == ("2 invisible character(s) are left out",)


@pytest.mark.parametrize(
    ("ends", "notes"),
    [
        ((b"\n", b"\n"), ()),
        ((b"\r\n", b"\r\n"), ()),
        ((b"\r", b"\r"), ("carriage returns end its lines",)),
        ((b"\r\n", b"\n"), ("its line ends are mixed",)),
        ((b"\r", b"\n"), ("its line ends are mixed",)),
        ((b"\r", b"\r\n"), ("its line ends are mixed",)),
    ],
)
def test_line_ends_that_nobody_writes_on_purpose_are_told(
    ends: tuple[bytes, bytes], notes: tuple[str, ...]
) -> None:
    first, second = ends
    found = read(first.join([b"id,name", b"0,Ada", b"1,Ivy"]) + second)
    assert names(found) == ["Ada", "Ivy"]
    assert found.notes == notes


def test_letters_that_were_lost_before_are_told() -> None:
    found = read(file_of("Zo\ufffd"))
    assert names(found) == ["Zo\ufffd"]
    assert found.notes == ("1 character(s) were lost before the file was written",)


def test_a_damaged_header_refuses_the_file() -> None:
    assert "line 1 is damaged" in refusal(b"id,name,\xff\xfe\n1,a,b\n")


def test_a_workbook_is_not_read_as_text() -> None:
    assert refusal(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xb7")
