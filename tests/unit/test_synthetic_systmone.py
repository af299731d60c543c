"""What units on SystmOne write: the same row on every night, and the dirt of the real extract."""

import csv
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from sources.systmone.codes import ETHNIC_CTV3, RELATIONSHIP_TYPE
from synthetic_data.chance import Chance
from synthetic_data.exports.desk import Desk, Outbox
from synthetic_data.exports.systmone import (
    MISTAKE,
    SECOND_UNIT,
    write_systmone_gp,
    write_systmone_mental_health,
)
from synthetic_data.exports.systmone_tables import NUMBER_OF, patient_id
from synthetic_data.facts import ADULT_AGE, Stage
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.records.habits import ADULT_MENTAL_HEALTH, GP, Source
from synthetic_data.records.ledger import Ledger
from synthetic_data.records.observer import Observer
from synthetic_data.town import Town, imagine_town
from synthetic_data.world import World
from tests.two_nights import Row, nothing_happened_to, share_kept

PLAN = TownPlan(people=6_000, seed=9, service_multiplier=3.0)
WEEK = timedelta(days=7)
PATIENT, TIE = "SRPatient", "SRPatientRelationship"
TABLES = (PATIENT, "SRPatientAddressHistory", "SRPatientContactDetails", TIE, "SRCode")


@dataclass(frozen=True, kw_only=True)
class Extract:
    """What the units of one kind wrote of a town on one night."""

    world: World
    folder: Path
    tables: Mapping[str, list[Row]]
    person_of: Mapping[str, int]

    def patients(self) -> list[Row]:
        """Return the rows of patients who are people, each once."""
        rows = {row["RowIdentifier"]: row for row in self.tables[PATIENT]}
        return [row for number, row in rows.items() if number in self.person_of]


def extract(town: Town, source: Source, write: Callable[[Desk], None], folder: Path) -> Extract:
    folder.mkdir(parents=True)
    ledger = Ledger()
    observer = Observer(town.world, source, ErrorLevel.CLINICAL, Chance(3, source.name))
    write(Desk(town=town, observer=observer, ledger=ledger, outbox=Outbox(folder=folder)))
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="cp1252", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    numbers = {person.person_id: person.number for person in town.world.people}
    person_of = {row.record_id: numbers[row.person_id] for row in ledger.rows}
    assert len(person_of) == len(ledger.rows)
    return Extract(world=town.world, folder=folder, tables=tables, person_of=person_of)


@dataclass(frozen=True, kw_only=True)
class Nights:
    """The extracts of a night and of the night a week before."""

    before: Extract
    after: Extract


def two_nights(town: Town, source: Source, write: Callable[[Desk], None], folder: Path) -> Nights:
    week_ago = town.on(town.world.as_at - WEEK)
    return Nights(
        before=extract(week_ago, source, write, folder / "before"),
        after=extract(town, source, write, folder / "after"),
    )


@pytest.fixture(scope="module")
def town() -> Town:
    return imagine_town(PLAN)


