"""Family links and parental status in RiO, and relatives kept there as non-clients.

Half of the clients have something recorded about being a parent, and some of that is wrong:
that is the gap the product exists for.
"""

from synthetic_data.exports.rio import Client, RioTables
from synthetic_data.exports.rio_contacts import RioContacts
from synthetic_data.exports.rio_details import RioClients
from synthetic_data.world import World

_STATUS_RECORDED = 0.45
_PARENT_WRITTEN_NO, _PARENT_WRITTEN_UNKNOWN = 0.12, 0.06
_OTHER_WRITTEN_YES, _OTHER_WRITTEN_UNKNOWN = 0.03, 0.07
_CHILDREN_AS_NON_CLIENTS, _NON_CLIENT_HAS_ADDRESS = 0.14, 0.6
_LINKED_TO_PARTNER = 0.35
_LESS_CARE = 1.5
_YES, _NO, _UNKNOWN = "1", "2", "9"


class RioRelatives:
    """Adds to a set of clients what is known of their relatives."""

    def __init__(self, world: World, tables: RioTables) -> None:
        """Work on the tables of these clients."""
        self._world = world
        self._tables = tables
        self._chance = tables.chance
        self._non_clients: dict[int, str] = {}
        self._details = RioClients(world, tables)
        self._contacts = RioContacts(world, tables)

    def add_relatives(self) -> None:
        """Go through the clients; a sensitive record names nobody."""
        for client in list(self._tables.clients.values()):
            if not client.is_sensitive:
                children = self._dependent_children(client.person.number)
                self._add_children(client, children)
                self._add_partner(client)
                self._add_status(client, is_parent=bool(children))
                self._contacts.add_contacts(client, children)

    def _dependent_children(self, adult: int) -> list[int]:
        """Return an adult's own children who are dependent."""
        children = self._world.children.get(adult, ())
        return [child for child in children if self._world.is_dependent(child)]

    def _link(self, client: Client, related: str, relationship: str, responsibility: str) -> None:
        self._tables.add(
            "ClientFamilyLink",
            {
                "ClientID": client.client_id,
                "RelatedClientID": related,
                "Relationship": relationship,
                "ParentalResponsibility": responsibility,
            },
        )

    def _add_children(self, client: Client, children: list[int]) -> None:
        """Link a few clients to their children, kept as non-clients."""
        if children and self._chance.happens(_CHILDREN_AS_NON_CLIENTS):
            for child in children:
                if not self._world.people[child].expected:
                    self._link(client, self._non_client(child), _parent_word(client), _YES)

    def _non_client(self, number: int) -> str:
        """Return the number of a relative who is in RiO only as that; added once."""
        if number in self._non_clients:
            return self._non_clients[number]
        tables, person = self._tables, self._world.people[number]
        relative = Client(
            client_id=tables.next_client_id(),
            person=person,
            seen=tables.observer.portrait(person, care=_LESS_CARE),
            since=self._world.as_at,
            is_contact=True,
        )
        tables.add_client(relative)
        if self._chance.happens(_NON_CLIENT_HAS_ADDRESS):
            self._details.add_addresses(relative)
        self._non_clients[number] = relative.client_id
        return relative.client_id

    def _add_partner(self, client: Client) -> None:
        """Link a client to a partner who is a client too."""
        partner = self._world.partner.get(client.person.number, -1)
        related = self._tables.clients.get(partner)
        if related is None or related.is_sensitive:
            return
        if self._chance.happens(_LINKED_TO_PARTNER):
            self._link(client, related.client_id, self._chance.pick(("SP", "PT")), "")

    def _add_status(self, client: Client, *, is_parent: bool) -> None:
        """Record, for some, whether the client is a parent, with no child named."""
        if not self._chance.happens(_STATUS_RECORDED):
            return
        roll = self._chance.roll()
        wrong = _PARENT_WRITTEN_NO if is_parent else _OTHER_WRITTEN_YES
        unknown = _PARENT_WRITTEN_UNKNOWN if is_parent else _OTHER_WRITTEN_UNKNOWN
        said_yes = is_parent != (roll < wrong)
        status = _UNKNOWN if roll > 1.0 - unknown else _YES if said_yes else _NO
        self._link(client, "", _parent_word(client) if status == _YES else "", status)


def _parent_word(client: Client) -> str:
    return "MO" if client.person.sex == "F" else "FA"
