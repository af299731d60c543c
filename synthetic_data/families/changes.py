"""Families that are not as they began: one parent left, a new one came, kin took the children.

Where a parent who left lives now is `separated`; who died is `deaths`.
"""

from dataclasses import replace

from synthetic_data.facts import ADULT_AGE, Arrival, Household, Person, Role
from synthetic_data.families.ages import (
    CHILDBEARING_ENDS,
    CHILDREN_OF_LONE_PARENTS,
    father_age,
    years_married,
    youngest_age,
)
from synthetic_data.families.builder import LAST_DAYS, FamilyBuilder, stem
from synthetic_data.families.deaths import die, died_lately
from synthetic_data.families.pregnancies import perhaps_another, perhaps_young_mother
from synthetic_data.families.separated import (
    YOUNGEST_APART,
    absent_father,
    house_absent_father,
    perhaps_two_homes,
)

_STEP_MARRIED, _LONE_WAS_MARRIED, _WIDOW_WAS_MARRIED = 0.4, 0.4, 0.64
_MOTHER_HEADS, _FATHERS_COMMUNITY, _WIDOWED = 0.88, 0.75, 0.03
_WIDOWED_WITHIN = 3.0  # Years: who was not grown up before then is no widow of a marriage.
_REVERTS_TO_OWN_NAME = 0.4
_YOUNGEST_STEPFATHER = 1.5  # Added to the 17 years of the youngest father.
_JOINT_CHILD, _YEARS_TO_JOINT_CHILD = 0.45, 1.2
_AUNT, _GRANDPARENT_COUPLE, _MARRIED = 0.2, 0.55, 0.85
_YOUNGEST_GUARDIAN = 21.0
_MOTHER_AWAY, _MOTHER_DIED = 0.4, 0.12


def lone_parent(build: FamilyBuilder) -> None:
    """One parent with children; the other lives elsewhere, is dead or is not known."""
    chance = build.chance
    ages, woman_age, man_age = build.child_ages(
        youngest_age(chance, 0.0), CHILDREN_OF_LONE_PARENTS.draw(chance)
    )
    home = build.household("lone_parent", 0.72)
    if not chance.happens(_MOTHER_HEADS):
        _lone_father(build, home, ages, woman_age, man_age)
    elif chance.happens(_WIDOWED):
        _widow(build, home, ages, woman_age, man_age)
    else:
        _lone_mother(build, home, ages, woman_age, man_age)
    perhaps_young_mother(build, home)


def _lone_mother(
    build: FamilyBuilder, home: Household, ages: list[float], woman_age: float, man_age: float
) -> None:
    chance = build.chance
    father = absent_father(build, man_age)
    years_apart = chance.between(LAST_DAYS, min(ages) + 0.6)
    if father is not None and chance.happens(_FATHERS_COMMUNITY):
        married = years_married(max(ages) + 1.0, woman_age, build.age(father), years_apart)
        was_married = chance.happens(_LONE_WAS_MARRIED)
        mother = build.people.wife(father, woman_age, married if was_married else None)
    else:
        mother = build.people.adult("F", woman_age)
    children = build.sibship(mother, father, ages)
    build.settle(home, mother, *children)
    if father is not None:
        house_absent_father(build, father, home, years_apart)
        perhaps_two_homes(build, father, children)
        mother = _perhaps_revert(build, mother, years_apart)
    perhaps_another(build, home, mother, None)


def _perhaps_revert(build: FamilyBuilder, woman: Person, years_apart: float) -> Person:
    """Let a woman who took her husband's name go back to her own some time after they parted."""
    if woman.changed_on is None or not build.chance.happens(_REVERTS_TO_OWN_NAME):
        return woman
    changed_on = build.people.born_years_ago(build.chance.between(0.0, years_apart))
    own_again = replace(
        woman, family=woman.other_family, other_family=woman.family, changed_on=changed_on
    )
    build.world.people[woman.number] = own_again
    return own_again


def _widow(
    build: FamilyBuilder, home: Household, ages: list[float], woman_age: float, man_age: float
) -> None:
    """A mother whose partner has died."""
    were_grown = min(woman_age, man_age) > ADULT_AGE + _WIDOWED_WITHIN
    married = _WIDOW_WAS_MARRIED if were_grown else 0.0
    mother, father = build.couple(woman_age, man_age, married=married, together=max(ages) + 1.0)
    build.settle(home, mother, father, *build.sibship(mother, father, ages))
    die(build, father, died_lately(build, min(ages) + 0.6))


