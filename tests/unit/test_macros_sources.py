"""Cleaning of names, places, numbers and dates, a readable row at a time."""

from datetime import date

import duckdb
import pytest
from duckdb import ConstantExpression, DuckDBPyConnection, FunctionExpression

from sources.tables import load_macros

Value = str | bool | date | list[str | None] | list[str] | None


@pytest.fixture(scope="module")
def con() -> DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 1})
    load_macros(connection, "sources")
    return connection


def call(con: DuckDBPyConnection, macro: str, *values: Value) -> object:
    """Return what a macro makes of values."""
    arguments = [ConstantExpression(value) for value in values]
    row = con.sql("select 1").select(FunctionExpression(macro, *arguments)).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Adaeze", "ADAEZE"),
        ("  adaeze   mary ", "ADAEZE MARY"),
        ("Łukasz", "LUKASZ"),
        ("Zoë Núñez", "ZOE NUNEZ"),
        ("Bjørn", "BJORN"),
        ("Đặng", "DANG"),
        ("Þór", "THOR"),
        ("Æthelstan", "AETHELSTAN"),
        ("Œuvre", "OEUVRE"),
        ("Groß", "GROSS"),
        ("İpek", "IPEK"),
        ("O'Brien", "OBRIEN"),
        ("O’Brien", "OBRIEN"),  # noqa: RUF001 - as a word processor types it
        ("O‘Brien", "OBRIEN"),  # noqa: RUF001 - the other way round
        ("O`Brien", "OBRIEN"),
        ("O´Brien", "OBRIEN"),  # noqa: RUF001 - an accent that stands alone
        ("Whitlock-Brennan", "WHITLOCK BRENNAN"),
        ("WHITLOCK BRENNAN", "WHITLOCK BRENNAN"),
        ("Whitlock\u2013Brennan", "WHITLOCK BRENNAN"),
        ("Ada\u00a0Mary", "ADA MARY"),
        ("Null", "NULL"),
        ("Twin 1", "TWIN"),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_names_are_compared_without_case_accents_and_marks(
    con: DuckDBPyConnection, written: str | None, compared: str | None
) -> None:
    assert call(con, "clean_name", written) == compared


def test_a_list_of_names_holds_each_once_and_in_order(con: DuckDBPyConnection) -> None:
    names = ["Whitlock", None, "Brennan", "WHITLOCK ", "", "-"]
    assert call(con, "clean_names", names) == ["BRENNAN", "WHITLOCK"]
    assert con.sql("select clean_names(null)").fetchone() == ([],)


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("Ivy", "IVY"),
        ("Ms Adaeze", "ADAEZE"),
        ("Dr. Tom", "TOM"),
        ("Master Leo", "LEO"),
        ("Mrsha", "MRSHA"),
        ("UNBORN", None),
        ("Baby", None),
        ("Baby of Adaeze", None),
        ("baby girl", None),
        ("Twin 2", None),
        ("XXXX", None),
        ("Not known", None),
        ("Not-Given", None),
        ("", None),
        ("Xavier", "XAVIER"),
        ("Babyface", "BABYFACE"),
        ("DUPLICATE Ivy", "IVY"),
        ("*DO NOT USE* Ivy", "IVY"),
        ("DUPLICATE RECORD OF Mrs Adaeze", "ADAEZE"),
        ("DO NOT USE", None),
    ],
)
def test_a_given_name_that_says_there_is_none_is_none(
    con: DuckDBPyConnection, written: str, given: str | None
) -> None:
    assert call(con, "clean_given_name", written) == given


@pytest.mark.parametrize(
    ("written", "family"),
    [
        ("Whitlock-Brennan", "WHITLOCK BRENNAN"),
        ("Null", "NULL"),
        ("Baby", "BABY"),
        ("Unknown", None),
        ("not known", None),
        ("XX", None),
        ("DUPLICATE Whitlock", "WHITLOCK"),
        ("Duplicate record - Whitlock", "WHITLOCK"),
        ("Dupont", "DUPONT"),
        ("Dupe", None),
        (None, None),
    ],
)
def test_a_surname_is_doubted_less_than_a_given_name(
    con: DuckDBPyConnection, written: str | None, family: str | None
) -> None:
    assert call(con, "clean_family_name", written) == family


def test_no_name_at_all_is_a_placeholder(con: DuckDBPyConnection) -> None:
    assert con.sql("select is_placeholder_name(null)").fetchone() == (True,)
    assert call(con, "is_placeholder_name", "Ivy") is False


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("Tom Brennan", "TOM", "BRENNAN"),
        ("Mr Tom Brennan", "TOM", "BRENNAN"),
        ("Ms. Adaeze Mary Whitlock-Brennan", "ADAEZE", "WHITLOCK BRENNAN"),
        ("WHITLOCK, Adaeze Mary", "ADAEZE", "WHITLOCK"),
        ("Whitlock-Brennan,Ivy", "IVY", "WHITLOCK BRENNAN"),
        ("Mrs Whitlock", None, "WHITLOCK"),
        ("Brennan", None, "BRENNAN"),
        ("Mr", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_full_name_is_parted_into_given_and_surname(
    con: DuckDBPyConnection, written: str | None, given: str | None, family: str | None
) -> None:
    assert call(con, "given_of_full_name", written) == given
    assert call(con, "family_of_full_name", written) == family


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("12, Larch-Rise.", "12 LARCH RISE"),
        ("Flat 3/1", "FLAT 3 1"),
        (" , ", None),
        (None, None),
    ],
)
def test_address_lines_are_compared_without_marks(
    con: DuckDBPyConnection, written: str | None, compared: str | None
) -> None:
    assert call(con, "clean_line", written) == compared


