"""Parents who live apart from their children, and the families they live in now.

The man made here is somebody's father elsewhere; what he is to children in his new home is tied
here as well, because one life makes both. Some children live in both homes.
"""

from collections.abc import Sequence

from synthetic_data.facts import Arrival, Household, Person, Role, SecondHome
from synthetic_data.families.ages import CHILDBEARING_ENDS, mother_age
from synthetic_data.families.builder import FamilyBuilder

YOUNGEST_APART = 20.0
"""Age of the youngest parent who lives apart: a year or two ago they were grown up as well."""
_IN_TOWN, _OUTSIDE = 0.52, 0.33
_WITH_NEW_PARTNER, _WITH_OWN_PARENTS = 0.3, 0.18
_PARTNER_HAS_CHILDREN, _NEW_CHILD, _YEARS_TO_NEW_CHILD = 0.5, 0.4, 2.0
_OLDEST_OF_PARTNER = 15.0
# Of the families with a separated parent in the town, so that 4% of all children live in two
# homes; in the census of 2011 3% had a second parental address.
_TWO_HOMES = 0.29


def absent_father(build: FamilyBuilder, age: float) -> Person | None:
    """Make a father who has gone, or nobody where he is dead or not named."""
    if build.chance.happens(1.0 - _IN_TOWN - _OUTSIDE):
        return None
    return build.people.adult("M", max(age, YOUNGEST_APART))


def house_absent_father(
    build: FamilyBuilder, father: Person, left: Household, years_apart: float
) -> None:
    """Give a separated father a home: outside the town, alone, with a partner, with parents."""
    chance = build.chance
    arrival = Arrival(joined=build.people.born_years_ago(years_apart), came_from=left.number)
    if chance.happens(_OUTSIDE / (_IN_TOWN + _OUTSIDE)):
        build.settle(build.household("elsewhere", 0.5, away=True), father, arrival=arrival)
        return
    roll = chance.roll()
    if roll < _WITH_NEW_PARTNER:
        _with_new_partner(build, father, arrival, years_apart)
    elif roll < _WITH_NEW_PARTNER + _WITH_OWN_PARENTS:
        _with_own_mother(build, father, arrival)
    else:
        build.settle(build.household("single", 0.6), father, arrival=arrival)


def perhaps_two_homes(build: FamilyBuilder, parent: Person, children: Sequence[Person]) -> None:
    """Let the children of some separated parents of the town live in both homes from then on.

    Those born after the separation stay with the one parent.
    """
    world, there = build.world, build.world.household_of(parent.number)
    since = world.arrivals[parent.number].joined
    if since is None or there.away or not build.chance.happens(_TWO_HOMES):
        return
    partner = world.partner.get(parent.number)
    for child in children:
        if child.date_of_birth < since:
            world.second_home[child.number] = SecondHome(household=there.number, since=since)
            if partner is not None:
                world.tie(child.number, partner, Role.STEP_PARENT, since)


def _with_own_mother(build: FamilyBuilder, father: Person, arrival: Arrival) -> None:
    home = build.household("adult_children", 0.5)
    age = build.age(father) + build.chance.between(18, 36)
    mother = build.people.adult("F", age, father.community, father.family)
    build.settle(home, mother)
    build.world.add_parents(father.number, mother.number)
    build.settle(home, father, arrival=arrival)


def _with_new_partner(
    build: FamilyBuilder, father: Person, arrival: Arrival, years_apart: float
) -> None:
    """He lives with a woman, perhaps with children of hers, perhaps with one of theirs."""
    chance, home = build.chance, build.household("couple", 0.55)
    hers: list[float] = []
    if years_apart < _OLDEST_OF_PARTNER and chance.happens(_PARTNER_HAS_CHILDREN):
        # Hers were born before he came: a later child is one of theirs.
        youngest = chance.between(max(years_apart + 0.1, 2.0), _OLDEST_OF_PARTNER + 1.0)
        hers = build.dependent_ages(youngest, chance.whole(1, 2))
    woman_age = mother_age(chance, hers) if hers else build.age(father) - chance.between(-3, 9)
    woman = build.people.adult("F", woman_age)
    build.partner_up(woman, father)
    build.settle(home, woman)
    build.settle(home, father, arrival=arrival)
    stepchildren = build.sibship(woman, None, hers)
    build.settle(home, *stepchildren)
    build.take_on(father, stepchildren, arrival.joined)
    can_have_child = years_apart > _YEARS_TO_NEW_CHILD and woman_age < CHILDBEARING_ENDS
    if can_have_child and chance.happens(_NEW_CHILD):
        age = chance.between(0.0, years_apart - 1.5)
        build.settle(home, *build.sibship(woman, father, [age], half_siblings=stepchildren))
    if build.world.children.get(woman.number):
        home.family_type = "step_family"
