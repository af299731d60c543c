"""What a unit on SystmOne writes of a patient: names, addresses, phones, the ethnic group.

Every draw is about the patient alone: a row is the same on every night until something happens to
its patient.
"""

from datetime import date, timedelta
from types import MappingProxyType

from sources.systmone.codes import ETHNIC_CTV3
from synthetic_data.exports.systmone_tables import NUMBER_OF, Patient, SystmoneTables, box
from synthetic_data.exports.writing import Row
from synthetic_data.facts import ADULT_AGE, Spell, Stage, Stay
from synthetic_data.records.habits import NO_FIXED_ABODE, TITLES
from synthetic_data.records.name_fields import NameFields, fill_in

_HAS_TITLE, _HAS_MIDDLE_NAME, _MENTIONS_OTHER_NAME = 0.7, 0.6, 0.45
_SPINE_MATCHED = 0.96
_REFUGE_WITHHELD = 0.7
_HAS_PHONE, _HAS_LANDLINE = 0.8, 0.35
_SAYS_ETHNICITY, _REFUSED_ONCE = 0.8, 0.05
_ACCOMMODATION_ASKED = 0.3
_MARKED_AT_RISK = 0.9
_TEST_PATIENTS = 2
_FOR_A_TIME = ("hostel", "refuge", "temporary")
_NOT_STATED = "XaJRB"
# The first code of each group is that of the 2001 census, which most records still have.
_ETHNIC_CODE = MappingProxyType(
    {group: code for code, group in reversed(tuple(ETHNIC_CTV3.values.items()))}
)


def add_test_patients(tables: SystmoneTables, unit: str, number: int) -> None:
    """Add the patients whom the staff of a unit try things out with."""
    for place in range(1, _TEST_PATIENTS + 1):
        row: Row = {
            "RowIdentifier": f"9{number:06}{place}",
            "IDOrganisationVisibleTo": unit,
            "FirstName": "Test",
            "Surname": f"Patient{place}",
            "Gender": "U",
            "TestPatient": box(ticked=True),
            "SpineMatched": box(ticked=False),
            "RemovedData": "0",
        }
        tables.rows["SRPatient"].append(row)


