"""Parents who live apart from their children, and the families they live in now.

The man made here is somebody's father elsewhere; what he is to children in his new home is tied
here as well, because one life makes both.
"""

from synthetic_data.families.ages import CHILDBEARING_ENDS, mother_age
from synthetic_data.families.builder import FamilyBuilder
from synthetic_data.world import Arrival, Household, Person

YOUNGEST_APART = 20.0
"""Age of the youngest parent who lives apart: a year or two ago they were grown up as well."""
_IN_TOWN, _OUTSIDE = 0.52, 0.33
_WITH_NEW_PARTNER, _WITH_OWN_PARENTS = 0.3, 0.18
_PARTNER_HAS_CHILDREN, _NEW_CHILD, _YEARS_TO_NEW_CHILD = 0.5, 0.4, 2.0


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
    if chance.happens(_PARTNER_HAS_CHILDREN):
        hers = build.dependent_ages(chance.between(2.0, 15.0), chance.whole(1, 2))
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
