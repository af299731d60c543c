"""Evaluation against a hand-made truth, every figure worked out in the comments."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.evaluate import Evaluation, evaluate
from pipelines.cli.judging import PUBLISHED

# True persons: Ann a1 a2 a3, Bob b1 b2, Cat c1, Dan d1. Bob and Cat live in one household.
RECORDS = {
    "a1": "Ann",
    "a2": "Ann",
    "a3": "Ann",
    "b1": "Bob",
    "b2": "Bob",
    "c1": "Cat",
    "d1": "Dan",
}
HOUSEHOLDS = {"Ann": "H1", "Bob": "H2", "Cat": "H2", "Dan": "H3", "Eve": "H1", "Fay": "H2"}
# Found: a1 and a2 are one person, a3 is alone, Cat's record is on Bob, Dan is right.
FOUND = {"a1": 1, "a2": 1, "a3": 2, "b1": 3, "b2": 3, "c1": 3, "d1": 4}
# Pairs that were scored, by record: a1-a2, a2-a3, b1-b2, b1-c1. b2-c1 and a1-a3 were not.
SCORED = [("a1", "a2"), ("a2", "a3"), ("b1", "b2"), ("b1", "c1")]


def write(folder: Path, name: str, header: str, rows: Sequence[Sequence[object]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split())
        writer.writerows(rows)


def write_truth(folder: Path) -> None:
    """Eve is Ann's child and Fay is Bob's and Cat's; x1 and y1 are the children's records."""
    records = [("s", record, person, "false") for record, person in RECORDS.items()]
    children = [("s", "x1", "Eve", "false"), ("s", "y1", "Fay", "false")]
    withheld = [("s", "w1", "Dan", "true")]
    write(
        folder,
        "record",
        "source record_id person_id excluded",
        [*records, *children, *withheld],
    )
    write(folder, "person", "person_id household_id", [*HOUSEHOLDS.items()])
    write(
        folder,
        "care_tie",
        "child_id adult_id role",
        [("Eve", "Ann", "mother"), ("Fay", "Bob", "father"), ("Fay", "Cat", "mother")],
    )
    write(folder, "unit", "child_id unit_id", [("Eve", "U1"), ("Fay", "U2")])
    write(
        folder,
        "member",
        "unit_id person_id role",
        [
            ("U1", "Eve", "child"),
            ("U1", "Ann", "mother"),
            ("U2", "Fay", "child"),
            ("U2", "Bob", "father"),
            ("U2", "Cat", "mother"),
        ],
    )
    write(
        folder,
        "figure",
        "count_id measure value",
        [
            ("A1", "parents", 10),
            ("B1", "amh_adults_blank", 7),
            ("B2", "parents", 5),
            ("B2", "parents_no", 6),
            ("B3", "children_in_need", 5),
            ("C1", "families_4_or_more", 2),
            ("C2", "a+b", 8),
        ],
    )


def table(con: DuckDBPyConnection, name: str, **columns: Sequence[object]) -> None:
    con.register("made", pa.table(columns))
    con.table("made").create(name)
    con.unregister("made")


def build_night(con: DuckDBPyConnection) -> None:
    """Eve's record is on person 5, Fay's on person 6; Dan's withheld record has no person."""
    for schema in ("linkage", "family", "counts"):
        con.execute(f"create schema {schema}")
    found = {**FOUND, "x1": 5, "y1": 6}
    names = list(found)
    table(
        con,
        "linkage.person_record",
        source=["s"] * len(found),
        record_id=names,
        person_id=list(found.values()),
        # The children's records carry no name, so links between records are not judged by them.
        is_linkable=[name not in {"x1", "y1"} for name in names],
    )
    linkable = list(FOUND)
    table(
        con,
        "linkage.record",
        record_number=list(range(1, len(linkable) + 1)),
        source=["s"] * len(linkable),
        record_id=linkable,
    )
    table(
        con,
        "linkage.pair",
        record_number_l=[linkable.index(left) + 1 for left, _ in SCORED],
        record_number_r=[linkable.index(right) + 1 for _, right in SCORED],
    )
    # Found family of Eve: Eve and Ann, as it should be, and Dan, who is nobody's. Of Fay: Bob.
    table(
        con,
        "family.member",
        unit_id=[1, 1, 1, 2, 2],
        person_id=[5, 1, 4, 6, 3],
        role=["child", "mother", "father", "child", "father"],
    )
    table(
        con,
        "family.care_tie",
        child_id=[5, 5, 6],
        adult_id=[1, 4, 3],
        role=["mother", "father", "father"],
        residence=["with_child", "elsewhere", "unknown"],
    )
    table(con, "family.dependent_child", child_id=[5, 6])
    table(
        con,
        "counts.figure",
        count_id=["A1", "A1", "B1", "B2", "B2", "B3", "C1", "C2"],
        measure=[
            "parents",
            "parents",
            "amh_adults",
            "parents",
            "parents",
            "children",
            "families",
            "families",
        ],
        breakdown=[
            "total",
            "ward",
            "recorded_status",
            "total",
            "recorded_status",
            "stage",
            "services",
            "combination",
        ],
        category=["all", "QQ", "blank", "all", "no", "child_in_need", "4 or more", "a+b"],
        value=[9, 4, 7, 5, 3, 6, 2, 8],
    )


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


def test_counts_are_held_against_the_truth_by_its_own_names(evaluation: Evaluation) -> None:
    found = {
        (bias.count_id, bias.measure): (bias.true_value, bias.found_value, bias.bias)
        for bias in evaluation.biases
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
    figures = [("D2", "pupils", 9), ("A1", "tiers", 1), ("C2", "early_help", 3)]
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


def test_all_files_that_a_truth_lacks_are_named(night: DuckDBPyConnection, tmp_path: Path) -> None:
    write_truth(tmp_path)
    (tmp_path / "unit.csv").unlink()
    (tmp_path / "figure.csv").unlink()
    with pytest.raises(TruthError, match=r"lacks unit\.csv, figure\.csv"):
        evaluate(night, tmp_path, PUBLISHED)
