"""Relationships of the case management system beside care: siblings, couples, social workers."""

from collections.abc import Iterator

from synthetic_data.exports.ssd_known import Known, SocialCareRecords
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.exports.ssd_ties import Relation, add_relation
from synthetic_data.exports.ssd_words import (
    BROTHER,
    CLIENT,
    FORMER_PARTNER,
    HALF_SIBLING,
    PARTNER,
    SIBLING,
    SISTER,
    SOCIAL_WORKER,
    described,
)

_SIBLINGS, _SIBLINGS_BOTH_WAYS, _BY_SEX = 0.5, 0.3, 0.3
_PARTNERS, _PARTNERS_BOTH_WAYS, _FORMER_PARTNERS = 0.6, 0.2, 0.4
_SIBLING_ROW, _PARTNER_ROW, _FORMER_ROW, _WORKER_ROW = 4, 5, 6, 7
_COUPLE = 2


class SocialCareKin:
    """Adds relationships among the people a system holds."""

    def __init__(self, records: SocialCareRecords, tables: SocialCareTables) -> None:
        """Work on the people held."""
        self._records = records
        self._known = records.known
        self._world = records.world
        self._chance = records.chance
        self._tables = tables

    def add_kin(self) -> None:
        """Add siblings, couples, couples of old, and the workers among the relations."""
        for number in sorted(self._known):
            for other in self._siblings(number):
                self._add_siblings(self._known[number], self._known[other])
            partner = self._world.partner.get(number, -1)
            if partner > number and partner in self._known:
                self._add_partners(self._known[number], self._known[partner])
        for one, other in dict.fromkeys(self._former_couples()):
            self._add_former_partners(self._known[one], self._known[other])
        for child, worker in self._records.workers.items():
            self._add_worker(self._known[worker], self._known[child])

    def _add(self, one: Known, other: Known, words: tuple[str, str], slot: int) -> None:
        relation = Relation(one=one.ids[0], other=other.ids[0], type=described(*words), slot=slot)
        add_relation(self._tables, relation)

    def _siblings(self, number: int) -> list[int]:
        """Return the brothers and sisters held who come after somebody."""
        world = self._world
        parents = world.parents.get(number, ())
        others = {other for parent in parents for other in world.children.get(parent, ())}
        return sorted(other for other in others if other > number and other in self._known)

    def _add_siblings(self, one: Known, other: Known) -> None:
        """Join some brothers and sisters; those who share one parent are half siblings."""
        chance, parents = self._chance, self._world.parents
        self._records.observer.turn_to("siblings", one.person, other.person)
        is_entered, both_ways = chance.happens(_SIBLINGS), chance.happens(_SIBLINGS_BOTH_WAYS)
        if not is_entered:
            return
        is_half = set(parents[one.person.number]) != set(parents[other.person.number])
        words = (HALF_SIBLING, HALF_SIBLING) if is_half else (SIBLING, SIBLING)
        is_born = not (one.person.expected or other.person.expected)
        if chance.happens(_BY_SEX) and not is_half and is_born:
            words = _by_sex(one), _by_sex(other)
        self._add(one, other, words, _SIBLING_ROW)
        if both_ways:
            self._add(other, one, (words[1], words[0]), _SIBLING_ROW)

    def _add_partners(self, one: Known, other: Known) -> None:
        self._records.observer.turn_to("partners", one.person, other.person)
        if self._chance.happens(_PARTNERS):
            self._add(one, other, (PARTNER, PARTNER), _PARTNER_ROW)
            if self._chance.happens(_PARTNERS_BOTH_WAYS):
                self._add(other, one, (PARTNER, PARTNER), _PARTNER_ROW)

    def _former_couples(self) -> Iterator[tuple[int, int]]:
        """Give the parents of children who are no longer a couple."""
        world = self._world
        for child in sorted(self._records.spells):
            parents = [each for each in world.parents.get(child, ()) if each in self._known]
            if len(parents) == _COUPLE and world.partner.get(parents[0]) != parents[1]:
                yield min(parents), max(parents)

    def _add_former_partners(self, one: Known, other: Known) -> None:
        self._records.observer.turn_to("former partners", one.person, other.person)
        if self._chance.happens(_FORMER_PARTNERS):
            relation = Relation(
                one=one.ids[0],
                other=other.ids[0],
                type=described(FORMER_PARTNER, FORMER_PARTNER),
                slot=_FORMER_ROW,
                last=self._world.parted_on(one.person.number, other.person.number),
            )
            add_relation(self._tables, relation)

    def _add_worker(self, worker: Known, child: Known) -> None:
        """Enter a child's social worker as if of the family, while the case is open."""
        relation = Relation(
            one=worker.ids[0],
            other=child.ids[0],
            type=described(SOCIAL_WORKER, CLIENT),
            slot=_WORKER_ROW,
            first=child.since,
            last=child.until,
            category="Professional",
        )
        add_relation(self._tables, relation)


def _by_sex(known: Known) -> str:
    return SISTER if known.person.sex == "F" else BROTHER
