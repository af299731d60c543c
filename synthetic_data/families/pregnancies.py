"""Children expected beside others, and mothers who are children themselves."""

from synthetic_data.facts import ADULT_AGE, Household, Person
from synthetic_data.families.ages import CHILDBEARING_ENDS
from synthetic_data.families.builder import FamilyBuilder

_EXPECTS_ANOTHER, _YEARS_BETWEEN = 0.055, 1.0
# Maternities of girls aged 15 to 17 are 3 in a thousand a year in England; here there are about
# three times as many young mothers, so that a town of 10,000 has some.
_YOUNGEST_MOTHER, _YOUNGEST_AT_BIRTH, _YOUNG_MOTHER, _STILL_EXPECTS = 15.6, 15.2, 0.025, 0.4


def perhaps_another(
    build: FamilyBuilder, home: Household, woman: Person, other: Person | None
) -> None:
    """Let a few mothers expect another child."""
    youngest = min(build.age(build.world.people[child]) for child in home.members)
    may_expect = woman.sex == "F" and build.age(woman) < CHILDBEARING_ENDS
    expects = _EXPECTS_ANOTHER * build.emphasis.expected_children
    if may_expect and youngest > _YEARS_BETWEEN and build.chance.happens(expects):
        build.expect_child(home, woman, other)


def perhaps_young_mother(build: FamilyBuilder, home: Household) -> None:
    """Let a few girls have a baby, or expect one, in the home of their own parents."""
    for number in list(home.members):
        girl = build.world.people[number]
        age = build.age(girl) if girl.sex == "F" else 0.0
        if not _YOUNGEST_MOTHER <= age < ADULT_AGE or not build.chance.happens(_YOUNG_MOTHER):
            continue
        if build.chance.happens(_STILL_EXPECTS):
            build.expect_child(home, girl, None)
        else:
            baby = build.chance.between(0.0, age - _YOUNGEST_AT_BIRTH)
            build.settle(home, *build.sibship(girl, None, [baby]))
