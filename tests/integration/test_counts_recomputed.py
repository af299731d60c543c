"""Every figure that a night counts is the one that a slow recomputation from the words finds."""

import duckdb
import pytest

from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from tests.recount.night import read_night
from tests.recount.recount import counted, recount
from tests.recount.tally import Figures, differences
from tests.recount.town import AS_AT, link_town, take_counts

pytestmark = pytest.mark.slow

# Other systems tell other facts: only a school census tells of absence, meals and young carers.
TOWNS = (
    TownPlan(people=2_000, seed=31, as_at=AS_AT, service_multiplier=3.0),
    TownPlan(
        people=1_500,
        seed=32,
        level=ErrorLevel.MIXED,
        as_at=AS_AT,
        service_multiplier=3.0,
        formats=(
            *("systmone_mental_health", "liquidlogic", "cin_census", "early_help_list"),
            *("school_census", "emis", "nspl"),
        ),
    ),
    TownPlan(
        people=1_500,
        seed=33,
        level=ErrorLevel.HOSTILE,
        as_at=AS_AT,
        service_multiplier=3.0,
        formats=("mhsds", "eclipse", "cin_census", "school_census", "systmone_gp", "nspl"),
    ),
)


@pytest.fixture(scope="module", params=TOWNS, ids=lambda plan: str(plan.level))
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Figures, Figures]:
    """Return the figures of a town as recomputed and as counted."""
    plan: TownPlan = request.param
    with duckdb.connect() as con:
        link_town(con, tmp_path_factory.mktemp("recounted"), plan)
        take_counts(con)
        return recount(read_night(con, AS_AT)), counted(con)


def test_every_figure_is_the_one_recomputed(both: tuple[Figures, Figures]) -> None:
    recomputed, found = both
    told = differences(recomputed, found)
    assert not told, f"{len(told)} of {len(recomputed)} figures differ:\n" + "\n".join(told)


def test_the_towns_have_somebody_in_what_is_compared(both: tuple[Figures, Figures]) -> None:
    _, found = both
    totals = {key[:2]: numbers[0] for key, numbers in found.items() if key[2] == "total"}
    for key in (("A1", "parents"), ("A2", "children"), ("A4", "in_need"), ("C3", "families")):
        assert totals[key] > 0


def test_a_figure_that_is_missing_or_other_or_more_is_told() -> None:
    key, more, less = (("A1", "parents", "ward", ward) for ward in ("E1", "E2", "E3"))
    told = differences({key: (3, 2, 9), less: (1, 1, 2)}, {key: (4, 2, 9), more: (1, 1, None)})
    assert told == [
        "A1 parents by ward 'E1': recomputed 3 in 2 families of 9, counted 4 in 2 families of 9",
        "A1 parents by ward 'E2': recomputed nothing, counted 1 in 1 families",
        "A1 parents by ward 'E3': recomputed 1 in 1 families of 2, counted nothing",
    ]
