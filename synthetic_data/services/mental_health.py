"""Who adult mental health services work with, and when.

More often in poorer streets, in working age, among lone parents and those without a home of their
own. Nothing here says why: it only makes a pattern like the one that planners will meet. What the
service writes down of being a parent is `parental_status`.
"""

from datetime import date, timedelta
from types import MappingProxyType

from synthetic_data.chance import Chance
from synthetic_data.facts import ADULT_AGE, Household, Person, Spell, Stage
from synthetic_data.places.places import AREAS_OF_ENGLAND
from synthetic_data.places.residence import home_in_town, time_in_town
from synthetic_data.services.parental_status import ask_about_children
from synthetic_data.world import World

_OPEN_IN_YEAR = 0.05
"""About one adult in twenty, as national statistics of secondary mental health services say."""
_CLOSED_BEFORE = 0.07
_OPEN_NOW = 0.62
_CLOSED_BEFORE_TOO = 0.3
_OPEN_YEARS, _ENDED_YEARS, _MOST_YEARS = 1.9, 0.8, 12.0
_MOST = 0.6
_MOST_MULTIPLIED_BEFORE = 2.0
_RESTRICTED, _RESTRICTED_IN_REFUGE = 0.004, 0.2
_TEAMS = ("Community Mental Health Team", "Early Intervention", "Crisis Team", "Perinatal Team")
_AGE_WEIGHT = ((55, 1.2), (70, 0.9), (999, 0.6))
_KIND_WEIGHT = MappingProxyType(
    {
        "hostel": 4.0,
        "no_fixed_abode": 4.0,
        "refuge": 3.0,
        "temporary": 2.2,
        "hmo": 1.6,
        "care_home": 0.7,
    }
)
_FAMILY_WEIGHT = MappingProxyType(
    {"lone_parent": 1.2, "couple_children": 0.74, "foster": 0.3, "students": 0.6}
)
_TRANSITION = timedelta(days=int(17.9 * 365.25))
"""The age at which the service for adults takes over from the one for children."""


def lived_in(world: World, person: int) -> Household:
    """Return the household a person lives in, or lived in before they died."""
    home = world.home[person]
    arrival = world.arrivals.get(person)
    if world.people[person].died and arrival is not None and arrival.came_from is not None:
        home = arrival.came_from
    return world.households[home]


def _weight(world: World, person: Person, household: Household) -> float:
    """Return how likely a person is, against others, to be a service user."""
    age = person.age_at(world.as_at)
    by_age = next(weight for below, weight in _AGE_WEIGHT if age < below)
    poverty = 1.0 - home_in_town(world, household).imd_rank / AREAS_OF_ENGLAND
    kind = _KIND_WEIGHT.get(household.kind, 1.0) * _FAMILY_WEIGHT.get(household.family_type, 1.0)
    return by_age * kind * (0.5 + 1.3 * poverty)


def refer_adults(world: World, multiplier: float, chance: Chance) -> None:
    """Add the spells of adults whom the service works or has worked with, and what it asked."""
    referrals = Referrals(world, chance)
    adults = [
        (person, lived_in(world, person.number))
        for person in world.people
        if person.age_at(world.as_at) >= ADULT_AGE
    ]
    there = [(person, household) for person, household in adults if not household.away]
    weights = [_weight(world, person, household) for person, household in there]
    mean = sum(weights) / max(len(weights), 1)
    before = _CLOSED_BEFORE * min(multiplier, _MOST_MULTIPLIED_BEFORE) / max(mean, 1e-9)
    for (person, household), weight in zip(there, weights, strict=True):
        share = min(_OPEN_IN_YEAR * multiplier * weight / mean, _MOST)
        if chance.happens(share):
            referrals.open_in_year(person, household)
        elif chance.happens(before * weight):
            referrals.close_before(person, household)
    ask_about_children(world, chance)


class Referrals:
    """Opens and closes spells of the service."""

    def __init__(self, world: World, chance: Chance) -> None:
        """Work on one world."""
        self._world = world
        self._chance = chance

    def open_in_year(self, person: Person, household: Household) -> None:
        """Work with somebody on some day of the last year, or of the last one in the town."""
        chance = self._chance
        if chance.happens(_CLOSED_BEFORE_TOO):
            self.close_before(person, household)
        if chance.happens(_OPEN_NOW):
            self._add(person, household, chance.wait(_OPEN_YEARS) % _MOST_YEARS, None)
        else:
            self._add_ended(person, household, chance.between(0.0, 0.99))

    def close_before(self, person: Person, household: Household) -> None:
        """Have worked with somebody before the last year."""
        self._add_ended(person, household, self._chance.between(1.01, 5.0))

    def _add_ended(self, person: Person, household: Household, ended: float) -> None:
        length = self._chance.wait(_ENDED_YEARS) % _MOST_YEARS
        last = self._chance.years_before(household.left or self._world.as_at, ended)
        self._add(person, household, ended + length, last)

    def _add(self, person: Person, household: Household, ago: float, end: date | None) -> None:
        """Add a spell that began so many years before today, or before a household left the town.

        It lies within the person's time there and ends with their life at the latest.
        """
        chance, died, left = self._chance, person.died, household.left
        began = chance.years_before(left or self._world.as_at, ago)
        came, _ = time_in_town(self._world, person.number)
        start = max(began, person.date_of_birth + _TRANSITION, came)
        hidden = _RESTRICTED_IN_REFUGE if household.kind == "refuge" else _RESTRICTED
        restricted = chance.happens(hidden)
        team = chance.pick(_TEAMS[:3] if person.sex == "M" else _TEAMS)
        gone_on = min((day for day in (died, left) if day is not None), default=None)
        if start > (gone_on or start) or came > (end or came):
            return
        last = None if end is None else max(start, end)
        if gone_on is not None:
            last = min(last or gone_on, gone_on)
        self._world.spells.append(
            Spell(
                person=person.number,
                stage=Stage.MENTAL_HEALTH,
                start=start,
                end=last,
                case=len(self._world.spells),
                detail=team,
                restricted=restricted,
            )
        )
