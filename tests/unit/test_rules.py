"""A record that cannot be right is set aside; a column that lost its meaning refuses its file.

The canary stands where a person would: no refusal may show it.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from sources.columns import birth, csv_export, date, text
from sources.declaration import Column, Format
from sources.landing import land
from sources.readers.files import DeliveryRefusedError, read_delivery
from sources.shapes import NHS_NUMBER, PHONE
from tests.builders import DELIVERED, empty_warehouse

CANARY = "Quillfeather"


def format_of(*columns: Column, **options: object) -> Format:
    export = csv_export("person", "P.", (text("id", "Id.", required=True), *columns), key=("id",))
    return Format(
        name="people",
        system="people",
        description="People.",
        package="people",
        exports=(export,),
        **options,  # type: ignore[arg-type]
    )


def set_aside(folder: Path, column: Column, values: Iterable[str], **options: object) -> list[str]:
    """Return why records were set aside that have these values in one column."""
    format_ = format_of(column, **options)
    rows = [f'{n},"{value}"' for n, value in enumerate(values)]
    (folder / "person.csv").write_text("\n".join([f"id,{column.name}", *rows, ""]), "utf-8")
    con = empty_warehouse()
    reads = read_delivery("shed", folder, [format_])
    landed = land(con, "shed", DELIVERED, [format_], reads)
    assert landed.records == landed.loaded + landed.rejected == len(rows)
    kept = con.table("raw.rejected").project("reason, line").order("line").fetchall()
    return [reason for reason, _ in kept]


def refusal(folder: Path, column: Column, values: Iterable[str], **options: object) -> str:
    with pytest.raises(DeliveryRefusedError) as caught:
        set_aside(folder, column, values, **options)
    assert CANARY not in str(caught.value)
    return "; ".join(caught.value.problems)


BORN = birth("born", "Born on.")
GOOD = ["2001-02-03"] * 9


@pytest.mark.parametrize(
    ("value", "reasons"),
    [
        ("1899-12-29", ["born is a birth before 1900"]),
        ("1067-10-14", ["born is a birth before 1900"]),
        ("2026-10-01", ["born is a birth after the delivery"]),
        ("2026-09-30", []),
        ("1900-01-01", []),
        ("1899-12-30", []),
        ("1753-01-01", []),
        ("9999-12-31", []),
        ("", []),
    ],
)
def test_nobody_is_born_before_1900_or_after_the_delivery_but_by_default(
    tmp_path: Path, value: str, reasons: list[str]
) -> None:
    assert set_aside(tmp_path, BORN, [*GOOD, value]) == reasons


def test_another_date_may_lie_in_the_future(tmp_path: Path) -> None:
    assert set_aside(tmp_path, date("due", "Due."), [*GOOD, "2027-01-01", "1850-01-01"]) == []


NUMBER = text("nhs", "NHS number.", shape=NHS_NUMBER)
WHOLE = [f"9990000{n:03d}" for n in range(200)]


@pytest.mark.parametrize("count", [1, 2])
def test_a_single_spoilt_identifier_in_a_large_file_is_one_records_fault(
    tmp_path: Path, count: int
) -> None:
    told = set_aside(tmp_path, NUMBER, [*WHOLE, *["9.99E+09"] * count])
    assert told == ["nhs is a NHS number that a spreadsheet has spoilt"] * count


def test_a_column_of_spoilt_identifiers_refuses_the_delivery(tmp_path: Path) -> None:
    told = refusal(tmp_path, NUMBER, [*WHOLE, "9.99E+09", "9.9000001e9", "9E+9", ""])
    assert told == (
        "person: column nhs: 3 of 203 values are written as a spreadsheet writes large numbers "
        "(4.5E+09)"
    )


def test_phones_without_their_nought_are_mended_until_it_is_a_habit(tmp_path: Path) -> None:
    phone = text("phone", "Phone.", shape=PHONE)
    assert set_aside(tmp_path, phone, ["7700900001", "07700 900002", "01632 960003"]) == []
    told = refusal(tmp_path, phone, ["7700900001", "7700900002", "01632 960003"])
    assert told == "person: column phone: 2 of 3 values have lost their leading 0"


@pytest.mark.parametrize("word", ["N/K", "not known", "Not Known"])
def test_a_word_that_means_nothing_in_a_column_is_no_date(tmp_path: Path, word: str) -> None:
    column = birth("born", "Born on.", nulls=("N/K", "Not known"))
    assert set_aside(tmp_path, column, [*GOOD, word]) == []


def test_dates_with_the_month_first_are_named_as_that(tmp_path: Path) -> None:
    values = [f"{n % 12 + 1:02d}/{n + 13}/2001" for n in range(6)]
    told = refusal(tmp_path, BORN, values, date_formats=("%d/%m/%Y",))
    assert told == (
        "person: 6 of 6 records break a rule: born is not a date in the declared format (6); "
        "person: born is not a date in the declared format, but month first in most of them"
    )


def test_serial_numbers_of_a_spreadsheet_are_named_as_that(tmp_path: Path) -> None:
    told = refusal(tmp_path, BORN, ["36925", "36926.0", "36927"], date_formats=("%d/%m/%Y",))
    assert told.endswith("but a spreadsheet's serial number in most")


def test_serial_numbers_are_dates_where_the_format_says_so(tmp_path: Path) -> None:
    values = [*["36925"] * 9, "36926.0", "03/02/2001", "60"]
    reasons = set_aside(tmp_path, BORN, values, date_formats=("%d/%m/%Y",), excel_dates=True)
    assert reasons == ["born is not a date in the declared format"]


def test_the_first_rule_that_a_record_breaks_is_told(tmp_path: Path) -> None:
    format_ = format_of(BORN, date("left", "Left on."))
    rows = [*(f"{n},," for n in range(20)), "1,1850-01-01,never", "1,1850-01-01,never"]
    (tmp_path / "person.csv").write_text("\n".join(["id,born,left", *rows, ""]), "utf-8")
    con = empty_warehouse()
    land(con, "shed", DELIVERED, [format_], read_delivery("shed", tmp_path, [format_]))
    kept = con.table("raw.rejected").project("line, reason").order("line").fetchall()
    assert kept == [
        (3, "different records under one id"),
        (22, "born is a birth before 1900"),
        (23, "born is a birth before 1900"),
    ]
