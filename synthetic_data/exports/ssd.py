"""Whom the case management system holds: children worked with, and everybody around them.

`dm_persons` holds them all; `ssd_person` only the recent cohort, which is why the dataset alone
loses parents. How they are written is `ssd_people`, their ties `ssd_ties`, the work `ssd_spells`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from sources.childrens_social_care.ssd import SSD
from synthetic_data.exports.writing import Row, write_delimited
from synthetic_data.identifiers import Scatter
from synthetic_data.records import Observer
from synthetic_data.world import ADULT_AGE, Person, Role, Spell, Stage, World

_KNOWN_ADULT = MappingProxyType(
    {
        Role.MOTHER: 0.97,
        Role.FATHER: 0.72,
        Role.STEP_PARENT: 0.75,
        Role.GRANDPARENT_CARER: 0.96,
        Role.GUARDIAN: 0.96,
        Role.FOSTER_CARER: 0.98,
        Role.OTHER_CARER: 0.9,
    }
)
_KNOWN_SIBLING = 0.65
_MOTHER_IN_COHORT = 0.55
_ENTERED_TWICE = 0.012
_RECENT = timedelta(days=2 * 365)


@dataclass(frozen=True, kw_only=True)
class Known:
    """A person the system holds: their ids in it, and the period it has known them."""

    person: Person
    ids: tuple[str, ...]
    since: date
    until: date | None
    in_cohort: bool
    restricted: bool
    is_child: bool


class SocialCareRecords:
    """The rows of all tables, and who is held under which id."""

    def __init__(self, world: World, observer: Observer) -> None:
        """Start with empty tables."""
        self.world = world
        self.observer = observer
        self.chance = observer.chance
        self.rows: dict[str, list[Row]] = {export.name: [] for export in SSD.exports}
        self.known: dict[int, Known] = {}
        self.spells: dict[int, list[Spell]] = {}
        self._numbers: Iterator[int] = iter(Scatter(size=2_000_000, step=611_953))
        for spell in world.spells:
            if spell.stage is not Stage.MENTAL_HEALTH:
                self.spells.setdefault(spell.person, []).append(spell)

    def add(self, table: str, row: Row, row_id: str = "") -> None:
        """Add a row, with an id of its own where the table has one."""
        own_id = str(len(self.rows[table]) + 1)
        self.rows[table].append({row_id: own_id, **row} if row_id else row)

    def gather(self) -> None:
        """Hold the children with a spell, then the adults and children around them."""
        for child in sorted(self.spells):
            self._know_child(child)
        for child in sorted(self.spells):
            self._know_family(child)

    def _next_id(self) -> str:
        return str(next(self._numbers) + 3_000_000)

    def _know_child(self, child: int) -> None:
        spells = self.spells[child]
        ends = [spell.end for spell in spells if spell.end]
        is_open = len(ends) < len(spells)
        placed = [spell.start for spell in spells if spell.stage is Stage.LOOKED_AFTER]
        self.known[child] = Known(
            person=self.world.people[child],
            ids=(self._next_id(),),
            # A placement is the council's own doing: it knows that address.
            since=max([min(spell.start for spell in spells), *placed]),
            until=None if is_open else max(ends),
            in_cohort=is_open or max(ends) > self.world.as_at - _RECENT,
            restricted=any(spell.restricted for spell in spells),
            is_child=True,
        )

    def _know_family(self, child: int) -> None:
        """Hold most carers, and some of the children they also look after."""
        world, chance, case = self.world, self.chance, self.known[child]
        for tie in world.carers_by_child[child]:
            if tie.adult not in self.known and chance.happens(_KNOWN_ADULT[tie.role]):
                is_mother = tie.role is Role.MOTHER and case.in_cohort
                self._know(
                    tie.adult, case, in_cohort=is_mother and chance.happens(_MOTHER_IN_COHORT)
                )
        for sibling in world.households[world.birth_home(child)].members:
            is_child = world.people[sibling].age_at(world.as_at) < ADULT_AGE
            if is_child and sibling not in self.known and chance.happens(_KNOWN_SIBLING):
                self._know(sibling, case, in_cohort=False)

    def _know(self, number: int, case: Known, *, in_cohort: bool) -> None:
        """Hold somebody because of a child's case; a few adults were entered twice."""
        person = self.world.people[number]
        is_child = person.age_at(self.world.as_at) < ADULT_AGE
        twice = not is_child and not in_cohort and self.chance.happens(_ENTERED_TWICE)
        self.known[number] = Known(
            person=person,
            ids=tuple(self._next_id() for _ in range(1 + twice)),
            since=case.since,
            until=case.until,
            in_cohort=in_cohort,
            restricted=False,
            is_child=is_child,
        )


def write_ssd(records: SocialCareRecords, folder: Path, stamp: str) -> None:
    """Write one file for each table."""
    for export in SSD.exports:
        path = folder / f"{export.name}_{stamp}.csv"
        write_delimited(SSD, export, records.rows[export.name], path)
