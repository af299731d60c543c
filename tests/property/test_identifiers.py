"""Identifiers against an implementation of others, and cleaning that does not change its mind.

python-stdnum agrees with the format notes on the arithmetic of both check characters. It differs
where the notes go further: it takes a number of one repeated digit, and the digits in order, for
an NHS number; and it knows no local authority 999, so that only its check letter can be compared.
"""

from collections.abc import Sequence
from string import digits

import duckdb
import pytest
from duckdb import ColumnExpression, DuckDBPyConnection, FunctionExpression
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.gb import nhs, upn

from sources.tables import load_macros

NEVER_ISSUED = {str(digit) * 10 for digit in range(10)} | {digits}
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

any_nine = st.text(digits, min_size=9, max_size=9)
any_ten = st.text(digits, min_size=10, max_size=10)
few = settings(max_examples=30, deadline=None)


@pytest.fixture(scope="module")
def con() -> DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    load_macros(connection, "sources")
    return connection


def each(con: DuckDBPyConnection, macro: str, values: Sequence[str]) -> list[object]:
    """Return what a macro makes of each of many values."""
    con.execute("create or replace temp table given as select unnest(?) as x", [list(values)])
    made = con.table("given").select(FunctionExpression(macro, ColumnExpression("x")))
    return [value for (value,) in made.fetchall()]


def with_check_digit(nine: str) -> str:
    """Complete an NHS number, or spoil it where the check would be ten."""
    check = next((d for d in digits if nhs.checksum(nine + d) == 0), "0")
    return nine + check


nhs_like = st.lists(any_ten | any_nine.map(with_check_digit), min_size=1, max_size=40)


@few
@given(numbers=nhs_like)
def test_nhs_numbers_are_valid_where_stdnum_says_so_and_they_are_issued(
    con: DuckDBPyConnection, numbers: list[str]
) -> None:
    expected = [nhs.is_valid(number) and number not in NEVER_ISSUED for number in numbers]
    assert each(con, "nhs_number_is_valid", numbers) == expected


def test_stdnum_believes_the_numbers_that_are_never_issued(con: DuckDBPyConnection) -> None:
    numbers = sorted(NEVER_ISSUED)
    assert all(nhs.is_valid(number) for number in numbers)
    assert not any(each(con, "nhs_number_is_valid", numbers))


@few
@given(nine=any_nine, gaps=st.lists(st.sampled_from(["", " ", "-"]), min_size=10, max_size=10))
def test_spaces_and_hyphens_do_not_change_an_nhs_number(
    con: DuckDBPyConnection, nine: str, gaps: list[str]
) -> None:
    number = with_check_digit(nine)
    written = "".join(gap + digit for gap, digit in zip(gaps, number, strict=True))
    assert each(con, "clean_nhs_number", [written]) == each(con, "clean_nhs_number", [number])


@few
@given(nine=any_nine, place=st.integers(0, 9), other=st.sampled_from(digits))
def test_one_wrong_digit_is_always_noticed(
    con: DuckDBPyConnection, nine: str, place: int, other: str
) -> None:
    number = with_check_digit(nine)
    wrong = number[:place] + other + number[place + 1 :]
    right, mistaken = each(con, "nhs_number_is_valid", [number, wrong])
    assert not (right and mistaken) or wrong == number


last = st.sampled_from(digits + UPN_LETTERS)
bodies = st.builds(lambda eleven, end: f"999{eleven[:8]}{end}", any_ten, last)


@few
@given(bodies=st.lists(bodies, min_size=1, max_size=40), letter=st.sampled_from(UPN_LETTERS))
def test_a_upn_is_valid_under_the_letter_that_stdnum_reckons_and_no_other(
    con: DuckDBPyConnection, bodies: list[str], letter: str
) -> None:
    letters = [upn.calc_check_digit(body) for body in bodies]
    right = [first + body for first, body in zip(letters, bodies, strict=True)]
    assert each(con, "clean_upn", right) == right
    expected = [
        letter + body if letter == first else None
        for first, body in zip(letters, bodies, strict=True)
    ]
    assert each(con, "clean_upn", [letter + body for body in bodies]) == expected


def test_stdnum_knows_no_upn_of_the_authority_that_does_not_exist(
    con: DuckDBPyConnection,
) -> None:
    assert not upn.is_valid("Q999400119001")
    assert each(con, "clean_upn", ["Q999400119001"]) == ["Q999400119001"]


@settings(max_examples=12, deadline=None)
@given(texts=st.lists(st.text(max_size=20), min_size=1, max_size=15))
@pytest.mark.parametrize(
    "macro",
    [
        "clean_name",
        "clean_given_name",
        "clean_family_name",
        "clean_line",
        "clean_postcode",
        "clean_uprn",
        "clean_nhs_number",
        "clean_upn",
        "clean_contact",
    ],
)
def test_cleaning_takes_any_text_and_leaves_what_is_clean(
    con: DuckDBPyConnection, macro: str, texts: list[str]
) -> None:
    cleaned = [text for text in each(con, macro, texts) if isinstance(text, str)]
    assert all(text and text == text.strip() for text in cleaned)
    if cleaned:
        assert each(con, macro, cleaned) == cleaned


@few
@given(texts=st.lists(st.text(max_size=20), min_size=1, max_size=15))
def test_names_and_lines_hold_plain_capitals_only(
    con: DuckDBPyConnection, texts: list[str]
) -> None:
    capitals = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    for name in each(con, "clean_name", texts):
        assert set(str(name or "")) <= capitals
    for line in each(con, "clean_line", texts):
        assert set(str(line or "")) <= capitals | set(digits)
