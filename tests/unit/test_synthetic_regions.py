"""A place of several towns is one delivery, in which nobody and nothing is twice."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.landing import land
from sources.readers.files import read_delivery
from synthetic_data import plan as plans
from synthetic_data.exports.delivery import declared_formats
from synthetic_data.plan import TownPlan
from synthetic_data.town import imagine_town
from tests.builders import empty_warehouse
from tests.written_towns import counted, figures, ledger_of, town_of, truth_table, write


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TownPlan, Path]]:
    """Write three towns of 300 people into one delivery."""
    plan = TownPlan(people=900, seed=9, service_multiplier=3.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plans, "PEOPLE_IN_A_TOWN", 300)
        yield plan, write(plan, tmp_path_factory.mktemp("region"))


def test_nobody_of_a_region_has_anothers_number(region: tuple[TownPlan, Path]) -> None:
    plan, _ = region
    worlds = [imagine_town(plan, number).world for number in range(len(plan.towns))]
    assert len(worlds) == 3
    people = [person for world in worlds for person in world.people]
    kept = [
        {person.person_id for person in people},
        {person.nhs_number for person in people if person.nhs_number},
        {place.upn for world in worlds for place in world.enrolments.values()},
    ]
    assert [len(numbers) for numbers in kept] == [
        len(people),
        sum(bool(person.nhs_number) for person in people),
        sum(len(world.enrolments) for world in worlds),
    ]


def test_no_two_towns_of_a_region_share_a_place(region: tuple[TownPlan, Path]) -> None:
    plan, _ = region
    towns = [imagine_town(plan, number) for number in range(len(plan.towns))]
    for what in ("uprn", "postcode", "ward"):
        found = [
            {getattr(stay.dwelling, what) for homes in town.world.homes.values() for stay in homes}
            - {"", "ZZ99 3VZ"}
            for town in towns
        ]
        assert all(found)
        assert len(set().union(*found)) == sum(map(len, found)), what
    schools = [school.establishment for town in towns for school in town.schools]
    assert len(set(schools)) == len(schools)


def test_every_record_of_a_region_has_an_id_of_its_own(region: tuple[TownPlan, Path]) -> None:
    plan, folder = region
    records = [
        (row["source"], row["record_id"]) for row in truth_table(folder, plan.as_at, "record")
    ]
    assert len(set(records)) == len(records)
    people = [row["person_id"] for row in truth_table(folder, plan.as_at, "person")]
    assert len(set(people)) == len(people)
    towns_of_unit: dict[str, set[int]] = {}
    for row in truth_table(folder, plan.as_at, "unit"):
        towns_of_unit.setdefault(row["unit_id"], set()).add(town_of(row["child_id"]))
    assert all(len(towns) == 1 for towns in towns_of_unit.values())
    assert set().union(*towns_of_unit.values()) == {0, 1, 2}


def test_a_region_is_read_as_one_delivery(region: tuple[TownPlan, Path]) -> None:
    plan, folder = region
    for source, formats in declared_formats().items():
        con = empty_warehouse()
        written = folder / "exports" / source / plan.as_at.isoformat()
        landed = land(con, source, plan.as_at, formats, read_delivery(source, written, formats))
        assert (landed.rejected, landed.undeclared_columns) == (0, 0), source


def test_the_truth_of_a_region_is_the_sum_of_its_towns(region: tuple[TownPlan, Path]) -> None:
    plan, folder = region
    summed: Counter[tuple[str, str]] = Counter()
    for number in range(len(plan.towns)):
        world = imagine_town(plan, number).world
        summed.update(counted(world, ledger_of(folder, plan.as_at, town=number)))
    assert +summed == +figures(folder, plan.as_at)
    assert any(summed.values())
