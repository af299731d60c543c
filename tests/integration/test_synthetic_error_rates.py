"""Records of one person in two sources differ as often as published comparisons found.

What is measured is what was written: a town's exports are read, landed and cleaned as on any
night, and the two records of one person are compared in their cleaned form. What is measured and
within what is declared in `likeness`, as for the page.
"""

from dataclasses import replace

import pytest

from synthetic_data.likeness.records import RECORDS, RecordMeasure
from synthetic_data.likeness.written import WrittenTown, write_and_read
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.town import Town, imagine_town

pytestmark = pytest.mark.slow

PLAN = TownPlan(people=12_000, seed=3, service_multiplier=4.0)
MEASURES = [(level, measure) for level, measures in RECORDS.items() for measure in measures]


@pytest.fixture(scope="module")
def town() -> Town:
    return imagine_town(PLAN)


@pytest.fixture(scope="module")
def written(town: Town) -> dict[ErrorLevel, WrittenTown]:
    return {level: write_and_read(town, replace(PLAN, level=level)) for level in ErrorLevel}


@pytest.mark.parametrize(
    ("level", "measure"), MEASURES, ids=[f"{level} {measure.name}" for level, measure in MEASURES]
)
def test_records_differ_as_often_as_published(
    written: dict[ErrorLevel, WrittenTown], level: ErrorLevel, measure: RecordMeasure
) -> None:
    reading = measure.read(written[level])
    assert reading.is_met, f"{reading.value}, not {reading.interval}: {reading.reason}"