class SystmonePatients:
    """Writes patients into the tables."""

    def __init__(self, tables: SystmoneTables) -> None:
        """Fill these tables."""
        self._tables = tables
        self._world = tables.world
        self._chance = tables.chance
        self._plans: dict[int, list[Spell]] = {}
        for spell in tables.world.spells:
            if spell.stage is Stage.PROTECTION_PLAN:
                self._plans.setdefault(spell.person, []).append(spell)

    def _turn_to(self, matter: str, patient: Patient) -> None:
        self._tables.observer.turn_to(f"{matter} {patient.slot}", patient.person)

    def add(self, patient: Patient) -> None:
        """Add a patient with all that is only about them."""
        self._add_row(patient)
        for place, stay in enumerate(patient.seen.stays):
            if stay.last is None or stay.last >= patient.since:
                self._add_stay(patient, place, stay)
        self._add_phones(patient)
        self._add_ethnicity(patient)
        self._add_marks(patient)

    def _add_row(self, patient: Patient) -> None:
        chance, seen, person = self._chance, patient.seen, patient.person
        self._turn_to("row", patient)
        title, has_title = chance.pick(TITLES[person.sex]), chance.happens(_HAS_TITLE)
        has_middle, has_former = (
            chance.happens(_HAS_MIDDLE_NAME),
            chance.happens(_MENTIONS_OTHER_NAME),
        )
        is_matched = chance.happens(_SPINE_MATCHED)
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        known = NameFields(given=seen.given, family=seen.family)
        fields = fill_in(person, known, chance, is_adult=is_adult, capitals=False)
        row: Row = {
            "Title": title if has_title and is_adult else "",
            "FirstName": fields.given,
            "MiddleNames": seen.middle if has_middle else "",
            "Surname": fields.family,
            "PreviousSurname": seen.former_family if has_former else "",
            "NHSNumber": seen.nhs_number,
            "DateBirth": seen.date_of_birth,
            "DateDeath": person.died if patient.death_known else None,
            "Gender": seen.sex,
            "EmailAddress": seen.email,
            "TestPatient": box(ticked=False),
            "SpineMatched": box(ticked=is_matched and bool(seen.nhs_number)),
        }
        self._tables.add_patient(patient, row)

    def _add_stay(self, patient: Patient, place: int, stay: Stay) -> None:
        kind = stay.dwelling.kind
        self._turn_to(f"address {place}", patient)
        if kind == "refuge" and self._chance.happens(_REFUGE_WITHHELD):
            return
        row: Row = {"NameOfRoad": "NO FIXED ABODE", "FullPostCode": NO_FIXED_ABODE}
        if kind != "no_fixed_abode":
            written = self._tables.observer.address(stay.dwelling)
            row = {
                "NameOfBuilding": written.flat,
                "NumberOfBuilding": written.premises,
                "NameOfRoad": written.street,
                "NameOfTown": written.town,
                "FullPostCode": patient.seen.postcode_of(stay),
            }
        type_ = "Temporary" if kind in (*_FOR_A_TIME, "no_fixed_abode") else "Home"
        self._tables.add(
            "SRPatientAddressHistory",
            patient,
            f"{patient.patient_id}{place:02}",
            DateEvent=stay.first,
            DateTo=stay.last,
            AddressType=NUMBER_OF[type_],
            **row,
        )

    def add_assessment(self, patient: Patient, on: date) -> None:
        """Add what an assessment found of the home of some patients."""
        self._turn_to("accommodation", patient)
        is_tenant = self._chance.happens(0.5)
        if not self._chance.happens(_ACCOMMODATION_ASKED):
            return
        lives = next((s for s in patient.seen.stays if (s.last or on) >= on), patient.seen.home)
        status = "Tenant" if is_tenant else "Owner occupier"
        if lives.dwelling.kind == "no_fixed_abode":
            status = "Homeless - no fixed abode"
        self._tables.add(
            "SRMentalHealthAssessment",
            patient,
            f"{patient.patient_id}1",
            ReviewDate=on,
            AccommodationStatus=NUMBER_OF[status],
        )

    def _add_phones(self, patient: Patient) -> None:
        self._turn_to("phones", patient)
        has_phone, has_landline = (
            self._chance.happens(_HAS_PHONE),
            self._chance.happens(_HAS_LANDLINE),
        )
        numbers = (
            ("Mobile telephone", patient.seen.phone if has_phone else ""),
            ("Home telephone", patient.seen.landline if has_landline else ""),
        )
        for place, (type_, number) in enumerate(numbers):
            if number:
                self._tables.add(
                    "SRPatientContactDetails",
                    patient,
                    f"{patient.patient_id}{place}",
                    ContactType=NUMBER_OF[type_],
                    ContactNumber=number,
                )

    def _add_ethnicity(self, patient: Patient) -> None:
        """Add the ethnic group as the coded event it is; a few would not say at first."""
        self._turn_to("ethnicity", patient)
        says, refused = self._chance.happens(_SAYS_ETHNICITY), self._chance.happens(_REFUSED_ONCE)
        code = _ETHNIC_CODE.get(patient.person.ethnicity)
        told = ((refused, _NOT_STATED, 0), (says, code, 30))
        for place, (is_told, value, days) in enumerate(told):
            on = patient.since + timedelta(days=days)
            if is_told and value and on <= self._world.as_at:
                self._tables.add(
                    "SRCode",
                    patient,
                    f"{patient.patient_id}{place}",
                    DateEvent=on,
                    CTV3Code=value,
                )

    def _add_marks(self, patient: Patient) -> None:
        """Mark children whom social care told the unit about, while they have a plan."""
        for place, spell in enumerate(self._plans.get(patient.person.number, ())):
            self._turn_to(f"at risk {place}", patient)
            if self._chance.happens(_MARKED_AT_RISK) and not spell.restricted:
                self._tables.add(
                    "SRChildAtRisk",
                    patient,
                    f"{patient.patient_id}{place}",
                    DateAdded=spell.start,
                    ChildProtectionPlan=box(ticked=True),
                    DateRemoved=spell.end,
                )
