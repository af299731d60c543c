"""Families whose parents are together, and those without dependent children.

How many there are of each kind is `population`; children who live with one parent, a step-parent
or grandparents are `changes`.
"""

from synthetic_data.facts import ADULT_AGE, Household
from synthetic_data.families.ages import (
    CHILDREN_OF_COUPLES,
    couple_age,
    father_age,
    mother_age,
    sharer_age,
    sibling_ages,
    single_age,
    youngest_age,
)
from synthetic_data.families.builder import FamilyBuilder, stem
from synthetic_data.families.pregnancies import perhaps_another, perhaps_young_mother

_PENSION_AGE, _WOMEN_ALONE, _OLD_WOMEN_ALONE = 65, 0.42, 0.7
_YOUNG_COUPLE, _YOUNG_MARRIED, _MARRIED = 40, 0.45, 0.85
_EXPECTS_FIRST, _PARENTS_MARRIED = 0.09, 0.64
# Families and households of the census of 2021: couples of one sex are 1.5% of all, and somewhat
# fewer of those with children, most of them two women.
_SAME_SEX, _SAME_SEX_PARENTS, _TWO_MOTHERS = 0.015, 0.013, 0.85
_BOTH_PARENTS_OF_GROWN = 0.66
_GROWN, _OLDEST_GROWN, _MOST_GROWN = (18.1, 31.0), 36.0, 2
_LODGER = 0.02


def single(build: FamilyBuilder) -> None:
    """Somebody living alone; among the old mostly women."""
    age = single_age(build.chance)
    women = _WOMEN_ALONE if age < _PENSION_AGE else _OLD_WOMEN_ALONE
    person = build.people.adult("F" if build.chance.happens(women) else "M", age)
    build.settle(build.household("single", 0.5), person)


def couple(build: FamilyBuilder) -> None:
    """A couple without children, a few of them expecting the first."""
    age, home = couple_age(build.chance), build.household("couple", 0.38)
    if build.chance.happens(_SAME_SEX):
        build.settle(home, *build.same_sex_couple(build.chance.pick("MF"), age))
        return
    married = _YOUNG_MARRIED if age < _YOUNG_COUPLE else _MARRIED
    woman, man = build.couple(age, father_age(build.chance, age), married=married)
    build.settle(home, woman, man)
    expects = _EXPECTS_FIRST * build.emphasis.expected_children
    if age < _YOUNG_COUPLE and build.chance.happens(expects):
        build.expect_child(home, woman, man)
    _perhaps_lodger(build, home)


def _perhaps_lodger(build: FamilyBuilder, home: Household) -> None:
    if build.chance.happens(_LODGER):
        build.lodge(home, build.chance.pick("MF"), sharer_age(build.chance), 1.0)


def couple_children(build: FamilyBuilder) -> Household:
    """Two parents with their children."""
    chance = build.chance
    ages, woman_age, man_age = build.child_ages(
        youngest_age(chance, 0.0), CHILDREN_OF_COUPLES.draw(chance)
    )
    home = build.household("couple_children", 0.42)
    if chance.happens(_SAME_SEX_PARENTS):
        sex = "F" if chance.happens(_TWO_MOTHERS) else "M"
        parents = build.same_sex_couple(sex, woman_age, max(ages) + ADULT_AGE)
    else:
        together = max(ages) + 2.0
        parents = build.couple(woman_age, man_age, married=_PARENTS_MARRIED, together=together)
    build.settle(home, *parents, *build.sibship(*parents, ages))
    perhaps_another(build, home, *parents)
    perhaps_young_mother(build, home)
    _perhaps_lodger(build, home)
    return home


def adult_children(build: FamilyBuilder) -> None:
    """Parents whose children at home are grown up."""
    chance = build.chance
    count = chance.whole(1, _MOST_GROWN)
    youngest = min(chance.between(*_GROWN) for _ in range(count))
    ages = sibling_ages(chance, youngest, count, _OLDEST_GROWN)
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
