"""What a clerk puts into the fields for names besides the name.

Capitals, titles, nicknames in brackets and the words for a child without a name: habits that
cleaning has to meet. Names that are written wrongly are `noises`.
"""

from dataclasses import dataclass

from synthetic_data.chance import Chance
from synthetic_data.facts import Person
from synthetic_data.records.habits import TITLES
from synthetic_data.world import World

_OFFICE_WRITES_CAPITALS, _CLERK_WRITES_CAPITALS = 0.2, 0.02
_TITLE_IN_GIVEN, _TITLE_IN_SURNAME = 0.004, 0.0003
_NICKNAME_IN_BRACKETS = 0.015
_BABY_WORDS = ("Baby", "BABY OF {mother}", "Baby {sex}")
_TWINS = (1, 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class NameFields:
    """What stands in the two fields."""

    given: str
    family: str


def writes_capitals(chance: Chance) -> bool:
    """Say whether an office, a practice or a school, writes all names in capitals."""
    return chance.happens(_OFFICE_WRITES_CAPITALS)


def fill_in(
    person: Person, names: NameFields, chance: Chance, *, is_adult: bool, capitals: bool
) -> NameFields:
    """Write names as one clerk does; as many draws whatever is written.

    Args:
        person: whose names they are.
        names: the names as the clerk knows them.
        chance: what the draws are made from.
        is_adult: adults have titles.
        capitals: the whole office writes names in capitals.
    """
    given, family = names.given, names.family
    title = chance.pick(TITLES[person.sex])
    in_given, in_surname = chance.happens(_TITLE_IN_GIVEN), chance.happens(_TITLE_IN_SURNAME)
    in_brackets = chance.happens(_NICKNAME_IN_BRACKETS)
    shouts = chance.happens(_CLERK_WRITES_CAPITALS) or capitals
    if person.known_as not in ("", given) and in_brackets:
        given = f"{given} ({person.known_as})"
    if is_adult and given and in_given:
        given = f"{title} {given}"
    if is_adult and in_surname:
        family = f"{title} {family}"
    if shouts:
        given, family = given.upper(), family.upper()
    return NameFields(given=given, family=family)


def given_of_newborn(world: World, person: Person, chance: Chance) -> str:
    """Write what stands for the name of a child that has none yet."""
    word = chance.pick(_BABY_WORDS)
    if person.birth_order in _TWINS:
        return f"Twin {person.birth_order}"
    mother = next(iter(world.parents.get(person.number, ())), None)
    mothers_name = "" if mother is None else world.people[mother].given.upper()
    sex = "Boy" if person.sex == "M" else "Girl"
    return word.format(mother=mothers_name, sex=sex)
