"""What goes wrong in records goes wrong as often as declared, and as it is meant to."""

from dataclasses import replace
from datetime import date

import pytest

from synthetic_data.addresses import as_written
from synthetic_data.chance import Chance
from synthetic_data.errors import NOISES, ErrorLevel, Written, spoil, susceptibility
from synthetic_data.habits import GP
from synthetic_data.records import Observer
from synthetic_data.slips import misspell, mistype, respell
from synthetic_data.town import TownPlan, imagine_town
from synthetic_data.world import Dwelling, Person, World

NOISE = {noise.name: noise for noise in NOISES}
PERSON = Person(
    number=0,
    person_id="P0000001",
    sex="F",
    date_of_birth=date(1988, 7, 14),
    expected=False,
    community="british",
    ethnicity="WBRI",
    given="Elizabeth",
    middle="Ann",
    family="Whitlock-Brennan",
    other_family="",
    changed_on=None,
    uses_both=False,
    known_as="",
    nhs_number="9991000410",
    phone="",
    old_phone="",
    email="",
)
WRITTEN = Written(
    given="Elizabeth",
    middle="Ann",
    family="Whitlock-Brennan",
    sex="F",
    date_of_birth=date(1988, 7, 14),
)


@pytest.fixture(scope="module")
def world() -> World:
    return imagine_town(TownPlan(people=6_000, seed=9)).world


def applied(name: str, written: Written = WRITTEN, person: Person = PERSON) -> list[Written]:
    chance = Chance(1, name)
    return [NOISE[name].apply(written, person, chance) for _ in range(200)]


def test_noises_are_worse_at_every_level() -> None:
    for noise in NOISES:
        clinical, mixed, hostile = (noise.rates[level] for level in ErrorLevel)
        assert 0 < clinical < mixed < hostile
        assert noise.reason


def test_pairs_of_records_differ_as_often_as_in_the_published_comparison() -> None:
    def pair_rate(prefix: str) -> float:
        return 2 * sum(n.rates[ErrorLevel.CLINICAL] for n in NOISES if n.name.startswith(prefix))

    assert pair_rate("given") == pytest.approx(0.024, abs=0.003)
    assert pair_rate("one_part") + pair_rate("birth_date") == pytest.approx(0.0049, abs=0.0005)
    assert pair_rate("sex") == pytest.approx(0.0033, abs=0.0005)
    assert pair_rate("names_swapped") == pytest.approx(0.0008, abs=0.0002)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("given_respelt", "given"),
        ("given_mistyped", "given"),
        ("given_other", "given"),
        ("family_mistyped", "family"),
        ("family_misheard", "family"),
        ("family_halved", "family"),
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


def test_records_of_unusual_names_and_poor_streets_are_wrong_more_often() -> None:
    other = replace(PERSON, community="muslim")
    old = replace(PERSON, date_of_birth=date(1931, 1, 1))
    usual = susceptibility(PERSON, is_poor=False)
    assert usual < susceptibility(other, is_poor=False) < susceptibility(other, is_poor=True)
    assert usual < susceptibility(old, is_poor=False)


def test_a_hostile_record_is_seldom_left_as_it_was() -> None:
    chance = Chance(1, "hostile")
    spoilt = [spoil(WRITTEN, PERSON, ErrorLevel.HOSTILE, 1.0, chance) for _ in range(2_000)]
    assert 0.2 < sum(other != WRITTEN for other in spoilt) / 2_000 < 0.5


def test_addresses_are_written_in_several_ways() -> None:
    home = Dwelling(
        flat="Flat 3",
        premises="12",
        street="Larch Road",
        town="Oldmoor",
        postcode="QQ1 1AA",
        uprn="999000000001",
        kind="house",
        ward="E05999001",
        imd_rank=1,
    )
    chance = Chance(1, "addresses")
    lines = {as_written(home, chance).line for _ in range(400)}
    assert {"Flat 3, 12 Larch Road", "Flat 3, 12 Larch Rd", "Flat 3, 12 LARCH ROAD"} <= lines
    assert any(line.startswith("Apt 3") for line in lines)


def test_a_source_that_hears_late_has_old_addresses(world: World) -> None:
    observer = Observer(world, GP, ErrorLevel.CLINICAL, Chance(1, "late"))
    people = [person for person in world.people if person.number in world.home]
    old = sum(
        observer.portrait(person).home.dwelling != world.stays[person.number][-1].dwelling
        for person in people
    )
    assert 0.1 < old / len(people) < 0.4


def test_some_women_are_known_by_the_name_they_had(world: World) -> None:
    observer = Observer(world, GP, ErrorLevel.CLINICAL, Chance(1, "names"))
    married = [
        person for person in world.people if person.changed_on and person.number in world.home
    ]
    seen = [(person, observer.portrait(person)) for person in married]
    maiden = sum(portrait.former_family == person.family for person, portrait in seen)
    assert 0.02 < maiden / len(seen) < 0.2


def test_nobody_is_heard_of_before_the_source_met_them(world: World) -> None:
    observer = Observer(world, GP, ErrorLevel.CLINICAL, Chance(1, "since"))
    since = date(2026, 9, 1)
    assert all(observer.last_heard(since=since) >= since for _ in range(200))
    assert all(observer.last_heard(until=date(2020, 1, 1)) <= date(2020, 1, 1) for _ in range(200))
