"""What goes wrong in records goes wrong as often as declared, and as it is meant to."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from synthetic_data.chance import Chance
from synthetic_data.facts import Person
from synthetic_data.identifiers import nhs_check_digit
from synthetic_data.records.addresses import as_written, postcode_as_written
from synthetic_data.records.errors import (
    MISTYPED_NHS_NUMBER,
    NOISES,
    RELATIVES_NHS_NUMBER,
    WRONG_ADDRESS,
    WRONG_POSTCODE,
    ErrorLevel,
    spoil,
    susceptibility,
)
from synthetic_data.records.habits import NO_FIXED_ABODE
from synthetic_data.records.name_fields import NameFields, fill_in
from synthetic_data.records.noises import Written
from synthetic_data.records.slips import misspell, mistype, mistype_figure, respell
from tests.builders import dwelling_of, person_of

NOISE = {noise.name: noise for noise in NOISES}
PERSON = person_of(
    date_of_birth=date(1988, 7, 14),
    given="Elizabeth",
    middle="Ann",
    family="Whitlock-Brennan",
    nhs_number="9991000410",
)
HOME = dwelling_of(flat="Flat 3", premises="12", uprn="999000000001")
WRITTEN = Written(
    given="Elizabeth",
    middle="Ann",
    family="Whitlock-Brennan",
    sex="F",
    date_of_birth=date(1988, 7, 14),
)


def applied(name: str, written: Written = WRITTEN, person: Person = PERSON) -> list[Written]:
    chance = Chance(1, name)
    return [NOISE[name].apply(written, person, chance) for _ in range(200)]


def test_noises_are_worse_at_every_level() -> None:
    for noise in NOISES:
        clinical, mixed, hostile = (noise.rates[level] for level in ErrorLevel)
        assert 0 < clinical < mixed < hostile
        assert noise.reason


@pytest.mark.parametrize(
    "rates", [WRONG_ADDRESS, WRONG_POSTCODE, MISTYPED_NHS_NUMBER, RELATIVES_NHS_NUMBER]
)
def test_addresses_and_numbers_are_worse_at_every_level(rates: dict[ErrorLevel, float]) -> None:
    clinical, mixed, hostile = (rates[level] for level in ErrorLevel)
    assert 0 < clinical < mixed < hostile < 0.1


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("given_respelt", "given"),
        ("given_mistyped", "given"),
        ("given_other", "given"),
        ("family_mistyped", "family"),
        ("family_misheard", "family"),
        ("family_halved", "family"),
        ("family_other", "family"),
        ("sex_wrong", "sex"),
        ("one_part_of_birth_date_wrong", "date_of_birth"),
    ],
)
def test_a_noise_changes_its_own_field(name: str, field: str) -> None:
    changed = [getattr(other, field) != getattr(WRITTEN, field) for other in applied(name)]
    assert sum(changed) > 150


def test_one_wrong_part_leaves_two_right() -> None:
    right = date(1988, 7, 14)
    for other in applied("one_part_of_birth_date_wrong"):
        born = other.date_of_birth
        assert born is not None
        parts = zip(
            (born.year, born.month, born.day), (right.year, right.month, right.day), strict=True
        )
        assert sum(a == b for a, b in parts) >= 2


def test_a_guessed_birth_date_may_be_the_first_of_january() -> None:
    guessed = {other.date_of_birth for other in applied("birth_date_guessed")}
    assert date(1988, 1, 1) in guessed


@pytest.mark.parametrize("name", ["one_part_of_birth_date_wrong", "birth_date_guessed"])
def test_a_birth_date_that_is_not_known_stays_so(name: str) -> None:
    unknown = replace(WRITTEN, date_of_birth=None)
    assert applied(name, unknown) == [unknown] * 200


def test_swapped_names_stand_in_each_others_field() -> None:
    (other, *_) = applied("names_swapped")
    assert (other.given, other.family) == (WRITTEN.family, WRITTEN.given)


def test_the_middle_name_is_used_where_there_is_one_and_a_slip_where_not() -> None:
    assert applied("given_other")[0].given == "Ann"
    nameless = replace(PERSON, middle="")
    assert applied("given_other", WRITTEN, nameless)[0].given not in ("Ann", "Elizabeth")


def test_a_double_barrelled_name_keeps_a_half_or_loses_its_hyphen() -> None:
    found = {other.family for other in applied("family_halved")}
    assert found == {"Whitlock", "Brennan", "Whitlock Brennan", "WhitlockBrennan"}
    single = replace(WRITTEN, family="Whitlock")
    assert {other.family for other in applied("family_halved", single)} != {"Whitlock"}


def test_short_forms_and_spellings_of_muhammad_are_used() -> None:
    chance = Chance(1, "forms")
    assert {respell("Elizabeth", chance) for _ in range(50)} == {"Liz", "Beth"}
    assert len({respell("Muhammad", chance) for _ in range(50)}) > 3
    assert respell("Xqvbn", chance) != ""


def test_words_too_short_to_break_are_left_alone() -> None:
    assert mistype("Li", Chance(1, "short")) == "Li"
    assert all(misspell("Phillip", Chance(seed, "heard"))[0] == "P" for seed in range(50))


def test_records_of_unusual_names_poor_streets_and_many_moves_are_wrong_more_often() -> None:
    other = replace(PERSON, community="muslim")
    old = replace(PERSON, date_of_birth=date(1931, 1, 1))
    usual = susceptibility(PERSON, is_poor=False)
    assert usual < susceptibility(other, is_poor=False) < susceptibility(other, is_poor=True)
    assert usual < susceptibility(old, is_poor=False)
    assert usual < susceptibility(PERSON, is_poor=False, is_mobile=True)


def test_a_hostile_record_is_seldom_left_as_it_was() -> None:
    chance = Chance(1, "hostile")
    spoilt = [spoil(WRITTEN, PERSON, ErrorLevel.HOSTILE, 1.0, chance) for _ in range(2_000)]
    assert 0.2 < sum(other != WRITTEN for other in spoilt) / 2_000 < 0.5


def test_addresses_are_written_in_several_ways() -> None:
    chance = Chance(1, "addresses")
    lines = {as_written(HOME, chance).line for _ in range(400)}
    assert {"Flat 3, 12 Larch Road", "Flat 3, 12 Larch Rd", "Flat 3, 12 LARCH ROAD"} <= lines
    assert any(line.startswith("Apt 3") for line in lines)


def test_a_hostile_source_has_wrong_numbers_and_streets_and_loses_flats() -> None:
    chance = Chance(1, "addresses")
    written = [as_written(HOME, chance, ErrorLevel.HOSTILE) for _ in range(4_000)]
    streets = {text.street.upper() for text in written}
    assert {"LARCH ROAD", "LARCH RD"} < streets
    assert any(text.premises != "12" for text in written)
    assert any(not text.flat for text in written)
    wrong = [text for text in written if text.premises != "12" or not text.flat]
    assert 0.01 < len(wrong) / len(written) < 0.035


def test_a_wrong_address_may_lead_to_no_property_number_or_to_that_next_door() -> None:
    chance = Chance(1, "numbers")
    home = replace(HOME, next_door="999000000002")
    written = [as_written(home, chance, ErrorLevel.HOSTILE) for _ in range(20_000)]
    found = Counter(text.uprn.removesuffix(".0") for text in written)
    assert set(found) == {home.uprn, home.next_door, ""}
    assert found[""] > found[home.next_door] > 50
    assert found[home.uprn] > 0.96 * len(written)
    assert 50 < sum(text.uprn.endswith(".0") for text in written) < 250


def test_no_fixed_abode_is_written_in_words_and_never_wrongly() -> None:
    nowhere = replace(HOME, flat="", premises="", street="NO FIXED ABODE", uprn="", town="")
    chance = Chance(1, "nowhere")
    lines = {as_written(nowhere, chance, ErrorLevel.HOSTILE).line for _ in range(500)}
    assert lines == {"NO FIXED ABODE"}
    assert {postcode_as_written(NO_FIXED_ABODE, chance, 0.9) for _ in range(50)} == {NO_FIXED_ABODE}


def test_a_postcode_is_wrong_as_often_as_asked_and_in_its_last_letter() -> None:
    chance = Chance(1, "postcodes")
    written = [postcode_as_written("QQ1 1AA", chance, 0.1) for _ in range(5_000)]
    wrong = [postcode for postcode in written if postcode.replace(" ", "") != "QQ11AA"]
    assert 0.08 < len(wrong) / len(written) < 0.12
    assert all(postcode.startswith("QQ1 1A") for postcode in wrong)
    assert "QQ11AA" in written


def test_one_wrong_figure_makes_a_number_invalid() -> None:
    chance = Chance(1, "figures")
    for _ in range(200):
        wrong = mistype_figure("9991000410", chance)
        assert sum(a != b for a, b in zip(wrong, "9991000410", strict=True)) == 1
        assert nhs_check_digit(wrong[:9]) != int(wrong[9])


def test_fields_for_names_hold_titles_nicknames_and_capitals() -> None:
    chance, person = Chance(1, "fields"), replace(PERSON, known_as="Liz")
    names = NameFields(given="Elizabeth", family="Moor")
    filled = [fill_in(person, names, chance, is_adult=True, capitals=False) for _ in range(20_000)]
    assert NameFields(given="Elizabeth (Liz)", family="Moor") in filled
    assert NameFields(given="ELIZABETH", family="MOOR") in filled
    assert {fields.given.split()[0] for fields in filled} >= {"Mrs", "Miss", "Ms"}
    assert any(fields.family.endswith(" Moor") for fields in filled)
    assert sum(fields == names for fields in filled) > 18_000


def test_children_have_no_title_and_a_whole_office_may_write_capitals() -> None:
    chance, names = Chance(1, "fields"), NameFields(given="Elizabeth", family="Moor")
    children = {fill_in(PERSON, names, chance, is_adult=False, capitals=True) for _ in range(3_000)}
    assert children == {NameFields(given="ELIZABETH", family="MOOR")}
