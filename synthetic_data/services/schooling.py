"""Schools and who goes to them; what the year holds for a pupil is `pupils`."""

from dataclasses import dataclass
from datetime import date

from synthetic_data.chance import Chance
from synthetic_data.identifiers import UpnRegister
from synthetic_data.places.places import ward_number
from synthetic_data.services.pupils import PupilFacts
from synthetic_data.world import Enrolment, World

_SEPTEMBER = 9
_RECEPTION_AGE, _SECONDARY_YEAR, _LAST_YEAR = 4, 7, 11
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
        self._pupils = PupilFacts(world, chance)
        self.primaries, self.secondaries = schools(people, world.town)

    def enrol_pupils(self) -> None:
        """Enrol nearly all residents of school age."""
        for number in sorted(self._world.home):
            person = self._world.people[number]
            group = year_group(person.date_of_birth, self._world.as_at)
            if not 0 <= group <= _LAST_YEAR or not self._world.is_resident(number):
                continue
            if self._chance.happens(_ENROLLED):
                place = self._enrol(number, group)
                self._world.enrolments[number] = self._pupils.year_of(place)

    def _nearest(self, schools_: tuple[School, ...], ward: str) -> School:
        near = schools_[ward_number(ward) % len(schools_)]
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
            provision="N",
        )