@pytest.mark.parametrize(
    ("line", "flat", "premises", "street"),
    [
        ("12 Larch Rise", None, "12", "LARCH RISE"),
        ("12a Larch Rise, Oldmoor", None, "12A", "LARCH RISE"),
        ("12, Larch Rise", None, "12", "LARCH RISE"),
        ("Flat 3, 12 Larch Rise", "FLAT 3", "12", "LARCH RISE"),
        ("flat 3 12 Larch Rise", "FLAT 3", "12", "LARCH RISE"),
        ("12 Larch Rise, Apt 3", "APT 3", "12", "LARCH RISE"),
        ("Room B 7 Larch Rise", "ROOM B", "7", "LARCH RISE"),
        ("Flat 3", "FLAT 3", None, None),
        ("Old Mill, Mill Lane", None, "OLD MILL", "MILL LANE"),
        ("The Larches", None, "THE LARCHES", None),
        ("1st Floor, Mill House", None, "1ST FLOOR", None),
        ("Flatford House, Mill Lane", None, "FLATFORD HOUSE", "MILL LANE"),
        ("", None, None, None),
        (None, None, None, None),
    ],
)
def test_an_address_line_is_parted_into_flat_premises_and_street(
    con: DuckDBPyConnection,
    line: str | None,
    flat: str | None,
    premises: str | None,
    street: str | None,
) -> None:
    assert call(con, "flat_of", line) == flat
    assert call(con, "premises_of", line) == premises
    assert call(con, "street_of", line) == street


@pytest.mark.parametrize(
    ("line", "postcode", "kind"),
    [
        (None, "ZZ99 3VZ", "no fixed abode"),
        ("No Fixed Abode", "B99 9ZZ", "no fixed abode"),
        ("NFA", None, "no fixed abode"),
        ("of no fixed address", None, "no fixed abode"),
        (None, "NF1 1AB", "no fixed abode"),
        (None, "ZZ99 3WZ", "pseudo"),
        (None, "XXXX XXX", "pseudo"),
        (None, "nopostcode", "pseudo"),
        ("Unknown", None, "pseudo"),
        ("NOT FOUND", "B99 9ZZ", "pseudo"),
        ("Unknown Lane Cottage", "B99 9ZZ", None),
        ("12 Larch Rise", "B99 9ZZ", None),
        (None, None, None),
    ],
)
def test_an_address_that_is_no_place_says_so(
    con: DuckDBPyConnection, line: str | None, postcode: str | None, kind: str | None
) -> None:
    assert call(con, "kind_of_place", line, postcode) == kind


def test_lines_are_joined_without_those_that_are_blank(con: DuckDBPyConnection) -> None:
    assert call(con, "lines_joined", ["Flat 3", None, " ", "Larch Rise"]) == "Flat 3, Larch Rise"
    assert call(con, "lines_joined", [None, ""]) is None


@pytest.mark.parametrize(
    ("written", "postcode"),
    [
        ("B99 9ZZ", "B99 9ZZ"),
        ("b999zz", "B99 9ZZ"),
        (" B99  9ZZ. ", "B99 9ZZ"),
        ("M1 1AA", "M1 1AA"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("SO14 0AA", "SO14 0AA"),
        ("B99 OZZ", "B99 0ZZ"),
        ("B99 IZZ", "B99 1ZZ"),
        ("B99 9Z0", "B99 9ZO"),
        ("B99 91Z", "B99 9IZ"),
        ("B9O 9ZZ", "B90 9ZZ"),
        ("BI 1AA", "B1 1AA"),
        ("SOI4 OAA", "SO14 0AA"),
        ("B99", None),
        ("99 9ZZ", None),
        ("B999 99ZZ", None),
        ("B99 9Z", None),
        ("no postcode", None),
        ("", None),
        (None, None),
    ],
)
def test_a_postcode_is_out_and_in_with_o_and_i_by_their_place(
    con: DuckDBPyConnection, written: str | None, postcode: str | None
) -> None:
    assert call(con, "clean_postcode", written) == postcode


@pytest.mark.parametrize(
    "written",
    ["ZZ99 3VZ", "zz993wz", "ZZ99 1WZ", "NF1 1AB", "BF1 2AA", "BFPO 12", "XXXX", "nopostcode"],
)
def test_a_postcode_that_stands_for_no_place_is_none(con: DuckDBPyConnection, written: str) -> None:
    assert call(con, "is_pseudo_postcode", written) is True
    assert call(con, "clean_postcode", written) is None


@pytest.mark.parametrize("written", ["B99 9ZZ", "XX1 1XX", "", None])
def test_a_postcode_of_a_place_is_not_taken_for_a_placeholder(
    con: DuckDBPyConnection, written: str | None
) -> None:
    assert call(con, "is_pseudo_postcode", written) is False


@pytest.mark.parametrize(
    ("written", "uprn"),
    [
        ("100012345678", "100012345678"),
        (" 100012345678.0 ", "100012345678"),
        ("000100012345", "100012345"),
        ("1.0", None),
        ("-1.0", None),
        ("1", None),
        ("0", None),
        ("1000123456789", None),
        ("1.00012E+11", None),
        ("", None),
        (None, None),
    ],
)
def test_a_uprn_is_digits_and_a_float_that_stands_for_none_is_none(
    con: DuckDBPyConnection, written: str | None, uprn: str | None
) -> None:
    assert call(con, "clean_uprn", written) == uprn


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("9991000410", "9991000410"),
        ("999 100 0437", "9991000437"),
        ("999-100-0410", "9991000410"),
        ("9991000411", None),
        ("999100041", None),
        ("99910004100", None),
        ("9.99E+09", None),
        ("9991000410.0", None),
        ("NHS 9991000410", None),
        ("9991000020", None),
        ("", None),
        (None, None),
    ],
)
def test_an_nhs_number_is_ten_digits_with_their_check(
    con: DuckDBPyConnection, written: str | None, number: str | None
) -> None:
    assert call(con, "clean_nhs_number", written) == number


