"""The kinds of family, each a way to fill a household.

How many there are of each is `population`; parents who live apart are `separated`.
"""

from synthetic_data.families import FamilyBuilder, stem
from synthetic_data.family_ages import (
    CHILDBEARING_ENDS,
    CHILDREN_OF_COUPLES,
    CHILDREN_OF_LONE_PARENTS,
    couple_age,
    father_age,
    mother_age,
    sharer_age,
    single_age,
)
from synthetic_data.separated import absent_father, house_absent_father
from synthetic_data.world import Arrival, Household, Person, Role

_PENSION_AGE, _WOMEN_ALONE, _OLD_WOMEN_ALONE = 65, 0.42, 0.66
_YOUNG_COUPLE, _YOUNG_MARRIED, _MARRIED = 40, 0.45, 0.85
_EXPECTS_FIRST, _EXPECTS_ANOTHER = 0.05, 0.03
_PARENTS_MARRIED, _STEP_MARRIED, _LONE_WAS_MARRIED = 0.64, 0.4, 0.4
_MOTHER_HEADS, _FATHERS_COMMUNITY = 0.88, 0.75
_JOINT_CHILD, _YEARS_TO_JOINT_CHILD = 0.45, 1.2
_AUNT, _GRANDPARENT_COUPLE, _MOTHER_AWAY = 0.2, 0.55, 0.4
_BOTH_PARENTS_OF_GROWN = 0.66
_LODGER = 0.02


def single(build: FamilyBuilder) -> None:
    """Somebody living alone; among the old mostly women."""
    age = single_age(build.chance)
    women = _WOMEN_ALONE if age < _PENSION_AGE else _OLD_WOMEN_ALONE
    person = build.people.adult("F" if build.chance.happens(women) else "M", age)
    build.settle(build.household("single", 0.5), person)


def couple(build: FamilyBuilder) -> None:
    """A couple without children, a few of them expecting the first."""
    age = couple_age(build.chance)
    married = _YOUNG_MARRIED if age < _YOUNG_COUPLE else _MARRIED
    woman, man = build.couple(age, father_age(build.chance, age), married=married)
    home = build.household("couple", 0.38)
    build.settle(home, woman, man)
    if age < _YOUNG_COUPLE and build.chance.happens(_EXPECTS_FIRST):
        build.expect_child(home, woman, man)
    _perhaps_lodger(build, home)


def _perhaps_lodger(build: FamilyBuilder, home: Household) -> None:
    if build.chance.happens(_LODGER):
        build.lodge(home, build.chance.pick("MF"), sharer_age(build.chance), 1.0)


def couple_children(build: FamilyBuilder) -> Household:
    """Two parents with their children."""
    chance = build.chance
    ages, woman_age, man_age = build.child_ages(
        chance.between(0.0, 17.9), CHILDREN_OF_COUPLES.draw(chance)
    )
    woman, man = build.couple(
        woman_age, man_age, married=_PARENTS_MARRIED, together=max(ages) + 2.0
    )
    home = build.household("couple_children", 0.42)
    build.settle(home, woman, man, *build.sibship(woman, man, ages))
    _perhaps_another(build, home, woman, man)
    _perhaps_lodger(build, home)
    return home


def _perhaps_another(
    build: FamilyBuilder, home: Household, woman: Person, man: Person | None
) -> None:
    youngest = min(build.age(build.world.people[child]) for child in home.members)
    can_expect = youngest > 1.0 and build.age(woman) < CHILDBEARING_ENDS
    if can_expect and build.chance.happens(_EXPECTS_ANOTHER):
        build.expect_child(home, woman, man)


def lone_parent(build: FamilyBuilder) -> None:
    """One parent with children; the other lives elsewhere or is not known."""
    chance = build.chance
    ages, woman_age, man_age = build.child_ages(
        chance.between(0.4, 17.9), CHILDREN_OF_LONE_PARENTS.draw(chance)
    )
    home = build.household("lone_parent", 0.72)
    if not chance.happens(_MOTHER_HEADS):
        _lone_father(build, home, ages, woman_age, man_age)
        return
    father = absent_father(build, man_age)
    if father is not None and chance.happens(_FATHERS_COMMUNITY):
        was_married = chance.happens(_LONE_WAS_MARRIED)
        mother = build.people.wife(father, woman_age, max(ages) + 1.0 if was_married else None)
    else:
        mother = build.people.adult("F", woman_age)
    build.settle(home, mother, *build.sibship(mother, father, ages))
    if father is not None:
        house_absent_father(build, father, home, chance.between(0.2, min(ages) + 0.6))
    _perhaps_another(build, home, mother, None)


