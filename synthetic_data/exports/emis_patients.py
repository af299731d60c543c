"""What a practice writes of a patient: names, dates, an address, a carer.

Every draw is about the patient alone, and what changes in a life is drawn last: a row is the same
on every night until something happens to its patient.
"""

from datetime import date, timedelta

from synthetic_data.exports.desk import Desk
from synthetic_data.exports.emis_registrations import Registration
from synthetic_data.exports.writing import Row
from synthetic_data.facts import ADULT_AGE, Person
from synthetic_data.identifiers import guid
from synthetic_data.records.habits import GP, TITLES
from synthetic_data.records.name_fields import (
    NameFields,
    fill_in,
    given_of_newborn,
    writes_capitals,
)
from synthetic_data.records.observer import Portrait
from synthetic_data.services.practices import practice_of

_CALLED_BABY, _NAMED_WITHIN_DAYS = 0.3, 42
_DEFAULT_DATE = date(1900, 1, 1)
_NO_DATE_OF_REGISTRATION, _NO_DATE_OF_BIRTH = 0.006, 0.0002
_CHILD_HAS_CARER, _OLD_HAS_CARER, _OLD = 0.16, 0.07, 70
_MOBILE, _LANDLINE, _CARER_HAS_TITLE, _LESS_CARE = 0.75, 0.45, 0.4, 1.5
_CARER_IN_WORDS = 0.08
# What stands for the address of a refuge: that it is withheld, or a box at the post office.
_ADDRESS_WITHHELD, _BOX_INSTEAD = 0.45, 0.35
_PATIENT_NUMBERS = (1_000, 9_999_999)
_INSTITUTIONS = ("care_home", "hostel", "student_hall")


