"""What the national register writes: a record for each number, the same on every night."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sources.gp.fhir.codes import RELATIONSHIP
from synthetic_data.exports.desk import Outbox
from synthetic_data.exports.fhir import write_fhir
from synthetic_data.facts import ADULT_AGE
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import GP
from synthetic_data.town import imagine_town
from tests.two_nights import Nights, Written, nothing_happened_to, write, write_nights

Resource = dict[str, object]
PLAN = TownPlan(people=6_000, seed=9, service_multiplier=3.0)


@dataclass(frozen=True, kw_only=True)
class Register:
    """The resources of one night, and whom each record is about."""

    written: Written
    patients: dict[str, Resource]
    related: list[Resource]
    about: dict[str, int]

    def own(self) -> Iterator[tuple[int, Resource]]:
        """Give the records that are known by the number of the person."""
        for number, patient in self.patients.items():
            if number.isdecimal():
                yield self.about[number], patient


def resources(folder: Path, type_: str) -> list[Resource]:
    (path,) = folder.glob(f"{type_}_*.ndjson")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def register(written: Written) -> Register:
    patients = resources(written.folder, "Patient")
    by_id = {str(patient["id"]): patient for patient in patients}
    assert len(by_id) == len(patients)
    return Register(
        written=written,
        patients=by_id,
        related=resources(written.folder, "RelatedPerson"),
        about=written.person_of(),
    )


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    return write_nights(PLAN, GP, [write_fhir], tmp_path_factory.mktemp("register"))


@pytest.fixture(scope="module")
def before(nights: Nights) -> Register:
    return register(nights.before)


@pytest.fixture(scope="module")
def after(nights: Nights) -> Register:
    return register(nights.after)


def security(patient: Resource) -> str:
    meta = patient.get("meta")
    assert isinstance(meta, dict)
    return str(meta["security"][0]["code"])


def coded(related: Resource) -> list[str]:
    roles = related["relationship"]
    assert isinstance(roles, list)
    return [str(role["coding"][0]["code"]) for role in roles]


def patient_of(related: Resource) -> str:
    patient = related["patient"]
    assert isinstance(patient, dict)
    if "reference" in patient:
        return str(patient["reference"]).removeprefix("Patient/")
    return str(patient["identifier"]["value"])


def test_nearly_everybody_has_one_record_under_their_own_number(after: Register) -> None:
    world = after.written.world
    people = [world.people[number] for number, _ in after.own()]
    assert len({person.number for person in people}) == len(people)
    assert len(people) > 0.97 * world.population()
    assert {person.nhs_number for person in people} == {
        number for number in after.patients if number.isdecimal()
    }


def test_who_nothing_happened_to_has_the_same_record_a_week_later(
    before: Register, after: Register
) -> None:
    unchanged = nothing_happened_to(before.written.world, after.written.world)
    same = {number for number, _ in before.own()} & unchanged
    assert len(same) > 500
    for records, others in ((before, after), (after, before)):
        for number, patient in records.own():
            # A contact is about somebody else too, to whom something may have happened.
            if number in same:
                other = others.patients[str(patient["id"])]
                assert {**patient, "contact": 0} == {**other, "contact": 0}
    kept = [each for each in before.related if each in after.related]
    assert len(kept) > 0.97 * len(before.related)


def test_restricted_patients_have_no_whereabouts_and_nobody_around_them(after: Register) -> None:
    restricted = {n: p for n, p in after.patients.items() if security(p) == "R"}
    assert 0.0005 < len(restricted) / len(after.patients) < 0.005
    for patient in restricted.values():
        assert not {"address", "telecom", "generalPractitioner", "contact"} & set(patient)
        assert patient["name"]
    assert not {patient_of(each) for each in after.related} & set(restricted)
    excluded = {row.record_id for row in after.written.ledger.rows if row.excluded}
    assert set(restricted) <= excluded


def test_a_few_records_are_replaced_or_invalidated(after: Register) -> None:
    left = {n: p for n, p in after.patients.items() if not n.isdecimal()}
    replaced = [patient for patient in left.values() if patient.get("active") is False]
    invalidated = [patient for patient in left.values() if security(patient) == "V"]
    assert 0.001 < len(replaced) / len(after.patients) < 0.008
    assert 0.0005 < len(invalidated) / len(after.patients) < 0.005
    assert len(replaced) + len(invalidated) == len(left)
    assert all(set(patient) == {"resourceType", "id", "meta"} for patient in invalidated)
    excluded = {row.record_id for row in after.written.ledger.rows if row.excluded}
    assert set(left) <= excluded


def test_related_persons_are_those_of_the_children_and_the_old(after: Register) -> None:
    world = after.written.world
    codes = Counter(code for each in after.related for code in coded(each))
    assert set(codes) - {"N"} <= set(RELATIONSHIP.values)
    assert min(codes["MTH"], codes["FTH"], codes["WIFE"], codes["HUSB"], codes["N"]) > 10
    for each in after.related:
        patient = world.people[after.about[patient_of(each)]]
        record_id = f"{patient_of(each)}:contact:{each['id']}"
        assert ("name" in each) == (record_id in after.about)
        if "name" in each and "MTH" in coded(each):
            assert patient.age_at(world.as_at) < ADULT_AGE
            assert after.about[record_id] in world.parents[patient.number]


def test_birth_dates_are_whole_but_for_a_few_of_the_old(after: Register) -> None:
    lengths = Counter(len(str(patient.get("birthDate", ""))) for _, patient in after.own())
    assert 5 < lengths[4] + lengths[7] < 0.02 * lengths[10]
    assert lengths[4] > 0 < lengths[7]


def test_who_died_or_left_is_taken_off_the_register(after: Register) -> None:
    ended = [
        patient
        for _, patient in after.own()
        if "RemovalFromRegistration" in json.dumps(patient.get("extension", []))
    ]
    dead = [patient for patient in ended if "deceasedDateTime" in patient]
    assert 0 < len(dead) < len(ended) < 0.12 * len(after.patients)


def test_another_town_of_a_region_adds_to_the_same_files(tmp_path: Path) -> None:
    outbox = Outbox(folder=tmp_path)
    first = imagine_town(TownPlan(people=300, seed=2, service_multiplier=3.0))
    region = imagine_town(TownPlan(people=300, seed=3, service_multiplier=3.0))
    second = replace(region, world=replace(region.world, town=1))
    sizes = []
    for town in (first, second):
        written = write(town, GP, [write_fhir], tmp_path, outbox)
        sizes.append(len(resources(written.folder, "Patient")))
    assert sizes[1] > 1.5 * sizes[0]
