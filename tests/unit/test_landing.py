"""Landing keeps every record it was given: loaded, or set aside with the reason."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from sources.columns import date, flag, number, text
from sources.declaration import Delimited, Export, Format, RawTable
from sources.landing import Landed, land
from sources.readers.files import DeliveryRefusedError, read_delivery
from tests.builders import DELIVERED, empty_warehouse

CANARY = "Quillfeather"


def export(name: str, *, key_in_file: bool = False) -> Export:
    table = RawTable(
        name=name,
        description="Things.",
        columns=(
            text("id", "Id.", required=True),
            text("name", "Name."),
            date("born", "Born on."),
            number("rooms", "Rooms."),
            flag("live", "Yes or no."),
        ),
        key=("id",),
        key_in_file=key_in_file,
    )
    return Export(
        name=name,
        description="Things.",
        file_pattern=f"{name}*.csv",
        layout=Delimited(),
        tables=(table,),
    )


def format_of(*exports: Export) -> Format:
    return Format(
        name="things",
        system="things",
        description="Things.",
        package="things",
        exports=exports,
        date_formats=("%d/%m/%Y", "%Y-%m-%d"),
        nulls=("", "NULL"),
    )


FORMAT = format_of(export("thing"))
GOOD = [f"{n},good,,," for n in range(100, 110)]


def write(folder: Path, *lines: str, file: str = "thing.csv") -> None:
    (folder / file).write_text("\n".join(["id,name,born,rooms,live", *lines, ""]), encoding="utf-8")


def landed(folder: Path, format_: Format = FORMAT) -> tuple[DuckDBPyConnection, Landed]:
    """Land what is in a folder, and hold that nothing was lost on the way."""
    con = empty_warehouse()
    reads = read_delivery("shed", folder, [format_])
    counts = land(con, "shed", DELIVERED, [format_], reads)
    assert counts.records == counts.loaded + counts.rejected
    assert counts.records == counted(con, "select sum(records) from raw.delivery")
    assert counts.rejected == counted(con, "select count(*) from raw.rejected")
    return con, counts


def counted(con: DuckDBPyConnection, question: str) -> int:
    row = con.execute(question).fetchone()
    assert row is not None
    return int(row[0])


def set_aside(folder: Path, lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return which of these lines were set aside beside ten good ones, and why."""
    write(folder, *GOOD, *lines)
    con, counts = landed(folder)
    assert counts.records == len(GOOD) + len(lines)
    kept = con.table("raw.rejected").project("line, reason").order("line").fetchall()
    return [(line - len(GOOD) - 1, reason) for line, reason in kept]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([" ,a,,,"], [(1, "id is blank")]),
        (["NULL,a,,,"], [(1, "id is blank")]),
        (["1,a,2024-13-01,,"], [(1, "born is not a date in the declared format")]),
        (["1,a,41000,,"], [(1, "born is not a date in the declared format")]),
        (["1,a,12/31/2024,,"], [(1, "born is not a date in the declared format")]),
        (["1,a,,two,"], [(1, "rooms is not a whole number")]),
        (["1,a,,1.5,"], [(1, "rooms is not a whole number")]),
        (["1,a,"], [(1, "3 fields where the header has 5")]),
        (["1,a,,,", "1,a,,,"], [(2, "the same record again")]),
        (["1,a,,,", "1,b,,,"], [(n, "different records under one id") for n in (1, 2)]),
    ],
)
def test_a_record_that_breaks_a_rule_is_set_aside_with_its_line_and_reason(
    tmp_path: Path, lines: list[str], expected: list[tuple[int, str]]
) -> None:
    assert set_aside(tmp_path, lines) == expected


@pytest.mark.parametrize(
    "line",
    ["1,a,NULL,NULL,NULL", "1,a, 31/12/2024 ,,", "1,a,2024-12-31,,", "1,,,12,", "1,a,,2.0,maybe"],
)
def test_what_the_declaration_allows_is_loaded(tmp_path: Path, line: str) -> None:
    assert set_aside(tmp_path, [line]) == []


def test_loaded_records_are_text_with_their_provenance(tmp_path: Path) -> None:
    write(tmp_path, "007, Ada ,31/12/2024,1,yes")
    con, _ = landed(tmp_path)
    (row,) = con.table("raw.shed__thing").fetchall()
    values = dict(zip(con.table("raw.shed__thing").columns, row, strict=True))
    assert values == {
        "id": "007",
        "name": " Ada ",
        "born": "31/12/2024",
        "rooms": "1",
        "live": "yes",
        "_line": 2,
        "_record": 1,
        "_parent": None,
        "_file": "thing.csv",
        "_delivery": DELIVERED,
    }


def test_what_was_read_under_an_equal_declaration_is_landed(tmp_path: Path) -> None:
    write(tmp_path, *GOOD)
    con = empty_warehouse()
    reads = read_delivery("shed", tmp_path, [format_of(export("thing"))])
    landed_ = land(con, "shed", DELIVERED, [format_of(export("thing"))], reads)
    assert (landed_.records, landed_.loaded) == (len(GOOD), len(GOOD))
    assert len(con.table("raw.shed__thing")) == len(GOOD)


def test_a_record_set_aside_is_kept_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, *GOOD, f"1,{CANARY},32/01/2024,,", f"2,{CANARY}")
    con, _ = landed(tmp_path)
    kept = con.table("raw.rejected").project("file, line, content").order("line").fetchall()
    assert kept == [
        (
            "thing.csv",
            12,
            f'{{"id":"1","name":"{CANARY}","born":"32/01/2024","rooms":"","live":""}}',
        ),
        ("thing.csv", 13, f"2,{CANARY}"),
    ]


