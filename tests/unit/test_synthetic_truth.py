"""The truth is whole, adds up, and is what a hand-made world says it must be."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from synthetic_data.facts import Arrival, Enrolment, Household, Role, SecondHome, Spell, Stage, Stay
from synthetic_data.history import world_on
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import GP, SCHOOL
from synthetic_data.records.ledger import Ledger
from synthetic_data.services.practices import practice_of
from synthetic_data.town import imagine_town
from synthetic_data.truth.family_units import Families, true_families
from synthetic_data.truth.folder import TruthFolder
from synthetic_data.world import World
from tests.builders import dwelling_of, person_of

AS_AT = date(2026, 9, 30)
Figures = dict[tuple[str, str], int]

CHILD = Enrolment(
    person=0, school="2001", upn="A1", former_upn="", year_group=3, entered=AS_AT, provision="N"
)
SPELL = Spell(person=0, stage=Stage.MENTAL_HEALTH, start=date(2026, 1, 5), end=None, case=0)

# Ann (0) and Bob (1), apart, have Cat (2), Dan (3) and one who is not born (4); Ann lives with
# them. Eve (5) lives with Fay (6). Gus (7), Fay's father, died in June. Hal (8) was adopted as
# Fay. Ann, Bob and Gus are served by mental health, Bob is withheld.
BORN = (1990, 1988, 2016, 2018, 2026, 1985, 2015, 1984, 2015)
HOMES = (0, 1, 0, 0, 0, 2, 2, 3, 3)
PARENTS = {2: (0, 1), 3: (0, 1), 4: (0,), 6: (5, 7)}


def hand_made() -> World:
    world = World(as_at=AS_AT)
    world.people = [
        person_of(
            number=number,
            person_id=f"P{number + 1:07}",
            sex="M" if number in (1, 7) else "F",
            date_of_birth=date(year, 12 if number == 4 else 1, 1),
            expected=number == 4,
            died=date(2026, 6, 1) if number == 7 else None,
        )
        for number, year in enumerate(BORN)
    ]
    for number in range(4):
        away = number == 3
        household = Household(
            number=number, kind="family", family_type="single", strain=0.5, away=away
        )
        world.households.append(household)
        world.homes[number] = (Stay(dwelling=dwelling_of(), first=date(2010, 1, 1), last=None),)
    for number, home in enumerate(HOMES):
        world.home[number] = home
        world.households[home].members.append(number)
        world.stays[number] = world.homes[home]
    for child, parents in PARENTS.items():
        for parent in parents:
            role = Role.FATHER if parent in (1, 7) else Role.MOTHER
            world.tie(child, parent, role, date(2015, 2, 3) if child == 6 else None)
    world.arrivals[8] = Arrival(joined=date(2020, 5, 1), came_from=2)
    world.adopted[8] = 6
    serve(world)
    return world


def serve(world: World) -> None:
    need = replace(SPELL, stage=Stage.IN_NEED, planned=True)
    world.spells += [
        SPELL,
        replace(SPELL, person=1, restricted=True),
        replace(SPELL, person=7, end=date(2026, 6, 1)),
        replace(need, person=2, assessed_on=date(2026, 2, 2), factors=("3B", "4B")),
        replace(need, person=4, stage=Stage.IN_NEED, planned=False),
        replace(SPELL, person=2, stage=Stage.PROTECTION_PLAN),
        replace(SPELL, person=3, stage=Stage.EARLY_HELP),
        replace(SPELL, person=3, stage=Stage.NO_FURTHER_ACTION, end=date(2026, 1, 9)),
        replace(SPELL, person=6, stage=Stage.NO_FURTHER_ACTION, end=date(2026, 1, 9)),
    ]
    world.parental_status[0] = "unknown"
    world.enrolments = {
        2: replace(CHILD, person=2, absence=0.1, suspensions=2, young_carer=True),
        3: replace(CHILD, person=3, absence=0.099, provision="K", school="2002"),
        6: replace(CHILD, person=6, absence=0.4, free_meals=True),
    }


def ledger_of(world: World) -> Ledger:
    ledger = Ledger()
    for person in world.people:
        ledger.add(GP, f"g{person.number}", person.person_id, excluded=person.number == 1)
    ledger.add(SCHOOL, "s1", world.people[2].person_id)
    return ledger


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(folder: Path) -> Figures:
    return {(r["count_id"], r["measure"]): int(r["value"]) for r in rows(folder, "figure")}


def breakdown(folder: Path) -> dict[tuple[str, str, str, str], int]:
    return {
        (r["count_id"], r["measure"], r["breakdown"], r["category"]): int(r["value"])
        for r in rows(folder, "breakdown")
    }


def write(world: World, folder: Path, earlier: TruthFolder | None = None) -> TruthFolder:
    ledger = ledger_of(world)
    truth = TruthFolder(folder, earlier=earlier)
    truth.add(true_families(world, ledger.people()), ledger)
    truth.close()
    return truth


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write(hand_made(), folder)
    return folder


@pytest.fixture(scope="module")
def world() -> World:
    plan = TownPlan(people=6_000, seed=2, as_at=AS_AT, service_multiplier=3.0)
    return imagine_town(plan).world


@pytest.fixture(scope="module")
def families(world: World) -> Families:
    return true_families(world, ledger_of(world).people())


@pytest.fixture(scope="module")
def town(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    write(world, folder)
    return folder


RECORDED = ("yes", "no", "blank")
EXPECTED: Mapping[str, Mapping[str, int]] = {
    # Ann alone is counted: Bob is withheld, Gus is dead.
    "A1": {"amh_adults": 1, "parents": 1},
    "A2": {"children": 2, "unborn": 1},
    "A3": {"children": 1},
    "A4": {"in_need": 0, "in_need_or_more": 1},
    "A5": {"children": 1, "families": 1},
    "A6": {"looked_after": 0, "early_help_only": 1},
    "A7": {"parents": 1, "parents_with_child": 1, "parents_elsewhere": 0},
    "A8": {"expecting": 1, "known_to_social_care": 1},
    # What is recorded as unknown is as good as blank.
    "B1": {"amh_adults": 1, "amh_adults_yes": 0, "amh_adults_no": 0, "amh_adults_blank": 1},
    "B2": {"parents": 1, "parents_no": 0, "parents_blank": 1},
    # The child that is not born is in need too, and is counted apart.
    "B3": {
        "children": 2,
        "children_early_help": 1,
        "children_in_need": 1,
        "children_child_protection": 1,
        "children_looked_after": 0,
    },
    "B4": {"children": 1, "children_recorded": 1, "children_not_recorded": 0},
    # The unborn child has Ann alone for a known parent and the same home: one unit of three.
    "C1": {
        "families": 1,
        "families_1": 0,
        "families_2": 0,
        "families_3": 0,
        "families_4_or_more": 1,
        "several": 1,
    },
    "C2": {"adult_mental_health+childrens_social_care+early_help+special_educational_needs": 1},
    "C3": {"families": 1},
    "C4": {"children": 0},
    # Cat's episode and Dan's referral; Fay's referral.
    "C5": {
        "referrals": 3,
        "referrals_yes": 2,
        "referrals_no": 1,
        "no_further_action": 2,
        "no_further_action_yes": 1,
        "no_further_action_no": 1,
    },
    "C6": {"children": 1},
    "D2": {
        "pupils": 3,
        "pupils_yes": 2,
        "pupils_no": 1,
        "persistent_absence": 2,
        "persistent_absence_yes": 1,
        "persistent_absence_no": 1,
        "suspension": 1,
        "suspension_yes": 1,
        "suspension_no": 0,
        "special_needs": 1,
        "special_needs_yes": 1,
        "special_needs_no": 0,
        "free_meals": 1,
        "free_meals_yes": 0,
        "free_meals_no": 1,
    },
    "D1": {"families_of_patients": 1, "joint_cases": 1},
    "E1": {"families": 1},
    "F1": {
        "records_gp": 9,
        "persons_gp": 9,
        "withheld_gp": 1,
        "records_school": 1,
        "persons_school": 1,
        "withheld_school": 0,
    },
}


@pytest.mark.parametrize("count_id", EXPECTED)
def test_counts_of_a_hand_made_world(small: Path, count_id: str) -> None:
    found = {measure: n for (count, measure), n in figures(small).items() if count == count_id}
    assert found == EXPECTED[count_id]


def test_a_hand_made_world_has_no_other_counts(small: Path) -> None:
    assert {count_id for count_id, _ in figures(small)} == set(EXPECTED)


def test_schools_that_send_a_census_know_of_more_services(tmp_path: Path) -> None:
    ledger = ledger_of(hand_made())
    truth = TruthFolder(tmp_path, has_census=True)
    truth.add(true_families(hand_made(), ledger.people()), ledger)
    truth.close()
    combinations = {m: n for (count_id, m), n in figures(tmp_path).items() if count_id == "C2"}
    assert combinations == {
        "adult_mental_health+childrens_social_care+early_help+persistent_absence"
        "+special_educational_needs+suspension+young_carer": 1,
        "persistent_absence": 1,
    }
    assert figures(tmp_path)["C1", "several"] == 1


def test_profiles_of_a_hand_made_world(small: Path) -> None:
    cells = breakdown(small)
    practice = practice_of("E05990001")
    assert cells["A1", "parents", "age_band", "35 to 44"] == 1
    assert cells["A1", "amh_adults", "sex", "F"] == 1
    assert cells["A2", "children", "age_band", "5 to 9"] == 1
    assert cells["A2", "children", "age_band", "10 to 15"] == 1
    assert cells["A2", "children", "imd_decile", "decile 01"] == 2
    assert cells["D1", "families_of_patients", "family_school", "2001"] == 1
    assert cells["D1", "families_of_patients", "family_school", "2002"] == 1
    assert cells["D1", "joint_cases", "practice", practice] == 1
    profile = {(d, c): n for (count, _, d, c), n in cells.items() if count == "E1"}
    assert profile == {
        ("children", "3"): 1,
        ("parents_at_home", "one"): 1,
        ("practice", practice): 1,
        ("ward", "E05990001"): 1,
        ("imd_decile", "decile 01"): 1,
        ("ethnic_group", "white"): 1,
        # The youngest that is born.
        ("age_of_youngest", "5 to 9"): 1,
    }


def test_the_dead_care_for_nobody_and_their_tie_is_kept_as_ended(small: Path) -> None:
    ties = {(row["child_id"], row["adult_id"]): row for row in rows(small, "care_tie")}
    assert ("P0000007", "P0000008") not in ties
    assert ties["P0000007", "P0000006"]["from_date"] == "2015-02-03"
    assert ties["P0000003", "P0000001"]["from_date"] == ""
    (ended,) = rows(small, "ended_tie")
    assert (ended["child_id"], ended["adult_id"]) == ("P0000007", "P0000008")
    assert (ended["from_date"], ended["to_date"]) == ("2015-02-03", "2026-06-01")
    people = {row["person_id"]: row for row in rows(small, "person")}
    assert people["P0000008"]["date_of_death"] == "2026-06-01"
    assert people["P0000001"]["date_of_death"] == ""


def test_the_identities_of_an_adopted_child_are_never_to_be_linked(small: Path) -> None:
    assert rows(small, "never_linked") == [
        {"person_id": "P0000009", "other_person_id": "P0000007", "reason": "adoption"}
    ]


def test_involvement_has_the_words_of_the_conformed_shape(small: Path) -> None:
    found = Counter((row["service"], row["kind"]) for row in rows(small, "involvement"))
    assert found == {
        ("adult_mental_health", "referral"): 3,
        ("childrens_social_care", "child_in_need"): 2,
        ("childrens_social_care", "child_in_need_plan"): 1,
        ("childrens_social_care", "child_protection"): 1,
        ("childrens_social_care", "referral"): 2,
        ("early_help", "episode"): 1,
        ("special_educational_needs", "support"): 1,
    }
    withheld = [row for row in rows(small, "involvement") if row["restricted"] == "true"]
    assert [row["person_id"] for row in withheld] == ["P0000002"]


def test_a_unit_is_named_after_its_first_child_and_a_household_after_its_town(
    small: Path, tmp_path: Path
) -> None:
    assert {row["unit_id"] for row in rows(small, "unit")} == {"U0000003", "U0000007"}
    assert rows(small, "person")[1]["household_id"] == "H0000002"
    elsewhere = hand_made()
    elsewhere.town = 3
    write(elsewhere, tmp_path)
    assert rows(tmp_path, "person")[1]["household_id"] == "H3000002"


def test_a_mother_who_is_a_child_is_in_a_unit_once() -> None:
    """Fay, at eleven here, and her own child share the carer Eve and a home."""
    world = hand_made()
    world.people.append(person_of(number=9, person_id="P0000010", date_of_birth=AS_AT))
    world.home[9] = 2
    world.tie(9, 6, Role.MOTHER)
    world.tie(9, 5, Role.GRANDPARENT_CARER)
    (unit,) = (u for u in true_families(world, set()).units if 9 in u.children)
    assert unit.children == (6, 9)
    assert set(unit.adults) == {5}


def test_figures_fit_each_other(town: Path) -> None:
    figure = figures(town)

    def total(count_id: str, *measures: str) -> int:
        return sum(
            n
            for (count, measure), n in figure.items()
            if count == count_id and (not measures or measure in measures)
        )

    assert 0 < figure["A1", "parents"] == total("A7", "parents_with_child", "parents_elsewhere")
    assert figure["A1", "amh_adults"] == total("B1", *(f"amh_adults_{s}" for s in RECORDED))
    assert figure["B2", "parents"] == total("B2", "parents_no", "parents_blank")
    assert figure["C1", "families"] == total("C2")
    assert 2 * figure["C1", "families"] == total("C1") - figure["C1", "several"]
    assert 2 * figure["A4", "in_need_or_more"] == total("B4")
    known = figure["A4", "in_need_or_more"] + figure["A6", "early_help_only"]
    assert figure["A2", "children"] == known + figure["C4", "children"]
    assert figure["C5", "no_further_action"] < figure["C5", "referrals"]
    pupils = figure["D2", "pupils_yes"]
    assert figure["D2", "persistent_absence_yes"] < pupils <= figure["A2", "children"]
    assert 0 < figure["C3", "families"] <= figure["A4", "in_need_or_more"] + figure["A2", "unborn"]


def test_breakdowns_add_up_to_their_figures(town: Path) -> None:
    sums: Counter[tuple[str, str, str]] = Counter()
    for (count_id, measure, dimension, _), value in breakdown(town).items():
        sums[count_id, measure, dimension] += value
    figure = figures(town)
    for dimension in ("ward", "imd_decile", "age_band", "sex", "ethnic_group"):
        assert sums["A1", "parents", dimension] == figure["A1", "parents"]
        assert sums["A1", "amh_adults", dimension] == figure["A1", "amh_adults"]
        assert sums["A2", "children", dimension] == figure["A2", "children"]
    for dimension in ("ward", "practice"):
        assert sums["D1", "joint_cases", dimension] == figure["C3", "families"]
    for dimension in ("children", "parents_at_home", "ward", "imd_decile", "age_of_youngest"):
        assert sums["E1", "families", dimension] == figure["C3", "families"]


def test_the_truth_of_two_towns_is_their_sum(families: Families, tmp_path: Path) -> None:
    ledger = ledger_of(families.world)
    for towns in (1, 2):
        truth = TruthFolder(tmp_path / str(towns))
        for _ in range(towns):
            truth.add(families, ledger)
        truth.close()
    once, twice = figures(tmp_path / "1"), figures(tmp_path / "2")
    assert twice == {key: 2 * value for key, value in once.items()}
    assert breakdown(tmp_path / "2") == {
        key: 2 * value for key, value in breakdown(tmp_path / "1").items()
    }
    for name in ("record", "person", "unit", "member", "care_tie", "involvement"):
        assert len(rows(tmp_path / "2", name)) == 2 * len(rows(tmp_path / "1", name)) > 0


def test_a_folder_that_is_opened_again_is_replaced(small: Path, tmp_path: Path) -> None:
    for _ in range(2):
        write(hand_made(), tmp_path)
    for path in small.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_change_is_against_the_night_before(world: World, tmp_path: Path) -> None:
    day = AS_AT - timedelta(days=200)
    earlier = write(world_on(world, day), tmp_path / "before")
    write(world, tmp_path / "now", earlier)
    before, now = figures(tmp_path / "before"), figures(tmp_path / "now")
    assert not [key for key in before if key[0] == "E2"]
    changes = {measure: value for (count_id, measure), value in now.items() if count_id == "E2"}
    assert changes == {
        f"{count_id}_{measure}": now[count_id, measure] - before[count_id, measure]
        for count_id, measure in (
            ("A1", "parents"),
            ("A2", "children"),
            ("A3", "children"),
            ("A4", "in_need"),
            ("A5", "children"),
            ("A5", "families"),
            ("C1", "several"),
            ("C3", "families"),
            ("C4", "children"),
        )
    }
    assert any(changes.values())


def test_a_unit_keeps_its_id_from_night_to_night(world: World, families: Families) -> None:
    view = world_on(world, AS_AT - timedelta(days=30))
    before = {unit.children: unit.unit_id for unit in true_families(view, set()).units}
    same = [unit for unit in families.units if unit.children in before]
    assert len(same) > 0.8 * len(families.units)
    assert all(unit.unit_id == before[unit.children] for unit in same)
    assert len({unit.unit_id for unit in families.units}) == len(families.units)


def test_every_spell_is_in_the_truth(world: World, town: Path) -> None:
    found = rows(town, "involvement")
    plans = sum(spell.planned for spell in world.spells)
    needs = sum(place.provision in ("K", "E") for place in world.enrolments.values())
    assert len(found) == len(world.spells) + plans + needs
    assert all(not row["end_date"] or row["end_date"] >= row["start_date"] for row in found)


# Every figure follows from the tables beside it: here they are counted again in SQL, with nothing
# of the code that wrote them.
_TABLES = ("person", "care_tie", "unit", "member", "involvement", "pupil", "parental_status")
_COUNTED_AGAIN = """
create view withheld as
select distinct person_id, service = 'adult_mental_health' as is_health
from involvement where restricted = 'true';