@pytest.fixture(scope="module")
def trust(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    folder = tmp_path_factory.mktemp("trust")
    return two_nights(town, ADULT_MENTAL_HEALTH, write_systmone_mental_health, folder)


@pytest.fixture(scope="module")
def practices(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    return two_nights(town, GP, write_systmone_gp, tmp_path_factory.mktemp("practices"))


@pytest.fixture(params=["trust", "practices"])
def nights(request: pytest.FixtureRequest) -> Nights:
    found: Nights = request.getfixturevalue(request.param)
    return found


def test_a_row_is_known_by_its_number_and_its_unit(nights: Nights) -> None:
    for name, rows in nights.after.tables.items():
        if name.startswith("SRM") and name != "SRMHEpisode":
            continue
        keys = {(row["RowIdentifier"], row["IDOrganisationVisibleTo"]) for row in rows}
        assert len(keys) == len(rows), name


def test_nearly_all_rows_are_the_same_a_week_later(nights: Nights) -> None:
    for table in TABLES:
        before, after = (night.tables[table] for night in vars(nights).values())
        assert share_kept(before, after) > 0.98, table
        numbers = [{row["RowIdentifier"] for row in rows} for rows in (before, after)]
        assert len(numbers[0] - numbers[1]) <= 0.005 * len(numbers[0]), table


def test_what_is_written_of_patients_changes_only_when_something_happens(nights: Nights) -> None:
    unchanged = nothing_happened_to(nights.before.world, nights.after.world)
    earlier, later = nights.before.person_of, nights.after.person_of
    about = {
        record for record, number in later.items() if number in unchanged and record in earlier
    }
    for table, column in ((PATIENT, "RowIdentifier"), ("SRPatientAddressHistory", "IDPatient")):
        before, after = (
            [row for row in night.tables[table] if row[column] in about]
            for night in vars(nights).values()
        )
        assert len(after) > 100
        assert before == after


def test_the_clients_of_the_trust_are_those_of_its_referrals_but_the_restricted(
    trust: Nights,
) -> None:
    world = trust.after.world
    spells = [spell for spell in world.spells if spell.stage is Stage.MENTAL_HEALTH]
    withheld = {spell.person for spell in spells if spell.restricted}
    referred = {trust.after.person_of[r["IDPatient"]] for r in trust.after.tables["SRReferralIn"]}
    assert withheld
    assert referred == {spell.person for spell in spells} - withheld
    withheld_rows = {patient_id(world.people[number]) for number in withheld}
    assert not withheld_rows & {row["RowIdentifier"] for row in trust.after.tables[PATIENT]}


def test_children_of_clients_are_patients_more_often_where_they_have_a_plan(trust: Nights) -> None:
    world, person_of = trust.after.world, trust.after.person_of
    patients = {person_of[row["RowIdentifier"]] for row in trust.after.patients()}
    parents = {person_of[row["IDPatient"]] for row in trust.after.tables["SRReferralIn"]}
    children = {
        child
        for parent in parents
        for child in world.children.get(parent, ())
        if world.is_dependent(child) and not world.people[child].expected
    }
    planned = {s.person for s in world.spells if s.stage is Stage.PROTECTION_PLAN} & children
    assert len(planned & patients) > 0.6 * len(planned) > 3
    assert 0.1 < len(children & patients) / len(children) < 0.5
    marked = {person_of[row["IDPatient"]] for row in trust.after.tables["SRChildAtRisk"]}
    assert marked
    assert marked <= planned & patients


def test_who_said_to_be_a_parent_has_a_tick_and_nobody_else_has(trust: Nights) -> None:
    world, person_of = trust.after.world, trust.after.person_of
    ticked = {
        person_of[row["IDPatient"]]
        for row in trust.after.tables[TIE]
        if row["HasParentalResponsibility"] == "TRUE"
    }
    said = {
        person_of[row["IDPatient"]]
        for row in trust.after.tables["SRReferralIn"]
        if world.parental_status.get(person_of[row["IDPatient"]]) == "yes"
    }
    assert len(said) > 50
    assert ticked <= said
    assert len(ticked) > 0.97 * len(said)


def test_a_relative_who_is_a_patient_is_named_by_number_alone(nights: Nights) -> None:
    numbers = {row["RowIdentifier"] for row in nights.after.patients()}
    linked = [row for row in nights.after.tables[TIE] if row["IDPatientRelationshipWith"]]
    assert len(linked) > 30
    for row in linked:
        assert row["IDPatientRelationshipWith"] in numbers
        assert row["RelationshipWithName"] == row["RelationshipWithDateOfBirth"] == ""


def test_a_type_is_a_number_whose_word_the_list_knows(nights: Nights) -> None:
    words = {row["RowIdentifier"]: row["Mapping"] for row in nights.after.tables["SRMapping"]}
    assert {number: word for word, number in NUMBER_OF.items()} == words
    used = Counter(
        words[row["RelationshipType"]]
        for row in nights.after.tables[TIE]
        if row["RelationshipType"]
    )
    assert len(used) >= 5
    assert set(used) <= set(RELATIONSHIP_TYPE.values)


def test_staff_codes_are_sometimes_a_relatives_nhs_number(trust: Nights) -> None:
    codes = [row["CodeRelationshipWithUser"] for row in trust.after.tables[TIE]]
    staff = [code for code in codes if code.startswith("ZZ")]
    numbers = [code for code in codes if code.isdigit()]
    assert len(staff) > 100
    assert 5 < len(numbers) < 0.2 * len(staff)


def test_a_few_have_a_row_in_another_unit_or_one_that_both_see(trust: Nights) -> None:
    world, rows = trust.after.world, trust.after.tables[PATIENT]
    clients = [
        world.people[trust.after.person_of[row["IDPatient"]]]
        for row in trust.after.tables["SRReferralIn"]
    ]
    seconds = {patient_id(person, SECOND_UNIT) for person in clients}
    mistakes = {patient_id(person, MISTAKE) for person in clients}
    numbers = Counter(row["RowIdentifier"] for row in rows)
    assert 0.03 < len(seconds & numbers.keys()) / len(seconds) < 0.08
    assert 0.02 < sum(count == 2 for count in numbers.values()) / len(seconds) < 0.07
    removed = {row["RowIdentifier"] for row in rows if row["RemovedData"] == "1"}
    assert removed
    assert removed <= mistakes


def test_a_removed_row_is_only_its_number_and_its_unit(nights: Nights) -> None:
    for table in (PATIENT, TIE):
        removed = [row for row in nights.after.tables[table] if row["RemovedData"] == "1"]
        assert removed, table
        for row in removed:
            kept = {name for name, value in row.items() if value}
            assert kept == {"RowIdentifier", "IDOrganisationVisibleTo", "RemovedData"}


def test_every_unit_has_its_test_patients(nights: Nights) -> None:
    tests = [row for row in nights.after.tables[PATIENT] if row["TestPatient"] == "TRUE"]
    units = {row["IDOrganisationVisibleTo"] for row in nights.after.tables[PATIENT]}
    assert len(tests) == 2 * len(units)
    assert {row["FirstName"] for row in tests} == {"Test"}
    assert not {row["RowIdentifier"] for row in tests} & nights.after.person_of.keys()


def test_the_ethnic_group_is_a_coded_event_and_mostly_the_right_one(practices: Nights) -> None:
    world, person_of = practices.after.world, practices.after.person_of
    rows = practices.after.tables["SRCode"]
    stated = [row for row in rows if row["CTV3Code"] != "XaJRB"]
    assert 0.01 < 1 - len(stated) / len(rows) < 0.12
    assert 0.7 < len(stated) / len(practices.after.patients()) < 0.9
    for row in stated:
        group = world.people[person_of[row["IDPatient"]]].ethnicity
        assert ETHNIC_CTV3.values[row["CTV3Code"]] == group


def test_letters_that_windows_has_not_are_written_plainly(tmp_path: Path, town: Town) -> None:
    name = "Łukasz Şahin-Kad\u0131rga Zoë Nuñez"
    people = [
        replace(p, family=name) if p.age_at(town.world.as_at) >= ADULT_AGE else p
        for p in town.world.people
    ]
    other = replace(town, world=replace(town.world, people=people))
    trust = extract(other, ADULT_MENTAL_HEALTH, write_systmone_mental_health, tmp_path / "trust")
    surnames = Counter(row["Surname"] for row in trust.patients())
    assert surnames["Lukasz Sahin-Kadirga Zoë Nuñez"] > 0.5 * surnames.total()


def test_practices_register_everybody_and_tell_who_left(practices: Nights) -> None:
    rows = practices.after.tables["SRPatientRegistration"]
    left = [row for row in rows if row["DateDeRegistration"]]
    assert {row["RegistrationStatus"] for row in left} == {"Deducted"}
    assert 0.01 < len(left) / len(rows) < 0.12
    residents = practices.after.world.population()
    registered = {practices.after.person_of[row["IDPatient"]] for row in rows}
    assert len(registered) > 0.95 * residents


def test_another_town_of_a_region_adds_rows_and_no_lists(tmp_path: Path) -> None:
    first = imagine_town(TownPlan(people=300, seed=2, service_multiplier=3.0))
    region = imagine_town(TownPlan(people=300, seed=3, service_multiplier=3.0))
    second = replace(region, world=replace(region.world, town=1))
    outbox = Outbox(folder=tmp_path)
    sizes = []
    for each in (first, second):
        observer = Observer(each.world, GP, ErrorLevel.CLINICAL, Chance(3, GP.name))
        write_systmone_gp(Desk(town=each, observer=observer, ledger=Ledger(), outbox=outbox))
        names = ("SRMapping", "SRManifest", PATIENT)
        lines = [(tmp_path / f"{name}.csv").read_text("cp1252").splitlines() for name in names]
        sizes.append([len(of_file) for of_file in lines])
    assert sizes[0][:2] == sizes[1][:2]
    assert sizes[1][2] > 1.5 * sizes[0][2]
