"""What a school tells of a pupil in a census beside name and address: meals, needs, absence.

The world knows a pupil's year; which days of it fall into which term is drawn about the pupil
alone, so that a census says the same on every night after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from synthetic_data.exports.desk import Desk
from synthetic_data.exports.school_census_terms import Term
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Enrolment, Role

_SPECIAL = ("K", "E")
_FOUND_LATER, _DAYS_UNTIL_FOUND = 0.2, 220.0
_NEEDS = ("SPCN", "SPCN", "SEMH", "SEMH", "MLD", "ASD", "SPLD", "HI")
_SECOND_NEED = 0.2
_ASKED_BY_PARENT = 0.4
_SEASONS = ("autumn", "spring", "summer")
_LATE_CLAIM_DAYS, _MEALS_ENDED = 200.0, 0.04
_AT_MIDDAY, _FOR_GOOD = 0.06, 0.02
_FEWEST_SESSIONS, _MOST_SESSIONS = 118, 140


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """Half days of the term before: how many there were, and how many were missed."""

    possible: int
    authorised: int
    unauthorised: int


class PupilYear:
    """Tells of pupils what a census asks."""

    def __init__(self, desk: Desk) -> None:
        """Look at the pupils of one town."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._adopted = set(desk.town.world.adopted.values())

    def _turn_to(self, matter: str, place: Enrolment) -> None:
        self._observer.turn_to(f"census {matter}", self._world.people[place.person])

    def provision(self, place: Enrolment, term: Term) -> str:
        """Return the provision on the day: some needs were found years after entry."""
        self._turn_to("needs", place)
        is_late = self._chance.happens(_FOUND_LATER)
        found = place.entered + timedelta(days=int(self._chance.wait(_DAYS_UNTIL_FOUND)))
        is_found = place.provision in _SPECIAL and (not is_late or found <= term.day)
        return place.provision if is_found else "N"

    def needs(self, place: Enrolment) -> Iterator[Row]:
        """Give the needs by type, the first one first."""
        self._turn_to("types", place)
        first, second = self._chance.pick(_NEEDS), self._chance.pick(_NEEDS)
        yield {"sentyperank": "1.0", "sentype": first}
        if self._chance.happens(_SECOND_NEED) and second != first:
            yield {"sentyperank": "2.0", "sentype": second}

    def young_carer(self, place: Enrolment) -> str:
        """Return who said that the pupil cares for somebody, if anybody did."""
        self._turn_to("carer", place)
        says = "P" if self._chance.happens(_ASKED_BY_PARENT) else "S"
        return says if place.young_carer else "N"

    def after_care(self, place: Enrolment, term: Term) -> str:
        """Return how the pupil left care, if to a new family."""
        if place.person in self._adopted:
            return "A"
        ties = self._world.carers_by_child.get(place.person, ())
        guardians = [tie for tie in ties if tie.role is Role.GUARDIAN and tie.holds_on(term.day)]
        return "G" if guardians else "N"

    def meals(self, place: Enrolment, term: Term) -> Iterator[Row]:
        """Give the period in which meals are free: since entry or since a later claim."""
        self._turn_to("meals", place)
        start = place.entered + timedelta(days=int(self._chance.wait(_LATE_CLAIM_DAYS)))
        end = start + timedelta(days=int(self._chance.wait(_LATE_CLAIM_DAYS)))
        has_ended = self._chance.happens(_MEALS_ENDED)
        if (place.free_meals or has_ended) and start <= term.day:
            is_over = not place.free_meals and end <= term.day
            yield {"fsmstartdate": start, "fsmenddate": end if is_over else None}

    def sessions(self, place: Enrolment, term: Term) -> Sessions | None:
        """Return the half days of the term before; who came later was at another school."""
        if place.entered > term.before:
            return None
        self._turn_to(f"sessions {term.name}", place)
        possible = self._chance.whole(_FEWEST_SESSIONS, _MOST_SESSIONS)
        missed = round(possible * min(place.absence * self._chance.between(0.6, 1.4), 1.0))
        authorised = round(missed * self._chance.between(0.4, 0.95))
        return Sessions(possible=possible, authorised=authorised, unauthorised=missed - authorised)

    def suspensions(self, place: Enrolment, term: Term) -> Iterator[Row]:
        """Give the suspensions since the census before."""
        self._turn_to("suspensions", place)
        for _ in range(place.suspensions):
            season, share = self._chance.pick(_SEASONS), self._chance.roll()
            roll, sessions = self._chance.roll(), self._chance.whole(1, 10)
            day = _day_within(term.before, term.day, share)
            if season == term.season and place.entered <= day <= (place.until or day):
                category = (
                    "PERM" if roll < _FOR_GOOD else "LNCH" if roll > 1 - _AT_MIDDAY else "FIXD"
                )
                yield {"startdate": day, "category": category, "sessions": f"{sessions}.0"}


def _day_within(first: date, last: date, share: float) -> date:
    return first + timedelta(days=1 + int(share * ((last - first).days - 1)))