def _lone_father(
    build: FamilyBuilder, home: Household, ages: list[float], woman_age: float, man_age: float
) -> None:
    """A father with his children; their mother lives alone in the town, or outside it."""
    father = build.people.adult("M", man_age)
    mother = build.people.wife(father, woman_age, None)
    build.settle(home, father, *build.sibship(mother, father, ages))
    away = build.chance.happens(0.5)
    elsewhere = build.household("elsewhere" if away else "single", 0.65, away=away)
    joined = build.people.born_years_ago(build.chance.between(0.2, min(ages) + 0.1))
    build.settle(elsewhere, mother, arrival=Arrival(joined=joined, came_from=home.number))


def step_family(build: FamilyBuilder) -> None:
    """A mother with children of an earlier partner, a stepfather, perhaps a child of both."""
    chance = build.chance
    ages, woman_age, man_age = build.child_ages(
        chance.between(2.5, 17.5), CHILDREN_OF_LONE_PARENTS.draw(chance)
    )
    together = chance.between(0.4, min(ages))
    joined = build.people.born_years_ago(together)
    home = build.household("step_family", 0.58)
    earlier = absent_father(build, man_age)
    mother, stepfather = build.couple(
        woman_age, father_age(chance, woman_age), married=_STEP_MARRIED, together=together
    )
    # Children bear their father's name, or the one their mother had when they were born.
    maiden = mother.other_family if mother.changed_on and earlier is None else ""
    hers = build.sibship(mother, earlier, ages, family=maiden)
    build.settle(home, mother, *hers)
    build.settle(home, stepfather, arrival=Arrival(joined=joined))
    for child in hers:
        build.world.tie(child.number, stepfather.number, Role.STEP_PARENT, joined)
    can_have_child = together > _YEARS_TO_JOINT_CHILD and woman_age < CHILDBEARING_ENDS
    if can_have_child and chance.happens(_JOINT_CHILD):
        joint = [chance.between(0.05, together - 0.8)]
        build.settle(home, *build.sibship(mother, stepfather, joint, half_siblings=hers))
    if earlier is not None:
        house_absent_father(build, earlier, home, chance.between(together, min(ages) + 0.5))


def kinship(build: FamilyBuilder) -> None:
    """Grandparents, or an aunt, who bring up children whose mother lives elsewhere."""
    chance = build.chance
    ages, woman_age, _ = build.child_ages(chance.between(0.8, 16.0), chance.whole(1, 2))
    is_aunt = chance.happens(_AUNT)
    carers = _kin_carers(build, woman_age, is_aunt=is_aunt)
    mother = build.people.adult("F", woman_age, carers[-1].community, stem(carers[-1]))
    if not is_aunt:
        build.world.add_parents(mother.number, *(carer.number for carer in carers))
    children = build.sibship(mother, None, ages)
    away = chance.happens(_MOTHER_AWAY)
    hers = build.household("elsewhere" if away else "single", 0.8, away=away)
    build.settle(hers, mother)
    home = build.household("kinship", 0.65)
    build.settle(home, *carers)
    since = build.people.born_years_ago(chance.between(0.3, min(ages)))
    build.settle(home, *children, arrival=Arrival(joined=since, came_from=hers.number))
    role = Role.GUARDIAN if is_aunt else Role.GRANDPARENT_CARER
    for child in children:
        for carer in carers:
            build.world.tie(child.number, carer.number, role, since)


def _kin_carers(build: FamilyBuilder, mothers_age: float, *, is_aunt: bool) -> list[Person]:
    chance = build.chance
    age = mothers_age + (chance.between(-6, 8) if is_aunt else chance.between(18, 30))
    if chance.happens(_GRANDPARENT_COUPLE):
        return list(build.couple(age, age + 2, married=_MARRIED, together=max(age - 20, 1.0)))
    return [build.people.adult("F", age)]


def adult_children(build: FamilyBuilder) -> None:
    """Parents whose children at home are grown up."""
    chance = build.chance
    ages = sorted((chance.between(18.1, 31.0) for _ in range(chance.whole(1, 2))), reverse=True)
    age = mother_age(chance, ages)
    home = build.household("adult_children", 0.45)
    if chance.happens(_BOTH_PARENTS_OF_GROWN):
        man_age = father_age(chance, age, ages[0])
        parents = build.couple(age, man_age, married=_MARRIED, together=ages[0])
        build.settle(home, *parents, *build.sibship(*parents, ages))
        return
    mother = build.people.adult("F", age)
    build.settle(home, mother, *build.sibship(mother, None, ages))


def multi_generation(build: FamilyBuilder) -> None:
    """Parents and children with the father's own mother."""
    home = couple_children(build)
    home.family_type = "multi_generation"
    father = build.world.people[home.members[1]]
    age = build.age(father) + build.chance.between(20, 32)
    elder = build.people.adult("F", age, father.community, stem(father))
    build.settle(home, elder)
    build.world.add_parents(father.number, elder.number)
