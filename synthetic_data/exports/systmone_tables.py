"""The tables of a SystmOne extract while they are filled, and the numbers of their rows.

Every number is made from the serial numbers of the people a row is about, never counted up: a row
keeps its number on every night, whoever else comes or goes. What is in a row is the business of
the modules beside this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from unicodedata import normalize

from sources.declaration import Format
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Row, Value
from synthetic_data.facts import Person
from synthetic_data.identifiers import Scatter
from synthetic_data.records.observer import Portrait

# Sizes are above every serial number of a region times the slots.
_PATIENTS = Scatter(size=900_000_000, key=11)
_LEAST_PATIENT = 100_000_000
_SLOTS = 64
_PAIRS = Scatter(size=99_999_989, key=12)
_APART = 7_919

_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Relationship type": (
            *("Mother", "Father", "Son", "Daughter", "Child", "Brother", "Sister", "Husband"),
            *("Wife", "Partner", "Grandmother", "Grandfather", "Foster carer", "Ex partner"),
            *("Carer", "Other", "Friend", "Care coordinator", "Social worker", "Step father"),
            "Step mother",
        ),
        "Address type": ("Home", "Temporary", "Correspondence"),
        "Contact type": ("Home telephone", "Mobile telephone"),
        "Accommodation status": ("Homeless - no fixed abode", "Tenant", "Owner occupier"),
        "Discharge reason": ("Treatment completed",),
    }
)
_LEAST_NUMBER = 41_900
# Letters that are no plain letter with a mark.
_NO_PLAIN_FORM = str.maketrans({"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "\u0131": "i"})
NUMBER_OF: Mapping[str, str] = MappingProxyType(
    {
        word: str(number)
        for number, word in enumerate(
            (word for words in _LISTS.values() for word in words), start=_LEAST_NUMBER
        )
    }
)
"""What stands in the tables for each word of the system's lists."""


def _in_windows_letters(row: Row) -> Row:
    """Write a row in the letters that there are; for another one Windows takes the nearest."""
    return {
        name: _nearest(value) if isinstance(value, str) and not value.isascii() else value
        for name, value in row.items()
    }


def _nearest(words: str) -> str:
    letters = (letter if _is_known(letter) else normalize("NFKD", letter)[0] for letter in words)
    plain = "".join(letters).translate(_NO_PLAIN_FORM)
    return plain.encode("cp1252", errors="replace").decode("cp1252")


def _is_known(letter: str) -> bool:
    return letter.encode("cp1252", errors="ignore") != b""


def box(*, ticked: bool) -> str:
    """Write a box as the system does."""
    return "TRUE" if ticked else "FALSE"


def patient_id(person: Person, slot: int = 0) -> str:
    """Return the number of one of the rows that a person may have as a patient."""
    return str(_LEAST_PATIENT + _PATIENTS.at(person.serial * _SLOTS + slot % _SLOTS))


def pair_id(patient: "Patient", other: Person) -> str:
    """Return the number of a row about a patient and somebody around them."""
    mixed = other.serial + _APART * patient.person.serial
    return f"{patient.patient_id}{_PAIRS.at(mixed):08}"


@dataclass(frozen=True, kw_only=True)
class Patient:
    """A person as one unit knows them, from `since` on; `slot` tells the rows of one apart."""

    person: Person
    seen: Portrait
    unit: str
    since: date
    slot: int = 0
    death_known: bool = True

    @property
    def patient_id(self) -> str:
        """The number of the row, by which other tables name the patient."""
        return patient_id(self.person, self.slot)


class SystmoneTables:
    """The rows of all tables of one kind of unit."""

    def __init__(self, desk: Desk, format_: Format) -> None:
        """Start with empty tables."""
        self.world = desk.town.world
        self.observer = desk.observer
        self.chance = desk.observer.chance
        self.rows: dict[str, list[Row]] = {export.name: [] for export in format_.exports}
        self._desk = desk
        self._format = format_

    def add(self, table: str, patient: Patient, row_id: str, **values: Value) -> None:
        """Add a row about a patient."""
        self.rows[table].append(
            {
                "RowIdentifier": row_id,
                "IDOrganisationVisibleTo": patient.unit,
                "IDPatient": patient.patient_id,
                "RemovedData": "0",
                **values,
            }
        )

    def add_patient(self, patient: Patient, row: Row) -> None:
        """Add a row of the table of patients, and note whom it is about."""
        self.rows["SRPatient"].append(
            {
                "RowIdentifier": patient.patient_id,
                "IDOrganisationVisibleTo": patient.unit,
                "RemovedData": "0",
                **row,
            }
        )
        self.note(patient.patient_id, patient.person)

    def show(self, patient: Patient, unit: str) -> None:
        """Let another unit see a patient: the same row again, in that unit's extract."""
        rows = self.rows["SRPatient"]
        own = next(row for row in reversed(rows) if row["RowIdentifier"] == patient.patient_id)
        rows.append({**own, "IDOrganisationVisibleTo": unit})

    def add_removed(self, table: str, row_id: str, unit: str) -> None:
        """Add what is left of a row that was removed."""
        self.rows[table].append(
            {"RowIdentifier": row_id, "IDOrganisationVisibleTo": unit, "RemovedData": "1"}
        )

    def note(self, record_id: str, person: Person) -> None:
        """Note the truth about a record."""
        self._desk.ledger.add(self.observer.source, record_id, person.person_id)

    def write(self) -> None:
        """Write one file for each table; the lists of the system stand there once."""
        if "SRMapping.csv" not in self._desk.outbox.begun:
            self._add_lists()
        for export in self._format.exports:
            rows = (_in_windows_letters(row) for row in self.rows[export.name])
            self._desk.outbox.write_rows(self._format, export, rows, f"{export.name}.csv")

    def _add_lists(self) -> None:
        for group, (name, words) in enumerate(_LISTS.items(), start=1):
            self.rows["SRMappingGroup"].append({"RowIdentifier": str(group), "MappingGroup": name})
            self.rows["SRMapping"] += [
                {"RowIdentifier": NUMBER_OF[word], "IDMappingGroup": str(group), "Mapping": word}
                for word in words
            ]
        self.rows["SRManifest"] = [
            {
                "FileName": export.name,
                "IsDelta": box(ticked=False),
                "DateExtractTo": self.world.as_at,
            }
            for export in self._format.exports
            if not export.name.startswith(("SRManifest", "SRMapping"))
        ]