create view known as
select i.* from involvement i anti join withheld w
on i.person_id = w.person_id and (i.service = 'adult_mental_health') = w.is_health
where start_date <= $day and coalesce(end_date, $day) >= $day;

create view amh as
select distinct person_id from known join person using (person_id)
where service = 'adult_mental_health' and date_of_death is null
and date_of_birth::date <= $day::date - interval 18 years;

create view amh_parent as
select distinct person_id from amh join care_tie on adult_id = person_id
where role in ('mother', 'father');

create view child as
select distinct child_id as person_id, date_of_birth is null as is_unborn
from care_tie join amh on adult_id = amh.person_id join person on child_id = person.person_id
where role <> 'foster_carer';

create view living as select person_id from child where not is_unborn;

create view in_care as
select distinct person_id, kind from known
where kind in ('child_in_need', 'child_protection', 'looked_after');

create view in_need as
select distinct person_id from living join in_care using (person_id)
where kind = 'child_in_need' and person_id not in (
    select person_id from in_care where kind <> 'child_in_need');

create view factor as
select distinct person_id from known
join assessment using (person_id)
where kind = 'child_in_need' and referred_on = start_date
and list_contains(string_split(factors, ' '), '4B');

create view status as
select person_id, coalesce(nullif(recorded, 'unknown'), 'blank') as recorded
from (select * from amh left join parental_status using (person_id));

