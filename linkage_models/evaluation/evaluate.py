"""Evaluation of a night's persons and families against a truth folder.

The figures are of the threshold that the product chose; nothing here is tuned to the truth.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection
from pyarrow import csv

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.families.judgement import FamilyJudgement
from linkage_models.evaluation.families.judging import TrueFamilies, judge_families
from linkage_models.evaluation.figures import as_figures
from linkage_models.model import Json
from sources.tables import select_from

_PACKAGE = "linkage_models.evaluation"
_TRUTH = ("record", "person", "care_tie", "unit", "figure")
# What a truth may leave out.
_OPTIONAL = {"person": ("family_type",), "care_tie": ("residence",)}
_FAMILIES = {
    "families, by child": {
        "precision": "child_b_cubed_precision",
        "recall": "child_b_cubed_recall",
        "f1": "child_b_cubed_f1",
        "exact_for_child": "exact_for_child",
    },
    "family units found exactly": {"share": "exact_units"},
    "parents found": {
        "parents": "parents_found",
        "mothers": "mothers_found",
        "fathers": "fathers_found",
    },
    "children with a wrong adult": {"share": "wrong_adult"},
}


@dataclass(frozen=True, kw_only=True)
class Bias:
    """A headline count beside its true value."""

    count_id: str
    measure: str
    true_value: int
    found_value: int
    bias: float | None


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Shares between 0 and 1, by what they judge."""

    shares: Mapping[str, Mapping[str, float]]
    biases: tuple[Bias, ...]
    families: FamilyJudgement

    def as_json(self) -> Json:
        """Return everything as JSON holds it: null where there is nothing to judge."""
        shares = {words: dict(each) for words, each in self.shares.items()}
        counts = [asdict(each) for each in self.biases]
        return as_figures({"shares": shares, "counts": counts, "families": self.families.as_json()})


def evaluate(
    con: DuckDBPyConnection, truth: Path, published: Iterable[tuple[str, str]]
) -> Evaluation:
    """Judge the night in use against the truth.

    Args:
        con: the warehouse of the night.
        truth: the folder of its truth.
        published: the figures to judge, each the id of its count and its measure.

    Raises:
        TruthError: the folder lacks a file of the truth.
    """
    _load_truth(con, truth)
    con.register("published", _figures_to_judge(published))
    for name in ("judged_record", "cell"):
        con.register(name, select_from(con, _PACKAGE, name).to_arrow_table())
    con.register("found_figure", _found_figures(con))
    families = judge_families(con, _true_families(con))
    return Evaluation(
        families=families,
        shares={
            "pairs of records": _row(con, "pairs"),
            "blocking": _row(con, "blocking"),
            "exact persons": _row(con, "clusters"),
            "links inside a household that are false": _row(con, "household_errors"),
            **_shares_of_families(families),
        },
        biases=tuple(
            Bias(
                count_id=row[0], measure=row[1], true_value=row[2], found_value=row[3], bias=row[4]
            )
            for row in select_from(con, _PACKAGE, "bias").fetchall()
        ),
    )


def _load_truth(con: DuckDBPyConnection, truth: Path) -> None:
    missing = [name for name in _TRUTH if not (truth / f"{name}.csv").is_file()]
    if missing:
        msg = f"the truth folder {truth} lacks {', '.join(f'{name}.csv' for name in missing)}"
        raise TruthError(msg)
    ids = {
        column: pa.string()
        for column in ("source", "record_id", "person_id", "child_id", "adult_id", "unit_id")
    }
    options = csv.ConvertOptions(column_types=ids)
    for name in _TRUTH:
        rows = csv.read_csv(truth / f"{name}.csv", convert_options=options)
        for column in _OPTIONAL.get(name, ()):
            if column not in rows.column_names:
                rows = rows.append_column(column, pa.nulls(len(rows), pa.string()))
        con.register(f"truth_{name}", rows)


def _true_families(con: DuckDBPyConnection) -> TrueFamilies:
    return TrueFamilies(
        records=select_from(con, _PACKAGE, "record_of_night").to_arrow_table(),
        ties=con.table("truth_care_tie").to_arrow_table(),
        units=select_from(con, _PACKAGE, "unit_of_night").to_arrow_table(),
    )


def _shares_of_families(judged: FamilyJudgement) -> dict[str, dict[str, float]]:
    """Name the shares of families in the words of the terminal."""
    return {
        words: {name: judged.whole.shares[measure].value for name, measure in named.items()}
        for words, named in _FAMILIES.items()
    }


def _figures_to_judge(published: Iterable[tuple[str, str]]) -> pa.Table:
    rows = [{"count_id": count_id, "measure": measure} for count_id, measure in published]
    return pa.Table.from_pylist(rows)


def _found_figures(con: DuckDBPyConnection) -> pa.Table:
    """Name the exact figures as the truth does: parts of B1 to B3, C1 and C2 become measures."""
    return select_from(con, _PACKAGE, "found_figure").to_arrow_table()


def _row(con: DuckDBPyConnection, name: str) -> dict[str, float]:
    relation = select_from(con, _PACKAGE, name)
    row = relation.fetchone() or ()
    return {
        column: float("nan") if value is None else float(value)
        for column, value in zip(relation.columns, row, strict=True)
    }
