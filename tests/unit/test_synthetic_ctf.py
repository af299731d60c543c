"""What schools write: pupils and contacts stay the same until something happens to them."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sources.school.ctf import CONTACT_RELATIONSHIP
from synthetic_data.chance import Chance
from synthetic_data.exports.ctf import write_ctf
from synthetic_data.exports.ctf_lists import ContactLists
from synthetic_data.exports.ctf_office import Office
from synthetic_data.exports.desk import Desk, Outbox
from synthetic_data.facts import Role
from synthetic_data.identifiers import MOST_TOWNS
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.records.habits import SCHOOL
from synthetic_data.records.ledger import Ledger
from synthetic_data.records.observer import Observer
from synthetic_data.services.schooling import School, schools
from synthetic_data.town import Town, imagine_town

WEEK = timedelta(days=7)
Entry = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Files:
    """Pupils by UPN, contacts by UPN and order, and whom each is about."""

    town: Town
    pupils: dict[str, Entry]
    contacts: dict[str, Entry]
    about: dict[str, int]


def desk_of(town: Town, folder: Path) -> Desk:
    observer = Observer(town.world, SCHOOL, ErrorLevel.CLINICAL, Chance(1, SCHOOL.name))
    return Desk(town=town, observer=observer, ledger=Ledger(), outbox=Outbox(folder=folder))


def flat(element: ElementTree.Element, path: str = "") -> Entry:
    """Return what stands in an element and in those within it, contacts aside."""
    found: Entry = {}
    for place, inner in enumerate(element):
        name = f"{path}{inner.tag}"
        if inner.tag == "Phone":
            name = f"{name}{place}"
        if len(inner) and inner.tag != "Contacts":
            found |= flat(inner, f"{name}/")
        elif inner.tag != "Contacts":
            found[name] = inner.text or ""
    return found


def written(town: Town, folder: Path) -> Files:
    folder.mkdir()
    desk = desk_of(town, folder)
    write_ctf(desk)
    pupils: dict[str, Entry] = {}
    contacts: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.xml")):
        root = ElementTree.parse(path).getroot()  # noqa: S314 - written by the town
        for pupil in root.iter("Pupil"):
            entry = flat(pupil)
            pupils[entry["UPN"]] = entry
            for contact in pupil.iter("Contact"):
                listed = flat(contact)
                contacts[f"{entry['UPN']}:contact:{listed['Order']}"] = listed
    number_of = {person.person_id: person.number for person in town.world.people}
    about = {row.record_id: number_of[row.person_id] for row in desk.ledger.rows}
    return Files(town=town, pupils=pupils, contacts=contacts, about=about)


@pytest.fixture(scope="module")
def town() -> Town:
    return imagine_town(TownPlan(people=8_000, seed=9, service_multiplier=3.0))


@pytest.fixture(scope="module")
def last(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Files:
    return written(town, tmp_path_factory.mktemp("last") / "school")


@pytest.fixture(scope="module")
def before(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Files:
    week_ago = town.on(town.world.as_at - WEEK)
    return written(week_ago, tmp_path_factory.mktemp("before") / "school")


def test_every_record_is_noted_in_the_ledger(last: Files) -> None:
    assert set(last.about) == {*last.pupils, *last.contacts}


def test_a_week_later_nearly_all_records_are_what_they_were(before: Files, last: Files) -> None:
    for old, new in ((before.pupils, last.pupils), (before.contacts, last.contacts)):
        both = old.keys() & new.keys()
        assert len(both) > 0.98 * len(old)
        assert sum(old[key] == new[key] for key in both) > 0.99 * len(both)


def test_a_contact_keeps_its_number(before: Files, last: Files) -> None:
    both = before.contacts.keys() & last.contacts.keys()
    assert {key: before.about[key] for key in both} == {key: last.about[key] for key in both}


def test_what_changes_of_a_pupil_has_its_reason_in_the_world(before: Files, last: Files) -> None:
    world = last.town.world
    for upn in before.pupils.keys() & last.pupils.keys():
        old, new = before.pupils[upn], last.pupils[upn]
        differing = {n for n in old.keys() | new.keys() if old.get(n) != new.get(n)}
        if differing:
            moved = len(world.stays[last.about[upn]]) > 1
            assert moved or world.people[last.about[upn]].other_family
            assert not differing & {"DOB", "Sex", "Forename", "MiddleNames"}


def test_a_later_carer_comes_after_those_before(town: Town) -> None:
    world = town.world
    lists = ContactLists(desk_of(town, Path()))
    for number in sorted(world.enrolments):
        enrolment = world.enrolments[number]
        listed = lists.of(enrolment, world.as_at)
        orders = [entry.order for entry in listed]
        assert orders == sorted(set(orders))
        since = [
            max(entry.tie.since or enrolment.entered, enrolment.entered)
            for entry in listed
            if entry.tie
        ]
        assert since == sorted(since)


def test_a_tie_that_ends_leaves_a_gap_and_moves_nobody(town: Town) -> None:
    world = town.world
    number, enrolment = next(
        (number, enrolment)
        for number, enrolment in sorted(world.enrolments.items())
        if number not in world.origin
        and {tie.role for tie in world.carers_by_child[number]} == {Role.MOTHER, Role.FATHER}
        and len(ContactLists(desk_of(town, Path())).of(enrolment, world.as_at)) > 1
    )
    first, *rest = ContactLists(desk_of(town, Path())).of(enrolment, world.as_at)
    assert first.tie is not None
    ended = replace(first.tie, until=world.as_at - WEEK)
    ties = [ended if tie == first.tie else tie for tie in world.ties]
    kept = {number: [t for t in world.carers_by_child[number] if t != first.tie]}
    later = replace(world, ties=ties, carers_by_child={**world.carers_by_child, **kept})
    lists = ContactLists(desk_of(replace(town, world=later), Path()))
    now = lists.of(enrolment, world.as_at)
    assert [(e.order, e.person) for e in now] == [(e.order, e.person) for e in rest]
    heard_before = lists.of(enrolment, world.as_at - 2 * WEEK)
    assert heard_before[0].person == first.person


def test_one_parent_lives_at_the_address_the_school_has_of_a_child_of_two_homes(town: Town) -> None:
    world, desk = town.world, desk_of(town, Path())
    lists, seconds = ContactLists(desk), 0
    for child in world.second_home:
        if child in world.enrolments and len(world.homes_of(child)) > 1:
            home = desk.observer.homes.household(child, world.as_at)
            listed = lists.of(world.enrolments[child], world.as_at)
            for entry in listed:
                if entry.tie is not None:
                    assert entry.together == (world.home[entry.person.number] == home)
            seconds += home != world.home[child]
    assert seconds


def test_everybody_has_a_contact_and_nobody_has_more_than_four(last: Files) -> None:
    counts = [
        sum(key.startswith(f"{upn}:") for key in last.contacts) for upn in sorted(last.pupils)[:300]
    ]
    assert min(counts) >= 1
    assert max(counts) <= 4


def test_children_before_an_adoption_are_in_no_file(town: Town, tmp_path: Path) -> None:
    world = town.world
    number = min(world.enrolments)
    adopted = replace(town, world=replace(world, adopted={**world.adopted, number: number + 1}))
    files = written(adopted, tmp_path / "school")
    assert world.enrolments[number].upn not in files.pupils


def test_a_pupil_may_prefer_another_surname(last: Files) -> None:
    world = last.town.world
    wanted = {
        upn: world.people[number].preferred_family
        for upn, number in last.about.items()
        if upn in last.pupils and world.people[number].preferred_family
    }
    found = {
        upn: entry["BasicDetails/PreferredSurname"]
        for upn, entry in last.pupils.items()
        if "BasicDetails/PreferredSurname" in entry
    }
    assert found == wanted != {}


def test_some_relationships_are_not_from_the_list(last: Files) -> None:
    codes = [entry["Relationship"] for entry in last.contacts.values()]
    typed = [code for code in codes if code not in CONTACT_RELATIONSHIP.values or code == "OTH"]
    assert 0.01 < len(typed) / len(codes) < 0.06
    assert {"Mum", "Dad"} <= set(typed)


def test_contacts_have_addresses_of_four_kinds(last: Files) -> None:
    as_pupil = [c for c in last.contacts.values() if c.get("Address/AddressAsPupil") == "true"]
    others = [c for c in last.contacts.values() if c not in as_pupil]
    without = [c for c in others if not c.get("Address/PostCode")]
    assert 0.6 < len(as_pupil) / len(last.contacts) < 0.95
    assert without
    retyped = [
        last.pupils[key.split(":")[0]].get("Address/PostCode") == contact.get("Address/PostCode")
        for key, contact in last.contacts.items()
        if contact.get("Address/PostCode") and contact not in as_pupil
    ]
    assert 0 < sum(retyped) < len(retyped)


def test_contacts_are_of_unknown_sex_at_times_and_pupils_never(last: Files) -> None:
    assert {entry["Sex"] for entry in last.pupils.values()} == {"M", "F"}
    unknown = sum(entry["Gender"] == "U" for entry in last.contacts.values())
    assert 0.01 < unknown / len(last.contacts) < 0.06


def office(town: Town, number: int) -> Office:
    school = School(establishment=str(number), name="Oldmoor Primary School")
    return Office(desk_of(town, Path()), school)


def test_some_schools_write_addresses_in_lines(town: Town) -> None:
    desk = desk_of(town, Path())
    seen = desk.observer.portrait(town.world.people[min(town.world.enrolments)])
    in_lines = ["AddressLine1" in office(town, 2_001 + n).address(seen) for n in range(200)]
    assert 0.1 < sum(in_lines) / 200 < 0.3


def test_the_address_of_a_refuge_is_hidden_for_most(town: Town) -> None:
    desk, refuge_office = desk_of(town, Path()), office(town, 2_001)
    person = town.world.people[min(town.world.enrolments)]
    desk.observer.turn_to("pupil", person)
    seen = desk.observer.portrait(person)
    dwelling = replace(seen.home.dwelling, kind="refuge")
    hidden = replace(seen, stays=(replace(seen.home, dwelling=dwelling),))
    rows = [refuge_office.address(hidden) for _ in range(1_000)]
    assert 0.4 < sum(not row for row in rows) / 1_000 < 0.6
    boxes = sum(row.get("AddressLine1") == "PO Box 9" for row in rows)
    assert 0.2 < boxes / 1_000 < 0.4


def test_another_town_of_a_region_has_other_schools() -> None:
    numbers = [
        {school.establishment for both in schools(500_000, town) for school in both}
        for town in range(MOST_TOWNS)
    ]
    assert len(set[str]().union(*numbers)) == sum(len(found) for found in numbers)
    assert all(len(number) == 4 for found in numbers for number in found)
