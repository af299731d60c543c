"""Numbers that are not the person's own: of somebody else at home, or with a wrong figure."""

from synthetic_data.chance import Chance
from synthetic_data.facts import ADULT_AGE, Person
from synthetic_data.records.errors import MISTYPED_NHS_NUMBER, RELATIVES_NHS_NUMBER, ErrorLevel
from synthetic_data.records.slips import mistype_figure
from synthetic_data.world import World


def nhs_number_as_written(
    world: World, person: Person, level: ErrorLevel, factor: float, chance: Chance
) -> str:
    """Write an NHS number: in a few records it is not the person's own.

    Args:
        world: where the relatives are found.
        person: whose number it should be.
        level: how badly records are kept.
        factor: how much more often than on average this person is written down wrongly.
        chance: one roll is always drawn, so that later draws do not depend on relatives.
    """
    roll = chance.roll()
    if not person.nhs_number:
        return ""
    confused = RELATIVES_NHS_NUMBER[level] * factor
    if roll < confused:
        return number_of_relative(world, person) or person.nhs_number
    if roll < confused + MISTYPED_NHS_NUMBER[level] * factor:
        return mistype_figure(person.nhs_number, chance)
    return person.nhs_number


def number_of_relative(world: World, person: Person) -> str:
    """Return the number of a child's twin or mother, or of an adult's first child."""
    relatives = _twins_and_mother(world, person)
    if person.age_at(world.as_at) >= ADULT_AGE:
        relatives = world.children.get(person.number, [])
    return world.people[relatives[0]].nhs_number if relatives else ""


def _twins_and_mother(world: World, person: Person) -> list[int]:
    mothers = world.parents.get(person.number, ())[:1]
    births = [child for mother in mothers for child in world.children.get(mother, ())]
    twins = [
        child
        for child in births
        if child != person.number and world.people[child].date_of_birth == person.date_of_birth
    ]
    return [*twins, *mothers]
