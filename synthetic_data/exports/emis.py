"""Patients of the town's practices: nearly everybody, and some who have left or died.

A few rows are dirt, as in the real extract: deleted registrations and dummy patients; a few are
confidential and are withheld. Who is registered is `emis_registrations`, what a row says of the
patient `emis_patients`.
"""

from sources.gp.emis import EMIS
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.emis_patients import Patients
from synthetic_data.exports.emis_registrations import Registrations
from synthetic_data.exports.writing import Row
from synthetic_data.identifiers import guid
from synthetic_data.services.practices import practice_of

_PRACTICES_PER_FILE, _MOST_PRACTICES = 3, 1_000
_DUMMIES_PER_PRACTICE = 2


class Practices:
    """Builds the patient tables of all practices of a town."""

    def __init__(self, desk: Desk) -> None:
        """Open a practice for every few wards."""
        self._desk = desk
        self._chance = desk.observer.chance
        self._first = desk.town.world.town * _MOST_PRACTICES
        wards = sorted({postcode.ward for postcode in desk.town.places.postcodes})
        self.rows: dict[str, list[Row]] = {practice_of(ward): [] for ward in wards}
        self._patients = Patients(desk)
        for practice in self.rows:
            self._patients.open_practice(practice)

    def register_patients(self) -> None:
        """Write the registrations of all people, and the dummy patients of every practice."""
        world = self._desk.town.world
        registrations = Registrations(self._desk.observer)
        for number in sorted(world.home):
            for registration in registrations.of(world.people[number]):
                row = self._patients.row(registration)
                self.rows[str(row["OrganisationGuid"])].append(row)
        for place, practice in enumerate(self.rows):
            self._add_dummies(place, practice)

    def _add_dummies(self, place: int, practice: str) -> None:
        self._chance.about("dummies", self._first + place)
        for turn in range(_DUMMIES_PER_PRACTICE):
            self.rows[practice].append(
                {
                    "PatientGuid": guid(self._chance),
                    "OrganisationGuid": practice,
                    "Sex": "U",
                    "GivenName": "Test",
                    "Surname": f"Patient{'AB'[turn % 2]}",
                    "PatientTypeDescription": " Dummy",
                    "DummyType": "Training",
                    "Deleted": False,
                    "SpineSensitive": False,
                    "IsConfidential": False,
                }
            )

    def write_files(self) -> None:
        """Write the files: a few practices each, numbered on from town to town."""
        (export,) = EMIS.exports
        practices, town = list(self.rows), self._desk.town.world.town
        for place in range(0, len(practices), _PRACTICES_PER_FILE):
            number = 100 * town + place // _PRACTICES_PER_FILE + 1
            self._chance.about("file", number)
            name = f"{number:03}_Admin_Patient_{self._desk.stamp}000000_{guid(self._chance)}.csv"
            chosen = practices[place : place + _PRACTICES_PER_FILE]
            rows = (row for practice in chosen for row in self.rows[practice])
            self._desk.outbox.write_rows(EMIS, export, rows, name.replace("{", "").replace("}", ""))


def write_emis(desk: Desk) -> None:
    """Write the patients of a town."""
    practices = Practices(desk)
    practices.register_patients()
    practices.write_files()
