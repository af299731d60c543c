"""Evaluation of a night against a hand-made truth, every figure worked out in the comments."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.evaluate import Evaluation, evaluate
from pipelines.cli.judging import PUBLISHED
from tests.evaluated_night import build_night, write_truth


@pytest.fixture
def night(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        build_night(con)
        yield con


@pytest.fixture
def evaluation(night: DuckDBPyConnection, tmp_path: Path) -> Evaluation:
    write_truth(tmp_path)
    return evaluate(night, tmp_path, PUBLISHED)


def test_pairs_of_records(evaluation: Evaluation) -> None:
    # True pairs: 3 of Ann, 1 of Bob = 4. Found: a1-a2, and 3 among b1, b2, c1 = 4. Both: 2.
    assert evaluation.shares["pairs of records"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}


def test_blocking_recall_is_of_true_pairs_that_were_scored(evaluation: Evaluation) -> None:
    # a1-a2, a2-a3 and b1-b2 of the 4 true pairs; b1-c1 is no true pair.
    assert evaluation.shares["blocking"] == {"recall": 0.75}


def test_exact_persons(evaluation: Evaluation) -> None:
    # Of 4 true and 4 found persons only Dan is exact.
    assert evaluation.shares["exact persons"] == {"precision": 0.25, "recall": 0.25, "f1": 0.25}


def test_false_links_inside_a_household(evaluation: Evaluation) -> None:
    # Scored pairs that were joined: a1-a2, b1-b2, b1-c1; the last joins two of one household.
    shares = evaluation.shares["links inside a household that are false"]
    assert shares == {"share": pytest.approx(1 / 3)}


def test_families_by_child(evaluation: Evaluation) -> None:
    # Found person 3 is mostly Bob, so Cat is not found. Eve: of Eve and Ann both are found, of the
    # 3 found 2 belong. Fay: of Fay, Bob and Cat 2 are found, and both belong.
    precision, recall = (2 / 3 + 1) / 2, (1 + 2 / 3) / 2
    assert evaluation.shares["families, by child"] == {
        "precision": pytest.approx(precision),
        "recall": pytest.approx(recall),
        "f1": pytest.approx(2 * precision * recall / (precision + recall)),
        "exact_for_child": 0.0,
    }


def test_a_unit_with_a_member_too_many_or_too_few_is_not_exact(evaluation: Evaluation) -> None:
    assert evaluation.shares["family units found exactly"] == {"share": 0.0}


def test_a_night_that_is_open_for_reading_only_can_be_judged(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "night.duckdb") as con:
        build_night(con)
    write_truth(tmp_path)
    with duckdb.connect(tmp_path / "night.duckdb", read_only=True) as con:
        judged = evaluate(con, tmp_path, PUBLISHED)
    # The truth has no types of families and fewer children than would be judged apart.
    told = judged.as_json()["families"]
    assert isinstance(told, dict)
    assert (told["children"], told["units"], told["by_family_type"]) == (2, 2, [])
    assert told["family_types_too_small"] == 1


def test_parents_found(evaluation: Evaluation) -> None:
    # Ann and Bob are found, Cat is not.
    assert evaluation.shares["parents found"] == {
        "parents": pytest.approx(2 / 3),
        "mothers": 0.5,
        "fathers": 1.0,
    }


def test_children_with_a_wrong_adult(evaluation: Evaluation) -> None:
    # Eve has Dan, who does not care for her; Fay has nobody wrong.
    assert evaluation.shares["children with a wrong adult"] == {"share": 0.5}


def test_all_files_that_a_truth_lacks_are_named(night: DuckDBPyConnection, tmp_path: Path) -> None:
    write_truth(tmp_path)
    (tmp_path / "unit.csv").unlink()
    (tmp_path / "figure.csv").unlink()
    with pytest.raises(TruthError, match=r"lacks unit\.csv, figure\.csv"):
        evaluate(night, tmp_path, PUBLISHED)
