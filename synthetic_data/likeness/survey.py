"""A town as tables of its residents, households and families: what measures are taken of.

Families are told by who lives with whom and by ties, never by the label that the making of the
town gave them: a measure that read the label would only repeat the wish.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from synthetic_data.facts import ADULT_AGE, PARENTS, Stage
from synthetic_data.likeness.homes import FamilyType, child_of, family_type
from synthetic_data.places.places import AREAS_OF_ENGLAND
from synthetic_data.town import Town

YEAR = timedelta(days=365)

_TENTHS = 10
_PRIVATE = frozenset({"family", "foster", "house", "hmo"})


class Resident(NamedTuple):
    """One living resident of the town."""

    number: int
    age: int
    sex: str
    born: int
    given: str
    family: str
    community: str
    household: int
    is_private: bool
    ward: str
    imd_rank: int
    imd_tenth: int
    moved: bool


class Family(NamedTuple):
    """A private household with dependent children in it."""

    household: int
    type: FamilyType
    children: int
    is_same_sex: bool


@dataclass(frozen=True, kw_only=True)
class Survey:
    """The tables of one town; each is made when it is first asked for."""

    town: Town

    @cached_property
    def people(self) -> pd.DataFrame:
        """One row for each living resident, by their number in the world."""
        return pd.DataFrame(self._residents(), columns=Resident._fields).set_index("number")

    def _residents(self) -> Iterator[Resident]:
        world = self.town.world
        a_year_ago = world.as_at - YEAR
        for number in sorted(world.home):
            person = world.people[number]
            if person.expected or not world.is_resident(number):
                continue
            household = world.household_of(number)
            dwelling = world.homes[household.number][-1].dwelling
            yield Resident(
                number=number,
                age=person.age_at(world.as_at),
                sex=person.sex,
                born=person.date_of_birth.year,
                given=person.given,
                family=person.family,
                community=person.community,
                household=household.number,
                is_private=household.kind in _PRIVATE,
                ward=dwelling.ward,
                imd_rank=dwelling.imd_rank,
                imd_tenth=min(_TENTHS, (dwelling.imd_rank - 1) * _TENTHS // AREAS_OF_ENGLAND + 1),
                moved=world.stays[number][-1].first > max(a_year_ago, person.date_of_birth),
            )

    @cached_property
    def adults(self) -> pd.DataFrame:
        """The residents who are grown up."""
        return self.people[self.people["age"] >= ADULT_AGE]

    @cached_property
    def children(self) -> pd.DataFrame:
        """The residents who are dependent children, with how they are brought up."""
        children = self.people[self.people["age"] < ADULT_AGE]
        world = self.town.world
        facts = pd.DataFrame([child_of(world, n) for n in children.index], index=children.index)
        return children.join(facts)

    @cached_property
    def household_sizes(self) -> pd.Series:
        """How many people live in each private household."""
        return self.people[self.people["is_private"]].groupby("household").size()

    @cached_property
    def families(self) -> pd.DataFrame:
        """One row for each private household with dependent children, those expected aside."""
        children = self.children[self.children["is_private"]]
        rows = [
            Family(
                household=int(str(household)),
                type=family_type(group),
                children=len(group),
                is_same_sex=bool(group["same_sex_parents"].any()),
            )
            for household, group in children.groupby("household")
        ]
        return pd.DataFrame(rows, columns=Family._fields)

    @cached_property
    def parents(self) -> set[int]:
        """Everybody who is a parent of a dependent child."""
        world = self.town.world
        return {
            tie.adult
            for child, ties in world.carers_by_child.items()
            if world.is_dependent(child)
            for tie in ties
            if tie.role in PARENTS
        }

    def open_in_year(self, stage: Stage) -> set[int]:
        """Return whom a service worked with on any day of the last year."""
        as_at = self.town.world.as_at
        return {
            spell.person
            for spell in self.town.world.spells
            if spell.stage is stage
            and spell.start <= as_at
            and (spell.end is None or spell.end > as_at - YEAR)
        }

    def open_now(self, *stages: Stage) -> set[int]:
        """Return with whom a service is working."""
        world = self.town.world
        return {s.person for s in world.spells if s.stage in stages and s.open_at(world.as_at)}
