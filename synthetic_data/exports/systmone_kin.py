"""Whom a mental health trust on SystmOne writes down around its clients.

Half of the clients were asked whether they are parents; the system has a place only for a yes.
Children whom the trust knows of are often patients in it: all the more where they have a
protection plan.
"""

from datetime import date
from types import MappingProxyType

from synthetic_data.exports.rio_kin import CLOSENESS, Kin, Kinship, Relative
from synthetic_data.exports.systmone_relatives import SystmoneRelatives, Tie
from synthetic_data.exports.systmone_tables import Patient, SystmoneTables, patient_id
from synthetic_data.facts import Person, Stage

_NEXT_OF_KIN, _SECOND = 0.72, 0.22
_LINKED_TO_PATIENT, _CALLED_PARTNER, _CARES = 0.4, 0.4, 0.1
_CHILD_NAMED, _CHILD_IS_PATIENT, _CHILD_WITH_PLAN_IS_PATIENT = 0.2, 0.2, 0.85
_CARE_COORDINATOR, _SOCIAL_WORKER = 0.35, 0.1
# Of a woman, of a man.
_WORDS = MappingProxyType(
    {
        Kin.PARTNER: ("Wife", "Husband"),
        Kin.PARENT: ("Mother", "Father"),
        Kin.CHILD: ("Daughter", "Son"),
        Kin.SIBLING: ("Sister", "Brother"),
        Kin.FOSTER_CARER: ("Foster carer", "Foster carer"),
        Kin.FORMER_PARTNER: ("Ex partner", "Ex partner"),
        Kin.GRANDPARENT: ("Grandmother", "Grandfather"),
    }
)


class TrustKin:
    """Adds relatives and staff to clients; `children` are those who become patients by it."""

    def __init__(self, tables: SystmoneTables, clients: dict[int, Patient]) -> None:
        """Choose for these clients."""
        self._tables = tables
        self._world = tables.world
        self._chance = tables.chance
        self._turn_to = tables.observer.turn_to
        self._clients = clients
        self._kinship = Kinship(tables.world)
        self._relatives = SystmoneRelatives(tables)
        self._with_plan = {s.person for s in self._world.spells if s.stage is Stage.PROTECTION_PLAN}
        self.children: dict[int, date] = {}

    def add(self, client: Patient) -> None:
        """Add next of kin, children and staff, each once."""
        added = self._add_next_of_kin(client)
        self._add_children(client, added)
        self._add_staff(client)

    def _add_next_of_kin(self, client: Patient) -> set[int]:
        self._turn_to("next of kin", client.person)
        wanted = int(self._chance.happens(_NEXT_OF_KIN))
        wanted += wanted * int(self._chance.happens(_SECOND))
        ranked = sorted(
            (self._rank(client, relative), relative.person.number, relative)
            for relative in self._kinship.of(client.person.number)
            if relative.ended is None or relative.ended > client.since
        )
        for place, (_, _, relative) in enumerate(ranked[:wanted]):
            self._add_relative(client, relative, is_first=place == 0)
        return {number for _, number, _ in ranked[:wanted]}

    def _rank(self, client: Patient, relative: Relative) -> float:
        """Draw a relative's place, whoever the other relatives are."""
        self._turn_to("kin", client.person, relative.person)
        return self._chance.roll() * CLOSENESS[relative.kin]

    def _add_relative(self, client: Patient, relative: Relative, *, is_first: bool) -> None:
        person, chance = relative.person, self._chance
        self._turn_to("tie", client.person, person)
        is_linked, is_partner = chance.happens(_LINKED_TO_PATIENT), chance.happens(_CALLED_PARTNER)
        cares = chance.happens(_CARES)
        word = _WORDS[relative.kin][person.sex == "M"]
        tie = Tie(
            person=person,
            word="Partner" if is_partner and relative.kin is Kin.PARTNER else word,
            since=max(client.since, person.date_of_birth),
            ended=relative.ended,
            next_of_kin=is_first,
            cares=cares,
        )
        known = self._clients.get(person.number)
        if known is not None and is_linked:
            self._relatives.add_patient(client, tie, known.patient_id)
        else:
            self._relatives.add_typed(client, tie)

    def _add_children(self, client: Patient, added: set[int]) -> None:
        """Add children under age; who said to be a parent is ticked as one, named child or not."""
        number, world = client.person.number, self._world
        says_so = world.parental_status.get(number) == "yes"
        is_told = False
        for child in world.children.get(number, ()):
            person = world.people[child]
            if world.is_dependent(child) and not person.expected and child not in added:
                is_told |= self._add_child(client, person, says_so=says_so)
        if says_so and not is_told:
            self._relatives.add_nameless_child(client)

    def _add_child(self, client: Patient, child: Person, *, says_so: bool) -> bool:
        """Add a child as a patient or by name, and say whether it was."""
        has_plan = child.number in self._with_plan
        self._turn_to("child", client.person, child)
        is_named, roll = self._chance.happens(_CHILD_NAMED), self._chance.roll()
        since = max(client.since, child.date_of_birth)
        word = _WORDS[Kin.CHILD][child.sex == "M"]
        tie = Tie(person=child, word=word, since=since, has_responsibility=says_so)
        if roll < (_CHILD_WITH_PLAN_IS_PATIENT if has_plan else _CHILD_IS_PATIENT):
            self.children[child.number] = min(since, self.children.get(child.number, since))
            self._relatives.add_patient(client, tie, patient_id(child))
            return True
        if is_named:
            self._relatives.add_typed(client, tie)
        return is_named

    def _add_staff(self, client: Patient) -> None:
        world, chance = self._world, self._chance
        for share, staff, word in (
            (_CARE_COORDINATOR, world.care_coordinators, "Care coordinator"),
            (_SOCIAL_WORKER, world.social_workers, "Social worker"),
        ):
            self._turn_to(word, client.person)
            is_added, person = chance.happens(share), world.people[chance.pick(staff)]
            if is_added and person is not client.person:
                self._relatives.add_staff(client, person, word)
