"""Schools, who goes to them, and who did; what the year holds for a pupil is `pupils`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from synthetic_data.chance import Chance
from synthetic_data.facts import Enrolment
from synthetic_data.identifiers import UpnRegister
from synthetic_data.places.places import ward_number
from synthetic_data.places.residence import home_in_town, time_in_town
from synthetic_data.services.pupils import PupilFacts
from synthetic_data.services.school_years import (
    LAST_YEAR,
    SECONDARY_YEAR,
    SEPTEMBER,
    reception_year,
    year_group,
)
from synthetic_data.world import World

_YEARS_REMEMBERED = 3
"""Places that ended longer ago are on no night: views are whole for about two years back."""
_DAY = timedelta(days=1)
_PEOPLE_PER_PRIMARY, _PEOPLE_PER_SECONDARY = 2_600, 9_000
_ENROLLED = 0.95
_NEAREST_SCHOOL = 0.8
_MOST_PRIMARIES, _MOST_SECONDARIES = 195, 60
"""How many establishment numbers a town of a region has to itself."""
_TEMPORARY_UPN, _FORMER_UPN = 0.006, 0.015


@dataclass(frozen=True, kw_only=True)
class School:
    """A school of the council that does not exist."""

    establishment: str
    name: str


def schools(people: int, town: int = 0) -> tuple[tuple[School, ...], tuple[School, ...]]:
    """Return the primary and the secondary schools of a town of that size."""
    primaries = max(1, round(people / _PEOPLE_PER_PRIMARY))
    secondaries = max(1, round(people / _PEOPLE_PER_SECONDARY))
    first, other = town * _MOST_PRIMARIES + 1, town * _MOST_SECONDARIES + 1
    return (
        tuple(
            School(establishment=str(2000 + n), name=f"Oldmoor Primary School {n}")
            for n in range(first, first + primaries)
        ),
        tuple(
            School(establishment=str(4000 + n), name=f"Oldmoor Academy {n}")
            for n in range(other, other + secondaries)
        ),
    )


class Admissions:
    """Enrols children of school age."""

    def __init__(self, world: World, people: int, chance: Chance) -> None:
        """Open the schools of a town."""
        self._world = world
        self._chance = chance
        self._upns = UpnRegister()
        self._pupils = PupilFacts(world, chance)
        self.primaries, self.secondaries = schools(people, world.town)

    def enrol_pupils(self) -> None:
        """Enrol nearly all who were of school age in the last years, while they lived here."""
        world = self._world
        for number in sorted(world.home):
            group = year_group(world.people[number].date_of_birth, world.as_at)
            if 0 <= group <= LAST_YEAR + _YEARS_REMEMBERED:
                terms = list(self._terms(number))
                if terms and self._chance.happens(_ENROLLED):
                    self._enrol(number, terms)

    def _terms(self, number: int) -> Iterator[tuple[bool, date, date]]:
        """Give the time at a primary and at a secondary school: which, its first and last day."""
        world = self._world
        came, left = time_in_town(world, number)
        begins = reception_year(world.people[number].date_of_birth)
        earliest = world.as_at.replace(year=world.as_at.year - _YEARS_REMEMBERED, day=1)
        for is_secondary, group, end in (
            (False, 0, SECONDARY_YEAR),
            (True, SECONDARY_YEAR, LAST_YEAR + 1),
        ):
            first = max(date(begins + group, SEPTEMBER, 1), came)
            last = min(date(begins + end, SEPTEMBER, 1) - _DAY, left)
            if first <= last and first <= world.as_at and last >= earliest:
                yield is_secondary, first, last

    def _nearest(self, schools_: tuple[School, ...], ward: str) -> School:
        near = schools_[ward_number(ward) % len(schools_)]
        return near if self._chance.happens(_NEAREST_SCHOOL) else self._chance.pick(schools_)

    def _enrol(self, number: int, terms: list[tuple[bool, date, date]]) -> None:
        """Enter every place of a pupil; one that is not over is the present one."""
        world = self._world
        ward = home_in_town(world, world.household_of(number)).ward
        primary = self._nearest(self.primaries, ward)
        pupil = self._pupils.year_of(self._first_place(number, primary))
        for is_secondary, first, last in terms:
            school = self._nearest(self.secondaries, ward) if is_secondary else primary
            place = replace(
                pupil,
                school=school.establishment,
                entered=first,
                suspensions=pupil.suspensions if last == terms[-1][-1] else 0,
                until=last if last < world.as_at else None,
            )
            world.school_places.append(place)
            if place.until is None:
                world.enrolments[number] = place

    def _first_place(self, number: int, school: School) -> Enrolment:
        """Return the place a pupil began with, in the year group of today or of the last year."""
        chance, born = self._chance, self._world.people[number].date_of_birth
        began, former = reception_year(born), ""
        if chance.happens(_FORMER_UPN):
            former = self._upns.next_upn(self.primaries[-1].establishment, began)
        return Enrolment(
            person=number,
            school=school.establishment,
            upn=self._upns.next_upn(
                school.establishment, began, temporary=chance.happens(_TEMPORARY_UPN)
            ),
            former_upn=former,
            year_group=min(year_group(born, self._world.as_at), LAST_YEAR),
            entered=date(began, SEPTEMBER, 1),
            provision="N",
        )
