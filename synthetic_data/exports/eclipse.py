"""Eclipse's reporting views: in what order they are filled and written.

It is another product for the same work: the people, their ids and what was done for them are those
of the dataset beside it (`ssd`). Early help and referrals that went no further have no view here.
"""

from sources.childrens_social_care.eclipse import ECLIPSE
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.eclipse_people import EclipseAddresses, EclipsePeople
from synthetic_data.exports.eclipse_ties import add_groups, add_relationships
from synthetic_data.exports.eclipse_views import EclipseViews
from synthetic_data.exports.eclipse_work import add_care, add_classifications
from synthetic_data.exports.ssd_around import Surroundings
from synthetic_data.exports.ssd_entries import EntryDesk
from synthetic_data.exports.ssd_kin import SocialCareKin
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_spells import SocialCareSpells
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.exports.ssd_ties import SocialCareTies
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE


def write_eclipse(desk: Desk) -> None:
    """Write one file for each view."""
    records, views = SocialCareRecords(desk.observer), EclipseViews()
    surroundings = Surroundings(records)
    surroundings.add()
    _add_people(desk, records, views)
    entered = SocialCareTables(desk)
    SocialCareTies(records, entered).add_ties(surroundings.ties)
    SocialCareKin(records, entered).add_kin()
    SocialCareSpells(records, entered).add_spells()
    add_relationships(entered, views)
    add_groups(records, views)
    add_classifications(entered, records, views)
    add_care(entered, views)
    for export in ECLIPSE.exports:
        desk.outbox.write_rows(ECLIPSE, export, views.rows[export.name], f"{export.name}.csv")


def _add_people(desk: Desk, records: SocialCareRecords, views: EclipseViews) -> None:
    """Write everybody, under each of their ids."""
    entries = EntryDesk(records)
    people, addresses = EclipsePeople(views, records), EclipseAddresses(views, records.observer)
    for number in sorted(records.known):
        known = records.known[number]
        for own_id in known.ids:
            entry = entries.entry(own_id, known)
            people.add(entry)
            addresses.add(entry)
            desk.ledger.add(
                CHILDRENS_SOCIAL_CARE, own_id, known.person.person_id, excluded=known.restricted
            )
