"""Judging care ties and family units: by child, by unit, by tie, each share with an interval.

Reads `family.care_tie`, `family.member` and `family.dependent_child` of whatever database is in
use, and leaves nothing in it. How a truth is read, and how families are made, is not known here.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.clusters import components
from linkage_models.evaluation.intervals import Gap, Share, Sums, gap_between, harmonic, share_of
from linkage_models.model import Json
from sources.tables import select_from

_PACKAGE = "linkage_models.evaluation.families"
_TYPE = "family type"

Column = npt.NDArray[np.float64]
"""A column of sums, one row a unit of chance."""

MEASURES: Mapping[str, tuple[str, str]] = {
    "child_b_cubed_precision": ("precision", "grouped_children"),
    "child_b_cubed_recall": ("recall", "unit_children"),
    "recall_possible": ("recall_possible", "unit_children"),
    "exact_for_child": ("exact_children", "unit_children"),
    "exact_units": ("exact_units", "units"),
    "parents_found": ("found_parents", "parents"),
    "mothers_found": ("found_mothers", "mothers"),
    "fathers_found": ("found_fathers", "fathers"),
    "wrong_adult": ("wrong_children", "found_children"),
    "right_role": ("ties_of_role", "found_ties"),
    "right_residence": ("ties_of_residence", "ties_with_residence"),
}
"""Each measure with the sums that it is a share of: x of y."""
ENOUGH_CHILDREN = 50
"""A type of family with fewer children is not judged apart: its share would say more of chance."""
# Each is made of those before it, and of what is true.
_OF_PERSONS = ("person_met", "true_of_found")
_OF_FAMILIES = ("true_child", "true_member", "found_member", "judged_child", "judged_unit")


@dataclass(frozen=True, kw_only=True)
class TrueFamilies:
    """What is true: whom records are about, who cares for which child, which children are a unit.

    `records` has source, record_id, person_id; `ties` child_id, adult_id, role, residence; `units`
    child_id, unit_id, family_type. Ids are those of true persons, as text.
    """

    records: pa.Table
    ties: pa.Table
    units: pa.Table


@dataclass(frozen=True, kw_only=True)
class FamiliesJudged:
    """How well a group of families was found: their children, their units, and the shares."""

    name: str
    children: int
    units: int
    sums: Mapping[str, Sums]
    shares: Mapping[str, Share]

    def as_json(self) -> Json:
        """Return what JSON holds; sums are left out."""
        shares = {measure: asdict(share) for measure, share in self.shares.items()}
        return {"children": self.children, "units": self.units, "shares": shares}


@dataclass(frozen=True, kw_only=True)
class FamilyJudgement:
    """How well families were found: whole, by type, and fathers beside mothers."""

    whole: FamiliesJudged
    types: tuple[FamiliesJudged, ...]
    types_too_small: int
    gap_of_parents: Gap | None

    def as_json(self) -> Json:
        """Return everything as JSON holds it."""
        return self.whole.as_json() | {
            "gap_of_parents": asdict(self.gap_of_parents) if self.gap_of_parents else None,
            "by_family_type": [{"family_type": each.name} | each.as_json() for each in self.types],
            "family_types_too_small": self.types_too_small,
        }


def judge_families(con: DuckDBPyConnection, true: TrueFamilies) -> FamilyJudgement:
    """Judge the families of the database in use; it may be open for reading only."""
    with persons_beside(con, true), _made(con, _OF_FAMILIES):
        chance = {"chance_unit": _chance_units(con)}
        with _registered(con, chance):
            told = select_from(con, _PACKAGE, "family_sums").fetchnumpy()
    sums = {name: np.asarray(column) for name, column in told.items()}
    whole = _judged("all", _rows(sums, "all", "all"))
    names = sorted({*sums["grp"][sums["dimension"] == _TYPE]})
    types = [_judged(name, _rows(sums, _TYPE, name)) for name in names]
    enough = tuple(each for each in types if each.children >= ENOUGH_CHILDREN)
    return FamilyJudgement(
        whole=whole,
        types=enough,
        types_too_small=len(types) - len(enough),
        gap_of_parents=_gap_of_parents(whole),
    )


@contextmanager
def persons_beside(con: DuckDBPyConnection, true: TrueFamilies) -> Iterator[None]:
    """Lay true persons beside found ones, as `true_record` and `true_of_found`, while it takes."""
    given = {"true_record": true.records, "true_tie": true.ties, "true_unit": true.units}
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


def _judged(name: str, rows: Mapping[str, Column]) -> FamiliesJudged:
    sums = {measure: _sums(rows[x], rows[y]) for measure, (x, y) in MEASURES.items()}
    shares = {measure: share_of(each) for measure, each in sums.items()}
    precision, recall = shares["child_b_cubed_precision"], shares["child_b_cubed_recall"]
    return FamiliesJudged(
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
