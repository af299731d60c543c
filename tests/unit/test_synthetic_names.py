"""Names of a town are as frequent, as rare and as varied in custom as a real borough's."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from synthetic_data.chance import Chance
from synthetic_data.facts import Person, Role
from synthetic_data.naming.communities import COMMUNITIES, FIRST_OF_JANUARY, KEEPS_OWN_NAME
from synthetic_data.naming.customs import Bearer, feminine, masculine
from synthetic_data.naming.inheritance import has_fathers_name
from synthetic_data.naming.lists import given_names
from synthetic_data.naming.names import NameBook
from synthetic_data.naming.reference_lists import given_variants, sections
from synthetic_data.plan import TownPlan
from synthetic_data.town import imagine_town
from synthetic_data.world import World

SEEDS = (5, 6)
# The main codes of the Department for Education that occur in the exports.
ETHNICITIES = {
    *("WBRI", "WIRI", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN"),
    *("ABAN", "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT"),
}


@cache
def world_of(seed: int) -> World:
    return imagine_town(TownPlan(people=20_000, seed=seed)).world


@cache
def residents(seed: int) -> list[Person]:
    world = world_of(seed)
    people = [world.people[number] for number in world.home if world.is_resident(number)]
    return [person for person in people if not person.expected]


@pytest.fixture(scope="module")
def everybody() -> list[Person]:
    return [person for seed in SEEDS for person in residents(seed)]


def clash(names: Counter[str]) -> float:
    people = sum(names.values())
    return sum(n * (n - 1) for n in names.values()) / (people * (people - 1))


def fathers_and_children(community: str) -> list[tuple[Person, Person]]:
    """Return fathers of a community, each with a child of his by birth.

    Of two fathers the second is the one whom a child is named after.
    """
    return [
        (world.people[tie.adult], world.people[tie.child])
        for world in map(world_of, SEEDS)
        for tie in world.ties
        if tie.role is Role.FATHER
        and tie.since is None
        and tie.adult == world.parents[tie.child][-1]
        and world.people[tie.adult].community == community
        and not world.people[tie.child].expected
    ]


def drawn(community: str, sex: str, born: date, family: str, count: int = 400) -> list[str]:
    """Return the given names of people who are named alone."""
    book = NameBook(Chance(1, "names"))
    who = Bearer(community=community, sex=sex, born=born, family=family)
    return [book.person(who).given for _ in range(count)]


def overlap(names: list[str], others: list[str]) -> float:
    """Return how much two lists of names have in common, repeats counted."""
    return (Counter(names) & Counter(others)).total() / len(names)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_random_residents_share_a_surname_as_seldom_as_in_britain(seed: int) -> None:
    surnames = Counter(person.family for person in residents(seed))
    assert 0.0010 < clash(surnames) < 0.0014


@pytest.mark.parametrize("seed", SEEDS)
def test_the_commonest_surname_is_about_as_common_as_smith(seed: int) -> None:
    ((name, bearers),) = Counter(person.family for person in residents(seed)).most_common(1)
    assert name == "Smith"
    # 1.3% give or take a quarter: some 100 households bear it in a town of this size.
    assert 0.0095 < bearers / len(residents(seed)) < 0.0165


@pytest.mark.parametrize("seed", SEEDS)
def test_most_surnames_are_borne_by_one_household(seed: int) -> None:
    homes: dict[str, set[int]] = {}
    for person in residents(seed):
        homes.setdefault(person.family, set()).add(world_of(seed).home[person.number])
    assert sum(len(at) == 1 for at in homes.values()) > 0.6 * len(homes)


def test_every_community_is_met_and_the_shares_are_those_of_a_borough(
    everybody: list[Person],
) -> None:
    shares = Counter(person.community for person in everybody)
    assert set(shares) == set(COMMUNITIES)
    assert 0.70 < shares["british"] / len(everybody) < 0.78


def test_ethnic_codes_are_those_that_services_write(everybody: list[Person]) -> None:
    assert {person.ethnicity for person in everybody} <= ETHNICITIES


@pytest.mark.parametrize("community", COMMUNITIES)
@pytest.mark.parametrize("sex", ["F", "M"])
def test_young_and_old_of_a_community_have_other_names_and_so_have_the_sexes(
    community: str, sex: str
) -> None:
    old = drawn(community, sex, date(1955, 5, 5), "Dove")
    others = drawn(community, "MF"[sex == "M"], date(1955, 5, 5), "Dove")
    young = drawn(community, sex, date(2019, 5, 5), "Dove")
    # Sikh names are borne by women and men, Singh and Kaur tell them apart.
    assert overlap(old, others) < (0.5 if community == "sikh" else 0.25)
    assert overlap(old, young) < 0.75


def test_no_two_siblings_are_given_a_name_already_taken() -> None:
    book = NameBook(Chance(2, "names"))
    names = given_names("british", "F", 2010)
    taken = tuple({names.draw(Chance(seed, "taken")) for seed in range(60)})
    who = Bearer(community="british", sex="F", born=date(2012, 3, 4), family="Dove", taken=taken)
    assert not {book.person(who).given for _ in range(500)} & set(taken)


def test_a_somali_family_has_no_surname_but_two_fathers_names() -> None:
    pairs = fathers_and_children("somali")
    assert len(pairs) > 20
    for father, child in pairs:
        assert child.middle == father.given
        assert child.family == father.middle
    assert sum(child.family != father.family for father, child in pairs) > 0.8 * len(pairs)


def test_somali_brothers_and_sisters_share_their_last_name() -> None:
    by_father: dict[Person, set[str]] = {}
    for father, child in fathers_and_children("somali"):
        by_father.setdefault(father, set()).add(child.family)
    assert all(len(families) == 1 for families in by_father.values())


def test_a_portuguese_child_has_a_surname_of_each_parent() -> None:
    pairs = fathers_and_children("portuguese")
    assert len(pairs) > 20
    whole = [max(child.family, child.other_family, key=len).split() for _, child in pairs]
    assert all(
        names[-1] == father.family.split()[-1]
        for names, (father, _) in zip(whole, pairs, strict=True)
    )
    assert sum(len(names) == 2 for names in whole) > 0.8 * len(whole)
    assert {" " in child.family for _, child in pairs} == {True, False}


def test_some_south_indian_children_have_the_fathers_given_name_as_surname() -> None:
    pairs = fathers_and_children("south_indian")
    named_after = [father for father, child in pairs if child.family == father.given]
    assert 0.2 < len(named_after) / len(pairs) < 0.8
    assert all(has_fathers_name(father.family) for father in named_after)


def test_most_gujarati_children_have_the_fathers_name_in_the_middle() -> None:
    pairs = fathers_and_children("hindu")
    borne = sum(child.middle == father.given for father, child in pairs)
    assert 0.6 < borne / len(pairs) < 0.9


def test_some_west_africans_are_known_by_the_name_of_the_day_they_were_born_on(
    everybody: list[Person],
) -> None:
    lists = sections("communities.txt")
    known = [person for person in everybody if person.community == "african" and person.known_as]
    by_day = [
        person
        for person in known
        if lists[f"african day {person.sex}"][person.date_of_birth.weekday()] == person.known_as
    ]
    africans = sum(person.community == "african" for person in everybody)
    assert 0.2 < len(by_day) / africans < 0.4


def test_arabic_surnames_have_their_article(everybody: list[Person]) -> None:
    families = [person.family for person in everybody if person.community == "arabic"]
    assert any(name.startswith("Al-") for name in families)
    assert any(name.startswith("El-") for name in families)


def test_surnames_have_apostrophes_and_capitals_where_they_belong(everybody: list[Person]) -> None:
    families = {person.family for person in everybody if person.community in ("british", "irish")}
    assert {"O'Connor", "McDonald", "MacDonald", "O'Neill"} <= families
    assert not [name for name in families if name.startswith("Mc") and name[2].islower()]
    assert not [name for name in families if "'" in name and name.split("'")[1][0].islower()]


def test_double_barrelled_surnames_rise_from_the_old_to_the_young(
    everybody: list[Person],
) -> None:
    def doubles(first: int, last: int) -> float:
        born = [
            person.family
            for person in everybody
            if person.community == "british" and first <= person.date_of_birth.year <= last
        ]
        return sum("-" in name or " " in name for name in born) / len(born)

    assert doubles(1930, 1960) < doubles(1970, 2000) < doubles(2012, 2026)
    assert doubles(1930, 1960) < 0.01 < doubles(2012, 2026) < 0.06


def test_some_double_barrelled_surnames_have_a_space_for_a_hyphen(everybody: list[Person]) -> None:
    british = [person.family for person in everybody if person.community == "british"]
    spaced = sum(" " in name for name in british)
    assert 0 < spaced < sum("-" in name for name in british)


def test_hyphenated_given_names_are_of_the_young(everybody: list[Person]) -> None:
    def hyphenated(first: int, last: int) -> float:
        born = [
            person.given
            for person in everybody
            if person.community == "british" and first <= person.date_of_birth.year <= last
        ]
        return sum("-" in name for name in born) / len(born)

    assert hyphenated(1930, 1990) < 0.01 < hyphenated(2005, 2026) < 0.05


def test_one_given_name_has_several_spellings(everybody: list[Person]) -> None:
    given = Counter(person.given for person in everybody)
    for name, other in (("Sarah", "Sara"), ("Stephen", "Steven"), ("Catherine", "Katherine")):
        assert min(given[name], given[other]) > 0
    assert given["Muhammad"] > given["Mohammed"] > 0


def test_a_variant_is_another_spelling_and_not_the_name_itself() -> None:
    assert all(name not in variants for name, variants in given_variants().items())


def test_polish_surnames_follow_the_sex_both_ways() -> None:
    for man, woman in (("Kowalski", "Kowalska"), ("Zawadzki", "Zawadzka"), ("Nowak", "Nowak")):
        assert (feminine(man), masculine(woman)) == (woman, man)


def test_a_wife_keeps_her_name_where_that_is_the_custom(everybody: list[Person]) -> None:
    changed = {person.community for person in everybody if person.changed_on and person.sex == "F"}
    assert changed
    assert not changed & KEEPS_OWN_NAME


def test_births_that_nobody_registered_are_on_the_first_of_january(
    everybody: list[Person],
) -> None:
    def on_the_first(communities: set[str]) -> float:
        born = [
            person.date_of_birth
            for person in everybody
            if person.community in communities and person.date_of_birth.year < 2005
        ]
        return sum((day.month, day.day) == (1, 1) for day in born) / len(born)

    assert on_the_first(set(FIRST_OF_JANUARY)) > 0.03
    assert on_the_first({"british"}) < 0.01
