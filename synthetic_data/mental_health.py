"""Who adult mental health services work with, and when.

More often in poorer streets, in working age, in hostels and among lone parents. Nothing here says
why: it only makes a pattern like the one that planners will meet.
"""

from datetime import timedelta

from synthetic_data.chance import Chance
from synthetic_data.places import AREAS_OF_ENGLAND
from synthetic_data.world import ADULT_AGE, Person, Spell, Stage, World

_OPEN_IN_YEAR = 0.05
_CLOSED_BEFORE = 0.05
_OPEN_NOW = 0.62
_MOST = 0.6
_RESTRICTED = 0.004
_TEAMS = ("Community Mental Health Team", "Early Intervention", "Crisis Team", "Perinatal Team")
_AGE_WEIGHT = ((55, 1.2), (70, 0.9), (999, 0.6))
_KIND_WEIGHT = {"hostel": 4.0, "care_home": 0.7, "hmo": 1.6}
_FAMILY_WEIGHT = {"lone_parent": 1.3, "couple_children": 0.8, "foster": 0.3}


def _weight(world: World, person: Person) -> float:
    """Return how likely a person is, against others, to be a service user."""
    age, household = person.age_at(world.as_at), world.household_of(person.number)
    by_age = next(weight for below, weight in _AGE_WEIGHT if age < below)
    poverty = 1.0 - world.imd_rank(person.number) / AREAS_OF_ENGLAND
    kind = _KIND_WEIGHT.get(household.kind, 1.0) * _FAMILY_WEIGHT.get(household.family_type, 1.0)
    return by_age * kind * (0.5 + 1.3 * poverty)


def refer_adults(world: World, multiplier: float, chance: Chance) -> None:
    """Add the spells of adults whom the service works with or has worked with."""
    adults = [
        person
        for person in world.people
        if person.age_at(world.as_at) >= ADULT_AGE and not world.household_of(person.number).away
    ]
    weights = [_weight(world, person) for person in adults]
    mean = sum(weights) / max(len(weights), 1)
    for person, weight in zip(adults, weights, strict=True):
        has_left = world.household_of(person.number).left is not None
        if not has_left and chance.happens(min(_OPEN_IN_YEAR * multiplier * weight / mean, _MOST)):
            _open_in_year(world, person, chance)
        elif chance.happens(_CLOSED_BEFORE * min(multiplier, 2.0) * weight / mean):
            _closed_before(world, person, chance)


def _add(world: World, chance: Chance, person: Person, ago: float, length: float | None) -> None:
    """Add a spell that began so many years ago and lasted so many, or is open."""
    start = max(
        chance.years_before(world.as_at, ago),
        person.date_of_birth + timedelta(days=int(17.9 * 365.25)),
    )
    end = None
    if length is not None:
        end = max(start, chance.years_before(world.as_at, max(ago - length, 0.003)))
    spell = Spell(
        person=person.number,
        stage=Stage.MENTAL_HEALTH,
        start=start,
        end=end,
        case=len(world.spells),
        detail=chance.pick(_TEAMS[:3] if person.sex == "M" else _TEAMS),
        restricted=chance.happens(_RESTRICTED),
    )
    world.spells.append(spell)


def _open_in_year(world: World, person: Person, chance: Chance) -> None:
    if chance.happens(0.3):
        _closed_before(world, person, chance)
    if chance.happens(_OPEN_NOW):
        _add(world, chance, person, min(chance.wait(1.3) + 0.01, 6.0), None)
        return
    ended = chance.between(0.003, 0.99)
    length = min(chance.wait(0.8) + 0.02, 5.0)
    _add(world, chance, person, ended + length, length)


def _closed_before(world: World, person: Person, chance: Chance) -> None:
    ended = chance.between(1.01, 5.0)
    length = min(chance.wait(0.8) + 0.02, 4.0)
    _add(world, chance, person, ended + length, length)
