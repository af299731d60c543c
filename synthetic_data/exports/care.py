"""Children in care as the statutory returns tell of them: who, and which periods of care.

The returns are made from the records of the case management system and use its ids. How a period
is written is the business of each return.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from synthetic_data.exports.ssd_entries import Entry, EntryDesk
from synthetic_data.exports.ssd_known import Known, SocialCareRecords
from synthetic_data.facts import Spell, Stage, Stay

_EPISODES = (Stage.IN_NEED, Stage.NO_FURTHER_ACTION)


@dataclass(frozen=True, kw_only=True)
class InCare:
    """A child with its entry, and its periods of care, each with the episode of need around it."""

    known: Known
    entry: Entry
    periods: tuple[tuple[Spell, Spell], ...]
    stays: tuple[Stay, ...]

    def home_at(self, day: date) -> Stay | None:
        """Return the family's home in which the child lived when it came into care."""
        homes = [stay for stay in self.stays if stay.use != "placement" and stay.first <= day]
        return homes[-1] if homes else None

    def placements_in(self, spell: Spell) -> list[Stay]:
        """Return the foster homes of a period, the earliest first."""
        last = spell.end or date.max
        return [
            stay
            for stay in self.stays
            if stay.use == "placement" and spell.start <= stay.first <= last
        ]

    def age_on(self, day: date) -> int:
        """Return the child's age, as the world has it."""
        return self.known.person.age_at(day)


def children_in_care(records: SocialCareRecords, since: date) -> Iterator[InCare]:
    """Give every child with a period of care that was open on a day or later."""
    entries = EntryDesk(records)
    for child, spells in records.spells.items():
        known = records.known[child]
        cases = {spell.case: spell for spell in reversed(spells) if spell.stage in _EPISODES}
        periods = tuple(
            (spell, cases.get(spell.case, spell))
            for spell in spells
            if spell.stage is Stage.LOOKED_AFTER and (spell.end is None or spell.end >= since)
        )
        if periods:
            yield InCare(
                known=known,
                entry=entries.entry(known.ids[0], known),
                periods=periods,
                stays=records.world.stays[child],
            )
