"""From weighed pairs to persons: link, cluster, check.

What people decided overrides the model; what cannot be one person is parted. How clusters are cut
is in `clustering.py`, what they may not hold in `checks.py`.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.person.checking import Checked, check_clusters
from linkage_models.person.clustering import Flags, Links, Pairs
from linkage_models.person.decisions import create_decisions
from linkage_models.person.preparing import registered
from linkage_models.thresholds import Levels
from sources.tables import create_table, row_count, select_from

_PACKAGE = "linkage_models.person"
_KNOWN_TO_BE_TWO = "known to be two people"


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """How records became persons."""

    records: int
    pairs: int
    links: int
    links_kept: int
    links_cut: int
    for_review: int
    decisions: int
    decisions_in_conflict: int
    clusters_failing: int
    records_set_aside: int
    persons: int


def resolve_persons(
    con: DuckDBPyConnection,
    decisions: pa.Table | None = None,
    levels: Levels = thresholds.CENTRAL,
) -> Resolution:
    """Gather linked records into persons: `linkage.person_record` and `linkage.person`.

    Makes `linkage.link`, every link with its evidence and whether it was cut, and tells of clusters
    in `linkage.cluster_check` and `linkage.set_aside`.

    Args:
        con: the warehouse, with `linkage.record`, `linkage.pair` and `linkage.last_person_record`.
        decisions: what people decided about pairs of records, as `read_decisions` gives it.
        levels: what two records need to be linked, and linked ones to stay so.
    """
    decided = create_decisions(con, decisions)
    found = select_from(
        con,
        _PACKAGE,
        "link",
        join_weight=levels.join,
        keep_weight=levels.keep,
    ).fetchnumpy()
    links = Links(
        left=np.asarray(found["node_l"]),
        right=np.asarray(found["node_r"]),
        weight=np.asarray(found["match_weight"]),
        is_sure=np.asarray(found["is_sure"]),
        is_human=np.zeros(len(found["node_l"]), dtype=np.bool_),
    )
    records = row_count(con, "linkage.record")
    checked = check_clusters(
        con,
        records,
        links,
        {_KNOWN_TO_BE_TWO: _apart(con)},
        has_households=_has_households(con),
    )
    with registered(con, checked.cluster):
        create_table(con, "linkage.person_record", _PACKAGE, "person_record")
        for_review = _mark_for_review(con)
    is_kept = np.asarray(found["is_kept"])
    _write_links(con, checked, is_kept)
    return Resolution(
        records=records,
        pairs=row_count(con, "linkage.pair"),
        links=len(checked.kept),
        links_kept=int(is_kept.sum()),
        links_cut=int((~checked.kept).sum()),
        for_review=for_review,
        decisions=decided.same + decided.different,
        decisions_in_conflict=decided.conflicts,
        clusters_failing=checked.failing,
        records_set_aside=checked.set_aside,
        persons=create_table(con, "linkage.person", _PACKAGE, "person"),
    )


def _has_households(con: DuckDBPyConnection) -> bool:
    (found,) = con.sql("select has_households from linkage.weighing").fetchone() or (True,)
    return bool(found)


def _apart(con: DuckDBPyConnection) -> Pairs:
    found = select_from(con, _PACKAGE, "apart").fetchnumpy()
    return np.asarray(found["node_l"]), np.asarray(found["node_r"])


def _mark_for_review(con: DuckDBPyConnection) -> int:
    """Make `linkage.for_review`: pairs that people should look at, and are not one person yet."""
    return create_table(
        con,
        "linkage.for_review",
        _PACKAGE,
        "for_review",
        review_weight=thresholds.FOR_REVIEW.weight,
    )


def _write_links(con: DuckDBPyConnection, checked: Checked, is_kept: Flags) -> None:
    """Make `linkage.link`: the evidence of every link; what people decided has no weight."""
    links = checked.links
    decided = np.zeros(len(links.left) - len(is_kept), dtype=np.bool_)
    con.register(
        "standing",
        pa.table(
            {
                "node_l": np.minimum(links.left, links.right),
                "node_r": np.maximum(links.left, links.right),
                "match_weight": links.weight,
                "is_sure": links.is_sure,
                "is_human": links.is_human,
                "is_kept": np.concatenate((is_kept, decided)),
                "is_cut": ~checked.kept,
                "cut_reason": checked.reason,
            }
        ),
    )
    create_table(con, "linkage.link", _PACKAGE, "evidence")
    con.unregister("standing")
