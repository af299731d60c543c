"""The published sample of an Annex A workbook is read whole, counted again by another reader."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from sources.registry import FORMATS
from tests.builders import Mapped, map_folder
from tests.samples import sample

ANNEX_A = FORMATS["annex_a"]
LISTS = range(1, 12)


@pytest.fixture(scope="module")
def folder() -> Path:
    return sample("annex_a")


@pytest.fixture(scope="module")
def book(folder: Path) -> dict[int, list[dict[str, object]]]:
    """Return the rows of each list by their headers, as openpyxl has them."""
    sheets = openpyxl.load_workbook(folder / "Annex_A.xlsx", data_only=True)
    found = {}
    for number in LISTS:
        header, *rows = sheets[f"List {number}"].iter_rows(values_only=True)
        found[number] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


@pytest.fixture(scope="module")
def council(folder: Path) -> Mapped:
    return map_folder(folder, ANNEX_A)


def as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip("\u00a0 ")


@pytest.mark.parametrize("number", LISTS)
def test_every_cell_is_read_under_its_header(
    council: Mapped, book: dict[int, list[dict[str, object]]], number: int
) -> None:
    table = ANNEX_A.tables[f"annex_a_list_{number}"]
    landed = council.con.table(f"raw.here__{table.name}").order("_line")
    headers = {" ".join(name.split()): name for name in book[number][0]}
    read = {
        headers[name]: [cell for (cell,) in landed.project(column.name).fetchall()]
        for column in table.columns
        for name in {column.name, *column.aliases} & headers.keys()
    }
    # The age of a child of list 10 is headed otherwise, and found by its pattern.
    assert len(headers) - len(read) == (1 if number == 10 else 0)
    for name, cells in read.items():
        assert cells == [as_text(row[name]) for row in book[number]], name


def test_nothing_is_rejected_and_no_column_is_undeclared(
    council: Mapped, book: dict[int, list[dict[str, object]]]
) -> None:
    landed = council.landed
    assert landed.records == landed.loaded == sum(len(rows) for rows in book.values())
    assert (landed.rejected, landed.undeclared_columns) == (0, 0)


def test_its_children_are_those_of_lists_1_to_9(
    council: Mapped, book: dict[int, list[dict[str, object]]]
) -> None:
    rows = [row for number in range(1, 10) for row in book[number]]
    children = {as_text(row["Child Unique ID"]) for row in rows}
    people = council.rows("person_record", "record_id", "date_of_birth")
    found = {str(id_): day for id_, day in people}
    assert set(found) == children
    born = {as_text(row["Child Unique ID"]): row["Date of Birth"] for row in reversed(rows)}
    once = Counter(as_text(row["Child Unique ID"]) for row in rows)
    for child, day in born.items():
        if once[child] == 1:
            assert found[child] == (day.date() if isinstance(day, datetime) else None)


def test_stages_and_facts_are_those_of_the_lists(
    council: Mapped, book: dict[int, list[dict[str, object]]]
) -> None:
    kinds = Counter(council.rows("involvement", "service", "kind"))
    care = "childrens_social_care"
    assert kinds == {
        (care, "contact"): len(book[1]),
        ("early_help", "assessment"): len(book[2]),
        (care, "referral"): len(book[3]),
        (care, "assessment"): len(book[4]),
        (care, "child_in_need"): len(book[6]),
        (care, "child_protection"): len(book[7]),
        (care, "looked_after"): len(book[8]),
    }
    flags = Counter(flag for (flag,) in council.rows("flag", "flag"))
    assert flags["section_47"] == len(book[5])
    assert flags["care_leaver"] == len(book[9])


def test_its_dates_lie_in_its_own_time(council: Mapped) -> None:
    starts = [str(day) for (day,) in council.rows("involvement", "start_date")]
    assert (min(starts)[:4], max(starts)[:4]) == ("2006", "2021")