def _lone_father(
    build: FamilyBuilder, home: Household, ages: list[float], woman_age: float, man_age: float
) -> None:
    """A father with his children; their mother lives alone in the town, or outside it."""
    father = build.people.adult("M", man_age)
    mother = build.people.wife(father, max(woman_age, YOUNGEST_APART), None)
    children = build.sibship(mother, father, ages)
    build.settle(home, father, *children)
    away = build.chance.happens(0.5)
    elsewhere = build.household("elsewhere" if away else "single", 0.65, away=away)
    years_apart = build.chance.between(0.0, min(ages))
    joined = build.people.born_years_ago(years_apart)
    build.settle(elsewhere, mother, arrival=Arrival(joined=joined, came_from=home.number))
    perhaps_two_homes(build, mother, children)


def step_family(build: FamilyBuilder) -> None:
    """A mother with children of an earlier partner, a stepfather, perhaps a child of both."""
    chance = build.chance
    ages, woman_age, man_age = build.child_ages(
        youngest_age(chance, 1.5, 17.5), CHILDREN_OF_LONE_PARENTS.draw(chance)
    )
    together = chance.between(LAST_DAYS, min(ages))
    joined = build.people.born_years_ago(together)
    home = build.household("step_family", 0.58)
    earlier = absent_father(build, man_age)
    stepfather_age = father_age(chance, woman_age, together + _YOUNGEST_STEPFATHER)
    mother, stepfather = build.couple(
        woman_age, stepfather_age, married=_STEP_MARRIED, together=together
    )
    # Children bear their father's name, or the one their mother had when they were born.
    maiden = mother.other_family if mother.changed_on and earlier is None else ""
    hers = build.sibship(mother, earlier, ages, family=maiden)
    build.settle(home, mother, *hers)
    build.settle(home, stepfather, arrival=Arrival(joined=joined))
    build.take_on(stepfather, hers, joined)
    can_have_child = together > _YEARS_TO_JOINT_CHILD and woman_age < CHILDBEARING_ENDS
    if can_have_child and chance.happens(_JOINT_CHILD):
        joint = [chance.between(0.0, together - 0.8)]
        build.settle(home, *build.sibship(mother, stepfather, joint, half_siblings=hers))
    if earlier is not None:
        house_absent_father(build, earlier, home, chance.between(together, min(ages) + 0.5))
        perhaps_two_homes(build, earlier, hers)


def kinship(build: FamilyBuilder) -> None:
    """Grandparents, or an aunt, who bring up children whose mother lives elsewhere or died."""
    chance = build.chance
    ages, woman_age, _ = build.child_ages(chance.between(0.2, 16.0), chance.whole(1, 2))
    is_aunt = chance.happens(_AUNT)
    carers = _aunt(build, woman_age, min(ages)) if is_aunt else _grandparents(build, woman_age)
    mother = build.people.adult("F", woman_age, carers[-1].community, stem(carers[-1]))
    if not is_aunt:
        build.world.add_parents(mother.number, *(carer.number for carer in carers))
    children = build.sibship(mother, None, ages)
    away = chance.happens(_MOTHER_AWAY)
    hers = build.household("elsewhere" if away else "single", 0.8, away=away)
    build.settle(hers, mother)
    home = build.household("kinship", 0.65)
    build.settle(home, *carers)
    since = died_lately(build, min(ages))
    if chance.happens(_MOTHER_DIED):
        die(build, mother, since)
    else:
        since = build.people.born_years_ago(chance.between(0.0, min(ages)))
    build.settle(home, *children, arrival=Arrival(joined=since, came_from=hers.number))
    role = Role.GUARDIAN if is_aunt else Role.GRANDPARENT_CARER
    for child in children:
        for carer in carers:
            build.world.tie(child.number, carer.number, role, since)


def _aunt(build: FamilyBuilder, mothers_age: float, years: float) -> list[Person]:
    """Make a sister of the mother who was grown up so many years ago, perhaps with a partner."""
    age = max(mothers_age + build.chance.between(-6, 8), years + _YOUNGEST_GUARDIAN)
    return _kin_carers(build, age, father_age(build.chance, age, years))


def _grandparents(build: FamilyBuilder, mothers_age: float) -> list[Person]:
    age = mothers_age + build.chance.between(18, 30)
    return _kin_carers(build, age, father_age(build.chance, age, mothers_age))


def _kin_carers(build: FamilyBuilder, age: float, mans_age: float) -> list[Person]:
    if build.chance.happens(_GRANDPARENT_COUPLE):
        return list(build.couple(age, mans_age, married=_MARRIED, together=max(age - 20, 1.0)))
    return [build.people.adult("F", age)]
