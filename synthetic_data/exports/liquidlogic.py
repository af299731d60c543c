"""Liquidlogic's reporting tables: in what order they are filled and written.

It is another product for the same work: the people, their ids and what was done for them are those
of the dataset beside it (`ssd`), so that a town delivered in either gives the same figures.
"""

from synthetic_data.exports.desk import Desk
from synthetic_data.exports.liquidlogic_people import LiquidlogicAddresses, LiquidlogicPeople
from synthetic_data.exports.liquidlogic_relations import LiquidlogicContacts, add_relations
from synthetic_data.exports.liquidlogic_tables import LiquidlogicTables
from synthetic_data.exports.liquidlogic_work import add_enquiries, add_work
from synthetic_data.exports.ssd_around import Surroundings
from synthetic_data.exports.ssd_entries import EntryDesk
from synthetic_data.exports.ssd_kin import SocialCareKin
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_spells import SocialCareSpells
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.exports.ssd_ties import SocialCareTies
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE


def write_liquidlogic(desk: Desk) -> None:
    """Write one file for each table."""
    records, tables = SocialCareRecords(desk.observer), LiquidlogicTables(desk)
    surroundings = Surroundings(records)
    surroundings.add()
    _add_people(desk, records, tables)
    entered = SocialCareTables(desk)
    SocialCareTies(records, entered).add_ties(surroundings.ties)
    SocialCareKin(records, entered).add_kin()
    SocialCareSpells(records, entered).add_spells()
    add_relations(entered, tables)
    add_work(entered, tables)
    add_enquiries(records, tables)
    LiquidlogicContacts(records, tables).add_contacts()
    tables.write()


def _add_people(desk: Desk, records: SocialCareRecords, tables: LiquidlogicTables) -> None:
    """Write everybody, under each of their ids; a client is a child with a spell."""
    entries = EntryDesk(records)
    people = LiquidlogicPeople(tables, records.observer)
    addresses = LiquidlogicAddresses(tables, records.observer)
    if tables.is_first:
        people.add_nobody()
    for number in sorted(records.known):
        known = records.known[number]
        for own_id in known.ids:
            entry = entries.entry(own_id, known)
            people.add(entry, is_client=number in records.spells)
            addresses.add(entry)
            desk.ledger.add(
                CHILDRENS_SOCIAL_CARE, own_id, known.person.person_id, excluded=known.restricted
            )
