"""The levels of a night: written when it begins, read by every step, and sensible."""

from dataclasses import replace

import duckdb
import pytest

from linkage_models.thresholds import CENTRAL
from pipelines.levels import BUILT_IN, LevelsInForce, levels_of, problems_of, write_levels
from pipelines.manifest import versions


def test_a_night_is_linked_at_the_levels_that_it_began_with() -> None:
    in_force = LevelsInForce(version=4, levels=replace(CENTRAL, join=2.5, family_tie=6.0))
    with duckdb.connect() as con:
        con.execute("create schema linkage")
        assert levels_of(con) == BUILT_IN
        write_levels(con, in_force)
        assert levels_of(con) == in_force


def test_a_release_names_the_version_of_the_levels_and_those_that_join() -> None:
    told = versions(LevelsInForce(version=4, levels=replace(CENTRAL, join=2.5, family_tie=6.0)))
    assert told["threshold version"] == "4"
    assert told["person threshold"] == "2.5"
    assert told["family threshold"] == "6.0"


def test_the_levels_of_the_software_are_sensible() -> None:
    assert problems_of(CENTRAL) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"keep": 4.0}, "keep is above join"),
        ({"keep": -11.0}, "keep is -11: it has to be from -10 to 40"),
        ({"join": float("nan")}, "join is nan: it has to be from"),
        ({"join": float("inf")}, "join is inf: it has to be from"),
        ({"only_adult": 9.0}, "beside_a_parent, only_adult and family_tie have to rise"),
    ],
)
def test_levels_that_contradict_each_other_are_told(
    changed: dict[str, float], problem: str
) -> None:
    told = problems_of(replace(CENTRAL, **changed))
    assert any(problem in each for each in told)