def test_a_key_counts_over_all_files_of_a_delivery(tmp_path: Path) -> None:
    write(tmp_path, *GOOD, *[f"{n},fair,,," for n in range(5)], "8,a,,,", file="thing_a.csv")
    write(tmp_path, GOOD[0], "8,b,,,", file="thing_b.csv")
    con, _ = landed(tmp_path)
    kept = con.table("raw.rejected").project("file, line, reason").order("file, line").fetchall()
    assert kept == [
        ("thing_a.csv", 17, "different records under one id"),
        ("thing_b.csv", 2, "the same record again"),
        ("thing_b.csv", 3, "different records under one id"),
    ]


def test_a_key_within_the_file_may_come_again_in_another_file(tmp_path: Path) -> None:
    write(tmp_path, *GOOD, "1,a,,,", "1,a,,,", file="thing_a.csv")
    write(tmp_path, *GOOD, "1,b,,,", file="thing_b.csv")
    con, counts = landed(tmp_path, format_of(export("thing", key_in_file=True)))
    assert (counts.records, counts.loaded) == (23, 22)
    kept = con.table("raw.rejected").project("file, line, reason").fetchall()
    assert kept == [("thing_a.csv", 13, "the same record again")]


def test_every_file_is_noted_with_its_bytes_and_counts(tmp_path: Path) -> None:
    write(tmp_path, *GOOD, file="thing_a.csv")
    header = "id,name,born,rooms,live,colour,size\n"
    (tmp_path / "thing_b.csv").write_text(header + "1,a,,,,red,9\n2,b\n", encoding="utf-8")
    con, counts = landed(tmp_path)
    noted = con.table("raw.delivery").project(
        "source, export, table_name, delivery, file, bytes, records, undeclared_columns"
    )
    assert noted.order("file").fetchall() == [
        ("shed", "thing", "thing", DELIVERED, "thing_a.csv", 144, 10, 0),
        ("shed", "thing", "thing", DELIVERED, "thing_b.csv", 53, 2, 2),
    ]
    assert counts.undeclared_columns == 2


def test_what_was_put_right_in_a_file_is_noted(tmp_path: Path) -> None:
    lines = ["id,name,born,rooms,live", "1,A\u200bda,,,", ",,,,", "2,b,,,", ""]
    (tmp_path / "thing.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    con, _ = landed(tmp_path)
    (notes,) = con.table("raw.delivery").project("notes").fetchall()[0]
    assert notes.split("; ") == [
        "a byte order mark is left out",
        "1 invisible character(s) are left out",
        "1 blank row(s) are left out",
    ]


def test_an_optional_export_without_a_file_is_an_empty_table(tmp_path: Path) -> None:
    declared = export("thing")
    absent = Export(
        name="thing",
        description="Things.",
        file_pattern="thing*.csv",
        layout=declared.layout,
        tables=declared.tables,
        optional=True,
    )
    write(tmp_path, *GOOD, file="place.csv")
    con, counts = landed(tmp_path, format_of(absent, export("place")))
    assert counts.records == len(GOOD)
    assert con.table("raw.shed__thing").fetchall() == []


def refused(folder: Path, format_: Format = FORMAT) -> DeliveryRefusedError:
    with pytest.raises(DeliveryRefusedError) as caught:
        landed(folder, format_)
    assert CANARY not in str(caught.value)
    return caught.value


def test_a_small_table_may_have_a_bad_record_while_it_has_a_good_one(tmp_path: Path) -> None:
    write(tmp_path, GOOD[0], ",a,,,", ",b,,,")
    assert landed(tmp_path)[1].rejected == 2
    write(tmp_path, ",a,,,", ",b,,,")
    assert refused(tmp_path).problems == ("thing: 2 of 2 records break a rule: id is blank (2)",)


def test_a_fifth_of_broken_records_is_bearable_and_more_is_another_format(tmp_path: Path) -> None:
    write(tmp_path, *GOOD[:8], ",a,,,", ",b,,,")
    assert landed(tmp_path)[1].rejected == 2
    write(tmp_path, *GOOD[:8], ",a,,,", ",b,,,", ",c,,,")
    told = refused(tmp_path).problems
    assert told == ("thing: 3 of 11 records break a rule: id is blank (3)",)


def test_the_commonest_reasons_are_told_first(tmp_path: Path) -> None:
    bad_dates = [f"{n},{CANARY},31.12.2024,," for n in range(3)]
    write(tmp_path, *bad_dates, *[f",{CANARY},,,"] * 2, f"8,{CANARY}", "9,,,many,", "9,,,few,")
    (told,) = refused(tmp_path).problems
    assert told == (
        "thing: 8 of 8 records break a rule: born is not a date in the declared format (3); "
        "id is blank (2); rooms is not a whole number (2)"
    )


def test_all_tables_that_changed_are_told_together(tmp_path: Path) -> None:
    both = format_of(export("thing"), export("place"), export("good"))
    write(tmp_path, f",{CANARY},,,")
    write(tmp_path, f"1,{CANARY},yesterday,,", file="place.csv")
    write(tmp_path, *GOOD, file="good.csv")
    assert refused(tmp_path, both).problems == (
        "thing: 1 of 1 records break a rule: id is blank (1)",
        "place: 1 of 1 records break a rule: born is not a date in the declared format (1)",
    )
