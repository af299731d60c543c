"""Text becomes what its column is declared as, and what cannot is nothing rather than a guess."""

import pickle
from datetime import date as day

import pytest

from sources.columns import code, date, flag, number, text
from sources.declaration import CodeList, Column, Format
from sources.typed import typed
from tests.builders import empty_warehouse


def read(value: str, column: Column, **options: object) -> object:
    format_ = Format(
        name="things",
        system="things",
        description="Things.",
        package="things",
        exports=(),
        **options,  # type: ignore[arg-type]
    )
    con = empty_warehouse()
    con.execute("create table thing as select $value as x", {"value": value})
    row = con.table("thing").select(typed(column, format_)).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("61", day(1900, 3, 1)),
        ("40636", day(2011, 4, 3)),
        ("40636.0", day(2011, 4, 3)),
        (" 40636 ", day(2011, 4, 3)),
        ("109939", day(2200, 12, 31)),
        ("109940", None),
        ("60", None),
        ("40636.5", None),
        ("-5", None),
        ("03/04/2011", day(2011, 4, 3)),
    ],
)
def test_serial_numbers_count_from_the_end_of_1899(value: str, expected: day | None) -> None:
    options = {"date_formats": ("%d/%m/%Y",), "excel_dates": True}
    assert read(value, date("x", "X."), **options) == expected


def test_a_serial_number_is_no_date_where_it_is_not_declared() -> None:
    assert read("40636", date("x", "X.")) is None


@pytest.mark.parametrize(
    ("value", "expected"), [("NULL", None), ("Null", "Null"), ("n/a", None), ("", None)]
)
def test_a_formats_words_mean_none_as_spelt_and_a_columns_in_any_case(
    value: str, expected: str | None
) -> None:
    column = text("x", "X.", nulls=("N/A",))
    assert read(value, column, nulls=("", "NULL")) == expected


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        (flag("x", "X."), "Yes", True),
        (flag("x", "X."), "n", False),
        (flag("x", "X."), "perhaps", None),
        (number("x", "X."), "3.0", 3),
        (number("x", "X."), "3.5", None),
        (code("x", "X.", CodeList(name="c", values={"1": "one"})), "1", "one"),
        (code("x", "X.", CodeList(name="c", values={"1": "one"}, default="other")), "2", "other"),
    ],
)
def test_a_value_is_read_as_its_kind(column: Column, value: str, expected: object) -> None:
    assert read(value, column) == expected


CLASSES = CodeList(
    name="class", values={"C": "shop", "CH": "hotel", "CH01": "inn", "R": "home"}, by_beginning=True
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("C", "shop"),
        ("CR08", "shop"),
        ("CH", "hotel"),
        ("CH0", "hotel"),
        ("CH03", "hotel"),
        (" CH01YH ", "inn"),
        ("RD", "home"),
        ("X", None),
        ("ch", None),
        ("", None),
    ],
)
def test_in_a_list_by_beginning_the_longest_listed_one_counts(
    value: str, expected: str | None
) -> None:
    assert read(value, code("x", "X.", CLASSES)) == expected
    assert CLASSES.lists(value.strip()) == (expected is not None)


def test_in_any_other_list_a_beginning_means_nothing() -> None:
    exact = CodeList(name="class", values={"C": "shop"})
    assert read("CH", code("x", "X.", exact)) is None
    assert not exact.lists("CH")


def test_a_list_by_beginning_stays_one_with_local_codes_and_in_another_process() -> None:
    passed = pickle.loads(pickle.dumps(CLASSES.with_local({"CH03": "motel"})))  # noqa: S301
    assert read("CH03ZZ", code("x", "X.", passed)) == "motel"