@pytest.mark.parametrize("digit", range(10))
def test_one_digit_ten_times_passes_the_check_and_is_no_nhs_number(
    con: DuckDBPyConnection, digit: int
) -> None:
    assert call(con, "clean_nhs_number", str(digit) * 10) is None


def test_the_digits_in_order_pass_the_check_and_are_no_nhs_number(
    con: DuckDBPyConnection,
) -> None:
    assert call(con, "clean_nhs_number", "".join(map(str, range(10)))) is None


def test_a_number_whose_check_would_be_ten_is_never_issued(con: DuckDBPyConnection) -> None:
    nine = "999100002"
    assert 11 - sum(int(d) * (10 - n) for n, d in enumerate(nine)) % 11 == 10
    assert not any(call(con, "nhs_number_is_valid", f"{nine}{digit}") for digit in range(10))


@pytest.mark.parametrize(
    ("written", "upn"),
    [
        ("Q999400119001", "Q999400119001"),
        (" q999400119001 ", "Q999400119001"),
        ("E999400119002", "E999400119002"),
        ("N99940012000A", "N99940012000A"),
        ("A999400119001", None),
        ("Q999400119002", None),
        ("Q99940011900", None),
        ("UN1", None),
        ("", None),
        (None, None),
    ],
)
def test_a_upn_has_its_check_letter(
    con: DuckDBPyConnection, written: str | None, upn: str | None
) -> None:
    assert call(con, "clean_upn", written) == upn


@pytest.mark.parametrize("last", "IOS")
def test_a_letter_that_upns_do_not_use_ends_none(con: DuckDBPyConnection, last: str) -> None:
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    assert not any(call(con, "clean_upn", f"{first}99940012000{last}") for first in letters)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("07700 900999", "07700900999"),
        ("+44 7700 900999", "07700900999"),
        ("+44 (0)7700 900999", "07700900999"),
        ("0044 7700 900999", "07700900999"),
        ("7700900999", "07700900999"),
        ("0121 496 0123", "01214960123"),
        (" Adaeze@Example.ORG ", "adaeze@example.org"),
        ("ask mother", None),
        ("0121", None),
        ("", None),
        (None, None),
    ],
)
def test_a_phone_is_digits_with_0_first_and_an_address_is_lower_case(
    con: DuckDBPyConnection, written: str | None, compared: str | None
) -> None:
    assert call(con, "clean_contact", written) == compared


@pytest.mark.parametrize(
    ("day", "estimated", "quality"),
    [
        (date(1988, 7, 14), False, "full"),
        (date(1988, 7, 14), None, "full"),
        (date(1988, 1, 1), True, "estimated"),
        (date(1900, 1, 1), True, "default"),
        (date(1899, 12, 30), False, "default"),
        (date(1899, 12, 31), False, "default"),
        (date(1753, 1, 1), False, "default"),
        (date(9999, 12, 31), False, "default"),
        (None, True, None),
    ],
)
def test_a_date_is_known_by_how_far_it_can_be_believed(
    con: DuckDBPyConnection, day: date | None, estimated: bool | None, quality: str | None
) -> None:
    assert call(con, "date_quality", day, estimated) == quality


@pytest.mark.parametrize(
    ("written", "number"),
    [("12", 12), ("-1", -1), ("12.0", 12), ("1.5", None), ("1e3", None), ("", None), (None, None)],
)
def test_a_whole_number_is_not_rounded_from_another(
    con: DuckDBPyConnection, written: str | None, number: int | None
) -> None:
    assert call(con, "whole_number", written) == number
