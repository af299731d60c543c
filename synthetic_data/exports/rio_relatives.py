"""Family links and parental status in RiO, and relatives kept there as non-clients.

Half of the clients have something recorded about being a parent, and some of that is wrong:
that is the gap the product exists for. What was recorded is a fact of the world.
"""

from datetime import date
from types import MappingProxyType

from synthetic_data.exports.rio_details import RioDetails
from synthetic_data.exports.rio_index import RioIndex
from synthetic_data.exports.rio_tables import Client, RioTables, client_id
from synthetic_data.facts import Person

_CHILDREN_AS_NON_CLIENTS, _NON_CLIENT_HAS_ADDRESS = 0.14, 0.6
_LINKED_TO_PARTNER, _PARTNER_AS_NON_CLIENT = 0.35, 0.03
_LESS_CARE = 1.5
_YES = "yes"
_STATUS = MappingProxyType({_YES: "1", "no": "2", "unknown": "9"})


class RioRelatives:
    """Links clients to relatives; a restricted client names nobody and is not asked about."""

    def __init__(self, tables: RioTables, index: RioIndex, details: RioDetails) -> None:
        """Work on the tables of these clients."""
        self._tables = tables
        self._world = tables.world
        self._chance = tables.chance
        self._index = index
        self._details = details
        self._non_clients: dict[int, date] = {}

    def add_relatives(self, client: Client) -> None:
        """Link a client to children and partner, and add what was said of being a parent."""
        status = self._world.parental_status.get(client.person.number, "")
        self._add_children(client, is_parent=status == _YES)
        self._add_partner(client)
        if status:
            word = _parent_word(client) if status == _YES else ""
            self._link(client, "", word, _STATUS[status])

    def _link(self, client: Client, related: str, relationship: str, status: str = "") -> None:
        self._tables.add(
            "ClientFamilyLink",
            {
                "ClientID": client.client_id,
                "RelatedClientID": related,
                "Relationship": relationship,
                "ParentalResponsibility": status,
            },
        )

    def _add_children(self, client: Client, *, is_parent: bool) -> None:
        """Link a few clients to their dependent children, kept as non-clients."""
        world, known = self._world, self._tables.clients
        self._tables.observer.turn_to("children", client.person)
        if not self._chance.happens(_CHILDREN_AS_NON_CLIENTS):
            return
        for child in world.children.get(client.person.number, ()):
            is_born = world.is_dependent(child) and not world.people[child].expected
            if is_born and (child not in known or self._tables.client_known(child)):
                related = self._non_client(client, world.people[child])
                self._link(client, related, _parent_word(client), "1" if is_parent else "")

    def _non_client(self, client: Client, relative: Person) -> str:
        """Return the number of a relative who is mostly in RiO only as that."""
        if relative.number not in self._tables.clients:
            told = self._non_clients.get(relative.number, client.since)
            self._non_clients[relative.number] = min(told, client.since)
        return client_id(relative)

    def _add_partner(self, client: Client) -> None:
        """Link a client to a partner: mostly one who is a client too."""
        number = self._world.partner.get(client.person.number)
        if number is None:
            return
        partner = self._world.people[number]
        self._tables.observer.turn_to("partner", client.person, partner)
        word, roll = self._chance.pick(("SP", "PT")), self._chance.roll()
        if number not in self._tables.clients:
            if roll < _PARTNER_AS_NON_CLIENT:
                self._link(client, self._non_client(client, partner), word)
        elif roll < _LINKED_TO_PARTNER and self._tables.client_known(number):
            self._link(client, client_id(partner), word)

    def add_non_clients(self) -> None:
        """Add the relatives that clients were linked to, once each."""
        tables = self._tables
        for number in sorted(self._non_clients):
            person = self._world.people[number]
            since = max(self._non_clients[number], person.date_of_birth)
            tables.observer.turn_to("client", person)
            seen = tables.observer.portrait(person, care=_LESS_CARE)
            relative = Client(person=person, seen=seen, since=since, is_contact=True)
            self._index.add_client(relative)
            tables.observer.turn_to("relative's address", person)
            if self._chance.happens(_NON_CLIENT_HAS_ADDRESS):
                self._details.add_addresses(relative)


def _parent_word(client: Client) -> str:
    return "MO" if client.person.sex == "F" else "FA"
