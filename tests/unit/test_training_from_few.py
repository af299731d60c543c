"""Training on few records: it learns what it can, and leans on earlier numbers for the rest."""

from collections.abc import Iterator
from typing import cast

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from splink import SettingsCreator, block_on
from splink import comparison_library as cl

from linkage_models.model import Json, LinkageModel, prior_of
from linkage_models.training import train_borrowing


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="number",
        comparisons=[cl.ExactMatch("name"), cl.ExactMatch("town")],
        blocking_rules_to_generate_predictions=[block_on("name")],
    )


MODEL = LinkageModel(
    name="small",
    table="record",
    unique_id="number",
    settings=_settings,
    deterministic=(block_on("sure"),),
    deterministic_recall=1.0,
    train_on=(block_on("sure"),),
    u_pairs=10_000,
)


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        yield con


def _records(con: DuckDBPyConnection, persons: int, *, is_sure: bool = True) -> None:
    """Two records of every person, of whom one in four moved to another town."""
    con.execute(
        "create or replace table record as select row_number() over (order by person, n) as number,"
        " 'name ' || (person % 20) as name,"
        " 'town ' || ((person + case when person % 4 = 0 then n else 0 end) % 5) as town,"
        " case when $is_sure then 'person ' || person end as sure"
        " from range($persons) p (person), range(2) t (n)",
        {"persons": persons, "is_sure": is_sure},
    )


def _before() -> Json:
    """Earlier numbers, which say that hardly anybody stays in a town."""
    settings: Json = _settings().create_settings_dict("duckdb")
    for comparison in cast("list[Json]", settings["comparisons"]):
        for level in cast("list[Json]", comparison["comparison_levels"]):
            if not level.get("is_null_level"):
                level |= {"m_probability": 0.5, "u_probability": 0.1}
    return settings


def _stays(settings: Json) -> float:
    """How likely one person's two records name one town."""
    town = cast("list[Json]", settings["comparisons"])[1]
    return cast("float", cast("list[Json]", town["comparison_levels"])[1]["m_probability"])


def test_few_true_pairs_are_tempered_and_many_are_believed(con: DuckDBPyConnection) -> None:
    _records(con, 40)
    few = _stays(train_borrowing(con, MODEL, 1, _before())[0])
    _records(con, 4000)
    many = _stays(train_borrowing(con, MODEL, 1, _before())[0])
    assert 0.55 < few < 0.7
    assert many == pytest.approx(0.75, abs=0.01)


def test_records_without_a_sure_pair_start_from_a_prior_that_is_possible(
    con: DuckDBPyConnection,
) -> None:
    _records(con, 64, is_sure=False)
    settings, _ = train_borrowing(con, MODEL, 1, _before())
    assert prior_of(settings) == pytest.approx(-7, abs=0.05)


def test_records_that_are_all_one_person_can_be_trained_on(con: DuckDBPyConnection) -> None:
    _records(con, 1)
    settings, _ = train_borrowing(con, MODEL, 1, _before())
    assert -2 < prior_of(settings) <= 0