create view served as
select unit_id, 'adult_mental_health' as service from member join amh using (person_id)
where role <> 'foster_carer' and person_id not in (select child_id from unit)
union select unit_id, 'childrens_social_care' from unit join in_care on child_id = person_id
union select unit_id, 'early_help' from unit join known on child_id = person_id
where service = 'early_help'
union select unit_id, 'special' from unit join pupil on child_id = person_id
where provision in ('K', 'E');

create view dependent_pupil as
select pupil.*, person_id in (from living) as is_theirs
from pupil join unit on child_id = person_id;

create view counted as
select 'A1' as count_id, 'amh_adults' as measure, count(*) as value from amh
union all select 'A1', 'parents', count(*) from amh_parent
union all select 'A2', if(is_unborn, 'unborn', 'children'), count(*) from child group by all
union all select 'A4', 'in_need', count(*) from in_need
union all select 'A4', 'in_need_or_more', count(distinct person_id)
from living join in_care using (person_id)
union all select 'A7', 'parents', count(*) from amh_parent
union all select 'A7', if(is_with, 'parents_with_child', 'parents_elsewhere'), count(*) from (
    select person_id, bool_or(residence = 'with_child') as is_with
    from amh join care_tie on adult_id = person_id
    where role in ('mother', 'father') group by person_id) group by all
