"""Relationships in the case management system, as they were entered: one way, both ways, ended."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from synthetic_data.exports.ssd_known import Known, SocialCareRecords
from synthetic_data.exports.ssd_tables import SocialCareTables, pair_id
from synthetic_data.exports.ssd_words import ADOPTED, TYPES, described, elder_word, younger_word
from synthetic_data.facts import PARENTS, CareTie, Role

_RESPONSIBLE = MappingProxyType({Role.MOTHER: 0.95, Role.FATHER: 0.75, Role.GUARDIAN: 0.95})
_INFORMAL = (Role.GRANDPARENT_CARER, Role.OTHER_CARER)
_FROM_ELDER, _BOTH_WAYS = 0.62, 0.23
_SAID_SON_OR_DAUGHTER, _SAID_ADOPTED, _END_NOT_ENTERED = 0.3, 0.5, 0.1
_MOST_TIES_OF_A_PAIR = 3
FAMILY = "Family"


@dataclass(frozen=True, kw_only=True)
class Relation:
    """A row: who is what to whom, and which of the pair's rows it is."""

    one: str
    other: str
    type: str
    slot: int
    first: date | None = None
    last: date | None = None
    category: str = FAMILY


def add_relation(
    tables: SocialCareTables, relation: Relation, flags: Mapping[str, bool] = MappingProxyType({})
) -> None:
    """Write a relationship."""
    tables.add(
        "dm_personal_relationships",
        {
            "personal_relationship_id": pair_id(relation.one, relation.other, relation.slot),
            "person_id": relation.one,
            "other_person_id": relation.other,
            "personal_rel_type_id": TYPES[relation.type],
            "start_date": relation.first,
            "end_date": relation.last,
            "family_category": relation.category,
            **flags,
        },
    )


class SocialCareTies:
    """Adds the ties of children to the adults who have, or had, care of them."""

    def __init__(self, records: SocialCareRecords, tables: SocialCareTables) -> None:
        """Work on the people held."""
        self._records = records
        self._known = records.known
        self._chance = records.chance
        self._tables = tables
        self._adopted = frozenset(records.world.adopted.values())

    def add_ties(self, ties: Mapping[int, Sequence[CareTie]]) -> None:
        """Add every tie of two people who are held, in the order of the children."""
        for child in sorted(self._known):
            of_adult: Counter[int] = Counter()
            for tie in ties.get(child, ()):
                slot = of_adult[tie.adult]
                of_adult[tie.adult] += 1
                if tie.adult in self._known and slot <= _MOST_TIES_OF_A_PAIR:
                    self._add(tie, slot)

    def _add(self, tie: CareTie, slot: int) -> None:
        """Enter a tie from the adult's end, from the child's, or from both."""
        chance, child, adult = self._chance, self._known[tie.child], self._known[tie.adult]
        self._records.observer.turn_to(f"tie {slot}", child.person, adult.person)
        roll, is_responsible = chance.roll(), chance.happens(_RESPONSIBLE.get(tie.role, 0.0))
        last = self._last(tie)
        elder_id, child_id = self._ids(child, adult)
        elder, younger = self._words(tie)
        born = None if child.person.expected else child.person.date_of_birth
        first = tie.since or born
        if roll < _FROM_ELDER + _BOTH_WAYS:
            relation = Relation(
                one=elder_id,
                other=child_id,
                type=described(elder, younger),
                slot=slot,
                first=first,
                last=last,
            )
            flags = {
                "is_mother": tie.role is Role.MOTHER,
                "parental_responsibility": is_responsible,
                "is_informal_carer": tie.role in _INFORMAL,
            }
            add_relation(self._tables, relation, flags)
        if roll >= _FROM_ELDER:
            relation = Relation(
                one=child_id,
                other=elder_id,
                type=described(younger, elder),
                slot=slot,
                first=first,
                last=last,
            )
            add_relation(self._tables, relation)
        if tie.role is Role.MOTHER and last is None and adult.in_cohort and child.in_cohort:
            self._add_mother(elder_id, child_id, born)

    def _ids(self, child: Known, adult: Known) -> tuple[str, str]:
        """Return the ids of the pair; of an adult who was entered twice, either."""
        if adult.entered_for:
            return adult.id_for(child.person.number), child.ids[0]
        return self._chance.pick(adult.ids), child.ids[0]

    def _last(self, tie: CareTie) -> date | None:
        """Return the day a tie ended, which nobody entered for some; an adoption always is."""
        is_forgotten = self._chance.happens(_END_NOT_ENTERED) and tie.role not in PARENTS
        return None if is_forgotten else tie.until

    def _words(self, tie: CareTie) -> tuple[str, str]:
        """Return what the adult and the child are called."""
        child, adult = self._known[tie.child].person, self._known[tie.adult].person
        is_exact = self._chance.happens(_SAID_SON_OR_DAUGHTER)
        is_said = self._chance.happens(_SAID_ADOPTED)
        if is_said and tie.child in self._adopted and tie.role in PARENTS:
            return elder_word(tie.role, adult.sex, adoptive=True), ADOPTED
        younger = younger_word(tie.role, child.sex, expected=child.expected, plain=not is_exact)
        return elder_word(tie.role, adult.sex), younger

    def _add_mother(self, mother: str, child: str, born: date | None) -> None:
        row = {"moth_person_id": mother, "moth_childs_person_id": child, "moth_childs_dob": born}
        self._tables.add("ssd_mother", {"moth_table_id": pair_id(mother, child, 0), **row})
