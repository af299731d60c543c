"""What the SQL of the counts yields is what is declared of them, on a whole town.

Its schools send a census: a class list says nothing of absence, suspensions or young carers.
"""

import csv
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
from pipelines.config import SourceConfig, load_config
from pipelines.counts import counting
from pipelines.counts.breakdowns import BREAKDOWNS
from pipelines.counts.definitions import DEFINITIONS, HEADLINES
from pipelines.counts.words import LABELS, TARGETED_SERVICES
from pipelines.deliveries.finding import find_deliveries
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan

AS_AT = date(2026, 9, 30)
CONFIGURATION = Path(__file__).parents[2] / "thinkfamily.toml"
CENSUS = ("school_census",)
EACH = pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.id)


def sources() -> tuple[SourceConfig, ...]:
    """Return the sources of the synthetic town, of which the schools send a census."""
    return tuple(
        source.model_copy(update={"formats": CENSUS}) if source.name == "school" else source
        for source in load_config(CONFIGURATION).source
    )


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("counted")
    write_town(
        TownPlan(people=2_000, seed=1, as_at=AS_AT, service_multiplier=3.0, formats=CENSUS),
        folder / "exports",
        folder / "truth",
    )
    return folder


@pytest.fixture(scope="module")
def night(town: Path) -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        steps.begin(con)
        for delivery in find_deliveries(town, sources(), AS_AT):
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
def test_the_breakdowns_that_are_yielded_are_those_declared(
    definition: CountDefinition, figures: tuple[Figure, ...]
) -> None:
    yielded = {figure.breakdown for figure in figures if figure.count_id == definition.id}
    assert yielded - {"total"} == set(definition.breakdowns)


@EACH
def test_a_count_says_who_is_counted_and_what_it_is_part_of(definition: CountDefinition) -> None:
    measures = {(each.id, measure.name) for each in DEFINITIONS for measure in each.measures}
    for measure in definition.measures:
        assert measure.counted
        assert set(measure.part_of) <= measures - {(definition.id, measure.name)}


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


def test_what_is_part_of_another_measure_is_no_larger_in_any_category(
    figures: tuple[Figure, ...],
) -> None:
    values = {figure.key: figure.value for figure in figures}
    held = {
        (definition.id, measure.name, whole)
        for definition in DEFINITIONS
        for measure in definition.measures
        for whole in measure.part_of
    }
    compared = 0
    for count_id, measure, (of_count, of_measure) in held:
        for figure in figures:
            if (figure.count_id, figure.measure) == (count_id, measure):
                whole = values.get((of_count, of_measure, figure.breakdown, figure.category))
                if whole is not None:
                    compared += 1
                    assert figure.value <= whole, (figure.key, of_count, of_measure)
    assert compared > len(held)


def test_breakdowns_that_add_up_do(figures: tuple[Figure, ...]) -> None:
    adds_up = {each.name for each in BREAKDOWNS if each.adds_up}
    wholes = {(f.count_id, f.measure): f.value for f in figures if f.is_total}
    parts: dict[tuple[str, str, str], int] = defaultdict(int)
    for figure in figures:
        if figure.breakdown in adds_up and (figure.count_id, figure.measure) in wholes:
            parts[figure.count_id, figure.measure, figure.breakdown] += figure.value
    assert parts == {key: wholes[key[:2]] for key in parts}


def test_categories_have_words_where_they_are_ours(figures: tuple[Figure, ...]) -> None:
    named_by_themselves = {"total", "ward", "practice", "school", "family_school", "combination"}
    ours = {(f.breakdown, f.category) for f in figures if f.breakdown not in named_by_themselves}
    parts = {(breakdown, part) for breakdown, category in ours for part in category.split("|")}
    assert not {(breakdown, part) for breakdown, part in parts if part not in LABELS[breakdown]}
    combined = {f.category for f in figures if f.breakdown == "combination"}
    assert {part for each in combined for part in each.split("+")} <= set(TARGETED_SERVICES)


def test_the_truth_of_a_town_has_the_names_of_the_product(
    town: Path, figures: tuple[Figure, ...]
) -> None:
    truth = town / "truth" / AS_AT.isoformat() / "breakdown.csv"
    with truth.open(encoding="utf-8", newline="") as file:
        true = {(row["count_id"], row["measure"], row["breakdown"]) for row in csv.DictReader(file)}
    assert true
    assert true <= {(figure.count_id, figure.measure, figure.breakdown) for figure in figures}
