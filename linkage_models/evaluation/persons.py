"""Judging persons against a truth: pairs, B-cubed, exact persons, by group, each with an interval.

Works on any table of (source, record_id, person_id), whoever made it. Counts of how many records a
true and a found person share say everything; pairs are never written out.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from math import nan

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.clusters import components
from linkage_models.evaluation.intervals import Share, Sums, harmonic, share_of
from sources.tables import create_table, row_count, select_from

_PACKAGE = "linkage_models.evaluation"

MEASURES = (
    "pair_precision",
    "pair_recall",
    "pair_f1",
    "b_cubed_precision",
    "b_cubed_recall",
    "exact_precision",
    "exact_recall",
    "exact_f1",
    "false_in_household",
    "can_be_linked",
    "blocking_recall",
    "kept",
)
OF_BLOCKING = frozenset({"can_be_linked", "blocking_recall", "kept"})
"""What is known only of links that this product made."""
OF_HOUSEHOLDS = "false_in_household"
"""What is known only where somebody's household is."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of people, how many there are, and how well they were found."""

    dimension: str
    name: str
    persons: int
    records: int
    sums: Mapping[str, Sums]
    shares: Mapping[str, Share]


def judge_persons(con: DuckDBPyConnection, found: str) -> dict[str, Share]:
    """Judge a table of persons, by name, as a whole.

    Args:
        con: a database with a truth read.
        found: a table or registered relation with source, record_id and person_id. A record that
            it does not hold is a person of its own.

    Returns:
        The measures without those of blocking: precision, recall and F1 of pairs, B-cubed and
        exact persons, and the share of joined pairs that are two people of one household: not a
        number where no household is known at all.
    """
    compare_persons(con, found)
    (whole,) = [group for group in judge_groups(con, has_pairs=False) if group.dimension == "all"]
    return dict(whole.shares)


def compare_persons(con: DuckDBPyConnection, found: str) -> None:
    """Lay the found persons beside the true ones: `labelled.judged` and `labelled.cell`."""
    con.table(found).select("source", "record_id", "person_id").create_view("found_person")
    for table in ("cell", "judged"):
        con.execute(f"drop table if exists labelled.{table}")
    create_table(con, "labelled.judged", _PACKAGE, "judged")
    con.execute("drop view found_person")


def judge_groups(con: DuckDBPyConnection, *, has_pairs: bool) -> list[Group]:
    """Judge everybody, and every group, from `labelled.judged`.

    Args:
        con: a database in which persons were compared.
        has_pairs: whether `labelled.reached` says which true pairs were brought together.
    """
    if not has_pairs:
        con.execute("drop table if exists labelled.reached")
        create_table(con, "labelled.reached", _PACKAGE, "nothing_reached")
    con.register("unit_of_person", _units(con))
    con.execute("drop table if exists labelled.cell")
    create_table(con, "labelled.cell", _PACKAGE, "labelled_cell")
    rows = select_from(con, _PACKAGE, "group_sums").fetchall()
    rows += select_from(con, _PACKAGE, "source_pair_sums").fetchall()
    con.unregister("unit_of_person")
    cannot_tell = set() if has_pairs else set(OF_BLOCKING)
    if not row_count(con, "labelled.home"):
        cannot_tell.add(OF_HOUSEHOLDS)
    return [_group(row, cannot_tell) for row in rows]


def _units(con: DuckDBPyConnection) -> pa.Table:
    """Number the units of chance: a true person with everybody who was confused with that person.

    Whether two records of one person are found hangs together, and a false link is an error of two
    people: counting records as independent would make every interval too narrow.
    """
    shared = select_from(con, _PACKAGE, "met").fetchnumpy()
    true, found = np.asarray(shared["true_id"]), np.asarray(shared["found_id"])
    persons = int(true.max(initial=-1)) + 1
    unit = components(persons + int(found.max(initial=-1)) + 1, true, found + persons)
    return pa.table({"true_id": np.arange(persons), "unit": unit[:persons]})


def _group(row: tuple[object, ...], cannot_tell: Set[str]) -> Group:
    dimension, name, persons, records, *sums = row
    by_measure = {
        measure: Sums(**told)
        for measure, told in zip(MEASURES, sums, strict=True)
        if isinstance(told, dict) and measure not in cannot_tell
    }
    shares = {measure: share_of(told) for measure, told in by_measure.items()}
    if OF_HOUSEHOLDS in cannot_tell:
        shares[OF_HOUSEHOLDS] = Share(value=nan, low=nan, high=nan)
    if "b_cubed_precision" in shares:
        shares["b_cubed_f1"] = harmonic(shares["b_cubed_precision"], shares["b_cubed_recall"])
    return Group(
        dimension=str(dimension),
        name=str(name),
        persons=int(str(persons)),
        records=int(str(records)),
        sums=by_measure,
        shares=shares,
    )
