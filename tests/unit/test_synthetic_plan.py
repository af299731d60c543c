"""A plan says what to make, and refuses what nobody can."""

from datetime import date

import pytest

from synthetic_data import plan as plans
from synthetic_data.plan import PlanError, TownPlan
from synthetic_data.scenarios.emphasis import Emphasis
from synthetic_data.scenarios.scenarios import SCENARIOS


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"people": 0}, "at least one person"),
        ({"service_multiplier": 0.0}, "a positive, finite service multiplier"),
        ({"service_multiplier": float("nan")}, "a positive, finite service multiplier"),
        ({"service_multiplier": float("inf")}, "a positive, finite service multiplier"),
        ({"seed": -1}, "a seed is 0 or more"),
        ({"as_at": date(1989, 12, 31)}, "the night is before 1990-01-01"),
        ({"nights": 2, "days_between": 732}, "nights lie within 731 days"),
        ({"nights": 10**9}, "nights lie within 731 days"),
        ({"people": 0, "seed": -1}, "at least one person.*; a seed is 0 or more"),
        ({"people": 5_000_001}, "at most 5,000,000 people"),
        ({"nights": 0}, "at least one night"),
        ({"days_between": 0}, "at least one day apart"),
    ],
)
def test_a_plan_of_which_nothing_can_be_made_is_refused(
    wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(PlanError, match=words):
        TownPlan(**wrong)  # type: ignore[arg-type]


def test_an_unknown_scenario_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(PlanError) as caught:
        TownPlan(scenario="triplets")
    assert str(caught.value).startswith("no scenario is called 'triplets'; there are twins, ")
    assert all(name in str(caught.value) for name in SCENARIOS)


def test_the_first_night_may_be_the_first_day_of_all() -> None:
    plan = TownPlan(as_at=date(2026, 9, 30), nights=2, days_between=731)
    assert plan.nights_of[0] == date(2024, 9, 29)


def test_a_plan_without_a_scenario_makes_nothing_more_frequent() -> None:
    plan = TownPlan()
    assert plan.emphasis == Emphasis()
    assert not plan.scenario_of.faults


def test_a_scenario_is_found_by_its_name() -> None:
    assert TownPlan(scenario="twins").scenario_of is SCENARIOS["twins"]


def test_nights_end_on_the_day_of_the_plan() -> None:
    plan = TownPlan(as_at=date(2026, 9, 30), nights=3, days_between=7)
    assert plan.nights_of == (date(2026, 9, 16), date(2026, 9, 23), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("people", "towns"), [(1, (1,)), (300, (300,)), (301, (150, 151)), (1_000, (250,) * 4)]
)
def test_a_large_place_is_shared_out_evenly_among_towns(
    people: int, towns: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "PEOPLE_IN_A_TOWN", 300)
    assert TownPlan(people=people).towns == towns
