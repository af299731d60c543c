"""Adopted children: two identities of one child, which no service may ever join.

Up to the day of the adoption there is a child of the birth mother, from then on a child of the
adopters with another NHS number and another surname. Birth date and sex are all they share, and
mostly the given name.
"""

from datetime import date

from synthetic_data.facts import Arrival, Household, Person
from synthetic_data.families.ages import CHILDBEARING_ENDS, LEAST_GAP
from synthetic_data.families.births import Birth
from synthetic_data.families.builder import LAST_DAYS, FamilyBuilder, parental_role

_MOST_YEARS_AGO, _AGE_ADOPTED = 11.0, (0.7, 6.5)
_WITH_A_SIBLING, _AGE_GAP = 0.2, 1.5
_KEEPS_GIVEN_NAME = 0.9
_LEAST_AGE_OF_ADOPTERS, _MOST_AGE_OF_ADOPTERS = 28.0, 45.0
_BY_ONE_WOMAN, _BY_SAME_SEX, _ADOPTERS_MARRIED = 0.12, 0.18, 0.85
_FATHER_NAMED, _MOTHER_LEFT, _LATER_CHILD = 0.5, 0.3, 0.35


def adoption(build: FamilyBuilder) -> None:
    """A child, sometimes with a brother or a sister, whom others have adopted."""
    chance = build.chance
    years_ago = chance.between(LAST_DAYS, _MOST_YEARS_AGO)
    ages = [years_ago + chance.between(*_AGE_ADOPTED)]
    if chance.happens(_WITH_A_SIBLING) and ages[0] - years_ago > _AGE_GAP:
        ages.append(ages[0] - chance.between(0.95, _AGE_GAP))
    day = build.people.born_years_ago(years_ago)
    before = _birth_family(build, ages, years_ago, day)
    _adopters(build, before, years_ago, day)


def _birth_family(
    build: FamilyBuilder, ages: list[float], years_ago: float, day: date
) -> list[Person]:
    """Make the children as they were, tied to those they were born to until that day."""
    chance = build.chance
    mother = build.people.adult("F", max(ages) + chance.between(16.5, 34.0))
    father = None
    if chance.happens(_FATHER_NAMED):
        father = build.people.adult("M", build.age(mother) + chance.between(0.0, 8.0))
        build.settle(build.household("elsewhere", 0.6, away=True), father)
    away = chance.happens(_MOTHER_LEFT)
    home = build.household("elsewhere" if away else "single", 0.85, away=away)
    build.settle(home, mother)
    children: list[Person] = []
    family = build.passed_on(mother, father)
    closed = build.household("adopted", 0.5, "adopted", away=True)
    for age in ages:
        taken = [child.given for child in children]
        born = build.people.born_years_ago(age)
        child = build.people.child((mother, father), born, family, taken)
        for parent in (mother, father):
            if parent is not None:
                role = parental_role(parent)
                build.world.tie(child.number, parent.number, role, until=day)
        build.settle(closed, child, arrival=Arrival(joined=day, came_from=home.number))
        children.append(child)
    _perhaps_later_child(build, home, mother, min(years_ago, min(ages) - LEAST_GAP))
    return children


def _perhaps_later_child(
    build: FamilyBuilder, home: Household, mother: Person, most: float
) -> None:
    """Let a birth mother have another child, of that age at most, who stays with her."""
    least = max(0.0, build.age(mother) - CHILDBEARING_ENDS)
    if least < most and build.chance.happens(_LATER_CHILD):
        age = build.chance.between(least, most)
        build.settle(home, *build.sibship(mother, None, [age]))
        home.family_type = home.family_type if home.away else "lone_parent"


def _adopters(build: FamilyBuilder, before: list[Person], years_ago: float, day: date) -> None:
    """Make the children as they are now, in the home of one or two adopters."""
    chance, world = build.chance, build.world
    age = years_ago + chance.between(_LEAST_AGE_OF_ADOPTERS, _MOST_AGE_OF_ADOPTERS)
    adopters = _adopting_adults(build, age, years_ago)
    home = build.household("couple_children" if len(adopters) > 1 else "lone_parent", 0.35)
    build.settle(home, *adopters)
    family = build.passed_on(adopters[0], adopters[1] if len(adopters) > 1 else None)
    made: list[Person] = []
    for child in before:
        keeps_name = chance.happens(_KEEPS_GIVEN_NAME)
        after = build.people.make(
            Birth(
                sex=child.sex,
                born=child.date_of_birth,
                community=adopters[0].community,
                family=family,
                taken=tuple(sibling.given for sibling in (*made, *before)),
                namesake=child.given if keeps_name else "",
                ethnicity=child.ethnicity,
            )
        )
        for adopter in adopters:
            world.tie(after.number, adopter.number, parental_role(adopter), since=day)
        build.settle(home, after, arrival=Arrival(joined=day))
        world.adopted[child.number] = after.number
        made.append(after)


def _adopting_adults(build: FamilyBuilder, age: float, years_ago: float) -> tuple[Person, ...]:
    chance = build.chance
    if chance.happens(_BY_ONE_WOMAN):
        return (build.people.adult("F", age),)
    if chance.happens(_BY_SAME_SEX):
        return build.same_sex_couple(chance.pick("MF"), age, years_ago + _LEAST_AGE_OF_ADOPTERS)
    his_age = age + chance.between(-3.0, 7.0)
    return build.couple(age, his_age, married=_ADOPTERS_MARRIED)
