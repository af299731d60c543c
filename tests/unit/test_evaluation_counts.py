"""Counts of a night held against the true figures, every bias worked out in the comments."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.evaluation.evaluate import evaluate
from pipelines.cli.judging import PUBLISHED
from tests.evaluated_night import build_night, write, write_truth


@pytest.fixture
def night() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        build_night(con)
        yield con


def test_counts_are_held_against_the_truth_by_its_own_names(
    night: DuckDBPyConnection, tmp_path: Path
) -> None:
    write_truth(tmp_path)
    found = {
        (bias.count_id, bias.measure): (bias.true_value, bias.found_value, bias.bias)
        for bias in evaluate(night, tmp_path, PUBLISHED).biases
    }
    assert found == {
        ("A1", "parents"): (10, 9, pytest.approx(-0.1)),
        ("B1", "amh_adults_blank"): (7, 7, 0.0),
        ("B2", "parents"): (5, 5, 0.0),
        ("B2", "parents_no"): (6, 3, pytest.approx(-0.5)),
        ("B3", "children_in_need"): (5, 6, pytest.approx(0.2)),
        ("C1", "families_4_or_more"): (2, 2, 0.0),
        ("C2", "a+b"): (8, 8, 0.0),
    }


def test_a_count_that_was_not_made_is_found_to_be_nought(
    night: DuckDBPyConnection, tmp_path: Path
) -> None:
    write_truth(tmp_path)
    write(
        tmp_path, "figure", "count_id measure value", [("C3", "families", 0), ("A2", "unborn", 4)]
    )
    children, _, families = evaluate(night, tmp_path, PUBLISHED).biases
    assert (children.count_id, children.found_value, children.bias) == ("A2", 0, -1.0)
    assert (families.count_id, families.found_value, families.bias) == ("C3", 0, None)


def test_a_true_figure_that_the_product_does_not_publish_is_not_judged(
    night: DuckDBPyConnection, tmp_path: Path
) -> None:
    write_truth(tmp_path)
    figures = [("Z9", "pupils", 9), ("A1", "tiers", 1), ("C2", "early_help", 3)]
    write(tmp_path, "figure", "count_id measure value", figures)
    judged = evaluate(night, tmp_path, PUBLISHED).biases
    assert [(bias.count_id, bias.measure) for bias in judged] == [
        ("C2", "a+b"),
        ("C2", "early_help"),
    ]


def test_a_combination_of_services_that_was_found_and_is_not_true_shows(
    night: DuckDBPyConnection, tmp_path: Path
) -> None:
    write_truth(tmp_path)
    write(tmp_path, "figure", "count_id measure value", [("C2", "early_help", 3)])
    found, missed = evaluate(night, tmp_path, PUBLISHED).biases
    assert (found.measure, found.true_value, found.found_value, found.bias) == ("a+b", 0, 8, None)
    assert (missed.measure, missed.true_value, missed.found_value) == ("early_help", 3, 0)


def test_only_the_figures_that_are_asked_for_are_judged(
    night: DuckDBPyConnection, tmp_path: Path
) -> None:
    write_truth(tmp_path)
    judged = evaluate(night, tmp_path, [("B2", "parents")]).biases
    assert [bias.measure for bias in judged] == ["parents", "parents_no"]
