"""A school's return of one term: its pupils on roll, and those who left, each with what is told.

It comes from the same systems as the transfer files, so names and addresses are drawn alike. What
a school tells beside them is `school_census_facts`.
"""

from collections.abc import Iterator
from types import MappingProxyType

from synthetic_data.exports.ctf_office import Office
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.school_census_facts import PupilYear, Sessions
from synthetic_data.exports.school_census_terms import Term
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Enrolment, Person
from synthetic_data.identifiers import COUNCIL, Scatter
from synthetic_data.records.habits import SCHOOL
from synthetic_data.records.name_fields import NameFields
from synthetic_data.services.school_years import year_group
from synthetic_data.services.schooling import School

_ROWS = Scatter(size=80_000_000, key=12)
# Numbers of establishments begin with the phase.
_FIRST_SECONDARY = 4_000
_HAS_MIDDLE_NAME, _MENTIONS_FORMER_NAME, _PREFERS = 0.7, 0.4, 0.6
_NO_UPN, _SPARE_UPRN = 0.03, 0.1
_FINER_CODES, _IN_FULL = 0.3, 0.5
_TOTALS_TOLD = "autumn"
_FINER = MappingProxyType(
    {"WBRI": "WENG", "WOTH": "WEEU", "AOTH": "ASLT", "BAFR": "BSOM", "OOTH": "OAFG", "CHNE": "CHKC"}
)
ON_ROLL, OFF_ROLL = "pupilonroll", "pupilnolongeronroll"
# An export, whether it is about pupils on roll, and a row of it.
Told = tuple[str, bool, Row]


