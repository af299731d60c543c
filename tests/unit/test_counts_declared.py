"""What the SQL of the counts yields is what is declared of them, on a whole town."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from governance.definition import FIGURE_COLUMNS, CountDefinition
from governance.figure import Figure
from linkage_models.family import evidence
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from pipelines.config import load_config
from pipelines.counts import counting
from pipelines.counts.definitions import DEFINITIONS, HEADLINES
from pipelines.counts.words import BREAKDOWNS
from pipelines.nights import find_deliveries
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan

AS_AT = date(2026, 9, 30)
CONFIGURATION = Path(__file__).parents[2] / "thinkfamily.toml"
EACH = pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.id)


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("counted")
    write_town(
        TownPlan(people=2_000, seed=1, as_at=AS_AT, service_multiplier=3.0),
        folder / "exports",
        folder / "truth",
    )
    with duckdb.connect() as con:
        steps.begin(con)
        for delivery in find_deliveries(folder, load_config(CONFIGURATION).source, AS_AT):
            steps.land_source(con, delivery)
            if delivery.source.is_reference:
                steps.conform_geography(con, delivery)
            else:
                steps.conform_source(con, delivery)
        prepare_records(con)
        steps.link_persons(con)
        evidence.prepare_persons(con, AS_AT)
        steps.gather_families(con, AS_AT)
        counting.profile(con, AS_AT)
        for definition in DEFINITIONS:
            counting.count(con, definition.id)
        counting.gather(con)
        yield con


@pytest.fixture(scope="module")
def figures(night: DuckDBPyConnection) -> tuple[Figure, ...]:
    return counting.figures(night)


@EACH
def test_a_count_yields_exactly_the_columns_of_a_figure(
    definition: CountDefinition, night: DuckDBPyConnection
) -> None:
    columns = night.table(f"counts.{definition.id.lower()}").columns
    assert tuple(columns) == FIGURE_COLUMNS[1:]


@EACH
def test_the_measures_that_are_yielded_are_those_declared(
    definition: CountDefinition, figures: tuple[Figure, ...]
) -> None:
    yielded = {figure.measure for figure in figures if figure.count_id == definition.id}
    assert yielded == {measure.name for measure in definition.measures}


@EACH
def test_a_measure_with_a_share_is_out_of_something(
    definition: CountDefinition, figures: tuple[Figure, ...]
) -> None:
    for measure in definition.measures:
        own = [
            figure
            for figure in figures
            if (figure.count_id, figure.measure) == (definition.id, measure.name)
        ]
        assert all((figure.of_value is not None) == bool(measure.share_of) for figure in own)


def test_every_figure_is_told_apart_and_its_breakdown_has_words(
    figures: tuple[Figure, ...],
) -> None:
    assert len({figure.key for figure in figures}) == len(figures)
    assert {figure.breakdown for figure in figures} <= {one.name for one in BREAKDOWNS}


def test_no_figure_has_more_families_than_people_or_more_than_its_whole(
    figures: tuple[Figure, ...],
) -> None:
    for figure in figures:
        assert 0 <= figure.family_count <= figure.value
        assert (figure.family_count == 0) == (figure.value == 0)
        assert figure.of_value is None or figure.value <= figure.of_value


def test_wards_add_up_to_their_totals(figures: tuple[Figure, ...]) -> None:
    wholes = {(f.count_id, f.measure): f.value for f in figures if f.is_total}
    parts: dict[tuple[str, str], int] = defaultdict(int)
    for figure in figures:
        if figure.breakdown == "ward":
            parts[figure.count_id, figure.measure] += figure.value
    assert parts
    assert parts == {key: wholes[key] for key in parts}


def test_headlines_are_totals_that_are_counted(figures: tuple[Figure, ...]) -> None:
    totals = {(figure.count_id, figure.measure) for figure in figures if figure.is_total}
    assert set(HEADLINES) <= totals