union all select 'B1', 'amh_adults', count(*) from status
union all select 'B1', 'amh_adults_' || recorded, count(*) from status group by all
union all select 'B2', 'parents', count(*) from status join amh_parent using (person_id)
where recorded <> 'yes'
union all select 'B2', 'parents_' || recorded, count(*)
from status join amh_parent using (person_id) where recorded <> 'yes' group by all
union all select 'B4', if(person_id in (from factor), 'children_recorded', 'children_not_recorded'),
count(distinct person_id) from living join in_care using (person_id) group by all
union all select 'B4', 'children', count(distinct person_id)
from living join in_care using (person_id)
union all select 'C1', if(n < 4, 'families_' || n, 'families_4_or_more'), count(*) from (
    select unit_id, count(distinct service) as n from served group by unit_id) group by all
union all select 'C1', 'families', count(distinct unit_id) from served
union all select 'C1', 'several', count(*) from (
    select unit_id from served group by unit_id having count(distinct service) > 1)
union all select 'C3', 'families', count(*) from (
    select unit_id from served
    where service in ('adult_mental_health', 'childrens_social_care')
    group by unit_id having count(distinct service) = 2)
union all select 'C6', 'children', count(*) from dependent_pupil
where is_theirs and young_carer = 'true'
union all select 'D2', measure || part, count(*) from (
    select measure, unnest(['', if(is_theirs, '_yes', '_no')]) as part from (
    select is_theirs, unnest([
        'pupils',
        if(absence::double >= 0.1, 'persistent_absence', null),
        if(suspensions::int > 0, 'suspension', null),
        if(provision in ('K', 'E'), 'special_needs', null),
        if(free_meals = 'true', 'free_meals', null)]) as measure
    from dependent_pupil) where measure is not null) group by all
