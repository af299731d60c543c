"""RiO as the town writes it: the same record on every night, and the dirt of the real system."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from sources.adult_mental_health.rio import CONTACT_RELATIONSHIP
from synthetic_data.exports.rio import write_rio
from synthetic_data.exports.rio_tables import TWIN, client_id, pair_id
from synthetic_data.facts import ADULT_AGE, Stage
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import ADULT_MENTAL_HEALTH
from synthetic_data.town import imagine_town
from tests.two_nights import (
    Nights,
    Row,
    Written,
    nothing_happened_to,
    share_kept,
    without_services,
    write,
    write_nights,
)

PLAN = TownPlan(people=10_000, seed=7, service_multiplier=3.0)
KEYS = {
    "ClientIndex": "ClientID",
    "ClientName": "ClientNameID",
    "ClientAddress": "SequenceID",
    "ClientContact": "ClientContactID",
    "AmsReferral": "ReferralID",
}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    return write_nights(PLAN, ADULT_MENTAL_HEALTH, [write_rio], tmp_path_factory.mktemp("rio"))


@pytest.fixture(scope="module")
def rio(nights: Nights) -> Written:
    return nights.after


def test_a_row_is_known_by_a_number_of_its_own(rio: Written) -> None:
    for table, key in KEYS.items():
        rows = rio.tables[table]
        assert rows
        assert len({row[key] for row in rows}) == len(rows), table


@pytest.mark.parametrize("table", [*KEYS, "ClientTelecom", "ClientFamilyLink"])
def test_nearly_all_rows_are_the_same_a_week_later(nights: Nights, table: str) -> None:
    kept = share_kept(nights.before.tables[table], nights.after.tables[table])
    assert kept > (0.95 if table == "AmsReferral" else 0.985)


@pytest.mark.parametrize("table", KEYS)
def test_nearly_all_numbers_are_given_again_a_week_later(nights: Nights, table: str) -> None:
    before, after = ({row[KEYS[table]] for row in w.tables[table]} for w in vars(nights).values())
    assert len(before - after) <= 0.004 * len(before)


def test_what_is_written_of_people_changes_only_when_something_happens(nights: Nights) -> None:
    unchanged = nothing_happened_to(nights.before.world, nights.after.world)
    earlier, later = nights.before.person_of(), nights.after.person_of()
    # A relative is there or not with the client who named them.
    person_of = {record: later[record] for record in earlier.keys() & later.keys()}
    for table in ("ClientIndex", "ClientName", "ClientAddress", "ClientTelecom", "AmsReferral"):
        own = [
            [row for row in night.tables[table] if is_about(row, person_of, unchanged)]
            for night in (nights.before, nights.after)
        ]
        assert len(own[0]) > 100, table
        assert own[0] == own[1], table


def is_about(row: Row, person_of: dict[str, int], people: set[int]) -> bool:
    return person_of.get(row["ClientID"]) in people and not row.get("MainCarer")


def test_a_contact_changes_only_when_something_happens_to_either(nights: Nights) -> None:
    unchanged = nothing_happened_to(nights.before.world, nights.after.world)
    person_of = nights.after.person_of()
    before = {row["ClientContactID"]: row for row in nights.before.tables["ClientContact"]}
    compared = 0
    for row in nights.after.tables["ClientContact"]:
        contact = f"{row['ClientID']}:contact:{row['ClientContactID']}"
        both = {person_of[row["ClientID"]], person_of[contact]}
        if both <= unchanged and row["ClientContactID"] in before:
            assert row == before[row["ClientContactID"]]
            compared += 1
    assert compared > 50


def test_a_client_is_written_the_same_whoever_else_is_one(rio: Written, tmp_path: Path) -> None:
    clients = {spell.person for spell in rio.world.spells if spell.stage is Stage.MENTAL_HEALTH}
    gone = {number for number in clients if number % 5 == 0}
    fewer = write(without_services(rio.town, gone), ADULT_MENTAL_HEALTH, [write_rio], tmp_path)
    left_out = {client_id(rio.world.people[number]) for number in gone}
    left_out |= {client_id(rio.world.people[number], TWIN) for number in gone}
    # A relative has been there since the first of the clients who named them.
    left_out |= non_clients(rio)
    for table in ("ClientName", "ClientAddress", "ClientTelecom", "ClientContact", "AmsReferral"):
        kept = [row for row in rio.tables[table] if row["ClientID"] not in left_out]
        there = {tuple(row.values()) for row in fewer.tables[table]}
        assert [row for row in kept if tuple(row.values()) not in there] == [], table


def non_clients(written: Written) -> set[str]:
    return {row["ClientID"] for row in written.tables["ClientIndex"] if row["NonClient"] == "1"}


def test_numbers_of_two_rows_are_never_the_same() -> None:
    people = imagine_town(TownPlan(people=120)).world.people
    numbers = {client_id(person, slot) for person in people for slot in (0, TWIN)}
    assert len(numbers) == 2 * len(people)
    pairs = {pair_id(one, other) for one in people for other in people}
    assert len(pairs) == len(people) ** 2


def test_contacts_are_called_by_words_beside_the_list(rio: Written) -> None:
    contacts = [row for row in rio.tables["ClientContact"] if row["ContactType"] == "Next of kin"]
    typed = [row for row in contacts if row["Relationship"] not in CONTACT_RELATIONSHIP.values]
    assert 0.08 < len(typed) / len(contacts) < 0.25
    assert len({row["Relationship"] for row in typed}) > 10


def test_some_contacts_have_ended_and_none_in_the_future(rio: Written) -> None:
    contacts = rio.tables["ClientContact"]
    ended = [row for row in contacts if row["EndDate"]]
    assert 0.01 < len(ended) / len(contacts) < 0.1
    assert all(row["EndDate"][:10] <= PLAN.as_at.isoformat() for row in ended)
    assert all(row["StartDate"] <= row["EndDate"] for row in ended)


def test_an_entry_made_by_mistake_is_crossed_out_and_leaves_its_name(rio: Written) -> None:
    person_of = rio.person_of()
    deleted = [row["ClientID"] for row in rio.tables["ClientIndex"] if row["Deleted"] == "1"]
    names = rio.tables["ClientName"]
    surnames = {row["ClientID"]: row["Surname"].upper() for row in names if row["AliasType"] == "1"}
    merged = {person_of[row["ClientID"]]: row for row in names if row["AliasType"] == "CM"}
    assert deleted
    marks = ("DUPLICATE", "DO NOT USE", "ZZ DUPLICATE")
    assert any(surnames[each].startswith(marks) for each in deleted)
    assert not [
        name for each, name in surnames.items() if each not in deleted and name.startswith(marks)
    ]
    assert {person_of[each] for each in deleted} == set(merged)


def test_carers_named_in_the_index_are_other_clients(rio: Written) -> None:
    index = {row["ClientID"]: row for row in rio.tables["ClientIndex"]}
    named = [(row, row[column]) for row in index.values() for column in ("MainCarer", "OtherCarer")]
    carers = [(row, carer) for row, carer in named if carer]
    assert carers
    for row, carer in carers:
        assert carer != row["ClientID"]
        assert index[carer]["SensitiveFlag"] == index[carer]["Deleted"] == "0"


def test_only_relatives_have_the_default_birth_date(rio: Written) -> None:
    rows = [row for row in rio.tables["ClientIndex"] if row["DateOfBirth"].startswith("1900-01-01")]
    assert rows
    assert all(row["NonClient"] == "1" for row in rows)


def test_the_dead_have_their_date_of_death_late_or_never(rio: Written) -> None:
    person_of = rio.person_of()
    told = {
        person_of[row["ClientID"]]: row["DateOfDeath"][:10]
        for row in rio.tables["ClientIndex"]
        if row["DateOfDeath"]
    }
    people = rio.world.people
    assert all(str(people[number].died) == day for number, day in told.items())
    dead = {number for number in person_of.values() if people[number].died is not None}
    long_ago = PLAN.as_at - timedelta(days=365)
    known = {number for number in dead if (people[number].died or date.max) < long_ago}
    assert len(known & set(told)) >= 0.6 * len(known)


def test_no_fixed_abode_comes_from_the_world_and_rarely_from_the_record(rio: Written) -> None:
    person_of = rio.person_of()
    homeless = {
        person_of[row["ClientID"]]
        for row in rio.tables["ClientAddress"]
        if row["PostCode"] == "ZZ99 3VZ"
    }
    kinds = Counter(
        stay.dwelling.kind for number in homeless for stay in rio.world.stays[number][-1:]
    )
    written_so = sum(count for kind, count in kinds.items() if kind != "no_fixed_abode")
    assert written_so <= 0.005 * len(rio.tables["ClientIndex"])


def test_what_was_said_of_being_a_parent_is_what_the_world_says(rio: Written) -> None:
    person_of = rio.person_of()
    words = {"1": "yes", "2": "no", "9": "unknown"}
    said = {
        (person_of[row["ClientID"]], words[row["ParentalResponsibility"]])
        for row in rio.tables["ClientFamilyLink"]
        if row["ParentalResponsibility"]
    }
    assert said
    assert said <= set(rio.world.parental_status.items())


def test_nobody_is_named_on_a_restricted_record_or_linked_to_it(rio: Written) -> None:
    restricted = {
        row["ClientID"] for row in rio.tables["ClientIndex"] if row["SensitiveFlag"] == "1"
    }
    assert restricted
    for table in ("ClientFamilyLink", "ClientContact"):
        for row in rio.tables[table]:
            assert row["ClientID"] not in restricted
            assert row.get("RelatedClientID") not in restricted


def test_children_are_no_clients_of_adult_services(rio: Written) -> None:
    person_of = rio.person_of()
    for row in rio.tables["ClientIndex"]:
        person = rio.world.people[person_of[row["ClientID"]]]
        assert row["NonClient"] == "1" or person.age_at(PLAN.as_at) >= ADULT_AGE
