"""Who somebody is and where they live: the cells that a person, a child or a family falls in.

Breakdowns and categories have the words that the product publishes. Schools are named by code.
"""

from collections.abc import Iterator
from math import ceil

from synthetic_data.facts import PARENTS, Dwelling, Role
from synthetic_data.places.places import AREAS_OF_ENGLAND
from synthetic_data.services.practices import practice_of
from synthetic_data.truth.family_units import Families, Family

Trait = tuple[str, str]
"""Breakdown and category."""

_DECILES, _MANY_CHILDREN, _COUPLE = 10, 4, 2
_CHILD_BANDS = ((5, "0 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 to 17"))
_ADULT_BANDS = (
    (25, "18 to 24"),
    (35, "25 to 34"),
    (45, "35 to 44"),
    (55, "45 to 54"),
    (65, "55 to 64"),
    (999, "65 and over"),
)
_GROUPS = {"W": "white", "M": "mixed", "A": "asian", "CHNE": "asian", "B": "black", "O": "other"}
_AT_HOME = (*PARENTS, Role.STEP_PARENT)


class Traits:
    """Gives the cells of a person, a child or a family, the total aside."""

    def __init__(self, families: Families) -> None:
        """Look up the family of every child."""
        self._world = families.world
        self._family_of = {child: unit for unit in families.units for child in unit.children}

    def adult(self, number: int) -> Iterator[Trait]:
        """Give the cells of an adult."""
        person = self._world.people[number]
        yield "age_band", self._age_band(number)
        yield "sex", person.sex
        yield from self._place(number)
        yield "practice", practice_of(self._dwelling(number).ward)

    def child(self, number: int) -> Iterator[Trait]:
        """Give the cells of a child; of one that is not born nobody knows all of them."""
        person = self._world.people[number]
        yield from self._place(number)
        yield from self._shape(self._family_of[number])
        if not person.expected:
            age = self._age_band(number)
            place = self._world.enrolments.get(number)
            yield "age_band", age
            yield "sex", person.sex
            yield "age_sex", f"{age}|{person.sex}"
            yield "practice", practice_of(self._dwelling(number).ward)
            yield "school", place.school if place else "none"

    def family(self, family: Family) -> Iterator[Trait]:
        """Give the cells of a family: those of its youngest child that is born."""
        youngest = self._youngest(family)
        yield from self._place(youngest)
        yield from self._shape(family)
        yield "practice", practice_of(self._dwelling(youngest).ward)
        yield "age_of_youngest", self._age_band(youngest)

    def schools(self, family: Family) -> Iterator[Trait]:
        """Give every school of a family's children."""
        enrolments = self._world.enrolments
        for school in sorted({enrolments[c].school for c in family.children if c in enrolments}):
            yield "family_school", school

    def _place(self, number: int) -> Iterator[Trait]:
        dwelling, code = self._dwelling(number), self._world.people[number].ethnicity
        yield "ward", dwelling.ward
        yield "imd_decile", _decile(dwelling)
        yield "ethnic_group", _GROUPS.get(code) or _GROUPS.get(code[:1], "not known")

    def _shape(self, family: Family) -> Iterator[Trait]:
        children = len(family.children)
        parents = sum(
            any(self._world.lives_with(child, adult) for child in family.children)
            for adult, role in family.adults.items()
            if role in _AT_HOME
        )
        yield "children", str(children) if children < _MANY_CHILDREN else "4 or more"
        yield "parents_at_home", ("none known", "one", "two or more")[min(parents, _COUPLE)]

    def _dwelling(self, number: int) -> Dwelling:
        return self._world.homes[self._world.birth_home(number)][-1].dwelling

    def _age_band(self, number: int) -> str:
        person = self._world.people[number]
        if person.expected:
            return "unborn"
        age = person.age_at(self._world.as_at)
        return next(band for below, band in (*_CHILD_BANDS, *_ADULT_BANDS) if age < below)

    def _youngest(self, family: Family) -> int:
        people = self._world.people
        return max(
            family.children,
            key=lambda child: (not people[child].expected, people[child].date_of_birth, child),
        )


def _decile(dwelling: Dwelling) -> str:
    decile = min(_DECILES, ceil(dwelling.imd_rank * _DECILES / AREAS_OF_ENGLAND))
    return f"decile {max(decile, 1):02}"
