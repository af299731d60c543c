"""Finding every false and missed link and its kind, from what a linkage left behind and a truth.

A person found in three parts is two missed links, and two people found as one are one false link,
however many records they have: one large person does not hide the rest. Each error is told by one
pair of records, the one that came nearest to a link or the strongest that was made.

Nothing is written: a night that is open for reading will do.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.misses.kinds import fix_of
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.weighing import GENERATION, SPELLINGS_OF_ONE
from linkage_models.scoring import linker_of
from sources.tables import select_from

_PACKAGE = "linkage_models.evaluation.misses"
_ONE_RECORD = ("source", "record_id")


def errors_of_labelled(con: DuckDBPyConnection, join_weight: float) -> pa.Table:
    """Count the errors of a labelled set that `evaluate_labelled` has just linked and judged."""
    person = ColumnExpression("true_id").alias("person_id")
    truth = con.table("labelled.truth").select(*_ONE_RECORD, person, "household_id")
    return kinds_of_errors(con, truth, join_weight)


def errors_of_night(con: DuckDBPyConnection, join_weight: float) -> pa.Table:
    """Count the errors of a night that `evaluate` has just judged by a town's truth."""
    return kinds_of_errors(con, select_from(con, _PACKAGE, "truth_of_night"), join_weight)


def kinds_of_errors(
    con: DuckDBPyConnection, truth: DuckDBPyRelation, join_weight: float
) -> pa.Table:
    """Count the false and missed links by kind, the commonest first.

    Args:
        con: a database that holds what linking leaves: `linkage.record`, `pair`, `link`,
            `for_review`, `set_aside` and `person_record`.
        truth: rows with source, record_id, person_id and, where known, household_id. It may
            cover a part of the records; records that cannot be linked are not judged.
        join_weight: the level at or above which pairs were joined.

    Returns:
        error (missed, false), stage, kind, detail (the guard, the check, the evidence), errors,
        share, asked (of how many people are asked), median_weight before guards, pattern in words,
        example_l and example_r, which are the keys of two records, and fix. No value of a record.

    Raises:
        TruthError: the truth lacks a column.
    """
    with _Shown(con) as shown:
        shown.table("judged_truth", _truth_of(truth))
        shown.found("judged")
        shown.found("fragment")
        shown.found("wanted_pair")
        shown.table("blocked", _blocked(con))
        shown.found("missed_pair", join_weight=join_weight)
        shown.found("false_pair")
        shown.found("agreement", spellings_of_one=SPELLINGS_OF_ONE)
        shown.found("error_kind", generation=GENERATION)
        kinds = select_from(con, _PACKAGE, "kind_count").to_arrow_table()
    named = zip(kinds["error"].to_pylist(), kinds["kind"].to_pylist(), strict=True)
    return kinds.append_column("fix", pa.array([fix_of(*each) for each in named], pa.string()))


class _Shown:
    """Tables in memory that SELECTs can see by name, until all are taken away again."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self._con = con
        self._names: list[str] = []

    def __enter__(self) -> "_Shown":
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._names:
            self._con.unregister(name)

    def table(self, name: str, table: pa.Table) -> None:
        self._con.register(name, table)
        self._names.append(name)

    def found(self, name: str, **values: object) -> None:
        self.table(name, select_from(self._con, _PACKAGE, name, **values).to_arrow_table())


def _truth_of(truth: DuckDBPyRelation) -> pa.Table:
    """Return the truth with a household or without."""
    missing = [name for name in (*_ONE_RECORD, "person_id") if name not in truth.columns]
    if missing:
        msg = f"the truth lacks the columns {', '.join(missing)}"
        raise TruthError(msg)
    household = (
        ColumnExpression("household_id")
        if "household_id" in truth.columns
        else ConstantExpression(None)
    )
    return truth.select(
        *_ONE_RECORD,
        ColumnExpression("person_id").cast("varchar").alias("true_id"),
        household.cast("varchar").alias("household_id"),
    ).to_arrow_table()


def _blocked(con: DuckDBPyConnection) -> pa.Table:
    """Run the blocking rules again: `linkage.pair` holds only pairs that were worth keeping.

    Only over the records in question, which are few, and in a database of its own: Splink's work
    tables hold names.
    """
    numbers = select_from(con, _PACKAGE, "in_question")
    records = con.table(PERSON_MODEL.table).join(numbers, "record_number", how="semi")
    with _workshop(records.order("record_number").to_arrow_table()) as memory:
        linker = linker_of(memory, PERSON_MODEL, PERSON_MODEL.settings())
        pairs = linker.inference.compute_blocked_pairs_for_predict()
        memory.table(pairs.physical_name).create_view("blocked_pair")
        return select_from(memory, _PACKAGE, "blocked").to_arrow_table()


@contextmanager
def _workshop(records: pa.Table) -> Iterator[DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1, "temp_directory": ""}) as memory:
        memory.execute("set enable_progress_bar = false")
        memory.execute("create schema linkage")
        memory.from_arrow(records).create(PERSON_MODEL.table)
        yield memory
