"""Decisions of people: these two records are one person, these two are two people.

A decision overrides the model until it is revoked. This module says what becomes of each; joining
and parting records by them is the business of clustering, reading the list that of
`decision_list.py`. Decisions about families do not belong here.

In a conflict every `different` stands and no `same` does, so that nothing merges silently.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from linkage_models.clusters import Numbers, components
from linkage_models.person.clustering import Flags
from linkage_models.person.decision_list import SCHEMA
from sources.tables import row_count, select_from

_PACKAGE = "linkage_models.person"


class Status(StrEnum):
    """What becomes of the decision on a pair."""

    APPLIED = "applied"
    CONFLICT = "conflict"
    REVOKED = "revoked"
    NOT_DELIVERED = "not delivered"
    NOT_LINKABLE = "not linkable"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """How many pairs people decided on, and what becomes of their decisions."""

    pairs: int
    same: int
    different: int
    conflicts: int
    revoked: int
    not_delivered: int
    not_linkable: int


def create_decisions(con: DuckDBPyConnection, decisions: pa.Table | None) -> Decided:
    """Make `linkage.decision`: a row per pair that people decided on, with what becomes of it.

    `linkage.record` has to be there. A decision holds for any night, whatever its date: it says who
    somebody is, and not since when.
    """
    con.register("decision_told", SCHEMA.empty_table() if decisions is None else decisions)
    pairs = select_from(con, _PACKAGE, "decision_pair").to_arrow_table()
    con.unregister("decision_told")
    status = _status(pairs, row_count(con, "linkage.record"))
    kept = pairs.drop_columns(["is_disputed", "is_revoked", "is_delivered"])
    con.from_arrow(kept.append_column("status", pa.array(status))).create("linkage.decision")
    applied = np.array([each == Status.APPLIED for each in status], dtype=np.bool_)
    is_same = _is_same(pairs)
    return Decided(
        pairs=len(status),
        same=int((applied & is_same).sum()),
        different=int((applied & ~is_same).sum()),
        conflicts=status.count(Status.CONFLICT),
        revoked=status.count(Status.REVOKED),
        not_delivered=status.count(Status.NOT_DELIVERED),
        not_linkable=status.count(Status.NOT_LINKABLE),
    )


def _status(pairs: pa.Table, records: int) -> list[Status]:
    """Say what becomes of each pair, in their order."""
    left, right = (_nodes(pairs, name) for name in ("record_number_l", "record_number_r"))
    delivered, revoked, disputed = (
        _flags(pairs, name) for name in ("is_delivered", "is_revoked", "is_disputed")
    )
    linkable = (left >= 0) & (right >= 0)
    live = linkable & ~revoked
    conflict = disputed | _in_conflict(records, (left, right), live, _is_same(pairs) & ~disputed)
    order = (
        (revoked, Status.REVOKED),
        (~delivered, Status.NOT_DELIVERED),
        (~linkable, Status.NOT_LINKABLE),
        (conflict, Status.CONFLICT),
    )
    return [
        next((status for holds, status in order if holds[place]), Status.APPLIED)
        for place in range(len(pairs))
    ]


def _in_conflict(records: int, ends: tuple[Numbers, Numbers], live: Flags, same: Flags) -> Flags:
    """Find the decisions within groups that decisions join and part at once.

    Records that are the same as each other, one after another, are one person; where somebody said
    that two of them are different, none of the decisions that join them is applied.
    """
    place = np.flatnonzero(live)
    left, right, joins = ends[0][place], ends[1][place], same[place]
    group = components(records, left[joins], right[joins])
    parted = np.isin(group, group[left[~joins & (group[left] == group[right])]])
    found = np.zeros(len(live), dtype=np.bool_)
    found[place] = (group[left] == group[right]) & parted[left]
    return found


def _nodes(pairs: pa.Table, name: str) -> Numbers:
    """Number records from 0; one that is not there to be linked is below."""
    return np.asarray(pc.fill_null(pairs[name], 0).to_numpy(), dtype=np.int64) - 1


def _flags(pairs: pa.Table, name: str) -> Flags:
    return np.asarray(pairs[name].to_numpy(zero_copy_only=False), dtype=np.bool_)


def _is_same(pairs: pa.Table) -> Flags:
    is_same = pc.equal(pairs["decision"], "same")
    return np.asarray(is_same.to_numpy(zero_copy_only=False), dtype=np.bool_)
