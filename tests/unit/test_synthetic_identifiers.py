"""Numbers of the synthetic town: valid where they must be, and nobody's."""

import re
from collections import Counter
from itertools import islice
from uuid import UUID

import duckdb
import pytest
from stdnum.gb import nhs, upn

from sources.tables import load_macros
from synthetic_data.chance import Chance
from synthetic_data.identifiers import (
    PhoneBook,
    RangeExhaustedError,
    Scatter,
    UpnRegister,
    guid,
    nhs_check_digit,
    nhs_numbers,
    upn_check_letter,
    uprns,
)
from synthetic_data.places.places import Places

# Area codes that the regulator set aside, and one that has no exchange.
DRAMA = re.compile(
    r"07700900\d{3}|01(13|14|15|16|17|18|21|31|41|51|61)4960\d{3}|02079460\d{3}|01914980\d{3}"
    r"|02896496\d{3}|02920180\d{3}|01632\d{6}|03069990\d{3}|08081570\d{3}"
)


def test_nhs_numbers_are_valid_and_of_the_test_range() -> None:
    numbers = list(islice(nhs_numbers(), 5_000))
    assert all(nhs.is_valid(number) and number.startswith("999") for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_nhs_check_digits_agree_with_another_implementation() -> None:
    for body in ("999100041", "943476591", "123456789"):
        other = (11 - sum((10 - i) * int(n) for i, n in enumerate(body))) % 11
        assert nhs_check_digit(body) == (None if other == 10 else other)


def test_the_test_range_is_not_left_silently() -> None:
    given: set[str] = set()
    with pytest.raises(RangeExhaustedError, match="used up"):
        given.update(nhs_numbers())
    assert len(given) > 900_000
    assert "9999999999" not in given


def test_upns_have_the_check_letter_of_another_implementation() -> None:
    register = UpnRegister()
    for _ in range(300):
        number = register.next_upn("2001", 2019)
        assert number[0] == upn.calc_check_digit(number[1:])
        assert number[1:4] == "999"


def test_a_published_upn_has_the_check_letter_it_should() -> None:
    assert upn_check_letter("801200005001") == "B"


def test_temporary_upns_end_in_a_letter_and_are_checked_too() -> None:
    number = UpnRegister().next_upn("4001", 2024, temporary=True)
    assert number[-1].isalpha()
    assert number[0] == upn.calc_check_digit(number[1:])


def test_upns_are_counted_by_school_and_year() -> None:
    register = UpnRegister()
    numbers = {register.next_upn(school, year) for school in ("2001", "2002") for year in (18, 19)}
    assert len(numbers) == 4
    assert all(number.endswith("001") for number in numbers)


def test_phone_numbers_are_nobodys_and_do_not_repeat_in_a_large_town() -> None:
    book = PhoneBook()
    numbers = [book.mobile() if turn % 3 else book.landline() for turn in range(60_000)]
    digits = [number.replace(" ", "") for number in numbers]
    assert len(set(digits)) == len(digits)
    assert all(DRAMA.fullmatch(number) for number in digits)


def test_persons_get_the_mobiles_of_drama_first_and_homes_the_landlines() -> None:
    book = PhoneBook()
    assert {book.mobile()[:9] for _ in range(1_000)} == {"07700 900"}
    assert not any(book.landline().startswith("07") for _ in range(10_000))
    assert book.mobile().startswith("01632 ")


def test_the_numbers_of_a_scatter_do_not_tell_how_far_apart_their_turns_are() -> None:
    scatter = Scatter(size=80_000_000, key=2)
    steps = Counter(
        (scatter.at(turn + 1) - scatter.at(turn)) % scatter.size for turn in range(10_000)
    )
    assert steps.most_common(1)[0][1] < 100
    assert len(steps) > 5_000


def test_towns_of_a_region_have_other_phones() -> None:
    one, other = PhoneBook(1), PhoneBook(2)
    assert {one.mobile()[:5] for _ in range(50)} == {"01001"}
    assert {other.landline()[:5] for _ in range(50)} == {"01002"}


def test_property_numbers_have_twelve_digits_and_do_not_repeat() -> None:
    numbers = list(islice(uprns(), 20_000))
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"9990\d{8}", number) for number in numbers)


def test_guids_are_guids() -> None:
    chance = Chance(1, "guids")
    drawn = [guid(chance) for _ in range(1_000)]
    assert len({UUID(text) for text in drawn}) == 1_000


def test_postcodes_are_cleaned_as_real_ones_and_have_areas_that_do_not_exist() -> None:
    places = Places(2_000, Chance(1, "places"))
    postcodes = [place.pcds for place in (*places.postcodes, *places.outside_postcodes)]
    con = duckdb.connect()
    load_macros(con, "sources")
    listed = con.execute("select list_transform($1, x -> clean_postcode(x))", [postcodes])
    assert listed.fetchone() == (postcodes,)
    assert {postcode[:2] for postcode in postcodes} == {"QQ", "QX"}
    assert len(set(postcodes)) == len(postcodes)
