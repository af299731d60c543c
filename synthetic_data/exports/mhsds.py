"""The national data set of a mental health trust: the month's submission, made from its patients.

It is written from the clients of the trust's own system, RiO, and uses their numbers; those of
restricted access are submitted without their NHS number. Some children in care, on a plan or
caring for somebody at home are patients of the children's team.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sources.adult_mental_health.mhsds import MHSDS
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.rio import gather_clients
from synthetic_data.exports.rio_index import DFE_TO_NHS
from synthetic_data.exports.rio_tables import Client, RioTables, client_id
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Person, Spell, Stage
from synthetic_data.records.habits import ADULT_MENTAL_HEALTH, NO_FIXED_ABODE
from synthetic_data.records.observer import Portrait
from synthetic_data.world import World

_TRUST, _UNKNOWN_POSTCODE = "RZZ", "ZZ99 3WZ"
_SEX = {"M": "1", "F": "2", "U": "X"}
_TRACED, _NO_POSTCODE, _ACCOMMODATION_ASKED = 0.96, 0.02, 0.6
_CHILD_IS_PATIENT = 0.45
_DAYS_TO_REFERRAL = 240
_ADULT_TEAM, _CHILDRENS_TEAM = "A06", "C10"
_STATUS = {"yes": "Y", "no": "N", "unknown": "Z"}


@dataclass(frozen=True, kw_only=True)
class _Child:
    """A child who may be a patient: since when it had a hard time, and what is open now."""

    person: Person
    since: date
    stages: frozenset[Stage]
    cares: bool


class Submission:
    """Builds the tables of one month."""

    def __init__(self, desk: Desk) -> None:
        """Make the month that ended last."""
        self._desk, self._world = desk, desk.town.world
        self._observer, self._chance = desk.observer, desk.observer.chance
        self._month = {
            "ReportingPeriodEndDate": self._world.as_at.replace(day=1) - timedelta(days=1)
        }
        self.rows: dict[str, list[Row]] = {export.name: [] for export in MHSDS.exports}

    def add_header(self) -> None:
        """Say of which month the submission is."""
        end = self._month["ReportingPeriodEndDate"]
        self._add(
            "MHS000Header",
            {
                "DatSetVer": "6.0",
                "OrgIDProvider": _TRUST,
                "ReportingPeriodStartDate": end.replace(day=1),
            },
        )

    def add_client(self, client: Client) -> None:
        """Add a patient of the adults' teams."""
        number, person = client.client_id, client.person
        self._desk.ledger.add(ADULT_MENTAL_HEALTH, number, person.person_id, excluded=False)
        self._observer.turn_to("submission", person)
        self._add_patient(number, person, client.seen, keeps_number=not client.is_sensitive)
        status = self._world.parental_status.get(person.number, "")
        self._add("MHS005PatInd", {"LocalPatientID": number, "ParentalResp": _STATUS.get(status)})
        for place, spell in enumerate(client.referrals):
            self._add_referral(f"{number}{place:02}", number, spell.start, spell.end, _ADULT_TEAM)

    def add_child(self, child: _Child) -> None:
        """Add some of the children who carry much, as the children's team knows them."""
        person = child.person
        self._observer.turn_to("child's submission", person)
        is_patient = self._chance.happens(_CHILD_IS_PATIENT)
        referred = child.since + timedelta(days=self._chance.whole(0, _DAYS_TO_REFERRAL))
        if not is_patient or referred > self._world.as_at:
            return
        number = client_id(person)
        self._desk.ledger.add(ADULT_MENTAL_HEALTH, number, person.person_id, excluded=False)
        seen = self._observer.portrait(person, since=referred)
        self._add_patient(number, person, seen, keeps_number=True)
        self._add(
            "MHS005PatInd",
            {
                "LocalPatientID": number,
                "ParentalResp": "N",
                "YoungCarer": "Y" if child.cares else "N",
                "LACStatus": "Y" if Stage.LOOKED_AFTER in child.stages else "N",
                "CPP": "3" if Stage.PROTECTION_PLAN in child.stages else "1",
            },
        )
        self._add_referral(f"{number}90", number, referred, None, _CHILDRENS_TEAM)

    def _add_patient(
        self, number: str, person: Person, seen: Portrait, *, keeps_number: bool
    ) -> None:
        is_traced, has_none = self._chance.happens(_TRACED), self._chance.happens(_NO_POSTCODE)
        is_asked = self._chance.happens(_ACCOMMODATION_ASKED)
        nhs_number = seen.nhs_number if keeps_number else ""
        is_homeless = seen.home.dwelling.kind == "no_fixed_abode"
        postcode = NO_FIXED_ABODE if is_homeless else seen.postcode
        self._add(
            "MHS001MPI",
            {
                "LocalPatientID": number,
                "OrgIDLocalPatientID": _TRUST,
                "NHSNumber": nhs_number,
                "NHSNumberStatus": ("01" if is_traced else "02") if nhs_number else "07",
                "PersonBirthDate": seen.date_of_birth,
                "Postcode": _UNKNOWN_POSTCODE if has_none else postcode,
                "Gender": _SEX[seen.sex],
                "EthnicCategory": DFE_TO_NHS[person.ethnicity],
                "PersDeathDate": person.died,
            },
        )
        if is_asked:
            row: Row = {
                "LocalPatientID": number,
                "AccommodationType": "HM01" if is_homeless else "MA04",
                "AccommodationTypeDate": seen.home.first,
            }
            self._add("MHS003AccommStatus", row)

    def _add_referral(
        self, referral: str, number: str, start: date, end: date | None, team: str
    ) -> None:
        row: Row = {
            "ServiceRequestID": referral,
            "LocalPatientID": number,
            "ReferralRequestReceivedDate": start,
            "ServDischDate": end,
        }
        self._add("MHS101Referral", row)
        self._add(
            "MHS102ServiceTypeReferredTo",
            {"ServiceRequestID": referral, "ServTeamTypeRefToMH": team},
        )
        contact: Row = {
            "CareContactID": f"{referral}1",
            "ServiceRequestID": referral,
            "CareContDate": start,
            "AttendStatus": "5",
        }
        self._add("MHS201CareContact", contact)

    def _add(self, table: str, row: Row) -> None:
        self.rows[table].append({**row, **self._month})

    def write(self) -> None:
        """Write one file for each table."""
        for export in MHSDS.exports:
            name = f"{export.name}_{self._desk.stamp}.csv"
            self._desk.outbox.write_rows(MHSDS, export, self.rows[export.name], name)


