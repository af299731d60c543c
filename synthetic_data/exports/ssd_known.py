"""Whom the case management system holds, and under which ids: the children worked with first.

Who is held around them is `ssd_around`. How they are written is `ssd_people`, their ties
`ssd_ties`, the work `ssd_spells`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from synthetic_data.exports.ssd_tables import AGAIN, person_id, return_year_before
from synthetic_data.facts import ADULT_AGE, Person, Spell, Stage
from synthetic_data.records.observer import Observer
from synthetic_data.world import World

_ENTERED_TWICE = 0.004
_COHORT_YEARS = 2


@dataclass(frozen=True, kw_only=True)
class Known:
    """A person the system holds: their ids in it, and the period it has known them.

    Of a parent who was entered anew with each child, `entered_for` says which id is whose.
    """

    person: Person
    ids: tuple[str, ...]
    since: date
    until: date | None
    in_cohort: bool = False
    restricted: bool = False
    is_child: bool = False
    entered_for: Mapping[int, str] = field(default_factory=dict)

    def id_for(self, child: int) -> str:
        """Return the id under which the person stands beside a child."""
        return self.entered_for.get(child, self.ids[0])


class SocialCareRecords:
    """Who is held, and what was done for them; `workers` are those entered as a relation."""

    def __init__(self, observer: Observer) -> None:
        """Hold the children with a spell."""
        self.world: World = observer.world
        self.observer = observer
        self.chance = observer.chance
        self.spells = _spells_by_child(self.world.spells)
        self.workers: dict[int, int] = {}
        self._cohort_since = return_year_before(self.world.as_at, _COHORT_YEARS)
        self.known = {child: self._known_child(child) for child in sorted(self.spells)}

    def _known_child(self, child: int) -> Known:
        spells, person = self.spells[child], self.world.people[child]
        ends = [spell.end for spell in spells if spell.end]
        is_open = len(ends) < len(spells)
        placed = [spell.start for spell in spells if spell.stage is Stage.LOOKED_AFTER]
        self.observer.turn_to("entries", person)
        again = (person_id(person, AGAIN),) if self.chance.happens(_ENTERED_TWICE) else ()
        return Known(
            person=person,
            ids=(person_id(person), *again),
            # A placement is the council's own doing: it knows that address.
            since=max([min(spell.start for spell in spells), *placed]),
            until=None if is_open else max(ends),
            in_cohort=is_open or max(ends) >= self._cohort_since,
            restricted=any(spell.restricted for spell in spells),
            is_child=self.is_child(child),
        )

    def is_child(self, number: int) -> bool:
        """Say whether somebody is under age on the night."""
        return self.world.people[number].age_at(self.world.as_at) < ADULT_AGE


def _spells_by_child(spells: Iterable[Spell]) -> dict[int, list[Spell]]:
    """Gather the spells of social care and early help, of every child in their order."""
    found: dict[int, list[Spell]] = {}
    for spell in spells:
        if spell.stage is not Stage.MENTAL_HEALTH:
            found.setdefault(spell.person, []).append(spell)
    for child in found.values():
        child.sort(key=lambda spell: (spell.start, spell.case, spell.stage))
    return found
