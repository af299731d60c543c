"""What practices write: a row stays the same until something happens to its patient."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from synthetic_data.chance import Chance
from synthetic_data.exports.desk import Desk, Outbox
from synthetic_data.exports.emis import write_emis
from synthetic_data.exports.emis_patients import Patients
from synthetic_data.exports.emis_registrations import Registrations
from synthetic_data.facts import Dwelling, Person
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.records.habits import GP
from synthetic_data.records.ledger import Ledger
from synthetic_data.records.observer import Observer
from synthetic_data.services.practices import practice_of
from synthetic_data.town import Town, imagine_town

WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Extract:
    """The rows of one night by their id, and whom each is about."""

    day: date
    town: Town
    rows: dict[str, dict[str, str]]
    about: dict[str, int]

    def people_of(self, number: int) -> list[dict[str, str]]:
        return [row for guid, row in self.rows.items() if self.about.get(guid) == number]


def desk_of(town: Town, folder: Path) -> Desk:
    observer = Observer(town.world, GP, ErrorLevel.CLINICAL, Chance(1, GP.name))
    return Desk(town=town, observer=observer, ledger=Ledger(), outbox=Outbox(folder=folder))


def extract(town: Town, folder: Path) -> Extract:
    folder.mkdir()
    desk = desk_of(town, folder)
    write_emis(desk)
    number_of = {person.person_id: person.number for person in town.world.people}
    return Extract(
        day=town.world.as_at,
        town=town,
        rows={row["PatientGuid"]: row for row in _read(folder)},
        about={row.record_id: number_of[row.person_id] for row in desk.ledger.rows},
    )


def _read(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def town() -> Town:
    return imagine_town(TownPlan(people=6_000, seed=9, service_multiplier=3.0))


@pytest.fixture(scope="module")
def last(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Extract:
    return extract(town, tmp_path_factory.mktemp("last") / "gp")


@pytest.fixture(scope="module")
def before(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Extract:
    week_ago = town.on(town.world.as_at - WEEK)
    return extract(week_ago, tmp_path_factory.mktemp("before") / "gp")


def test_a_week_later_nearly_all_rows_are_what_they_were(before: Extract, last: Extract) -> None:
    both = before.rows.keys() & last.rows.keys()
    same = sum(before.rows[guid] == last.rows[guid] for guid in both)
    assert len(both) == len(before.rows)
    assert 0.99 * len(both) < same < len(both)
    assert len(last.rows) < 1.02 * len(before.rows)


def test_a_row_is_new_where_somebody_was_born_or_came_or_changed_practice(
    before: Extract, last: Extract
) -> None:
    world = last.town.world
    for guid in last.rows.keys() - before.rows.keys():
        number = last.about[guid]
        newest = max(world.stays[number][-1].first, world.people[number].date_of_birth)
        assert before.day - timedelta(days=150) < newest <= last.day


def test_what_changes_in_a_row_has_its_reason_in_the_world(before: Extract, last: Extract) -> None:
    world = last.town.world
    for guid in before.rows.keys() & last.rows.keys():
        old, new = before.rows[guid], last.rows[guid]
        # Another practice may write names in capitals.
        differing = {name for name in new if old[name].upper() != new[name].upper()}
        if not differing:
            continue
        person = world.people[last.about[guid]]
        has_moved = len(world.stays[person.number]) > 1
        is_young = world.as_at - person.date_of_birth < timedelta(days=60)
        if differing & {"NumberAndStreet", "Postcode", "OrganisationGuid", "DateOfDeactivation"}:
            assert has_moved
        if differing & {"GivenName", "MiddleNames"}:
            assert is_young or differing & {"Surname"}
        if "Surname" in differing:
            assert person.changed_on is not None
        if "DateOfDeath" in differing:
            assert person.died is not None
        assert not differing & {"NhsNumber", "DateOfBirth", "Sex", "PatientNumber", "PersonGuid"}


def test_a_row_does_not_depend_on_who_else_is_there(town: Town, last: Extract) -> None:
    desk = desk_of(town, Path())
    patients, registrations = Patients(desk), Registrations(desk.observer)
    for postcode in town.places.postcodes:
        patients.open_practice(practice_of(postcode.ward))
    for number in sorted(town.world.home)[-40:]:
        for registration in registrations.of(town.world.people[number]):
            row = patients.row(registration)
            assert last.rows[str(row["PatientGuid"])]["NhsNumber"] == (row["NhsNumber"] or "")
            assert last.rows[str(row["PatientGuid"])]["Surname"] == row["Surname"]


def test_the_dead_have_a_date_of_death_and_are_deactivated_but_a_few(last: Extract) -> None:
    world = last.town.world
    dead = {person.number for person in world.people if person.died}
    rows = [row for guid, row in last.rows.items() if last.about.get(guid) in dead]
    told = [row for row in rows if row["DateOfDeath"]]
    assert 0.85 < len(told) / len(rows) < 1
    assert all(row["DateOfDeactivation"] >= row["DateOfDeath"] for row in told)
    alive = [row for guid, row in last.rows.items() if last.about.get(guid) not in dead]
    assert not [row for row in alive if row["DateOfDeath"]]


def test_an_adopted_child_is_deactivated_under_the_name_before_on_the_day(last: Extract) -> None:
    world = last.town.world
    assert world.adopted
    for number, after in world.adopted.items():
        joined = world.arrivals[number].joined
        assert joined is not None
        closed = {row["DateOfDeactivation"] for row in last.people_of(number)}
        assert closed <= {joined.isoformat()}
        for row in last.people_of(after):
            assert row["DateOfRegistration"] in ("1900-01-01", joined.isoformat()) or joined < (
                date.fromisoformat(row["DateOfRegistration"])
            )


def test_nobody_is_registered_before_they_came(last: Extract) -> None:
    world = last.town.world
    for guid, number in last.about.items():
        registered = last.rows.get(guid, {}).get("DateOfRegistration", "1900-01-01")
        arrival = world.arrivals.get(number)
        if registered == "1900-01-01" or arrival is None or arrival.joined is None:
            continue
        if arrival.came_from is None and not world.household_of(number).away:
            assert registered >= min(arrival.joined, last.day).isoformat()


def test_some_are_registered_twice_and_some_left_a_practice(last: Extract) -> None:
    active = Counter(
        last.about[guid]
        for guid, row in last.rows.items()
        if guid in last.about and row["Deleted"] == "false" and not row["DateOfDeactivation"]
    )
    twice = sum(count > 1 for count in active.values())
    assert 0.001 < twice / len(active) < 0.009
    closed = [row for row in last.rows.values() if row["DateOfDeactivation"]]
    assert 0.01 < len(closed) / len(last.rows) < 0.12


def test_dummies_defaults_and_deleted_rows_are_there(last: Extract) -> None:
    rows = last.rows.values()
    assert {row["GivenName"] for row in rows if row["DummyType"]} == {"Test"}
    assert 0.002 < sum(row["Deleted"] == "true" for row in rows) / len(rows) < 0.008
    default = sum(row["DateOfRegistration"] == "1900-01-01" for row in rows)
    assert 0.003 < default / len(rows) < 0.012


def test_a_newborn_may_have_no_name_yet(town: Town, tmp_path: Path) -> None:
    world = town.world
    people = [
        replace(person, date_of_birth=world.as_at - timedelta(days=20)) if _is_infant(p) else p
        for p in world.people
        for person in (p,)
    ]
    young = extract(replace(town, world=replace(world, people=people)), tmp_path / "gp")
    names = Counter(row["GivenName"].split()[0].upper() for row in young.rows.values())
    assert names["BABY"] > 0


def _is_infant(person: Person) -> bool:
    return person.date_of_birth.year >= 2024 and not person.expected


def test_the_address_of_a_refuge_is_hidden_for_most(town: Town) -> None:
    desk = desk_of(town, Path())
    patients = Patients(desk)
    person = town.world.people[min(town.world.home)]
    desk.observer.turn_to("patient", person)
    seen = desk.observer.portrait(person)
    refuge = replace(seen.home, dwelling=replace(seen.home.dwelling, kind="refuge"))
    hidden = replace(seen, stays=(refuge,))
    streets = Counter(patients._address(hidden)["NumberAndStreet"] for _ in range(2_000))
    assert 0.3 < streets["ADDRESS WITHHELD"] / 2_000 < 0.6
    assert 0.2 < streets["PO Box 9"] / 2_000 < 0.5
    assert len(streets) > 2


def test_no_fixed_abode_has_no_number_and_a_postcode_of_its_own(town: Town) -> None:
    desk = desk_of(town, Path())
    person = town.world.people[min(town.world.home)]
    seen = desk.observer.portrait(person)
    nowhere = replace(_nowhere(seen.home.dwelling), kind="no_fixed_abode")
    row = Patients(desk)._address(
        replace(seen, stays=(replace(seen.home, dwelling=nowhere),), postcode="ZZ99 3VZ")
    )
    assert (row["NumberAndStreet"], row["Postcode"]) == ("NO FIXED ABODE", "ZZ99 3VZ")


def _nowhere(dwelling: Dwelling) -> Dwelling:
    return replace(dwelling, flat="", premises="", street="NO FIXED ABODE", postcode="ZZ99 3VZ")


def test_another_town_of_a_region_has_files_and_practices_of_its_own(tmp_path: Path) -> None:
    plan = TownPlan(people=300, seed=2)
    first, second = (imagine_town(replace(plan, seed=seed)) for seed in (2, 3))
    other = replace(second, world=replace(second.world, town=1))
    one, two = tmp_path / "one", tmp_path / "two"
    extract(first, one), extract(other, two)
    assert {path.name[:3] for path in one.iterdir()} == {"001"}
    assert {path.name[:3] for path in two.iterdir()} == {"101"}
