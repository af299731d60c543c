"""Social care as the town writes it: the same record on every night, agreeing with its census."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import parse

from synthetic_data.exports.cin_census import write_cin_census
from synthetic_data.exports.desk import Outbox
from synthetic_data.exports.ssd import write_ssd
from synthetic_data.exports.ssd_tables import FIRST_PARENT, person_id
from synthetic_data.facts import Role, Stage
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE
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
WRITERS = (write_ssd, write_cin_census)
KEYS = {
    "ssd_person": "pers_person_id",
    "ssd_address": "addr_table_id",
    "ssd_mother": "moth_table_id",
    "ssd_linked_identifiers": "link_table_id",
    "ssd_early_help_episodes": "earl_episode_id",
    "ssd_cin_episodes": "cine_referral_id",
    "ssd_cin_plans": "cinp_cin_plan_id",
    "ssd_cp_plans": "cppl_cp_plan_id",
    "ssd_cla_episodes": "clae_cla_episode_id",
    "dm_persons": "person_id",
    "dm_personal_relationships": "personal_relationship_id",
    "dm_personal_rel_types": "personal_rel_type_id",
}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    return write_nights(PLAN, CHILDRENS_SOCIAL_CARE, WRITERS, tmp_path_factory.mktemp("ssd"))


@pytest.fixture(scope="module")
def council(nights: Nights) -> Written:
    return nights.after


def relations(written: Written) -> Iterator[tuple[Row, str]]:
    """Give every relationship with its description."""
    types = {
        row["personal_rel_type_id"]: row["description"]
        for row in written.tables["dm_personal_rel_types"]
    }
    for row in written.tables["dm_personal_relationships"]:
        yield row, types[row["personal_rel_type_id"]]


def census(written: Written) -> dict[str, Element]:
    (path,) = written.folder.glob("CIN_Census_*.xml")
    return {str(child.findtext(".//LAchildID")): child for child in parse(path).iter("Child")}


def test_a_row_is_known_by_a_number_of_its_own(council: Written) -> None:
    for table, key in KEYS.items():
        rows = council.tables[table]
        assert rows
        assert len({row[key] for row in rows}) == len(rows), table


@pytest.mark.parametrize("table", [*KEYS, "dm_addresses"])
def test_nearly_all_rows_are_the_same_a_week_later(nights: Nights, table: str) -> None:
    kept = share_kept(nights.before.tables[table], nights.after.tables[table])
    works = ("episodes", "plans")
    assert kept > (0.93 if table.endswith(works) else 0.985)


@pytest.mark.parametrize("table", KEYS)
def test_nearly_all_numbers_are_given_again_a_week_later(nights: Nights, table: str) -> None:
    before, after = ({row[KEYS[table]] for row in w.tables[table]} for w in vars(nights).values())
    assert len(before - after) <= 0.004 * len(before)


def test_what_is_written_of_people_changes_only_when_something_happens(nights: Nights) -> None:
    """Somebody around a child may be known longer, and better, by a new case: see the next."""
    unchanged = nothing_happened_to(nights.before.world, nights.after.world)
    cases = {spell.person for spell in nights.after.world.spells}
    person_of = nights.after.person_of()
    for table, key in (("dm_persons", "person_id"), ("dm_addresses", "person_id")):
        own = [
            [row for row in night.tables[table] if person_of.get(row[key]) in unchanged & cases]
            for night in (nights.before, nights.after)
        ]
        assert len(own[0]) > 100, table
        assert own[0] == own[1], table


def test_the_census_changes_only_for_children_to_whom_something_happened(nights: Nights) -> None:
    unchanged = nothing_happened_to(nights.before.world, nights.after.world)
    person_of = nights.after.person_of()
    before, after = census(nights.before), census(nights.after)
    same = [each for each in after if person_of[each] in unchanged]
    assert len(same) > 50
    for each in same:
        assert list(before[each].itertext()) == list(after[each].itertext())


def test_a_child_is_written_the_same_whoever_else_is_known(
    council: Written, tmp_path: Path
) -> None:
    world = council.world
    children = {s.person for s in world.spells if s.stage is not Stage.MENTAL_HEALTH}
    homes = {world.birth_home(child) for child in children}
    gone_homes = {home for home in homes if home % 5 == 0}
    gone = {child for child in children if world.birth_home(child) in gone_homes}
    fewer = write(without_services(council.town, gone), CHILDRENS_SOCIAL_CARE, WRITERS, tmp_path)
    person_of = council.person_of()
    kept = children - gone
    for table in ("dm_persons", "dm_addresses"):
        own = [
            [row for row in written.tables[table] if person_of.get(row["person_id"]) in kept]
            for written in (council, fewer)
        ]
        assert own[0] == own[1], table
    assert census(fewer).keys() == {e for e in census(council) if person_of[e] in kept}


def test_the_census_says_the_same_as_the_extract(council: Written) -> None:
    persons = {row["pers_person_id"]: row for row in council.tables["ssd_person"]}
    episodes = {
        (row["cine_person_id"], row["cine_referral_date"][:10]): row
        for row in council.tables["ssd_cin_episodes"]
    }
    plans = {
        (row["cinp_person_id"], row["cinp_referral_id"]): row["cinp_cin_plan_start_date"][:10]
        for row in council.tables["ssd_cin_plans"]
    }
    children = census(council)
    assert len(children) > 100
    for number, child in children.items():
        person = persons[number]
        assert (child.findtext(".//PersonBirthDate") or "") == person["pers_dob"][:10]
        assert (child.findtext(".//UPN") or "") == person["pers_upn"]
        assert child.findtext(".//Sex") == person["pers_sex"]
        for details in child.iter("CINdetails"):
            day = str(details.findtext("CINreferralDate"))
            episode = episodes[number, day]
            assert (details.findtext("ReferralSource") or "") == episode[
                "cine_referral_source_code"
            ]
            assert (details.findtext("PrimaryNeedCode") or "") == episode[
                "cine_cin_primary_need_code"
            ]
            assert (details.findtext("CINclosureDate") or "") == episode["cine_close_date"][:10]
            assert (details.findtext("ReasonForClosure") or "") == episode["cine_close_reason"]
            planned = plans.get((number, episode["cine_referral_id"]))
            assert details.findtext("CINPlanDates/CINPlanStartDate") == planned


def test_every_assessment_of_the_census_names_a_factor(council: Written) -> None:
    assessments = [each for c in census(council).values() for each in c.iter("Assessments")]
    assert assessments
    found = Counter(
        str(factor.text) for each in assessments for factor in each.iter("AssessmentFactors")
    )
    assert found["4B"] > 0.1 * len(assessments)
    assert all(each.find(".//AssessmentFactors") is not None for each in assessments)


def test_the_return_is_that_of_the_year_the_night_falls_in(council: Written) -> None:
    (path,) = council.folder.glob("CIN_Census_*.xml")
    header = parse(path).find("Header/CollectionDetails")
    assert path.name == "CIN_Census_2027.xml"
    assert header is not None
    assert (header.findtext("Year"), header.findtext("ReferenceDate")) == ("2027", "2027-03-31")
    children = census(council).values()
    closed = [str(each.text) for child in children for each in child.iter("CINclosureDate")]
    assert closed
    assert min(closed) >= "2026-04-01"
    born = [str(each.text) for child in children for each in child.iter("PersonBirthDate")]
    assert max(born) <= "2027-03-31"


def test_a_plan_begins_at_an_assessment_within_weeks_of_the_referral(council: Written) -> None:
    days, begun = list[int](), Counter[int]()
    for child in census(council).values():
        for details in child.iter("CINdetails"):
            referred = date.fromisoformat(str(details.findtext("CINreferralDate")))
            done = details.findtext("Assessments/AssessmentAuthorisationDate")
            assert details.findtext("CINPlanDates/CINPlanStartDate") in (None, done)
            if done is not None:
                first = str(details.findtext("Assessments/AssessmentActualStartDate"))
                begun[(date.fromisoformat(first) - referred).days] += 1
                days.append((date.fromisoformat(done) - referred).days)
    assert 0 <= min(days) < 15
    assert 40 < max(days) <= 65
    assert set(begun) == {0, 1, 2, 3}


def test_plans_that_are_over_are_of_every_category(council: Written) -> None:
    rows = [row for row in council.tables["ssd_cp_plans"] if row["cppl_cp_plan_end_date"]]
    found = Counter(row["cppl_cp_plan_initial_category"] for row in rows)
    assert found.keys() >= {"NEG", "EMO", "PHY"}
    assert found["NEG"] < 0.7 * len(rows)
    assert all(
        row["cppl_cp_plan_initial_category"] == row["cppl_cp_plan_latest_category"] for row in rows
    )


def test_only_mothers_are_called_mothers(council: Written) -> None:
    world, person_of = council.world, council.person_of()
    women = [row for row in council.tables["ssd_person"] if row["pers_sex"] == "F"]
    assert {row["pers_is_mother"] for row in women} == {"Y", ""}
    for row in council.tables["ssd_person"]:
        number = person_of[row["pers_person_id"]]
        born = [c for c in world.children.get(number, ()) if not world.people[c].expected]
        is_mother = world.people[number].sex == "F" and bool(born)
        assert (row["pers_is_mother"] == "Y") == is_mother


def test_flags_are_capitals_and_datetimes_have_three_decimals(council: Written) -> None:
    rows = council.tables["dm_persons"]
    assert {row["restricted"] for row in rows} == {"Y", "N"}
    written = [row["date_of_birth"] for row in rows if row["date_of_birth"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d 00:00:00\.000", each) for each in written)


def test_rows_stand_in_the_order_of_their_key_and_not_by_family(council: Written) -> None:
    for table, key in KEYS.items():
        keys = [row[key] for row in council.tables[table]]
        assert keys == sorted(keys), table
    assert list(census(council)) == sorted(census(council))
    person_of, homes = council.person_of(), council.world.home
    lived = [homes[person_of[row["person_id"]]] for row in council.tables["dm_persons"]]
    assert sum(one == next_ for one, next_ in pairwise(lived)) < 0.02 * len(lived)


def test_property_numbers_are_right_missing_or_as_a_spreadsheet_leaves_them(
    council: Written,
) -> None:
    known = {home.uprn for home in council.town.places.homes}
    found = [row["unique_id"] for row in council.tables["dm_addresses"]]
    decimals = [uprn for uprn in found if uprn.endswith(".0")]
    assert 0 < len(decimals) < 0.02 * len(found)
    assert {uprn.removesuffix(".0") for uprn in decimals} <= known | {
        stay.dwelling.uprn for stays in council.world.stays.values() for stay in stays
    }


def test_a_few_children_have_a_number_and_a_reason_for_none(council: Written) -> None:
    both = [
        child
        for child in census(council).values()
        if child.findtext(".//UPN") and child.findtext(".//UPNunknown")
    ]
    assert 0 < len(both) < 0.04 * len(census(council))


def test_no_row_joins_a_child_before_an_adoption_to_the_child_after_it(council: Written) -> None:
    person_of, adopted = council.person_of(), council.world.adopted
    known = {number for number in adopted if number in person_of.values()}
    assert known
    identity = adopted | {after: before for before, after in adopted.items()}
    for row, _ in relations(council):
        assert identity.get(person_of[row["person_id"]]) != person_of[row["other_person_id"]]
    closed = {
        person_of[row["cine_person_id"]]
        for row in council.tables["ssd_cin_episodes"]
        if row["cine_close_reason"] == "RC1"
    }
    assert known <= closed


def test_a_tie_that_ended_in_adoption_is_entered_as_ended(council: Written) -> None:
    person_of = council.person_of()
    before = set(council.world.adopted)
    rows = [
        row
        for row, description in relations(council)
        if description.startswith("Mother :") and person_of[row["other_person_id"]] in before
    ]
    assert rows
    assert all(row["end_date"] for row in rows)


def test_earlier_placements_are_there_with_their_end(council: Written) -> None:
    rows = [
        row
        for row, description in relations(council)
        if description == "Foster Carer : Foster Child"
    ]
    ended = [row for row in rows if row["end_date"]]
    assert 0 < len(ended) < len(rows)
    assert all(row["start_date"] <= row["end_date"] for row in ended)


def test_an_unborn_or_newborn_child_may_have_no_name_yet(council: Written) -> None:
    people, person_of = council.world.people, council.person_of()
    placeholders = ("UNBORN", "BABY", "TWIN")
    unnamed = [
        row
        for row in council.tables["dm_persons"]
        if row["first_name"].upper().split()[0] in placeholders
    ]
    assert unnamed
    newest = PLAN.as_at - timedelta(days=60)
    assert all(people[person_of[row["person_id"]]].date_of_birth > newest for row in unnamed)
    for row in council.tables["dm_persons"]:
        if people[person_of[row["person_id"]]].expected:
            assert row in unnamed
            assert row["date_of_birth"] > PLAN.as_at.isoformat()
            assert row["gender"] == "U"


def test_some_parents_are_entered_anew_with_each_child(council: Written) -> None:
    world, person_of = council.world, council.person_of()
    ids = {row["person_id"] for row in council.tables["dm_persons"]}
    entered = Counter(
        parent
        for child in {spell.person for spell in world.spells}
        for place, parent in enumerate(world.parents.get(child, ())[:2])
        if person_id(world.people[child], FIRST_PARENT + place) in ids
    )
    assert max(entered.values()) > 1
    held = Counter(person_of[each] for each in ids)
    assert all(held[parent] >= count for parent, count in entered.items())


def test_a_few_people_are_entered_twice(council: Written) -> None:
    held = Counter(council.person_of().values())
    assert 0 < sum(count > 1 for count in held.values()) < 0.06 * len(held)


def test_an_unknown_birth_date_is_blank_a_default_or_the_middle_of_the_month(
    council: Written,
) -> None:
    adults = [row for row in council.tables["dm_persons"] if row["context_flag"] == "A"]
    days = Counter(row["date_of_birth"][8:10] for row in adults)
    assert 0.1 < days[""] / len(adults) < 0.18
    assert days["15"] > 1.2 * (days["14"] + days["16"]) / 2
    assert any(row["date_of_birth"].startswith("1900-01-01") for row in adults)


def test_social_workers_are_among_the_relations_of_some_children(council: Written) -> None:
    person_of, workers = council.person_of(), set(council.world.social_workers)
    rows = [row for row, description in relations(council) if description.startswith("Social")]
    assert rows
    assert all(person_of[row["person_id"]] in workers for row in rows)
    assert all(row["family_category"] == "Professional" for row in rows)


def test_brothers_and_sisters_are_joined_one_way_or_both(council: Written) -> None:
    words = {"Sibling", "Half Sibling", "Brother", "Sister"}
    ends = {
        (row["person_id"], row["other_person_id"])
        for row, description in relations(council)
        if set(description.split(" : ")) <= words
    }
    both = sum((other, one) in ends for one, other in ends) / 2
    assert 0.2 < both / (len(ends) - both) < 0.4


def test_relations_join_people_who_are_held(council: Written) -> None:
    ids = {row["person_id"] for row in council.tables["dm_persons"]}
    for row, _ in relations(council):
        assert {row["person_id"], row["other_person_id"]} <= ids


def test_the_dead_of_the_cohort_have_their_date_of_death(council: Written) -> None:
    people, person_of = council.world.people, council.person_of()
    for row in council.tables["ssd_person"]:
        died = people[person_of[row["pers_person_id"]]].died
        assert row["pers_death_date"][:10] in ("", str(died))


def test_foster_carers_are_no_parents(council: Written) -> None:
    person_of = council.person_of()
    fostered = {
        (tie.adult, tie.child) for tie in council.world.ties if tie.role is Role.FOSTER_CARER
    }
    for row, description in relations(council):
        ends = person_of[row["person_id"]], person_of[row["other_person_id"]]
        if ends in fostered and description.startswith(("Mother", "Father")):
            pytest.fail(f"a foster carer is called {description}")


def test_the_towns_of_a_region_share_one_header_and_one_list_of_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synthetic_data.plan.PEOPLE_IN_A_TOWN", 1_200)
    plan = TownPlan(people=2_400, service_multiplier=3.0)
    outbox = Outbox(folder=tmp_path)
    for number in range(2):
        town = imagine_town(plan, number)
        region = write(town, CHILDRENS_SOCIAL_CARE, WRITERS, tmp_path, outbox)
    for table, key in KEYS.items():
        rows = region.tables[table]
        assert len({row[key] for row in rows}) == len(rows), table
    (path,) = tmp_path.glob("CIN_Census_*.xml")
    assert len(parse(path).findall("Header")) == 1
    assert len(census(region)) == len(list(parse(path).iter("Child"))) > 10
