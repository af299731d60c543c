"""Workbooks: text as it was meant, sheets and columns found by name, nothing lost unseen."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from sources.columns import text
from sources.declaration import RawTable, Xlsx
from sources.readers.reading import FileRefusedError, TableRead
from sources.readers.xlsx import read_xlsx

HERE = Path("children.xlsx")
CHILDREN = RawTable(
    name="children",
    description="Children.",
    element=r"list ?1\b.*",
    key=("child_id",),
    columns=(
        text("child_id", "Id.", required=True, aliases=("Child Unique ID",)),
        text("born", "Born.", pattern=r".*date.*birth.*"),
        text("note", "Note.", optional=True, aliases=("Note",)),
    ),
)
HEADER = ("Child Unique ID", "Date of Birth", "Note")
Rows = Sequence[Sequence[object]]


def workbook(sheets: Mapping[str, Rows], *, hidden: Iterable[str] = ()) -> bytes:
    """Write the rows of each sheet, the header included."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
            if name in hidden:
                sheet.hide()
    return file.getvalue()


def list_1(*rows: Sequence[object], header: Sequence[object] = HEADER) -> bytes:
    return workbook({"List 1": [header, *rows]})


def read(
    data: bytes, *tables: RawTable, layout: Xlsx | None = None
) -> tuple[TableRead, tuple[str, ...]]:
    (first, *_), undeclared = read_xlsx(HERE, data, layout or Xlsx(), tables or (CHILDREN,))
    return first, undeclared


def values(data: bytes, *names: str) -> list[tuple[object, ...]]:
    rows = read(data)[0].rows
    return list(zip(*(rows[name].to_pylist() for name in names or ("child_id",)), strict=True))


def refusal(data: bytes, *tables: RawTable) -> str:
    with pytest.raises(FileRefusedError) as caught:
        read(data, *tables)
    return str(caught.value)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (9990000018, "9990000018"),
        (100012345678, "100012345678"),
        (6.5, "6.5"),
        (date(2015, 1, 25), "2015-01-25"),
        (datetime(2015, 1, 25, 13, 5), "2015-01-25 13:05:00"),  # noqa: DTZ001 - as a sheet has it
        (time(13, 5), "13:05:00"),
        (42029, "42029"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("00123", "00123"),
        ("\u00a0Ada\u00a0Lamb\u00a0", "Ada\u00a0Lamb"),
        ("#N/A", "#N/A"),
        ("", ""),
    ],
)
def test_a_cell_is_read_as_it_is_meant(cell: object, expected: str) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, HEADER)
        sheet.write(1, 0, "1")
        write = sheet.write_string if isinstance(cell, str) else sheet.write
        if isinstance(cell, time):
            sheet.write_datetime(1, 2, cell, book.add_format({"num_format": "hh:mm"}))
        else:
            write(1, 2, cell)
    assert values(file.getvalue(), "note") == [(expected,)]


