"""Schools and who goes to them, with the provision for special educational needs."""

from dataclasses import dataclass
from datetime import date

from synthetic_data.chance import Chance
from synthetic_data.identifiers import UpnRegister
from synthetic_data.places import AREAS_OF_ENGLAND
from synthetic_data.world import Enrolment, World

_SEPTEMBER = 9
_RECEPTION_AGE, _SECONDARY_YEAR, _LAST_YEAR = 4, 7, 11
_PEOPLE_PER_PRIMARY, _PEOPLE_PER_SECONDARY = 2_600, 9_000
_ENROLLED = 0.95
_NEAREST_SCHOOL = 0.8
_PLAN, _SUPPORT = 0.043, 0.138
_TEMPORARY_UPN, _FORMER_UPN = 0.006, 0.015


@dataclass(frozen=True, kw_only=True)
class School:
    """A school of the council that does not exist."""

    establishment: str
    name: str


def schools(people: int) -> tuple[tuple[School, ...], tuple[School, ...]]:
    """Return the primary and the secondary schools of a town of that size."""
    primaries = max(1, round(people / _PEOPLE_PER_PRIMARY))
    secondaries = max(1, round(people / _PEOPLE_PER_SECONDARY))
    return (
        tuple(
            School(establishment=str(2001 + n), name=f"Oldmoor Primary School {n + 1}")
            for n in range(primaries)
        ),
        tuple(
            School(establishment=str(4001 + n), name=f"Oldmoor Academy {n + 1}")
            for n in range(secondaries)
        ),
    )


def year_group(born: date, as_at: date) -> int:
    """Return the year group of the school year at a date; 0 is reception."""
    age_in_august = school_year(as_at) - school_year(born) - 1
    return age_in_august - _RECEPTION_AGE


def school_year(day: date) -> int:
    """Return the calendar year in which a day's school year began."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


class Admissions:
    """Enrols children of school age."""

    def __init__(self, world: World, people: int, chance: Chance) -> None:
        """Open the schools of a town."""
        self._world = world
        self._chance = chance
        self._upns = UpnRegister()
        self.primaries, self.secondaries = schools(people)

    def enrol_pupils(self) -> None:
        """Enrol nearly all residents of school age."""
        for number in sorted(self._world.home):
            person = self._world.people[number]
            group = year_group(person.date_of_birth, self._world.as_at)
            if not 0 <= group <= _LAST_YEAR or not self._world.is_resident(number):
                continue
            if self._chance.happens(_ENROLLED):
                self._world.enrolments[number] = self._enrol(number, group)

    def _nearest(self, schools_: tuple[School, ...], ward: str) -> School:
        near = schools_[int(ward[-3:]) % len(schools_)]
        return near if self._chance.happens(_NEAREST_SCHOOL) else self._chance.pick(schools_)

    def _enrol(self, number: int, group: int) -> Enrolment:
        world, chance = self._world, self._chance
        as_at = world.as_at
        ward = world.homes[world.home[number]][-1].dwelling.ward
        first_school = self._nearest(self.primaries, ward)
        is_secondary = group >= _SECONDARY_YEAR
        school = self._nearest(self.secondaries, ward) if is_secondary else first_school
        began = school_year(as_at) - group
        former = ""
        if chance.happens(_FORMER_UPN):
            former = self._upns.next_upn(self.primaries[-1].establishment, began)
        return Enrolment(
            person=number,
            school=school.establishment,
            upn=self._upns.next_upn(
                first_school.establishment, began, temporary=chance.happens(_TEMPORARY_UPN)
            ),
            former_upn=former,
            year_group=group,
            entered=date(began + (_SECONDARY_YEAR if is_secondary else 0), 9, 4),
            provision=self._provision(number),
        )

    def _provision(self, number: int) -> str:
        """Draw N, K or E: more often for boys, in poorer streets and for those looked after."""
        world = self._world
        pull = 1.25 if world.people[number].sex == "M" else 0.75
        pull *= 0.7 + 0.5 * (1 - world.imd_rank(number) / AREAS_OF_ENGLAND)
        pull *= 2.5 if number in world.origin else 1.0
        roll = self._chance.roll()
        if roll < _PLAN * pull:
            return "E"
        return "K" if roll < (_PLAN + _SUPPORT) * pull else "N"
