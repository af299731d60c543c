"""Whom the case management system holds because of a child it works with.

Whether somebody is held depends on the two of them alone, so that a new case changes nothing
elsewhere. The dataset keeps few of them: it loses parents, which is why the raw tables are read.
"""

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from synthetic_data.exports.ssd_known import Known, SocialCareRecords
from synthetic_data.exports.ssd_tables import AGAIN, FIRST_PARENT, PARENTS_NUMBERED, person_id
from synthetic_data.facts import CareTie, Role

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
_ENTERED_TWICE, _ENTERED_WITH_EACH_CHILD = 0.012, 0.03
_RESTRICTED_WITH_CHILD = 0.6
_WORKER_AS_RELATION = 0.04


class Surroundings:
    """Adds the people around the children to those who are held."""

    def __init__(self, records: SocialCareRecords) -> None:
        """Look around these children; `ties` holds those of every child who may be held."""
        self._records = records
        self._world = records.world
        self._chance = records.chance
        self.ties: dict[int, list[CareTie]] = {}
        near = {each for child in records.spells for each in (child, *self._home(child))}
        for tie in self._world.ties:
            if tie.child in near:
                self.ties.setdefault(tie.child, []).append(tie)

    def add(self) -> None:
        """Hold most carers, present and former, and some of the children they also look after."""
        records, cases = self._records, dict[int, list[Known]]()
        for child in sorted(records.spells):
            for number in dict.fromkeys((*self._carers(child), *self._siblings(child))):
                if number not in records.spells:
                    cases.setdefault(number, []).append(records.known[child])
        for number in sorted(cases):
            records.known[number] = self._known(number, cases[number])
        self._add_workers()

    def _home(self, child: int) -> Sequence[int]:
        """Return who lives where a child does; the dead and the adopted have no home here."""
        home = self._world.households[self._world.birth_home(child)]
        return () if home.away else home.members

    def _happens_to(self, matter: str, child: int, other: int, share: float) -> bool:
        people = self._world.people
        self._records.observer.turn_to(matter, people[child], people[other])
        return self._chance.happens(share)

    def _carers(self, child: int) -> Iterator[int]:
        for tie in self.ties.get(child, ()):
            if self._happens_to("known carer", child, tie.adult, _KNOWN_ADULT[tie.role]):
                yield tie.adult

    def _siblings(self, child: int) -> Iterator[int]:
        """Give some of the other children at home."""
        for other in sorted(self._home(child)):
            is_other = other != child and self._records.is_child(other)
            if is_other and self._happens_to("known sibling", child, other, _KNOWN_SIBLING):
                yield other

    def _known(self, number: int, cases: Sequence[Known]) -> Known:
        """Hold somebody, in some cases under several ids."""
        person, chance = self._world.people[number], self._chance
        self._records.observer.turn_to("entries", person)
        entered, in_cohort = chance.roll(), chance.happens(_MOTHER_IN_COHORT)
        restricted = chance.happens(_RESTRICTED_WITH_CHILD)
        each = self._entered_for(number, cases) if entered < _ENTERED_WITH_EACH_CHILD else {}
        ids = tuple(dict.fromkeys(each.values())) or (person_id(person),)
        if entered > 1.0 - _ENTERED_TWICE:
            ids = (*ids, person_id(person, AGAIN))
        ends = [case.until for case in cases if case.until is not None]
        return Known(
            person=person,
            ids=ids,
            since=min(case.since for case in cases),
            until=max(ends) if len(ends) == len(cases) else None,
            in_cohort=in_cohort and self._is_mother(number, cases),
            restricted=restricted and all(case.restricted for case in cases),
            is_child=self._records.is_child(number),
            entered_for=each,
        )

    def _entered_for(self, parent: int, cases: Iterable[Known]) -> dict[int, str]:
        """Give a parent an id beside each child, in the order in which the children came."""
        found: dict[int, str] = {}
        for case in sorted(cases, key=lambda case: (case.since, case.person.number)):
            parents = self._world.parents.get(case.person.number, ())[:PARENTS_NUMBERED]
            if parent in parents:
                slot = FIRST_PARENT + parents.index(parent)
                found[case.person.number] = person_id(case.person, slot)
        return found

    def _is_mother(self, number: int, cases: Iterable[Known]) -> bool:
        """Say whether somebody is the mother of a child of the recent cohort."""
        return any(
            tie.adult == number and tie.role is Role.MOTHER
            for case in cases
            if case.in_cohort
            for tie in self.ties.get(case.person.number, ())
        )

    def _add_workers(self) -> None:
        """Hold the social workers whom somebody entered among the relations of a child."""
        world, records, cases = self._world, self._records, dict[int, list[Known]]()
        for child in sorted(records.spells):
            records.observer.turn_to("worker", world.people[child])
            if self._chance.happens(_WORKER_AS_RELATION):
                records.workers[child] = self._chance.pick(world.social_workers)
                cases.setdefault(records.workers[child], []).append(records.known[child])
        for number in sorted(cases):
            person = world.people[number]
            since = min(case.since for case in cases[number])
            records.known[number] = Known(
                person=person, ids=(person_id(person),), since=since, until=None
            )
