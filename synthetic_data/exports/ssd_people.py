"""People of the case management system in its tables: everybody, and the recent cohort apart."""

from synthetic_data.exports.ssd_entries import Entry
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.facts import Person


class SocialCarePeople:
    """Writes entries into the tables of persons."""

    def __init__(self, records: SocialCareRecords, tables: SocialCareTables) -> None:
        """Fill these tables."""
        self._world = records.world
        self._tables = tables

    def add(self, entry: Entry) -> None:
        """Write an entry: everybody in the raw table, the recent cohort in the dataset."""
        self._add_dm_person(entry)
        if entry.known.in_cohort:
            self._add_ssd_person(entry)
        number = "" if entry.nhs_number else entry.seen.nhs_number
        self._add_identifier(entry, 1, "NHS Number", number)
        self._add_identifier(entry, 2, "Former Unique Pupil Number", entry.former_upn)

    def _add_dm_person(self, entry: Entry) -> None:
        known = entry.known
        self._tables.add(
            "dm_persons",
            {
                "person_id": entry.person_id,
                "full_name": f"{entry.given} {entry.family}",
                "first_name": entry.given,
                "last_name": entry.family,
                "nhs_id": entry.nhs_number,
                "upn_id": entry.upn,
                "date_of_birth": entry.seen.expected_date or entry.born,
                "gender": entry.sex,
                "full_ethnicity_code": known.person.ethnicity,
                "restricted": known.restricted,
                "context_flag": "C" if known.is_child else "A",
            },
        )

    def _add_ssd_person(self, entry: Entry) -> None:
        known = entry.known
        enrolment = self._world.enrolments.get(known.person.number)
        has_needs = enrolment is not None and enrolment.provision != "N"
        self._tables.add(
            "ssd_person",
            {
                "pers_person_id": entry.person_id,
                "pers_upn": entry.upn,
                "pers_forename": entry.given,
                "pers_surname": entry.family,
                "pers_sex": entry.sex,
                "pers_ethnicity": known.person.ethnicity,
                "pers_dob": entry.born,
                "pers_single_unique_id": entry.nhs_number,
                "pers_upn_unknown": entry.upn_unknown,
                "pers_send_flag": "Y" if has_needs else "",
                "pers_expected_dob": entry.seen.expected_date,
                "pers_death_date": entry.died,
                "pers_is_mother": True if self._is_mother(known.person) else None,
            },
        )

    def _is_mother(self, person: Person) -> bool:
        """Say whether somebody has given birth, or adopted, already."""
        world = self._world
        children = world.children.get(person.number, ())
        return person.sex == "F" and any(not world.people[each].expected for each in children)

    def _add_identifier(self, entry: Entry, slot: int, kind: str, value: str) -> None:
        if value:
            self._tables.add(
                "ssd_linked_identifiers",
                {
                    "link_table_id": f"{entry.person_id}{slot}",
                    "link_person_id": entry.person_id,
                    "link_identifier_type": kind,
                    "link_identifier_value": value,
                    "link_valid_from_date": entry.known.since,
                },
            )
