"""Who is registered with a practice, since when, and until which day.

Registrations follow a person's stays in the town: a newcomer registers on arrival, some who move
change practice, and news of a death or of leaving the town comes late or not at all. How a
registration is written is `emis`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from synthetic_data.facts import Person, Stay
from synthetic_data.identifiers import guid
from synthetic_data.places.places import OUTSIDE
from synthetic_data.records.observer import Observer

_REGISTERED, _CHANGES_PRACTICE = 0.99, 0.035
_NEWBORN_WAITS_DAYS = 16
_LEAVING_HEARD_AFTER_DAYS, _DEATH_HEARD_AFTER_DAYS = 900, 12
_DEATH_NEVER_HEARD = 0.03
_DELETED, _TWICE, _WITHHELD = 0.004, 0.004, 0.0015
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Registration:
    """A patient's registration with a practice.

    `slot` tells a person's registrations apart; `known_until` is the last day of which the
    practice could hear anything, `left_on` when it closed the registration.
    """

    person: Person
    person_guid: str
    slot: str
    since: date
    known_until: date | None = None
    left_on: date | None = None
    has_died: bool = False
    withheld: bool = False
    deleted: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drawn:
    """What is drawn about a person.

    `lag` is how late news comes, against the average; who is registered twice has `other_guid`.
    """

    is_registered: bool
    newborn_waits: timedelta
    is_deleted: bool
    is_withheld: bool
    death_never_heard: bool
    lag: float
    person_guid: str
    other_guid: str


class Registrations:
    """Finds the registrations of everybody who lives, or lived, in the town."""

    def __init__(self, observer: Observer) -> None:
        """Look through the eyes of the practices."""
        self._world = observer.world
        self._observer = observer
        self._chance = observer.chance

    def of(self, person: Person) -> Iterator[Registration]:
        """Give a person's registrations, the earliest first, and the mistaken ones."""
        lived = self._lived_here(person)
        if not lived:
            return
        drawn, gone_on = self._draw(person), self._gone_on(person, lived[-1])
        since = lived[0].first
        if since <= person.date_of_birth:
            since = person.date_of_birth + drawn.newborn_waits
        if not drawn.is_registered or since > self._world.as_at or (gone_on or date.max) <= since:
            return
        first = Registration(
            person=person,
            person_guid=drawn.person_guid,
            slot="0",
            since=since,
            withheld=drawn.is_withheld,
        )
        *earlier, last = self._over_moves(first, lived)
        yield from earlier
        last = last if gone_on is None else self._ended(last, gone_on, drawn)
        yield last
        yield from _mistaken(last, drawn)

    def _draw(self, person: Person) -> _Drawn:
        """Draw what does not depend on where a person moves."""
        self._observer.turn_to("registration", person)
        chance = self._chance
        is_twice = chance.happens(_TWICE)
        return _Drawn(
            is_registered=chance.happens(_REGISTERED),
            newborn_waits=timedelta(days=int(chance.wait(_NEWBORN_WAITS_DAYS))),
            is_deleted=chance.happens(_DELETED),
            is_withheld=chance.happens(_WITHHELD),
            death_never_heard=chance.happens(_DEATH_NEVER_HEARD),
            lag=chance.wait(1.0),
            person_guid=guid(chance),
            other_guid=guid(chance) if is_twice else "",
        )

    def _lived_here(self, person: Person) -> list[Stay]:
        """Return the latest stays in the town, from the arrival of those who came to live here."""
        world, number = self._world, person.number
        arrival = world.arrivals.get(number)
        is_newcomer = arrival is None or arrival.came_from is None
        if person.expected or (is_newcomer and world.household_of(number).away):
            return []
        came = arrival.joined if is_newcomer and arrival is not None else None
        lived: list[Stay] = []
        was_outside, ended_on = False, self._ended_on(person)
        for stay in world.stays[number]:
            if ended_on is not None and stay.first >= ended_on:
                break
            is_outside = stay.dwelling.town == OUTSIDE
            if not is_outside and (came is None or stay.first >= came):
                lived = [stay] if was_outside else [*lived, stay]
            was_outside = is_outside
        return lived

    def _over_moves(self, now: Registration, lived: list[Stay]) -> Iterator[Registration]:
        """Let some change practice when they move; the one they leave is told at once."""
        for place, stay in enumerate(lived[1:], start=1):
            if self._chance.happens(_CHANGES_PRACTICE) and stay.first > now.since:
                yield replace(now, known_until=stay.first - _DAY, left_on=stay.first)
                now = replace(now, slot=str(place), since=stay.first)
        yield now

    def _ended_on(self, person: Person) -> date | None:
        """Return when a person died, or became another one by adoption."""
        if person.number in self._world.adopted:
            return self._world.arrivals[person.number].joined
        return person.died

    def _gone_on(self, person: Person, last: Stay) -> date | None:
        """Return when somebody who lived here died, was adopted or moved out of the town."""
        moves = (stay.first for stay in self._world.stays[person.number] if stay.first > last.first)
        return next(moves, self._ended_on(person))

    def _ended(self, now: Registration, gone_on: date, drawn: _Drawn) -> Registration:
        """Close the registration of those who died, left or were adopted, once that is known."""
        has_died = now.person.died == gone_on
        heard_after = _DEATH_HEARD_AFTER_DAYS if has_died else _LEAVING_HEARD_AFTER_DAYS
        is_adopted = now.person.number in self._world.adopted
        heard_on = gone_on + timedelta(days=0 if is_adopted else int(drawn.lag * heard_after))
        is_heard = heard_on <= self._world.as_at and not (has_died and drawn.death_never_heard)
        return replace(
            now,
            known_until=gone_on - _DAY,
            left_on=heard_on if is_heard else None,
            has_died=is_heard and has_died,
        )


def _mistaken(now: Registration, drawn: _Drawn) -> Iterator[Registration]:
    """Give a registration entered by mistake, and one that nobody knows is the same person."""
    if drawn.is_deleted:
        yield replace(now, slot="deleted", withheld=False, deleted=True)
    if drawn.other_guid and not now.withheld:
        yield replace(now, slot="twice", person_guid=drawn.other_guid)
