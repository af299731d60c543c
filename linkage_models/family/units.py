"""From care ties to family units: births, the partition of children, who is a member."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.clusters import Numbers
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.family.partition import SiblingLinks, partition
from linkage_models.model import Json
from linkage_models.scoring import score
from sources.tables import create_table, row_count, select_from

_PACKAGE = "linkage_models.family"

# Days between a birth and the date that was expected, within which the two are one child.
DAYS_ABOUT_BIRTH = 42


@dataclass(frozen=True, kw_only=True)
class Families:
    """How persons became families."""

    children: int
    care_ties: int
    inferred_ties: int
    units: int
    members: int


def score_family_pairs(con: DuckDBPyConnection, trained: Json) -> int:
    """Score pairs of persons as family: `family.pair`."""
    return score(con, FAMILY_MODEL, trained, thresholds.WORTH_KEEPING_FAMILY, "family.pair")


def form_units(con: DuckDBPyConnection, as_at: date) -> Families:
    """Make `family.unit` and `family.member`: every child is in exactly one unit."""
    _gather_children(con, as_at)
    child = con.table("family.dependent_child").select("child_id").order("child_id").fetchnumpy()
    child_ids = np.asarray(child["child_id"])
    unit, flags = partition(len(child_ids), _sibling_links(con, child_ids))
    members = _gather_units(
        con,
        pa.table({"child_id": child_ids, "unit_id": child_ids[unit]}),
        _flag_table(child_ids, flags),
    )
    create_table(
        con, "family.other_household_member", _PACKAGE, "other_household_member", as_at=as_at
    )
    return Families(
        children=len(child_ids),
        care_ties=row_count(con, "family.care_tie"),
        inferred_ties=row_count(con, "family.inferred_care_tie"),
        units=row_count(con, "family.unit"),
        members=members,
    )


def gather_members(con: DuckDBPyConnection, as_at: date, child_unit: pa.Table) -> int:
    """Make `family.unit` and `family.member` of children whose units somebody knows.

    Args:
        con: the database in use, with persons and care ties.
        as_at: who is a dependent child is told on this day.
        child_unit: `child_id` and `unit_id` of the children.

    Returns:
        How many members there are.
    """
    _gather_children(con, as_at)
    return _gather_units(con, child_unit, _flag_table(np.empty(0, dtype=np.int64), {}))


def _gather_children(con: DuckDBPyConnection, as_at: date) -> None:
    create_table(con, "family.birth", _PACKAGE, "birth", days_about_birth=DAYS_ABOUT_BIRTH)
    select_from(con, _PACKAGE, "born_care_tie").insert_into("family.care_tie")
    create_table(con, "family.dependent_child", _PACKAGE, "dependent_child", as_at=as_at)


def _gather_units(con: DuckDBPyConnection, child_unit: pa.Table, unit_flag: pa.Table) -> int:
    con.register("child_unit", child_unit)
    con.register("unit_flag", unit_flag)
    create_table(con, "family.parent", _PACKAGE, "parent")
    members = create_table(con, "family.member", _PACKAGE, "member")
    create_table(con, "family.unit", _PACKAGE, "unit")
    con.unregister("child_unit")
    con.unregister("unit_flag")
    return members


def _sibling_links(con: DuckDBPyConnection, child_ids: Numbers) -> SiblingLinks:
    links = select_from(con, _PACKAGE, "sibling_link").fetchnumpy()
    left, right = (
        np.searchsorted(child_ids, np.asarray(links[f"child_id_{side}"])).astype(np.int64)
        for side in "lr"
    )
    return SiblingLinks(
        left=left,
        right=right,
        is_stated=np.asarray(links["is_stated"], dtype=np.bool_),
        weight=np.asarray(links["match_weight"], dtype=np.float64),
    )


def _flag_table(child_ids: Numbers, flags: dict[int, str]) -> pa.Table:
    units = child_ids[np.fromiter(flags, dtype=np.int64, count=len(flags))]
    schema = pa.schema([("unit_id", pa.int64()), ("flag", pa.string())])
    return pa.table([pa.array(units), pa.array(list(flags.values()), pa.string())], schema=schema)