"""
_COUNTS_AGAIN = ("A1", "A2", "A4", "A7", "B1", "B2", "B4", "C1", "C3", "C6", "D2")


def counted_again(folder: Path) -> Figures:
    with duckdb.connect() as database:
        for name in (*_TABLES, "assessment"):
            database.read_csv(str(folder / f"{name}.csv"), all_varchar=True).create(name)
        database.execute(_COUNTED_AGAIN.replace("$day", f"'{AS_AT}'"))
        found = database.execute("from counted").fetchall()
    return {(count_id, measure): value for count_id, measure, value in found}


@pytest.mark.parametrize("count_id", _COUNTS_AGAIN)
def test_figures_follow_from_the_tables_beside_them(
    town: Path, again: Figures, count_id: str
) -> None:
    written = {key: n for key, n in figures(town).items() if key[0] == count_id and n}
    assert written == {key: n for key, n in again.items() if key[0] == count_id}
    assert written


@pytest.fixture(scope="module")
def again(town: Path) -> Figures:
    return counted_again(town)


def test_a_looked_after_child_has_the_home_it_came_from(town: Path, world: World) -> None:
    origins = {row["person_id"]: row["origin_household_id"] for row in rows(town, "person")}
    households = {row["person_id"]: row["household_id"] for row in rows(town, "person")}
    came_from = {number for number in world.origin if number in world.home}
    assert {p for p, origin in origins.items() if origin} == {
        world.people[number].person_id for number in came_from
    }
    assert all(origins[p] != households[p] for p in origins if origins[p])
    assert came_from


def test_a_pupil_an_answer_and_an_assessment_are_rows(small: Path) -> None:
    pupils = {row["person_id"]: row for row in rows(small, "pupil")}
    assert pupils["P0000003"] == {
        "person_id": "P0000003",
        "school": "2001",
        "entered": AS_AT.isoformat(),
        "provision": "N",
        "absence": "0.1",
        "suspensions": "2",
        "free_meals": "false",
        "young_carer": "true",
    }
    assert rows(small, "parental_status") == [{"person_id": "P0000001", "recorded": "unknown"}]
    (assessed,) = rows(small, "assessment")
    assert assessed == {
        "person_id": "P0000003",
        "referred_on": "2026-01-05",
        "assessed_on": "2026-02-02",
        "factors": "3B 4B",
    }


def test_a_child_of_two_homes_lives_with_both_parents(tmp_path: Path) -> None:
    world = hand_made()
    world.second_home[2] = SecondHome(household=1, since=date(2025, 1, 1))
    write(world, tmp_path)
    residence = {
        (row["child_id"], row["adult_id"]): row["residence"] for row in rows(tmp_path, "care_tie")
    }
    assert residence["P0000003", "P0000001"] == residence["P0000003", "P0000002"] == "with_child"
    assert residence["P0000004", "P0000002"] == "elsewhere"
    assert {row["unit_id"] for row in rows(tmp_path, "unit")} == {"U0000003", "U0000007"}
