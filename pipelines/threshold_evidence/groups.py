"""Groups of people: how their records are linked at some levels, and how right that is by labels.

A record stays in the group of the person whom the night takes it for, before and after.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from duckdb import DuckDBPyConnection

from governance.register.evidence import GroupChange, GroupSide, Share
from linkage_models.calibration.labels import Labels
from linkage_models.evaluation.intervals import Sums, share_of
from pipelines.groups import cell_order
from sources.tables import select_from

_PACKAGE = "pipelines.threshold_evidence"
LEAST_LABELS = 30
"""Of fewer labels no share is given: its interval would be a third of all that is possible."""
_LABEL = (
    "labels",
    "labels_joined",
    "labels_same",
    "found",
    "joined",
    "same",
    "found_found",
    "found_joined",
    "found_same",
    "joined_joined",
    "same_same",
    "persons_joined",
    "persons_same",
)

_Cell = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """A group at some levels; `records` can be linked, `labels` are of its pairs."""

    records: int
    labels: int
    labels_same: int
    side: GroupSide


def groups_of(con: DuckDBPyConnection, as_at: date) -> pa.Table:
    """Return the groups of each record, as the night in use has them."""
    return select_from(con, _PACKAGE, "sql/record_group", as_at=as_at).to_arrow_table()


def grouped(
    con: DuckDBPyConnection, groups: pa.Table, labels: Labels | None
) -> Mapping[_Cell, Grouped]:
    """Return each group as the database in use has its records linked."""
    con.register("record_group", groups)
    rates = select_from(con, _PACKAGE, "sql/group_rate").fetchall()
    told = _labelled(con, labels) if labels else {}
    con.unregister("record_group")
    return {
        (group, category): _grouped(records, linked, links, told.get((group, category), {}))
        for group, category, records, linked, links in rates
    }


def group_changes(
    before: Mapping[_Cell, Grouped], after: Mapping[_Cell, Grouped]
) -> tuple[GroupChange, ...]:
    """Set groups before and after beside each other, in the order of tables."""
    cells = sorted({*before, *after}, key=cell_order)
    return tuple(_change(cell, before.get(cell), after.get(cell)) for cell in cells)


def _change(cell: _Cell, before: Grouped | None, after: Grouped | None) -> GroupChange:
    nothing = GroupSide(links=0, linked=0)  # Sources that had no link between them, or have none.
    known = [each for each in (before, after) if each]
    return GroupChange(
        group=cell[0],
        category=cell[1],
        records=max(each.records for each in known),
        labels=max(each.labels for each in known),
        labels_same=max(each.labels_same for each in known),
        before=before.side if before else nothing,
        after=after.side if after else nothing,
    )


def _labelled(con: DuckDBPyConnection, labels: Labels) -> dict[_Cell, dict[str, float]]:
    con.register("label", labels.pairs)
    found = select_from(con, _PACKAGE, "sql/group_label")
    told = {
        (group, category): dict(zip(_LABEL, row, strict=True))
        for group, category, *row in found.select("grp", "category", *_LABEL).fetchall()
    }
    con.unregister("label")
    return told


def _grouped(records: int, linked: int, links: int, told: Mapping[str, float]) -> Grouped:
    joined, same = int(told.get("labels_joined", 0)), int(told.get("labels_same", 0))
    return Grouped(
        records=records,
        labels=int(told.get("labels", 0)),
        labels_same=same,
        side=GroupSide(
            links=links,
            linked=linked,
            labels_joined=joined,
            precision=_share(told, "joined") if joined >= LEAST_LABELS else None,
            recall=_share(told, "same") if same >= LEAST_LABELS else None,
        ),
    )


def _share(told: Mapping[str, float], of: str) -> Share:
    """Return the share of pairs found, of those joined or of those of one person."""
    sums = Sums(
        x=told["found"],
        y=told[of],
        xx=told["found_found"],
        xy=told[f"found_{of}"],
        yy=told[f"{of}_{of}"],
        units=int(told[f"persons_{of}"]),
    )
    found = share_of(sums)
    return Share(share=found.value, low=found.low, high=found.high)
