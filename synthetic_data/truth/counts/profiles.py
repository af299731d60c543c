"""Breakdowns: A1 and A2 by who they are and where they live, D1 by practice and school, E1.

The categories of a dimension have the words that the product publishes where it has any.
"""

from collections import Counter
from collections.abc import Iterator
from math import ceil

from synthetic_data.facts import Dwelling
from synthetic_data.places.places import AREAS_OF_ENGLAND
from synthetic_data.services.practices import practice_of
from synthetic_data.truth.counts.involvement import Involvement
from synthetic_data.truth.counts.together import JOINT
from synthetic_data.truth.family_units import Family

Cell = tuple[str, str, str, str]
"""Count, measure, dimension and category."""

_DECILES, _MANY_CHILDREN = 10, 4
_CHILD_BANDS = ((5, "0 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 to 17"))
_ADULT_BANDS = (
    (25, "18 to 24"),
    (35, "25 to 34"),
    (45, "35 to 44"),
    (55, "45 to 54"),
    (65, "55 to 64"),
    (999, "65 and over"),
)
_GROUPS = {"W": "white", "M": "mixed", "A": "asian", "CHNE": "asian", "B": "black", "OOTH": "other"}


def count_profiles(known: Involvement) -> Counter[Cell]:
    """Count every breakdown."""
    profiles = _Profiles(known)
    return Counter(
        (count_id, measure, dimension, category)
        for cells in (profiles.people(), profiles.families())
        for count_id, measure, dimension, category in cells
    )


def _ethnic_group(code: str) -> str:
    return _GROUPS.get(code) or _GROUPS.get(code[:1], "not known")


def _decile(dwelling: Dwelling) -> str:
    decile = min(_DECILES, ceil(dwelling.imd_rank * _DECILES / AREAS_OF_ENGLAND))
    return f"decile {max(decile, 1):02}"


class _Profiles:
    """Gives a cell for every category that somebody counted falls into."""

    def __init__(self, known: Involvement) -> None:
        self._known = known
        self._world = known.world

    def people(self) -> Iterator[Cell]:
        """Give the cells of A1 and A2."""
        for adult in sorted(self._known.adults):
            for dimension, category in self._person(adult):
                yield "A1", "amh_adults", dimension, category
                if adult in self._known.parents:
                    yield "A1", "parents", dimension, category
        for child in self._known.living:
            for dimension, category in self._person(child):
                yield "A2", "children", dimension, category

    def families(self) -> Iterator[Cell]:
        """Give the cells of D1 and E1."""
        for family in self._known.families.units:
            is_patients = any(adult in self._known.parents for adult in family.carers())
            is_joint = self._known.services(family) >= JOINT
            if is_patients or is_joint:
                for dimension, category in self._places(family):
                    if is_patients:
                        yield "D1", "families_of_patients", dimension, category
                    if is_joint:
                        yield "D1", "joint_cases", dimension, category
            if is_joint:
                for dimension, category in self._profile(family):
                    yield "E1", "families", dimension, category

    def _dwelling(self, number: int) -> Dwelling:
        return self._world.homes[self._world.birth_home(number)][-1].dwelling

    def _age_band(self, number: int) -> str:
        person = self._world.people[number]
        age = person.age_at(self._world.as_at)
        if person.expected:
            return "unborn"
        return next(band for below, band in (*_CHILD_BANDS, *_ADULT_BANDS) if age < below)

    def _person(self, number: int) -> Iterator[tuple[str, str]]:
        """Give where somebody lives and who they are."""
        person, dwelling = self._world.people[number], self._dwelling(number)
        yield "ward", dwelling.ward
        yield "imd_decile", _decile(dwelling)
        yield "age_band", self._age_band(number)
        yield "sex", person.sex
        yield "ethnic_group", _ethnic_group(person.ethnicity)

    def _youngest(self, family: Family) -> int:
        people = self._world.people
        return max(family.children, key=lambda child: (people[child].date_of_birth, child))

    def _places(self, family: Family) -> Iterator[tuple[str, str]]:
        """Give the practice of the family's ward, the ward, and every school of its children."""
        ward = self._dwelling(self._youngest(family)).ward
        enrolments = self._world.enrolments
        yield "ward", ward
        yield "practice", practice_of(ward)
        for school in sorted({enrolments[c].school for c in family.children if c in enrolments}):
            yield "school", school

    def _profile(self, family: Family) -> Iterator[tuple[str, str]]:
        """Give the size and the make-up of a family, and who its youngest child is."""
        world, youngest, children = self._world, self._youngest(family), len(family.children)
        home = world.birth_home(youngest)
        at_home = sum(world.home[adult] == home for adult in family.carers())
        dwelling = self._dwelling(youngest)
        yield "children", str(children) if children < _MANY_CHILDREN else "4 or more"
        yield "lone_parent", "yes" if at_home == 1 else "no"
        yield "ward", dwelling.ward
        yield "imd_decile", _decile(dwelling)
        yield "ethnic_group", _ethnic_group(world.people[youngest].ethnicity)
        yield "age_of_youngest", self._age_band(youngest)