def _children_known(world: World) -> Iterator[_Child]:
    """Give the children in care or on a plan at some time, and those who care for somebody."""
    spells: dict[int, list[Spell]] = {}
    for spell in world.spells:
        if spell.stage in (Stage.LOOKED_AFTER, Stage.PROTECTION_PLAN) and not spell.restricted:
            spells.setdefault(spell.person, []).append(spell)
    carers = {number for number, place in world.enrolments.items() if place.young_carer}
    for number in sorted({*spells, *carers}):
        person, own = world.people[number], spells.get(number, [])
        if not person.expected and person.died is None:
            begun = [spell.start for spell in own] or [world.enrolments[number].entered]
            yield _Child(
                person=person,
                since=min(begun),
                stages=frozenset(spell.stage for spell in own if spell.open_at(world.as_at)),
                cares=number in carers,
            )


def write_mhsds(desk: Desk) -> None:
    """Write the month's submission."""
    tables = RioTables(desk)
    gather_clients(tables)
    submission = Submission(desk)
    if f"{MHSDS.exports[0].name}_{desk.stamp}.csv" not in desk.outbox.begun:
        submission.add_header()
    for client in tables.clients.values():
        submission.add_client(client)
    for child in _children_known(desk.town.world):
        if child.person.number not in tables.clients:
            submission.add_child(child)
    submission.write()
