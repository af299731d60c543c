"""Judging care ties and family units: by child, by unit, by tie, each share with an interval.

Reads `family.care_tie`, `family.member` and `family.dependent_child` of whatever database is in
use, and leaves nothing in it. How a truth is read, and how families are made, is not known here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.clusters import components
from linkage_models.evaluation.families.judgement import (
    ENOUGH_CHILDREN,
    MEASURES,
    FamiliesJudged,
    FamilyJudgement,
)
from linkage_models.evaluation.gaps import gaps_of
from linkage_models.evaluation.intervals import Gap, Sums, gap_between, harmonic, share_of
from sources.tables import select_from

_PACKAGE = "linkage_models.evaluation.families"
_ALL, _TYPE = "all", "family type"
_GAPS_OF = ("exact_for_child", "parents_found")
_NO_TRAITS = pa.schema([(name, pa.string()) for name in ("person_id", "dimension", "grp")])

Column = npt.NDArray[np.float64]
"""A column of sums, one row a unit of chance."""

# Each is made of those before it, and of what is true.
_OF_PERSONS = ("person_met", "true_of_found")
_OF_FAMILIES = ("true_child", "true_member", "found_member", "judged_child", "judged_unit")


@dataclass(frozen=True, kw_only=True)
class TrueFamilies:
    """What is true: whom records are about, who cares for which child, which children are a unit.

    `records` has source, record_id, person_id; `ties` child_id, adult_id, role, residence; `units`
    child_id, unit_id, family_type; `traits` person_id, dimension, grp, by which families of
    children are judged apart. Ids are those of true persons, as text.
    """

    records: pa.Table
    ties: pa.Table
    units: pa.Table
    traits: pa.Table = field(default_factory=_NO_TRAITS.empty_table)


def judge_families(con: DuckDBPyConnection, true: TrueFamilies) -> FamilyJudgement:
    """Judge the families of the database in use; it may be open for reading only."""
    with persons_beside(con, true), _made(con, _OF_FAMILIES):
        chance = {"chance_unit": _chance_units(con)}
        with _registered(con, chance):
            told = select_from(con, _PACKAGE, "family_sums").fetchnumpy()
    return _judgement({name: np.asarray(column) for name, column in told.items()})


def _judgement(sums: Mapping[str, Column]) -> FamilyJudgement:
    whole = _judged(_ALL, _ALL, _rows(sums, _ALL, _ALL))
    names = sorted({*zip(sums["dimension"].tolist(), sums["grp"].tolist(), strict=True)})
    parts = [_judged(*name, _rows(sums, *name)) for name in names if name[0] != _ALL]
    enough = [each for each in parts if each.children >= ENOUGH_CHILDREN]
    groups = tuple(each for each in enough if each.dimension != _TYPE)
    small = Counter(each.dimension for each in parts if each.children < ENOUGH_CHILDREN)
    return FamilyJudgement(
        whole=whole,
        types=tuple(each for each in enough if each.dimension == _TYPE),
        types_too_small=small.pop(_TYPE, 0),
        gap_of_parents=_gap_of_parents(whole),
        groups=groups,
        groups_too_small=small,
        gaps=gaps_of(groups, _GAPS_OF),
    )


@contextmanager
def persons_beside(con: DuckDBPyConnection, true: TrueFamilies) -> Iterator[None]:
    """Lay true persons beside found ones, as `true_record` and `true_of_found`, while it takes."""
    given = {
        "true_record": true.records,
        "true_tie": true.ties,
        "true_unit": true.units,
        "true_trait": true.traits,
    }
    with _registered(con, given), _made(con, _OF_PERSONS):
        yield


@contextmanager
def _registered(con: DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> Iterator[None]:
    for name, rows in tables.items():
        con.register(name, rows)
    try:
        yield
    finally:
        for name in tables:
            con.unregister(name)


@contextmanager
def _made(con: DuckDBPyConnection, names: Iterable[str]) -> Iterator[None]:
    """Run SELECTs, each of which may read those before it: a night cannot be written to."""
    with ExitStack() as stack:
        for name in names:
            rows = select_from(con, _PACKAGE, name).to_arrow_table()
            stack.enter_context(_registered(con, {name: rows}))
        yield


def _chance_units(con: DuckDBPyConnection) -> pa.Table:
    """Number the units of chance: true units with all that found units mix them up with.

    An error about one child of a family is mostly one about its siblings, and a false tie is an
    error of two families: children are not independent of each other.
    """
    numbers = np.asarray(con.table("true_child").select("unit_number").fetchnumpy()["unit_number"])
    met = select_from(con, _PACKAGE, "unit_met").fetchnumpy()
    true, found = np.asarray(met["unit_number"]), np.asarray(met["found_number"])
    units = int(numbers.max(initial=-1)) + 1
    chance = components(units + int(found.max(initial=-1)) + 1, true, found + units)
    return pa.table({"unit_number": np.arange(units), "chance": chance[:units]})


def _rows(sums: Mapping[str, Column], dimension: str, name: str) -> dict[str, Column]:
    is_here = (sums["dimension"] == dimension) & (sums["grp"] == name)
    return {column: values[is_here] for column, values in sums.items()}


def _judged(dimension: str, name: str, rows: Mapping[str, Column]) -> FamiliesJudged:
    sums = {measure: _sums(rows[x], rows[y]) for measure, (x, y) in MEASURES.items()}
    shares = {measure: share_of(each) for measure, each in sums.items()}
    precision, recall = shares["child_b_cubed_precision"], shares["child_b_cubed_recall"]
    return FamiliesJudged(
        dimension=dimension,
        name=name,
        children=int(rows["children"].sum()),
        units=int(rows["units"].sum()),
        sums=sums,
        shares=shares | {"child_b_cubed_f1": harmonic(precision, recall)},
    )


def _sums(x: Column, y: Column) -> Sums:
    return Sums(
        x=float(x.sum()),
        y=float(y.sum()),
        xx=float((x * x).sum()),
        xy=float((x * y).sum()),
        yy=float((y * y).sum()),
        units=int((y > 0).sum()),
    )


def _gap_of_parents(whole: FamiliesJudged) -> Gap | None:
    sums = {side: whole.sums[f"{side}_found"] for side in ("mothers", "fathers")}
    return gap_between("parents", "parents_found", sums)