class SchoolReturn:
    """Writes one school's return of one term."""

    def __init__(self, desk: Desk, school: School, term: Term, noted: set[str]) -> None:
        """Write as this school's office does; `noted` are the records in the ledger."""
        self._desk, self._school, self._term, self._noted = desk, school, term, noted
        self._observer, self._chance = desk.observer, desk.observer.chance
        self._year = PupilYear(desk)
        self._office = Office(desk, school)
        self._id = f"{term.name[:4]}{term.season[:2]}{school.establishment}"
        self._chance.about("census codes", self._office.number)
        self._is_fine = self._chance.happens(_FINER_CODES)

    def header(self) -> Iterator[Told]:
        """Give the return and the name of its school."""
        known_by: Row = {"schoolcensustableid": self._id}
        reference: Row = {
            "lea": COUNCIL,
            "estab": self._school.establishment,
            "referencedate": self._term.day,
        }
        yield "schoolcensus", True, {**known_by, **reference}
        yield "school", True, {**known_by, "schoolname": self._school.name}

    def pupil(self, place: Enrolment, *, status: str = "C") -> Iterator[Told]:
        """Give the rows of a pupil on roll."""
        person, about, home = self._seen(place)
        row_id = self._row_id(person) + ("-2" if status == "S" else "")
        provision = self._year.provision(place, self._term)
        is_spring = self._term.season == "spring"
        asked: Row = {
            "ethnicity": self._ethnicity(person) if is_spring else "",
            "youngcarer": self._year.young_carer(place) if is_spring else "",
        }
        self._note(place.upn, person)
        yield (
            ON_ROLL,
            True,
            {
                **about,
                **asked,
                "pupilonrolltableid": row_id,
                "pupilonrollorderseqcolumn": "1",
                "upn": place.upn,
                "enrolstatus": status,
                "ncyearactual": str(year_group(person.date_of_birth, self._term.day) or "R"),
                "senprovision": provision,
                "plaa": self._year.after_care(place, self._term),
            },
        )
        if status == "S":
            return
        known_by: Row = {"pupilonrolltableid": row_id}
        yield from ((name, True, {**known_by, **row}) for name, row in self._around(place, home))
        if provision != "N":
            yield from (("senneeds", True, {**known_by, **n}) for n in self._year.needs(place))
        for meals in self._year.meals(place, self._term):
            yield "fsmperiod", True, {**known_by, **meals}

    def leaver(self, place: Enrolment) -> Iterator[Told]:
        """Give the rows of a pupil who left since the census before; some without their number."""
        person, about, home = self._seen(place)
        row_id = self._row_id(person)
        self._observer.turn_to("census leaver", person)
        has_upn = not self._chance.happens(_NO_UPN)
        self._note(place.upn if has_upn else f"{OFF_ROLL}:{self._term.name}:{row_id}", person)
        yield (
            OFF_ROLL,
            False,
            {
                **about,
                "pupilnolongeronrolltableid": row_id,
                "pupilnolongeronrollorderseqcolumn": "1",
                "upn": place.upn if has_upn else "",
                "leavingdate": place.until,
            },
        )
        left = {key: home[key] for key in ("postcode", "uniquepropertyreferencenumber")}
        for name, row in self._around(place, left):
            yield name, False, {"pupilnolongeronrolltableid": row_id, **row}

    def _around(self, place: Enrolment, home: Row) -> Iterator[tuple[str, Row]]:
        """Give the rows of either kind of pupil: address, suspensions, half days by code."""
        if any(home.values()):
            yield "addresses", home
        for row in self._year.suspensions(place, self._term):
            yield "termlyexclusions", row
        sessions = self._year.sessions(place, self._term)
        if sessions is not None:
            yield from (("termlysessiondetails", row) for row in _by_code(sessions))

    def _seen(self, place: Enrolment) -> tuple[Person, Row, dict[str, str]]:
        """Write a pupil and the home down, in the order in which a transfer file does."""
        person = self._desk.town.world.people[place.person]
        self._observer.turn_to("pupil", person)
        heard = self._observer.last_heard(since=place.entered, until=self._term.day)
        seen = self._observer.portrait(person, since=heard, until=heard)
        names = self._office.names(person, NameFields(given=seen.given, family=seen.family))
        happens = self._chance.happens
        has_middle, _ = happens(_HAS_MIDDLE_NAME), happens(_PREFERS)
        mentions, _ = happens(_MENTIONS_FORMER_NAME), happens(_PREFERS)
        home = _home(self._office.address(seen))
        if not home["uniquepropertyreferencenumber"] and happens(_SPARE_UPRN):
            home["uniquepropertyreferencenumber"] = self._chance.pick(("1.0", "-1.0"))
        about: Row = {
            "NativeId": f"SCH{self._school.establishment}",
            "schoolcensustableid": self._id,
            "formerupn": place.former_upn,
            "surname": names.family,
            "forename": names.given,
            "middlenames": seen.middle if has_middle else "",
            "preferredsurname": person.preferred_family,
            "formersurname": seen.former_family if mentions else "",
            "dob": seen.date_of_birth,
            "sex": seen.sex if seen.sex != "U" else person.sex,
            "entrydate": place.entered,
            **self._totals(place),
        }
        return person, about, home

    def _totals(self, place: Enrolment) -> Row:
        sessions = self._year.sessions(place, self._term)
        if sessions is None:
            return {}
        totals = {
            "termlysessionsauthorised": f"{sessions.authorised}.0",
            "termlysessionsunauthorised": f"{sessions.unauthorised}.0",
        }
        told = totals if self._term.season == _TOTALS_TOLD else {}
        return {"termlysessionspossible": f"{sessions.possible}.0", **told}

    def _ethnicity(self, person: Person) -> str:
        self._observer.turn_to("census ethnicity", person)
        is_fine = self._is_fine and self._chance.happens(_IN_FULL)
        return _FINER.get(person.ethnicity, person.ethnicity) if is_fine else person.ethnicity

    def _row_id(self, person: Person) -> str:
        """Return the id of a pupil's row: another at the secondary school than at the first."""
        is_secondary = self._office.number >= _FIRST_SECONDARY
        return f"{_ROWS.at(2 * person.serial + is_secondary):08x}"

    def _note(self, record_id: str, person: Person) -> None:
        if record_id not in self._noted:
            self._noted.add(record_id)
            self._desk.ledger.add(SCHOOL, record_id, person.person_id)


def _home(written: Row) -> dict[str, str]:
    """Return an address under the names of the census."""
    names = {
        "saon": "SAON",
        "paon": "PAON",
        "street": "Street",
        "town": "Town",
        "addressline1": "AddressLine1",
        "addressline2": "AddressLine2",
        "postcode": "PostCode",
        "uniquepropertyreferencenumber": "UPRN",
    }
    return {name: str(written.get(theirs) or "") for name, theirs in names.items()}


def _by_code(sessions: Sessions) -> Iterator[Row]:
    """Give the half days by code: ill, at the doctor's, away without leave, and late."""
    at_doctors = sessions.authorised // 5
    for code, count in (
        ("I", sessions.authorised - at_doctors),
        ("M", at_doctors),
        ("O", sessions.unauthorised),
        ("L", sessions.unauthorised // 3),
    ):
        if count:
            yield {"attendancereason": code, "sessions": f"{count}.0"}