@pytest.mark.parametrize("word", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"])
def test_an_error_in_a_cell_is_not_a_blank(word: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "List 1"
    sheet.append(HEADER)
    sheet.append(["310552", None, None])
    sheet["C2"] = word
    sheet["C2"].data_type = "e"
    file = io.BytesIO()
    book.save(file)
    assert values(file.getvalue(), "child_id", "born", "note") == [("310552", "", word)]


def test_empty_cells_leave_the_others_in_their_columns_and_blank_rows_are_no_records() -> None:
    data = list_1(("1", "", "first"), (), ("", "", "\u00a0"), ("2", "2015-01-25"))
    table, _ = read(data)
    assert values(data, "child_id", "born", "note", "_line", "_record") == [
        ("1", "", "first", 2, 1),
        ("2", "2015-01-25", "", 5, 2),
    ]
    assert (table.records, len(table.rows), table.rejected) == (2, 2, ())
    assert table.rows["_parent"].to_pylist() == [None, None]


def test_columns_are_found_by_name_alias_and_pattern_in_any_order_and_case() -> None:
    data = list_1(
        ("2015-01-25", "Team", "1"),
        header=("The date\nof  BIRTH of the child", "Worker", " child unique id "),
    )
    assert values(data, "child_id", "born", "note") == [("1", "2015-01-25", None)]
    assert read(data)[1] == ("Worker",)


def test_a_header_that_names_a_column_is_not_left_to_a_pattern() -> None:
    table = RawTable(
        name="children",
        description="Children.",
        element="List 1",
        columns=(
            text("any_id", "Any.", pattern=".*id.*"),
            text("family_id", "Family.", aliases=("Family identifier",)),
        ),
    )
    rows = read(list_1(("7", "1"), header=("Family identifier", "Child id")), table)[0].rows
    assert (rows["any_id"].to_pylist(), rows["family_id"].to_pylist()) == (["1"], ["7"])


def test_titles_and_merged_headings_above_the_header_are_passed_over() -> None:
    titles = [("Children known to us",), ("Child", "", "Other"), HEADER]
    data = workbook({"List 1": [*titles, ("1", "2015-01-25", "x")]})
    assert values(data, "child_id", "_line") == [("1", 4)]
    far = workbook({"List 1": [("Title",)] * 3 + [HEADER, ("1",)]})
    with pytest.raises(FileRefusedError, match="children: none of its columns is found"):
        read(far, layout=Xlsx(header_within=3))


@pytest.mark.parametrize("word", ["Total", "TOTALS:", "Grand total"])
def test_a_row_of_totals_is_not_a_child(word: str) -> None:
    data = list_1(("1",), ("2",), (word, "", 2))
    assert values(data) == [("1",), ("2",)]
    assert read(data)[0].notes == ("1 row(s) of totals left out",)
    assert values(list_1(("1",), ("", word, 1))) == [("1",)]


def test_a_child_whose_note_says_total_stays() -> None:
    assert values(list_1(("1", "", "Total"), ("2", "Total", ""))) == [("1",), ("2",)]


@pytest.mark.parametrize("name", ["List 1", "LIST 1 ", "list 1 Contacts"])
def test_a_sheet_is_known_by_its_name_in_any_case_and_a_hidden_one_too(name: str) -> None:
    data = workbook({"Cover": [("x",)], name: [HEADER, ("1",)], "List 10": []}, hidden=[name])
    assert values(data) == [("1",)]
    assert read(data)[0].notes == ("its sheet is hidden",)


def test_a_sheet_that_is_missing_or_there_twice_refuses_the_file() -> None:
    assert refusal(workbook({"Contacts": [HEADER, ("1",)]})) == (
        "children.xlsx: children: no sheet has its name"
    )
    twice = workbook({"List 1": [HEADER, ("1",)], "List 1 old": [HEADER, ("1",)]})
    assert refusal(twice) == "children.xlsx: children: 2 sheets have its name"


def test_an_optional_sheet_may_be_missing() -> None:
    other = RawTable(
        name="other", description="Others.", element="List 2", optional=True, columns=(HEADER_ID,)
    )
    (_, missing), _ = read_xlsx(HERE, list_1(("1",)), Xlsx(), (CHILDREN, other))
    assert (missing.records, len(missing.rows)) == (0, 0)


HEADER_ID = text("id", "Id.")


def test_all_that_is_wrong_is_told_at_once_and_no_value_is() -> None:
    second = RawTable(name="second", description="Second.", element="List 2", columns=(HEADER_ID,))
    header = ("Child Unique ID", "child unique id", "Tessa Brook")
    told = refusal(workbook({"List 1": [header, ("1",)]}), CHILDREN, second)
    assert told == (
        "children.xlsx: children: missing or renamed column born; "
        "column child_id stands twice in the header; second: no sheet has its name"
    )


def test_lists_may_be_empty_but_not_all_of_them() -> None:
    assert refusal(list_1()) == "children.xlsx: none of its sheets holds a record"
    empty = RawTable(name="two", description="Two.", element="List 2", columns=(HEADER_ID,))
    data = workbook({"List 1": [HEADER, ("1",)], "List 2": [("id",)]})
    (one, two), _ = read_xlsx(HERE, data, Xlsx(), (CHILDREN, empty))
    assert (one.records, two.records) == (1, 0)


def test_cells_far_outside_the_list_do_not_take_all_memory() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_048_575, 16_383, "x")
    assert refusal(file.getvalue()) == "children.xlsx: a sheet has cells far outside its list"


def test_days_counted_from_1904_are_not_taken_for_others() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"date_1904": True}) as book:
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ("1", 42029))
    assert refusal(file.getvalue()).startswith("children.xlsx: it counts days from 1904")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_what_is_no_workbook_is_refused_in_words() -> None:
    good = list_1(("1",))
    damaged = "children.xlsx: it is damaged, or not a workbook"
    for bad in (b"child_id,born\n1,2\n", good[: len(good) // 2], packed({"a": b""}), b"PK\x03\x04"):
        assert refusal(bad).startswith(damaged)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    assert "protected by a password" in refusal(old)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_broken_part_is_refused_without_its_text(part: str) -> None:
    contents = parts(list_1(("Tessa Brook",)))
    for broken in (contents[part][:-40], contents[part][:200], b"<Tessa Brook"):
        told = refusal(packed(contents | {part: broken}))
        assert told.startswith("children.xlsx: ")
        assert "Tessa" not in told


def test_entities_are_not_expanded() -> None:
    contents = parts(list_1(("1",)))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + contents["xl/workbook.xml"].split(b"?>", 1)[1]
    assert "DOCTYPE" in refusal(packed(contents | {"xl/workbook.xml": bomb}))
