"""A town is like a real borough: every declared measure lies in its interval.

Taken of one town as it is imagined, without any file. What is measured of written records is held
by `test_synthetic_error_rates.py`, at the intervals that the page tells too.
"""

from pathlib import Path

import pytest

from synthetic_data.likeness.__main__ import main
from synthetic_data.likeness.concerns import CONCERNS
from synthetic_data.likeness.measure import SPREAD_MEASURED_AT, Measure
from synthetic_data.likeness.survey import Survey
from synthetic_data.plan import TownPlan
from synthetic_data.town import imagine_town

pytestmark = pytest.mark.slow

PEOPLE = SPREAD_MEASURED_AT
MEASURES = [measure for concern in CONCERNS for measure in concern.measures]


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey(town=imagine_town(TownPlan(people=PEOPLE, seed=7)))


@pytest.mark.parametrize("measure", MEASURES, ids=[measure.name for measure in MEASURES])
def test_a_town_is_like_a_real_borough(survey: Survey, measure: Measure[Survey]) -> None:
    value = measure.of(survey)
    told = f"{measure.written(value)}: {measure.reason} ({measure.source})"
    assert measure.holds(value, PEOPLE), told


def test_a_survey_counts_every_resident_once(survey: Survey) -> None:
    assert len(survey.people) == PEOPLE == survey.town.world.population()
    assert survey.people.index.is_unique
    assert len(survey.adults) + len(survey.children) == PEOPLE
    private = int(survey.people["is_private"].sum())
    assert survey.household_sizes.sum() == private
    assert survey.families["children"].sum() == survey.children["is_private"].sum()


def test_the_page_and_its_pictures_are_written_and_every_exit_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left = main(["--people", "1500", "--seed", "3", "--out", str(tmp_path), "--speeds", "none"])
    page = (tmp_path / "synthetic_population.md").read_text("utf-8")
    drawn = {path.name for path in (tmp_path / "pictures").iterdir()}
    assert drawn
    assert all(f"(pictures/{name})" in page for name in drawn)
    assert all(f"| {measure.name} |" in page for measure in MEASURES)
    assert "### Records that differ, level `hostile`" in page
    told = capsys.readouterr().out
    assert (left == 1) == ("outside its interval" in told) == ("| **no** |" in page)
