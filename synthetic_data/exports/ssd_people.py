"""People of the case management system as they are written: names, numbers, addresses."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from synthetic_data.addresses import as_written
from synthetic_data.exports.ssd import Known, SocialCareRecords
from synthetic_data.habits import CHILDRENS_SOCIAL_CARE
from synthetic_data.ledger import Ledger
from synthetic_data.records import Portrait
from synthetic_data.world import Stay

_ADULT_WITHOUT_BIRTH_DATE, _DEFAULT_INSTEAD = 0.09, 0.1
_DEFAULT_BIRTH_DATE = date(1900, 1, 1)
_KNOWN_UPN, _NUMBER_IN_PERSON, _HAS_UPRN = 0.8, 0.75, 0.88
_NEWBORN, _CALLED_BABY = timedelta(days=60), 0.4
_REMEMBERED_BEFORE = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is written about a person under one id."""

    person_id: str
    known: Known
    seen: Portrait
    given: str
    born: date | None
    upn: str
    nhs_number: str


class SocialCarePeople:
    """Writes the people whom the system holds."""

    def __init__(self, records: SocialCareRecords, ledger: Ledger) -> None:
        """Work on the tables of these records."""
        self._records = records
        self._world = records.world
        self._chance = records.chance
        self._ledger = ledger

    def add_people(self) -> None:
        """Write everybody, under each of their ids."""
        for number in sorted(self._records.known):
            known = self._records.known[number]
            for person_id in known.ids:
                self._add_person(person_id, known)
                self._ledger.add(
                    CHILDRENS_SOCIAL_CARE,
                    person_id,
                    known.person.person_id,
                    excluded=known.restricted,
                )

    def _add_person(self, person_id: str, known: Known) -> None:
        seen = self._records.observer.portrait(known.person, since=known.since, until=known.until)
        upn, former_upn = self._upns(known)
        in_person = self._chance.happens(_NUMBER_IN_PERSON)
        entry = Entry(
            person_id=person_id,
            known=known,
            seen=seen,
            given=self._given(known, seen),
            born=self._birth_date(known, seen),
            upn=upn,
            nhs_number=seen.nhs_number if in_person else "",
        )
        self._add_dm_person(entry)
        if known.in_cohort:
            self._add_ssd_person(entry)
        self._add_identifier(entry, "NHS Number", "" if in_person else seen.nhs_number)
        self._add_identifier(entry, "Former Unique Pupil Number", former_upn)
        for stay in self._stays(entry):
            self._add_address(entry, stay)

    def _given(self, known: Known, seen: Portrait) -> str:
        """Return the given name: unborn and newborn children have others."""
        if known.person.expected:
            return "UNBORN"
        is_newborn = self._world.as_at - known.person.date_of_birth < _NEWBORN
        return "Baby" if is_newborn and self._chance.happens(_CALLED_BABY) else seen.given

    def _birth_date(self, known: Known, seen: Portrait) -> date | None:
        """Return the birth date: of an adult who was never a client it may not be known."""
        if known.is_child or not self._chance.happens(_ADULT_WITHOUT_BIRTH_DATE):
            return seen.date_of_birth
        return _DEFAULT_BIRTH_DATE if self._chance.happens(_DEFAULT_INSTEAD) else None

    def _upns(self, known: Known) -> tuple[str, str]:
        enrolment = self._world.enrolments.get(known.person.number)
        if enrolment is None or not self._chance.happens(_KNOWN_UPN):
            return "", ""
        return enrolment.upn, enrolment.former_upn

    def _add_dm_person(self, entry: Entry) -> None:
        known, seen = entry.known, entry.seen
        self._records.add(
            "dm_persons",
            {
                "person_id": entry.person_id,
                "full_name": f"{entry.given} {seen.family}",
                "first_name": entry.given,
                "last_name": seen.family,
                "nhs_id": entry.nhs_number,
                "upn_id": entry.upn,
                "date_of_birth": seen.expected_date or entry.born,
                "gender": "U" if known.person.expected else seen.sex,
                "full_ethnicity_code": known.person.ethnicity,
                "restricted": known.restricted,
                "context_flag": "C" if known.is_child else "A",
            },
        )

    def _add_ssd_person(self, entry: Entry) -> None:
        known, seen = entry.known, entry.seen
        enrolment = self._world.enrolments.get(known.person.number)
        has_needs = enrolment is not None and enrolment.provision != "N"
        is_mother = not known.is_child and known.person.sex == "F"
        self._records.add(
            "ssd_person",
            {
                "pers_person_id": entry.person_id,
                "pers_upn": entry.upn,
                "pers_forename": entry.given,
                "pers_surname": seen.family,
                "pers_sex": "U" if known.person.expected else seen.sex,
                "pers_ethnicity": known.person.ethnicity,
                "pers_dob": entry.born,
                "pers_single_unique_id": entry.nhs_number,
                "pers_upn_unknown": "UN1" if known.is_child and not entry.upn else "",
                "pers_send_flag": "Y" if has_needs else "",
                "pers_expected_dob": seen.expected_date,
                "pers_is_mother": True if is_mother else None,
            },
        )

    def _add_identifier(self, entry: Entry, kind: str, value: str) -> None:
        if value:
            self._records.add(
                "ssd_linked_identifiers",
                {
                    "link_person_id": entry.person_id,
                    "link_identifier_type": kind,
                    "link_identifier_value": value,
                    "link_valid_from_date": entry.known.since,
                },
                "link_table_id",
            )

    def _stays(self, entry: Entry) -> list[Stay]:
        """Return the addresses since shortly before the case began; an unborn has none."""
        if entry.known.person.expected:
            return []
        earliest = entry.known.since - _REMEMBERED_BEFORE
        return [stay for stay in entry.seen.stays if stay.last is None or stay.last >= earliest]

    def _add_address(self, entry: Entry, stay: Stay) -> None:
        """Write an address for everybody, and once more in parts for the cohort."""
        written = as_written(stay.dwelling, self._chance)
        use = "Placement" if stay.use == "placement" else "Home"
        uprn = stay.dwelling.uprn if self._chance.happens(_HAS_UPRN) else ""
        postcode = entry.seen.postcode_of(stay)
        self._records.add(
            "dm_addresses",
            {
                "person_id": entry.person_id,
                "address": f"{written.line}, {written.town}",
                "post_code": postcode,
                "unique_id": uprn,
                "address_type": use,
                "start_date": stay.first,
                "end_date": stay.last,
            },
        )
        if not entry.known.in_cohort:
            return
        parts = {"ROOM": "", "FLOOR": "", "FLAT": written.flat, "BUILDING": ""}
        parts |= {"HOUSE": written.premises, "STREET": written.street, "TOWN": written.town}
        self._records.add(
            "ssd_address",
            {
                "addr_person_id": entry.person_id,
                "addr_address_type": use,
                "addr_address_start_date": stay.first,
                "addr_address_end_date": stay.last,
                "addr_address_postcode": postcode,
                "addr_address_json": json.dumps({**parts, "UPRN": uprn}),
            },
            "addr_table_id",
        )
