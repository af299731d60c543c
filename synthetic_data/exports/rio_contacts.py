"""Contacts in RiO as they are typed in by hand; who is one is chosen in `rio_choices`."""

from dataclasses import dataclass
from datetime import date, timedelta

from synthetic_data.exports.rio_choices import NEXT_OF_KIN, Contact, ContactChoice
from synthetic_data.exports.rio_kin import words_for
from synthetic_data.exports.rio_tables import Client, RioTables, pair_id
from synthetic_data.exports.writing import Row
from synthetic_data.facts import ADULT_AGE, Person
from synthetic_data.records.habits import TITLES
from synthetic_data.records.observer import Portrait

_TYPED_BY_HAND, _TYPED_FROM_A_LIST = 2.2, 0.5
_WORD_TYPED_IN = 0.12
_DELETED, _CALLED_BY_SHORT_NAME, _IN_CAPITALS, _TITLE_IN_NAME = 0.01, 0.25, 0.06, 0.02
_HAS_TITLE, _HAS_PHONE, _HAS_OTHER_PHONE, _HAS_EMAIL = 0.5, 0.78, 0.15, 0.2
_HAS_NHS_NUMBER, _HAS_START = 0.03, 0.5
_ENDED, _END_ENTERED, _ENDED_AFTER_YEARS = 0.06, 0.7, 2.0
_ADDRESS_TOGETHER, _ADDRESS_APART = 0.65, 0.35
_TEAM_BASE = {
    "AddressLine1": "Oldmoor Resource Centre",
    "AddressLine2": "Mission Walk",
    "PostCode": "QQ1 0AA",
}


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How a contact's name is typed: a short form, in capitals, a title in the wrong field."""

    title: str
    has_title: bool
    is_short: bool
    title_in_name: bool
    in_capitals: bool

    def name(self, person: Person, seen: Portrait, *, is_adult: bool) -> dict[str, str]:
        """Return the fields of a name."""
        given = person.known_as if self.is_short and person.known_as else seen.given
        in_name = self.title_in_name and is_adult
        given = f"{self.title} {given}" if in_name else given
        return {
            "Title": self.title if self.has_title and is_adult and not in_name else "",
            "Firstname": given.upper() if self.in_capitals else given,
            "Surname": seen.family.upper() if self.in_capitals else seen.family,
        }


class RioContacts:
    """Adds contacts to clients."""

    def __init__(self, tables: RioTables) -> None:
        """Work on the tables of these clients."""
        self._tables = tables
        self._world = tables.world
        self._chance = tables.chance
        self._turn_to = tables.observer.turn_to
        self._choice = ContactChoice(tables)

    def add_contacts(self, client: Client) -> None:
        """Choose who is typed in, and type them in, each once."""
        added: set[int] = set()
        for contact in self._choice.of(client):
            if contact.person.number not in added:
                added.add(contact.person.number)
                self._add(client, contact)

    def _add(self, client: Client, contact: Contact) -> None:
        chance, person = self._chance, contact.person
        self._turn_to("contact", client.person, person)
        is_deleted = chance.happens(_DELETED)
        row_id = pair_id(client.person, person)
        row: Row = {
            "ClientContactID": row_id,
            "ClientID": client.client_id,
            "ContactType": contact.kind,
            "Relationship": self._relationship(contact),
            "Deleted": is_deleted,
            **self._dates(client, contact),
            **self._particulars(client, contact),
        }
        self._tables.add("ClientContact", row)
        record_id = f"{client.client_id}:contact:{row_id}"
        self._tables.note(record_id, person, excluded=is_deleted)

    def _relationship(self, contact: Contact) -> str:
        is_typed = self._chance.happens(_WORD_TYPED_IN)
        if contact.kin is None:
            return contact.title
        return self._chance.pick(words_for(contact.kin, contact.person, typed=is_typed))

    def _dates(self, client: Client, contact: Contact) -> dict[str, date | None]:
        """Return when the contact was entered and, of some that ended, until when they were one."""
        chance, as_at = self._chance, self._world.as_at
        has_start, has_ended = chance.happens(_HAS_START), chance.happens(_ENDED)
        is_entered = chance.happens(_END_ENTERED)
        last = client.since + timedelta(days=int(chance.wait(_ENDED_AFTER_YEARS) * 365) + 1)
        first = max(client.since, contact.person.date_of_birth) if has_start else None
        if contact.ended is not None:
            return {"StartDate": first, "EndDate": contact.ended if is_entered else None}
        has_ended = has_ended and contact.kind == NEXT_OF_KIN and last <= as_at
        return {"StartDate": first, "EndDate": last if has_ended else None}

    def _particulars(self, client: Client, contact: Contact) -> Row:
        """Write down name, phones and address, as carefully as one does for a contact."""
        chance, person = self._chance, contact.person
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        has_phone, has_other = chance.happens(_HAS_PHONE), chance.happens(_HAS_OTHER_PHONE)
        has_email, has_number = chance.happens(_HAS_EMAIL), chance.happens(_HAS_NHS_NUMBER)
        has_address, manner = self._has_address(client, contact), self._manner(person)
        care = _TYPED_FROM_A_LIST if contact.is_professional else _TYPED_BY_HAND
        seen = self._tables.observer.portrait(person, care=care)
        return {
            **manner.name(person, seen, is_adult=is_adult),
            "MainPhone": seen.phone if is_adult and has_phone else "",
            "OtherPhone": seen.landline if has_other else "",
            "EMailAddress": seen.email if has_email else "",
            "NHSNumber": seen.nhs_number if has_number else "",
            **(self._address(contact, seen) if has_address else {}),
        }

    def _manner(self, person: Person) -> Manner:
        chance = self._chance
        return Manner(
            title=chance.pick(TITLES[person.sex]),
            has_title=chance.happens(_HAS_TITLE),
            is_short=chance.happens(_CALLED_BY_SHORT_NAME),
            title_in_name=chance.happens(_TITLE_IN_NAME),
            in_capitals=chance.happens(_IN_CAPITALS),
        )

    def _has_address(self, client: Client, contact: Contact) -> bool:
        """Say whether an address is given: mostly of those who live with the client."""
        together = self._world.lives_with(client.person.number, contact.person.number)
        is_given = self._chance.happens(_ADDRESS_TOGETHER if together else _ADDRESS_APART)
        return is_given or contact.is_professional

    def _address(self, contact: Contact, seen: Portrait) -> dict[str, str]:
        if contact.is_professional:
            return dict(_TEAM_BASE)
        if seen.home.dwelling.kind == "no_fixed_abode":
            return {}
        written = self._tables.observer.address(seen.home.dwelling)
        return {
            "AddressLine1": written.line,
            "AddressLine2": written.town,
            "PostCode": seen.postcode,
        }
