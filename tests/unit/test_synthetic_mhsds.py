"""The month's submission as the town writes it: the trust's own patients, without their names."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sources.registry import FORMATS
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.builders import Mapped, map_folder

PLAN = TownPlan(people=3_000, seed=7, service_multiplier=3.0, formats=("rio", "mhsds"), nights=2)
RIO, MHSDS = FORMATS["rio"], FORMATS["mhsds"]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mhsds")
    write_town(PLAN, folder / "exports", folder / "truth")
    return folder / "exports" / "adult_mental_health"


@pytest.fixture(scope="module")
def nights(town: Path) -> list[Mapped]:
    return [map_folder(town / night.isoformat(), MHSDS) for night in PLAN.nights_of]


@pytest.fixture(scope="module")
def rio(town: Path) -> Mapped:
    return map_folder(town / PLAN.as_at.isoformat(), RIO)


def people(mapped: Mapped) -> Mapping[object, tuple[object, ...]]:
    columns = ("record_id", "date_of_birth", "sex", "ethnic_group")
    return {row[0]: row[1:] for row in mapped.rows("person_record", *columns)}


def test_a_patient_is_the_same_in_both_and_has_no_name(nights: list[Mapped], rio: Mapped) -> None:
    here, there = people(nights[1]), people(rio)
    shared = here.keys() & there.keys()
    assert len(shared) > 100
    assert {number: here[number][0] for number in shared if there[number][0]} == {
        number: there[number][0] for number in shared if there[number][0]
    }
    assert nights[1].rows("person_record", "family_name", where="family_name is not null") == []


def test_referrals_are_those_of_the_trusts_own_system(nights: list[Mapped], rio: Mapped) -> None:
    columns = ("record_id", "start_date", "end_date")
    here = set(nights[1].rows("involvement", *columns))
    there = set(rio.rows("involvement", *columns))
    assert here >= there
    childrens = "service = 'child_mental_health'"
    of_children = set(nights[1].rows("involvement", *columns, where=childrens))
    assert here - there <= of_children


def test_beside_the_extract_a_patient_is_no_second_record(town: Path, rio: Mapped) -> None:
    folder = town / PLAN.as_at.isoformat()
    both = map_folder(folder, RIO, MHSDS)
    named = both.rows("person_record", "record_id", where="family_name is not null")
    assert named == rio.rows("person_record", "record_id", where="family_name is not null")
    ids = both.rows("person_record", "record_id")
    assert len(ids) == len(set(ids))


def test_children_in_hard_times_are_patients_of_the_childrens_team(nights: list[Mapped]) -> None:
    children = nights[1].rows("involvement", "record_id", where="service = 'child_mental_health'")
    flagged = nights[1].rows("flag", "record_id")
    assert children
    assert set(flagged) <= set(children)


def test_a_patient_says_the_same_on_every_night(nights: list[Mapped]) -> None:
    before, after = (people(night) for night in nights)
    kept = before.keys() & after.keys()
    assert len(kept) >= 0.99 * len(before)
    assert all(before[number] == after[number] for number in kept)
