"""The case management system's extract: in what order its tables are filled and written.

`dm_persons` holds everybody; `ssd_person` only the recent cohort, which is why the dataset alone
loses parents. Who is held is `ssd_known` and `ssd_around`.
"""

from synthetic_data.exports.desk import Desk
from synthetic_data.exports.ssd_addresses import SocialCareAddresses
from synthetic_data.exports.ssd_around import Surroundings
from synthetic_data.exports.ssd_entries import EntryDesk
from synthetic_data.exports.ssd_kin import SocialCareKin
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_people import SocialCarePeople
from synthetic_data.exports.ssd_spells import SocialCareSpells
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.exports.ssd_ties import SocialCareTies
from synthetic_data.exports.ssd_words import TYPES
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE


def _add_people(desk: Desk, records: SocialCareRecords, tables: SocialCareTables) -> None:
    """Write everybody, under each of their ids."""
    entries = EntryDesk(records)
    people = SocialCarePeople(records, tables)
    addresses = SocialCareAddresses(tables, records.observer)
    for number in sorted(records.known):
        known = records.known[number]
        for person_id in known.ids:
            entry = entries.entry(person_id, known)
            people.add(entry)
            addresses.add(entry)
            desk.ledger.add(
                CHILDRENS_SOCIAL_CARE,
                person_id,
                known.person.person_id,
                excluded=known.restricted,
            )


def write_ssd(desk: Desk) -> None:
    """Write one file for each table; the types of relationship are listed once for a region."""
    records, tables = SocialCareRecords(desk.observer), SocialCareTables(desk)
    surroundings = Surroundings(records)
    surroundings.add()
    _add_people(desk, records, tables)
    SocialCareTies(records, tables).add_ties(surroundings.ties)
    SocialCareKin(records, tables).add_kin()
    SocialCareSpells(records, tables).add_spells()
    if desk.is_first:
        for description, number in TYPES.items():
            row = {"personal_rel_type_id": number, "description": description}
            tables.add("dm_personal_rel_types", row)
    tables.write()