class Patients:
    """Writes rows of the patient table."""

    def __init__(self, desk: Desk) -> None:
        """Write as the practices of a town do."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._ledger = desk.ledger
        self._post_office = desk.town.places.postcodes[0].pcds
        self._capitals: dict[str, bool] = {}

    def open_practice(self, practice: str) -> None:
        """Learn whether a practice writes names in capitals."""
        self._chance.about(f"capitals of {practice}", 0)
        self._capitals[practice] = writes_capitals(self._chance)

    def row(self, registration: Registration) -> Row:
        """Write a registration, and note whom it is about."""
        chance, person = self._chance, registration.person
        is_out = registration.withheld or registration.deleted
        self._observer.turn_to(f"patient {registration.slot}", person)
        patient = guid(chance)
        seen = self._observer.portrait(
            person, since=registration.since, until=registration.known_until
        )
        practice = practice_of(seen.home.dwelling.ward)
        self._ledger.add(GP, patient, person.person_id, excluded=is_out)
        return {
            "PatientGuid": patient,
            "OrganisationGuid": practice,
            "Sex": seen.sex,
            **self._names(registration, seen, capitals=self._capitals[practice]),
            **self._numbers(seen),
            "PatientTypeDescription": "Regular",
            "PersonGuid": registration.person_guid,
            "ProcessingId": "1",
            **self._flags(registration),
            **self._dates(registration, seen),
            **self._address(seen),
            **({} if is_out or registration.left_on else self._carer(person, patient)),
        }

    def _names(self, registration: Registration, seen: Portrait, *, capitals: bool) -> Row:
        """Write names; a newborn child's may not be known yet."""
        chance, person = self._chance, registration.person
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        known = NameFields(given=seen.given, family=seen.family)
        fields = fill_in(person, known, chance, is_adult=is_adult, capitals=capitals)
        title, unnamed = chance.pick(TITLES[person.sex]), chance.happens(_CALLED_BABY)
        named_on = person.date_of_birth + timedelta(days=chance.whole(1, _NAMED_WITHIN_DAYS))
        newborn = given_of_newborn(self._world, person, chance) if unnamed else ""
        is_unnamed = unnamed and self._world.as_at < named_on
        return {
            "Title": title if is_adult else "",
            "GivenName": newborn if is_unnamed else fields.given,
            "MiddleNames": "" if is_unnamed else seen.middle,
            "Surname": fields.family,
        }

    def _numbers(self, seen: Portrait) -> Row:
        return {
            "NhsNumber": seen.nhs_number,
            "PatientNumber": str(self._chance.whole(*_PATIENT_NUMBERS)),
            "EmailAddress": seen.email,
            "HomePhone": seen.landline if self._chance.happens(_LANDLINE) else "",
            "MobilePhone": seen.phone if self._chance.happens(_MOBILE) else "",
        }

    def _flags(self, registration: Registration) -> Row:
        is_spine = self._chance.happens(0.5)
        return {
            "Deleted": registration.deleted,
            "SpineSensitive": registration.withheld and is_spine,
            "IsConfidential": registration.withheld and not is_spine,
        }

    def _dates(self, registration: Registration, seen: Portrait) -> Row:
        """Write the dates, a default one where nobody knew."""
        since_unknown = self._chance.happens(_NO_DATE_OF_REGISTRATION)
        birth_unknown = self._chance.happens(_NO_DATE_OF_BIRTH)
        return {
            "DateOfBirth": _DEFAULT_DATE if birth_unknown else seen.date_of_birth,
            "DateOfDeath": registration.person.died if registration.has_died else None,
            "DateOfRegistration": _DEFAULT_DATE if since_unknown else registration.since,
            "DateOfDeactivation": registration.left_on,
        }

    def _address(self, seen: Portrait) -> Row:
        """Write the address; that of a refuge is withheld, or is another, for most."""
        dwelling, roll = seen.home.dwelling, self._chance.roll()
        if dwelling.kind == "refuge" and roll < _ADDRESS_WITHHELD:
            return {"NumberAndStreet": "ADDRESS WITHHELD"}
        if dwelling.kind == "refuge" and roll < _ADDRESS_WITHHELD + _BOX_INSTEAD:
            return {"NumberAndStreet": "PO Box 9", "Postcode": self._post_office}
        written = self._observer.address(dwelling)
        return {
            "HouseNameFlatNumber": written.flat,
            "NumberAndStreet": written.number_and_street,
            "Town": written.town,
            "Postcode": seen.postcode,
            "ResidentialInstituteCode": "C" if dwelling.kind in _INSTITUTIONS else "",
        }

    def _carer(self, person: Person, patient: str) -> Row:
        """Name a carer for some children and some of the old."""
        age = person.age_at(self._world.as_at)
        if ADULT_AGE <= age <= _OLD:
            return {}
        chance, is_child = self._chance, age < ADULT_AGE
        self._observer.turn_to("has carer", person)
        if not chance.happens(_CHILD_HAS_CARER if is_child else _OLD_HAS_CARER):
            return {}
        carer = self._carer_of(person, is_child=is_child)
        if carer is None:
            return {}
        self._ledger.add(GP, f"{patient}:carer", carer.person_id)
        self._observer.turn_to("carer", person, carer)
        title = f"{chance.pick(TITLES[carer.sex])} " if chance.happens(_CARER_HAS_TITLE) else ""
        words = _words_for(carer, is_child=is_child, in_words=chance.happens(_CARER_IN_WORDS))
        seen = self._observer.portrait(carer, care=_LESS_CARE)
        return {"CarerName": f"{title}{seen.given} {seen.family}", "CarerRelation": words}

    def _carer_of(self, person: Person, *, is_child: bool) -> Person | None:
        """Return the parent a child lives with, or the wife or husband of somebody old."""
        world, number = self._world, person.number
        if is_child:
            parents = world.parents.get(number, ())
            carer = next((p for p in parents if world.lives_with(number, p)), None)
        else:
            carer = world.partner.get(number)
        return None if carer is None else world.people[carer]


def _words_for(carer: Person, *, is_child: bool, in_words: bool) -> str:
    """Return the relation from the list, or the word that somebody typed instead."""
    if not is_child:
        return "Husband" if carer.sex == "M" else "Wife"
    if in_words:
        return "Dad" if carer.sex == "M" else "Mum"
    return "Father" if carer.sex == "M" else "Mother"
