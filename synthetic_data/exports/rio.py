"""Adult mental health clients in RiO: who is one, and in what order their rows are written.

Index and names are `rio_index`, addresses, phones and referrals `rio_details`, relatives
`rio_relatives`, contacts `rio_contacts`.
"""

from dataclasses import replace
from datetime import date

from synthetic_data.exports.desk import Desk
from synthetic_data.exports.rio_contacts import RioContacts
from synthetic_data.exports.rio_details import RioDetails
from synthetic_data.exports.rio_family_form import RioFamilyForm
from synthetic_data.exports.rio_index import RioIndex
from synthetic_data.exports.rio_relatives import RioRelatives
from synthetic_data.exports.rio_tables import TWIN, Client, RioTables
from synthetic_data.facts import Person, Spell, Stage

_ENTERED_AGAIN = 0.006
_SAYS_SO = 0.5
"""The homeless whose record says so at once: in a trust, 0.2% to 0.4% of clients have no abode."""
_CROSSED_OUT = ("DUPLICATE", "DO NOT USE", "ZZ DUPLICATE", "")


def gather_clients(tables: RioTables) -> None:
    """Take up every adult with a referral, open or closed."""
    spells: dict[int, list[Spell]] = {}
    for spell in tables.world.spells:
        if spell.stage is Stage.MENTAL_HEALTH:
            spells.setdefault(spell.person, []).append(spell)
    for number in sorted(spells):
        tables.clients[number] = _client(tables, number, spells[number])


def _client(tables: RioTables, number: int, spells: list[Spell]) -> Client:
    person = tables.world.people[number]
    referrals = tuple(sorted(spells, key=lambda spell: (spell.start, spell.case)))
    ends = [spell.end for spell in spells if spell.end is not None]
    since, until = referrals[0].start, max(ends) if len(ends) == len(spells) else None
    tables.observer.turn_to("client", person)
    told = _told_since(tables, person, since, until)
    return Client(
        person=person,
        seen=tables.observer.portrait(person, since=told, until=until),
        since=since,
        until=until,
        referrals=referrals,
        is_sensitive=any(spell.restricted for spell in spells),
    )


def _told_since(tables: RioTables, person: Person, since: date, until: date | None) -> date:
    """Return the day of the oldest news: some of those who lost their home said so at once."""
    says_so, latest = tables.chance.happens(_SAYS_SO), tables.world.stays[person.number][-1]
    if not says_so or latest.dwelling.kind != "no_fixed_abode":
        return since
    return max(since, min(latest.first, until or latest.first))


def _twin(tables: RioTables, client: Client) -> Client | None:
    """Return a second entry of a few clients, crossed out in the name and deleted."""
    tables.observer.turn_to("twin", client.person)
    if not tables.chance.happens(_ENTERED_AGAIN):
        return None
    mark = tables.chance.pick(_CROSSED_OUT)
    seen = tables.observer.portrait(client.person, since=client.since, until=client.until)
    crossed_out = replace(seen, family=f"{mark} {seen.family}".strip())
    return replace(client, seen=crossed_out, slot=TWIN)


def write_rio(desk: Desk) -> None:
    """Write one file for each table."""
    tables = RioTables(desk)
    gather_clients(tables)
    index, details = RioIndex(tables), RioDetails(tables)
    relatives, contacts = RioRelatives(tables, index, details), RioContacts(tables)
    forms = RioFamilyForm(tables)
    for client in tables.clients.values():
        index.add_client(client)
        index.add_other_names(client)
        details.add_details(client)
        twin = _twin(tables, client)
        if twin is not None:
            index.add_client(twin)
            index.add_merged_name(client, twin)
        if not client.is_sensitive:
            relatives.add_relatives(client)
            contacts.add_contacts(client)
            forms.add_form(client)
    relatives.add_non_clients()
    tables.write()
