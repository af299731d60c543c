"""Contacts in RiO: next of kin, children and professionals, typed in by hand."""

from dataclasses import dataclass

from synthetic_data.addresses import as_written
from synthetic_data.exports.rio import Client, RioTables
from synthetic_data.habits import ADULT_MENTAL_HEALTH, TITLES
from synthetic_data.records import Portrait
from synthetic_data.world import ADULT_AGE, Person, World

_NEXT_OF_KIN, _SECOND_CONTACT, _CLOSEST_FIRST = 0.72, 0.22, 0.75
_CHILDREN_AS_CONTACTS = 0.2
_CARE_COORDINATOR, _SOCIAL_WORKER = 0.35, 0.1
_TYPED_BY_HAND, _TYPED_FROM_A_LIST = 2.2, 0.5
_DELETED, _CALLED_BY_SHORT_NAME, _CALLED_SPOUSE = 0.01, 0.25, 0.6
_HAS_TITLE, _HAS_PHONE, _HAS_OTHER_PHONE, _HAS_EMAIL = 0.5, 0.78, 0.15, 0.2
_ADDRESS_TOGETHER, _ADDRESS_APART = 0.65, 0.35
_TEAM_BASE = {
    "AddressLine1": "Oldmoor Resource Centre",
    "AddressLine2": "Mission Walk",
    "PostCode": "QQ1 0AA",
}


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody around a client, and what they are to the client."""

    person: Person
    relationship: str
    kind: str = "Next of kin"

    @property
    def is_professional(self) -> bool:
        """Say whether the contact is somebody's work."""
        return self.kind == "Professional"


class RioContacts:
    """Adds contacts to clients."""

    def __init__(self, world: World, tables: RioTables) -> None:
        """Work on the tables of these clients."""
        self._world = world
        self._tables = tables
        self._chance = tables.chance

    def add_contacts(self, client: Client, children: list[int]) -> None:
        """Choose who is typed in, and type them in."""
        for contact in (*self._next_of_kin(client), *self._children(children)):
            self._add(client, contact)
        if self._chance.happens(_CARE_COORDINATOR):
            self._add(client, self._professional(self._world.care_coordinators, "Care Coordinator"))
        if children and self._chance.happens(_SOCIAL_WORKER):
            self._add(client, self._professional(self._world.social_workers, "Social Worker"))

    def _next_of_kin(self, client: Client) -> list[Contact]:
        """Choose one of the relatives, mostly the closest, for some a second."""
        chance, kin = self._chance, self._kin(client.person.number)
        if not kin or not chance.happens(_NEXT_OF_KIN):
            return []
        first = kin[0] if chance.happens(_CLOSEST_FIRST) else chance.pick(kin)
        others = [other for other in kin if other is not first]
        return [first, others[0]] if others and chance.happens(_SECOND_CONTACT) else [first]

    def _children(self, children: list[int]) -> list[Contact]:
        if not children or not self._chance.happens(_CHILDREN_AS_CONTACTS):
            return []
        people = [self._world.people[number] for number in children]
        return [
            Contact(person=child, relationship=_word(child, "Daughter", "Son"), kind="Dependant")
            for child in people
            if not child.expected
        ]

    def _professional(self, staff: list[int], relationship: str) -> Contact:
        person = self._world.people[self._chance.pick(staff)]
        return Contact(person=person, relationship=relationship, kind="Professional")

    def _kin(self, number: int) -> list[Contact]:
        """Return grown-up relatives: partner, parents, brothers and sisters, children."""
        world, people = self._world, self._world.people
        kin: dict[int, str] = {}
        if number in world.partner:
            partner = people[world.partner[number]]
            as_spouse = self._chance.happens(_CALLED_SPOUSE)
            kin[partner.number] = _word(partner, "Wife", "Husband") if as_spouse else "Partner"
        for parent in world.parents.get(number, ()):
            kin[parent] = _word(people[parent], "Mother", "Father")
            for child in world.children[parent]:
                kin.setdefault(child, _word(people[child], "Sister", "Brother"))
        for child in world.children.get(number, ()):
            kin.setdefault(child, _word(people[child], "Daughter", "Son"))
        kin.pop(number, None)
        return [
            Contact(person=people[other], relationship=word)
            for other, word in kin.items()
            if people[other].age_at(world.as_at) >= ADULT_AGE
        ]

    def _add(self, client: Client, contact: Contact) -> None:
        chance, person = self._chance, contact.person
        care = _TYPED_FROM_A_LIST if contact.is_professional else _TYPED_BY_HAND
        seen = self._tables.observer.portrait(person, care=care)
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        is_deleted = chance.happens(_DELETED)
        called = person.known_as if chance.happens(_CALLED_BY_SHORT_NAME) else ""
        has_title = is_adult and chance.happens(_HAS_TITLE)
        row_id = self._tables.add(
            "ClientContact",
            {
                "ClientID": client.client_id,
                "ContactType": contact.kind,
                "Title": chance.pick(TITLES[person.sex]) if has_title else "",
                "Firstname": called or seen.given,
                "Surname": seen.family,
                **self._address(client.person, contact, seen),
                "MainPhone": seen.phone if is_adult and chance.happens(_HAS_PHONE) else "",
                "OtherPhone": seen.landline if chance.happens(_HAS_OTHER_PHONE) else "",
                "EMailAddress": seen.email if chance.happens(_HAS_EMAIL) else "",
                "Relationship": contact.relationship,
                "Deleted": is_deleted,
            },
            "ClientContactID",
        )
        self._tables.ledger.add(
            ADULT_MENTAL_HEALTH,
            f"{client.client_id}:contact:{row_id}",
            person.person_id,
            excluded=is_deleted,
        )

    def _address(self, client: Person, contact: Contact, seen: Portrait) -> dict[str, str]:
        """Give an address for some: mostly for those who live with the client."""
        if contact.is_professional:
            return dict(_TEAM_BASE)
        together = self._world.lives_with(client.number, contact.person.number)
        if not self._chance.happens(_ADDRESS_TOGETHER if together else _ADDRESS_APART):
            return {}
        written = as_written(seen.home.dwelling, self._chance)
        return {
            "AddressLine1": written.line,
            "AddressLine2": written.town,
            "PostCode": seen.postcode,
        }


def _word(person: Person, feminine: str, masculine: str) -> str:
    return feminine if person.sex == "F" else masculine
