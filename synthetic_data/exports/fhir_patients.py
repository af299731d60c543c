"""What the national register writes of a patient: one record for each NHS number.

The register knows numbers from birth, so a number is the person's own. Restricted patients have
neither address nor phone nor practice. What is drawn is about the patient alone.
"""

from types import MappingProxyType

from sources.codes import ETHNIC_NHS
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.emis_registrations import Registration
from synthetic_data.exports.fhir_elements import (
    Resource,
    address,
    ethnic_category,
    filled,
    meta,
    name,
    nhs_number,
    period,
    practice,
    removal,
    telecom,
)
from synthetic_data.exports.practice_codes import practice_code
from synthetic_data.facts import ADULT_AGE, Stay
from synthetic_data.records.habits import NO_FIXED_ABODE, TITLES
from synthetic_data.records.name_fields import NameFields, fill_in
from synthetic_data.records.observer import Portrait

_IN_CAPITALS, _OLD_NAME, _NICKNAME = 0.25, 0.5, 0.3
_ONLY_YEAR, _ONLY_MONTH, _LONG_AGO = 0.01, 0.01, 60
_SAYS_ETHNICITY, _MOBILE, _LANDLINE, _OLD_PHONE = 0.75, 0.7, 0.4, 0.3
_EARLIER_ADDRESS, _BLANK_LINES, _REFUGE_WITHHELD = 0.4, 0.3, 0.7
_FOR_A_TIME = ("hostel", "refuge", "temporary")
_ETHNIC_CODE = MappingProxyType({group: code for code, group in ETHNIC_NHS.values.items()})


class FhirPatients:
    """Builds patients."""

    def __init__(self, desk: Desk) -> None:
        """Look at a town as the register does."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance

    def resource(self, registration: Registration) -> Resource:
        """Build the record of a patient."""
        person = registration.person
        self._observer.turn_to("register", person)
        seen = self._observer.portrait(
            person, since=registration.since, until=registration.known_until
        )
        died = person.died if registration.has_died else None
        return filled(
            {
                "resourceType": "Patient",
                "id": person.nhs_number,
                "meta": meta("R" if registration.withheld else "U"),
                "identifier": [nhs_number(person.nhs_number, is_verified=True)],
                "name": self._names(registration, seen),
                "gender": {"M": "male", "F": "female"}.get(seen.sex, "unknown"),
                "birthDate": self._birth(registration, seen),
                "deceasedDateTime": f"{died.isoformat()}T00:00:00+00:00" if died else "",
                "multipleBirthInteger": person.birth_order or None,
                "extension": self._extensions(registration),
                **({} if registration.withheld else self._whereabouts(registration, seen)),
            }
        )

    def _names(self, registration: Registration, seen: Portrait) -> list[Resource]:
        """Give the name in use, an earlier one and what a patient likes to be called."""
        person, chance = registration.person, self._chance
        self._observer.turn_to("register names", person)
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        title, capitals = chance.pick(TITLES[person.sex]), chance.happens(_IN_CAPITALS)
        has_old, has_nickname = chance.happens(_OLD_NAME), chance.happens(_NICKNAME)
        known = NameFields(given=seen.given, family=seen.family)
        fields = fill_in(person, known, chance, is_adult=is_adult, capitals=capitals)
        title = title if is_adult else ""
        middle = seen.middle.upper() if fields.given.isupper() else seen.middle
        names = [name("usual", (fields.given, middle), fields.family, title)]
        if seen.former_family and has_old:
            names.append(name("old", (fields.given,), seen.former_family))
        if person.known_as and has_nickname:
            names.append(name("nickname", (person.known_as,), ""))
        return names

    def _birth(self, registration: Registration, seen: Portrait) -> str:
        """Write the birth date; of a few who are old, only the year or the month is known."""
        self._observer.turn_to("register birth", registration.person)
        roll = self._chance.roll()
        if seen.date_of_birth is None:
            return ""
        whole = seen.date_of_birth.isoformat()
        if registration.person.age_at(self._world.as_at) < _LONG_AGO:
            return whole
        return whole[:4] if roll < _ONLY_YEAR else whole[:7] if roll < 2 * _ONLY_MONTH else whole

    def _extensions(self, registration: Registration) -> list[Resource]:
        self._observer.turn_to("register ethnicity", registration.person)
        code = _ETHNIC_CODE.get(registration.person.ethnicity, "")
        is_said = self._chance.happens(_SAYS_ETHNICITY)
        found = [ethnic_category(code)] if code and is_said else []
        if registration.left_on:
            reason = "DEA" if registration.has_died else "ORR"
            found.append(removal(reason, registration.left_on))
        return found

    def _whereabouts(self, registration: Registration, seen: Portrait) -> Resource:
        code = practice_code(seen.home.dwelling.ward)
        return {
            "address": self._addresses(registration, seen),
            "telecom": self._telecoms(registration, seen),
            "generalPractitioner": [practice(code, registration.since, registration.left_on)],
        }

    def _addresses(self, registration: Registration, seen: Portrait) -> list[Resource]:
        """Give the address in use, and some of the earlier ones with their last days."""
        found: list[Resource] = []
        for place, stay in enumerate(seen.stays):
            self._observer.turn_to(f"register address {place}", registration.person)
            is_told = self._chance.happens(_EARLIER_ADDRESS) or stay is seen.home
            is_withheld = self._chance.happens(_REFUGE_WITHHELD)
            if is_told and not (stay.dwelling.kind == "refuge" and is_withheld):
                found.append(self.address(stay, seen))
        return found

    def address(self, stay: Stay, seen: Portrait) -> Resource:
        """Write an address in five lines, of which blank ones are mostly left out."""
        kind, keeps_blanks = stay.dwelling.kind, self._chance.happens(_BLANK_LINES)
        use = "temp" if kind in (*_FOR_A_TIME, "no_fixed_abode") else "home"
        use, of = "old" if stay.last else use, period(stay.first, stay.last)
        if kind == "no_fixed_abode":
            return address(use, ["NO FIXED ABODE"], NO_FIXED_ABODE, "", of)
        written = self._observer.address(stay.dwelling)
        lines = (written.flat, written.number_and_street, "", written.town, "")
        kept = lines if keeps_blanks else tuple(line for line in lines if line)
        return address(use, kept, seen.postcode_of(stay), written.uprn, of)

    def _telecoms(self, registration: Registration, seen: Portrait) -> list[Resource]:
        self._observer.turn_to("register telecom", registration.person)
        shares = (_MOBILE, _LANDLINE, _OLD_PHONE)
        mobile, landline, old = (self._chance.happens(share) for share in shares)
        told = (
            ("phone", seen.phone if mobile else "", "mobile"),
            ("phone", seen.landline if landline else "", "home"),
            ("phone", seen.old_phone if old else "", "old"),
            ("email", seen.email, "home"),
        )
        return [telecom(system, value, use) for system, value, use in told if value]
