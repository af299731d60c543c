"""Keys and measures that the two models compare by."""

from datetime import date

import duckdb
import pytest
from duckdb import ConstantExpression, DuckDBPyConnection, FunctionExpression

from sources.tables import load_macros

LARCH, MILL = "B99 9ZZ/12", "B99 9ZZ/3"


Stay = dict[str, str | date]
Value = str | date | list[str | None] | list[Stay] | None


@pytest.fixture(scope="module")
def con() -> DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    load_macros(connection, "linkage_models")
    return connection


def call(con: DuckDBPyConnection, macro: str, *values: Value) -> object:
    """Return what a macro makes of values."""
    arguments = [ConstantExpression(value) for value in values]
    row = con.sql("select 1").select(FunctionExpression(macro, *arguments)).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("line", "postcode", "key"),
    [
        ("12 LARCH RISE", "B99 9ZZ", "B99 9ZZ/12"),
        ("12 LARCH RD", "B99 9ZZ", "B99 9ZZ/12"),
        ("12A LARCH RISE", "B99 9ZZ", "B99 9ZZ/12A"),
        ("FLAT 3 12 LARCH RISE", "B99 9ZZ", "B99 9ZZ/3 12"),
        ("OLD MILL MILL LANE", "B99 9ZZ", "B99 9ZZ/OLD MILL MILL LANE"),
        ("1ST FLOOR THE LARCHES", "B99 9ZZ", "B99 9ZZ/1ST FLOOR THE LARCHES"),
        ("FLAT A 1 HIGH STREET", "B99 9ZZ", "B99 9ZZ/0A 1"),
        ("FLAT B 1 HIGH STREET", "B99 9ZZ", "B99 9ZZ/0B 1"),
        ("12 LARCH RISE", None, None),
        (None, "B99 9ZZ", None),
    ],
)
def test_an_address_is_known_by_its_postcode_and_numbers(
    con: DuckDBPyConnection, line: str | None, postcode: str | None, key: str | None
) -> None:
    assert call(con, "address_key", line, postcode) == key


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        (["WHITLOCK BRENNAN"], ["BRENNAN", "WHITLOCK", "WHITLOCK BRENNAN"]),
        (["WHITLOCK", "BRENNAN", "WHITLOCK"], ["BRENNAN", "WHITLOCK"]),
        (["O BRIEN"], ["BRIEN", "O BRIEN"]),
        ([None, "WHITLOCK"], ["WHITLOCK"]),
    ],
)
def test_a_double_surname_counts_under_each_part(
    con: DuckDBPyConnection, names: list[str | None], parts: list[str]
) -> None:
    assert call(con, "name_parts", names, []) == parts


@pytest.mark.parametrize(
    ("other", "agreeing"),
    [
        (date(1988, 7, 14), 3),
        (date(1988, 7, 15), 2),
        (date(1988, 8, 15), 1),
        (date(1989, 8, 15), 0),
        (date(1978, 7, 14), 2),
    ],
)
def test_parts_of_a_date_agree_each_for_itself(
    con: DuckDBPyConnection, other: date, agreeing: int
) -> None:
    assert call(con, "date_parts_agreeing", date(1988, 7, 14), other) == agreeing


def stay(address: str, first: int, last: int) -> Stay:
    return {"address": address, "from_date": date(first, 1, 1), "to_date": date(last, 12, 31)}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ([stay(LARCH, 2010, 2020)], [stay(LARCH, 2015, 2016)], True),
        ([stay(LARCH, 2010, 2015)], [stay(LARCH, 2015, 2020)], True),
        ([stay(LARCH, 2010, 2014)], [stay(LARCH, 2015, 2020)], False),
        ([stay(LARCH, 2010, 2020)], [stay(MILL, 2010, 2020)], False),
        (
            [stay(LARCH, 2010, 2012), stay(MILL, 2013, 2014)],
            [stay(MILL, 2010, 2011), stay(LARCH, 2012, 2020)],
            True,
        ),
        (
            [stay(LARCH, 2010, 2011), stay(MILL, 2012, 2014)],
            [stay(MILL, 2010, 2011), stay(LARCH, 2012, 2020)],
            False,
        ),
    ],
)
def test_living_together_is_one_address_at_one_time(
    con: DuckDBPyConnection, one: list[Stay], other: list[Stay], together: bool
) -> None:
    assert call(con, "lived_together", one, other) is together
    assert call(con, "lived_together", other, one) is together


def test_years_between_are_counted_in_months_whichever_comes_first(
    con: DuckDBPyConnection,
) -> None:
    assert call(con, "years_between", date(2000, 1, 31), date(2018, 7, 1)) == 18.5
    assert call(con, "years_between", date(2018, 7, 1), date(2000, 1, 31)) == 18.5
