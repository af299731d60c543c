"""Wards lie beside each other and are like their neighbours; communities live together in some."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from itertools import combinations, pairwise
from statistics import correlation, fmean

import pytest

from synthetic_data.chance import Chance
from synthetic_data.facts import Dwelling, Household
from synthetic_data.identifiers import MOST_TOWNS
from synthetic_data.places.places import AREAS_OF_ENGLAND, Places, ward_number
from synthetic_data.places.wards import Ward
from synthetic_data.plan import TownPlan
from synthetic_data.town import Town, imagine_town

SEEDS = (1, 2)
LARGER_MINORITIES = ("muslim", "polish", "african", "sikh")


@cache
def town_of(seed: int) -> Town:
    return imagine_town(TownPlan(people=40_000, seed=seed))


def housed(town: Town) -> list[tuple[Household, Dwelling]]:
    """Return the households in ordinary homes of the town, with these."""
    world = town.world
    return [
        (household, world.homes[household.number][-1].dwelling)
        for household in world.households
        if household.kind == "family"
        and household.members
        and not household.away
        and not household.left
    ]


def neighbours(wards: tuple[Ward, ...]) -> list[tuple[Ward, Ward]]:
    return [
        (one, other)
        for one, other in combinations(wards, 2)
        if math.hypot(one.x - other.x, one.y - other.y) < 1.1
    ]


def morans_i(wards: tuple[Ward, ...], of: Mapping[str, float]) -> float:
    """Return how alike neighbouring wards are: 0 for chance, 1 for a smooth map."""
    middle = fmean(of.values())
    pairs = neighbours(wards)
    together = fmean((of[one.code] - middle) * (of[other.code] - middle) for one, other in pairs)
    return together / fmean((value - middle) ** 2 for value in of.values())


def mean_ranks(places: Places) -> dict[str, float]:
    ranks: dict[str, list[int]] = defaultdict(list)
    for postcode in places.postcodes:
        ranks[postcode.ward].append(postcode.imd_rank)
    return {ward: fmean(listed) for ward, listed in ranks.items()}


def isolation(town: Town, community: str) -> float:
    """Return a community's share of the ward of its average member, beside that of the town."""
    people: Counter[str] = Counter()
    members: Counter[str] = Counter()
    for household, home in housed(town):
        people[home.ward] += len(household.members)
        if town.world.people[household.members[0]].community == community:
            members[home.ward] += len(household.members)
    among = sum(count**2 / people[ward] for ward, count in members.items()) / members.total()
    return among / (members.total() / people.total())


@pytest.mark.parametrize("seed", SEEDS)
def test_neighbouring_wards_are_alike_in_deprivation(seed: int) -> None:
    places = Places(100_000, Chance(seed, "places"))
    assert morans_i(places.wards, mean_ranks(places)) > 0.3


def test_wards_lie_around_a_centre_without_gaps_or_overlap() -> None:
    wards = Places(100_000, Chance(1, "places")).wards
    assert len({(ward.x, ward.y) for ward in wards}) == len(wards)
    apart = [math.hypot(a.x - b.x, a.y - b.y) for a, b in combinations(wards, 2)]
    assert min(apart) == pytest.approx(1.0)
    touching = Counter(ward.code for pair in neighbours(wards) for ward in pair)
    assert min(touching[ward.code] for ward in wards) >= 2
    assert max(math.hypot(ward.x, ward.y) for ward in wards) < math.sqrt(len(wards))


def test_a_town_has_a_ward_for_3200_people_and_at_least_four_each_with_homes() -> None:
    for people, wards in ((1_000, 4), (32_000, 10)):
        places = Places(people, Chance(1, "places"))
        assert len(places.wards) == wards
        assert {home.ward for home in places.homes} == {ward.code for ward in places.wards}


def test_wards_have_names_of_their_own() -> None:
    wards = Places(300_000, Chance(1, "places")).wards
    assert len({ward.name for ward in wards}) == len(wards)


def test_small_areas_vary_around_the_level_of_their_ward() -> None:
    places = Places(200_000, Chance(3, "places"))
    ranks: dict[str, set[int]] = defaultdict(set)
    for postcode in places.postcodes:
        ranks[postcode.ward].add(postcode.imd_rank)
    assert all(len(of_ward) > 1 for of_ward in ranks.values())
    levels = [ward.level for ward in places.wards]
    means = [fmean(ranks[ward.code]) for ward in places.wards]
    assert 0.8 < correlation(levels, means) < 0.99


def test_a_small_area_has_about_1600_people() -> None:
    places = Places(100_000, Chance(1, "places"))
    homes = Counter(postcode.lsoa for postcode in places.postcodes for _ in range(15))
    people = [count * 2.1 for count in homes.values()]
    assert 1_450 < fmean(people) < 1_750
    assert max(people) < 2 * min(people)


