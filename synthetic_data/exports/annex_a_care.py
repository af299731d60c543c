"""Lists 8 to 11 of Annex A: children looked after, care leavers, adoption.

Adopters are nobody of the world: their numbers are made from the family's, so that no list says who
adopted a child of the town.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from synthetic_data.exports.annex_a_children import ChildDesk
from synthetic_data.exports.annex_a_words import (
    FOSTERED,
    SEXES,
    WITH_PARENTS,
    ethnic_words,
    need_words,
    yes_or_no,
)
from synthetic_data.exports.care import InCare, children_in_care
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_spells import ceased_reason
from synthetic_data.exports.workbook import Cell, CellRow
from synthetic_data.facts import Spell
from synthetic_data.identifiers import Scatter
from synthetic_data.records.addresses import postcode_as_written

_A_YEAR = timedelta(days=365)
_LEAVERS, _LEAVES_FROM, _YEARS_BACK = range(17, 22), 16, 4
_STATUSES = ("C2: FCO", "C2: FCO", "C1: ICO", "V2: Section 20")
_ADOPTED = ("E11", "E12")
_FAMILIES = Scatter(size=80_000_000, key=11)
_LEAST_FAMILY, _ADOPTERS = 10_000_000, ("M", "F")
_WRONG_POSTCODE, _NO_POSTCODE = 0.01, 0.06
_STEPS = {"decided_on": 0.3, "order_on": 0.4, "matched_on": 0.5, "placed_on": 0.6}


class CareLists:
    """Fills the lists of care and of what follows it."""

    def __init__(self, records: SocialCareRecords, children: ChildDesk, since: date) -> None:
        """Look back to a day; in the lists of leavers and of adoption, further."""
        self._records = records
        self._as_at = records.world.as_at
        self._children = children
        self._since = since

    def rows(self) -> dict[int, list[CellRow]]:
        """Return the rows of each list by its number."""
        records, a_year_ago = self._records, self._as_at - _A_YEAR
        earlier = self._since - _YEARS_BACK * _A_YEAR
        adopted = [
            (child, spell)
            for child in children_in_care(records, a_year_ago)
            for spell, need in child.periods
            if ceased_reason(spell, need) in _ADOPTED
        ]
        return {
            8: [r for child in children_in_care(records, self._since) for r in self._care(child)],
            9: [r for child in children_in_care(records, earlier) for r in self._leaver(child)],
            10: [self._adoption(child, spell) for child, spell in adopted],
            11: [row for child, _ in adopted for row in self._adopters(child)],
        }

    def _person(self, child: InCare, list_: int) -> dict[str, Cell]:
        return self._children.person(child.known.person.number, list_)

    def _care(self, child: InCare) -> Iterator[CellRow]:
        """Give the latest period of care."""
        spell, need = child.periods[-1]
        placements = child.placements_in(spell)
        there = placements[-1] if placements else child.home_at(spell.start)
        chance = self._records.chance
        self._records.observer.turn_to(f"care {spell.start}", child.known.person)
        status, has_postcode = chance.pick(_STATUSES), not chance.happens(_NO_POSTCODE)
        postcode = there.dwelling.postcode if there and has_postcode else ""
        yield {
            **self._person(child, 8),
            "unaccompanied": False,
            "started_on": spell.start,
            "need": need_words(spell.need or need.need or "N1"),
            "legal_status": status,
            "ceased_on": spell.end,
            "ceased_because": ceased_reason(spell, need),
            "placed_on": placements[-1].first if placements else spell.start,
            "placement_type": FOSTERED if placements else WITH_PARENTS,
            "placement_postcode": postcode
            and postcode_as_written(postcode, chance, _WRONG_POSTCODE),
            **self._children.staff(child.known.person, 8),
        }

    def _leaver(self, child: InCare) -> Iterator[CellRow]:
        """Give a young person who was in care at sixteen or later, and has left."""
        ends = [spell.end for spell, _ in child.periods if spell.end]
        left = max(ends, default=None)
        if left and child.age_on(left) >= _LEAVES_FROM and child.age_on(self._as_at) in _LEAVERS:
            yield {
                **self._person(child, 9),
                "eligibility": "b) Former relevant child",
                "in_touch": yes_or_no(True),  # noqa: FBT003 - the answer itself
                **self._children.staff(child.known.person, 9),
            }

    def _family(self, child: InCare) -> int:
        return _LEAST_FAMILY + _FAMILIES.at(child.known.person.serial)

    def _adoption(self, child: InCare, spell: Spell) -> CellRow:
        days = (spell.end or self._as_at) - spell.start
        return {
            **self._person(child, 10),
            "family_id": str(self._family(child)),
            "entered_care_on": spell.start,
            **{name: spell.start + days * share for name, share in _STEPS.items()},
            "adopted_on": spell.end,
        }

    def _adopters(self, child: InCare) -> Iterator[CellRow]:
        """Give two adopters of the family."""
        for place, sex in enumerate(_ADOPTERS, start=1):
            yield {
                "adopter_id": f"{self._family(child)}{place}",
                "family_id": str(self._family(child)),
                "sex": SEXES[sex][0],
                "ethnicity": ethnic_words("WBRI"),
            }