def test_areas_are_of_every_tenth_of_england_and_more_of_them_poor_than_rich() -> None:
    places = Places(60_000, Chance(1, "places"))
    areas = {postcode.lsoa: postcode.imd_rank for postcode in places.postcodes}
    assert all(1 <= rank <= AREAS_OF_ENGLAND for rank in areas.values())
    tenths = Counter(10 * (rank - 1) // AREAS_OF_ENGLAND for rank in areas.values())
    assert set(tenths) == set(range(10))
    assert sum(tenths[n] for n in range(5)) > 1.2 * sum(tenths[n] for n in range(5, 10))


def test_the_towns_of_a_region_have_no_code_or_number_in_common() -> None:
    seen: Counter[str] = Counter()
    towns = [Places(5_000, Chance(1, f"places {n}"), n) for n in range(MOST_TOWNS)]
    for places in towns:
        everywhere = (*places.postcodes, *places.outside_postcodes)
        seen.update({place.pcds for place in everywhere})
        seen.update({place.lsoa for place in everywhere})
        seen.update({place.ward for place in everywhere})
        seen.update({home.uprn for home in places.homes})
    assert seen.most_common(1)[0][1] == 1
    assert len({home.town for places in towns for home in places.homes}) == MOST_TOWNS


def test_a_town_of_the_largest_size_stays_within_its_codes() -> None:
    places, following = (Places(500_000, Chance(1, "places"), town) for town in (3, 4))
    one = {(place.pcds, place.lsoa, place.ward) for place in places.postcodes}
    other = {(place.pcds, place.lsoa, place.ward) for place in following.postcodes}
    outside = {(place.pcds, place.lsoa, place.ward) for place in places.outside_postcodes}
    for kind in range(3):
        codes = [{place[kind] for place in where} for where in (one, other, outside)]
        assert len(set().union(*codes)) == sum(map(len, codes))
    assert all(len(code) == 9 for place in (*one, *other, *outside) for code in place[1:])


def test_wards_of_a_region_are_numbered_apart() -> None:
    towns = [Places(5_000, Chance(1, "places"), town) for town in (0, 1)]
    numbers = [ward_number(ward.code) for places in towns for ward in places.wards]
    assert len(set(numbers)) == len(numbers)
    assert min(numbers) == 1


def test_a_street_goes_on_in_the_next_postcode_and_so_do_its_numbers() -> None:
    places = Places(20_000, Chance(1, "places"))
    shared = [
        (one.pcds, other.pcds)
        for one, other in pairwise(places.postcodes)
        if one.street == other.street
    ]
    assert 0.3 < len(shared) / len(places.postcodes) < 0.5
    area = {postcode.pcds: postcode.lsoa for postcode in places.postcodes}
    doors = Counter(
        (area[home.postcode], home.street, home.premises, home.flat) for home in places.homes
    )
    twice = sum(count > 1 for count in doors.values())
    assert twice < 0.001 * len(places.homes)


@pytest.mark.parametrize("kind", ["care_home", "hostel", "hmo", "refuge", "student_hall"])
def test_a_communal_place_is_no_house_of_its_street(kind: str) -> None:
    places = Places(5_000, Chance(1, "places"))
    houses = {(home.street, home.premises) for home in places.homes}
    for _ in range(200):
        place = places.communal(kind)
        assert place.kind == kind
        assert (place.street, place.premises) not in houses


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("community", LARGER_MINORITIES)
def test_communities_live_together_in_some_wards(seed: int, community: str) -> None:
    assert isolation(town_of(seed), community) > 1.5


@pytest.mark.parametrize("seed", SEEDS)
def test_every_ward_has_some_of_the_larger_minorities(seed: int) -> None:
    town = town_of(seed)
    at = {
        (home.ward, town.world.people[household.members[0]].community)
        for household, home in housed(town)
    }
    wards = {ward.code for ward in town.places.wards}
    assert {(ward, "british") for ward in wards} <= at
    assert sum((ward, "muslim") in at for ward in wards) > 0.8 * len(wards)


@pytest.mark.parametrize("seed", SEEDS)
def test_strained_households_live_in_poorer_areas_and_not_only_they(seed: int) -> None:
    pairs = [(household.strain, -home.imd_rank) for household, home in housed(town_of(seed))]
    strain, poverty = zip(*pairs, strict=True)
    assert 0.6 < correlation(strain, poverty) < 0.9


def test_two_households_never_have_one_home_of_their_own() -> None:
    homes = Counter(home.uprn for _, home in housed(town_of(1)))
    assert max(homes.values()) == 1


def test_the_same_seed_lays_out_the_same_town() -> None:
    one, other = (Places(5_000, Chance(4, "places")) for _ in range(2))
    assert (one.wards, one.postcodes, one.homes) == (other.wards, other.postcodes, other.homes)
