"""Running the cluster checks: clusters are cut until every check holds, or set aside and counted.

What people decided comes first and overrides the checks. The checks are declared in `checks.py`;
how clusters are cut is in `clustering.py`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.clusters import Numbers
from linkage_models.person.bridges import find_bridges
from linkage_models.person.checks import (
    BRIDGE,
    CONFLICT,
    CONTRADICTIONS,
    DECIDED,
    MOST_COMPARED,
    MOST_RECORDS,
    TOO_MANY,
    Check,
    Outcome,
)
from linkage_models.person.clustering import Clustering, Cut, Flags, Links, Pairs
from sources.tables import select_from

_PACKAGE = "linkage_models.person"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Clusters that hold nothing they may not: the cluster of each record, and what was cut.

    `links` are those given and those that people decided on; `kept` and `reason` go with them.
    `reason` is null where a link stands.
    """

    cluster: Numbers
    links: Links
    kept: Flags
    reason: pa.Array
    failing: int
    set_aside: int


def check_clusters(
    con: DuckDBPyConnection,
    count: int,
    links: Links,
    apart: Mapping[str, Pairs],
    *,
    has_households: bool = True,
) -> Checked:
    """Join what people decided to be one, and cut clusters until every check holds.

    Makes `linkage.cluster_check`, a row per check with what it did, and `linkage.set_aside`, the
    records that wait for people. `linkage.record` and `linkage.decision` have to be there.

    Args:
        con: the warehouse.
        count: number of records; links and pairs refer to 0 to count - 1.
        links: links at the join level.
        apart: pairs known to be two people, by the reason, which is told of links it cuts.
        has_households: whether people who live together are in the records.
    """
    clustering = Clustering(count, links.with_decided(_pairs(con, "decision_same")))
    huge = clustering.limit(MOST_COMPARED, TOO_MANY.name)  # Parting costs the square of the size.
    decided = clustering.part(_pairs(con, "decision_apart"), DECIDED.name, by_people=True)
    conflicts = _conflicts(con, clustering.cluster)
    done: list[tuple[Check, Cut]] = [(DECIDED, decided), (CONFLICT, conflicts)]
    for reason, pairs in apart.items():
        known = Check(name=reason, meaning="records known to be of two people")
        done.append((known, clustering.part(pairs, reason)))
    for check in CONTRADICTIONS:
        if check.among_households and not has_households:
            continue
        pairs = find_contradictions(con, check, clustering)
        done.append((check, clustering.part(pairs, check.name)))
    done.append((BRIDGE, clustering.cut(_bridges(clustering), BRIDGE.name)))
    done.append((TOO_MANY, _both(huge, clustering.limit(MOST_RECORDS, TOO_MANY.name))))
    con.from_arrow(_table_of(done)).create("linkage.cluster_check")
    waiting = _waiting(done, clustering.cluster)
    con.from_arrow(waiting).create("linkage.set_aside")
    return Checked(
        cluster=clustering.cluster,
        links=clustering.links,
        kept=clustering.kept,
        reason=clustering.reason,
        failing=sum(cut.clusters for _, cut in done),
        set_aside=len(np.unique(waiting["record_number"].to_numpy())),
    )


def find_contradictions(con: DuckDBPyConnection, check: Check, clustering: Clustering) -> Pairs:
    """Find the pairs of records within clusters that a check says cannot be one person."""
    with _registered(con, clustering):
        found = select_from(con, _PACKAGE, check.select, **check.values).fetchnumpy()
    return np.asarray(found["node_l"]), np.asarray(found["node_r"])


def _bridges(clustering: Clustering) -> Flags:
    links, place = clustering.links, np.flatnonzero(clustering.kept)
    found = np.zeros(len(clustering.kept), dtype=np.bool_)
    found[place] = find_bridges(len(clustering.cluster), links.left[place], links.right[place])
    return found & ~links.is_sure


def _conflicts(con: DuckDBPyConnection, cluster: Numbers) -> Cut:
    found = select_from(con, _PACKAGE, "decision_conflict").fetchnumpy()
    records = np.asarray(found["record_number"]) - 1
    return Cut(clusters=len(np.unique(cluster[records])), records=records)


def _both(first: Cut, then: Cut) -> Cut:
    return Cut(
        clusters=first.clusters + then.clusters,
        records=np.union1d(first.records, then.records),
        links=first.links + then.links,
        overridden=first.overridden + then.overridden,
    )


def _pairs(con: DuckDBPyConnection, name: str) -> Pairs:
    found = select_from(con, _PACKAGE, name).fetchnumpy()
    return np.asarray(found["node_l"]), np.asarray(found["node_r"])


def _table_of(done: list[tuple[Check, Cut]]) -> pa.Table:
    return pa.table(
        {
            "check": [check.name for check, _ in done],
            "meaning": [check.meaning for check, _ in done],
            "outcome": [str(check.outcome) for check, _ in done],
            "clusters": [cut.clusters for _, cut in done],
            "records": [len(cut.records) for _, cut in done],
            "links_cut": [cut.links for _, cut in done],
            "overridden": [cut.overridden for _, cut in done],
        }
    )


def _waiting(done: list[tuple[Check, Cut]], cluster: Numbers) -> pa.Table:
    """List the records that are set aside, with the check and the person they are for now."""
    aside = [(check, cut.records) for check, cut in done if check.outcome is Outcome.SET_ASIDE]
    records = np.concatenate([records for _, records in aside])
    names = [check.name for check, each in aside for _ in each]
    return pa.table(
        {
            "record_number": records + 1,
            "check": pa.array(names, pa.string()),
            "person_id": cluster[records] + 1,
        }
    )


@contextmanager
def _registered(con: DuckDBPyConnection, clustering: Clustering) -> Iterator[None]:
    """Let SELECTs see the clusters of more than one record, and the links that were weighed."""
    node = np.flatnonzero(clustering.sizes() > 1)
    links = clustering.links
    low, high = np.minimum(links.left, links.right), np.maximum(links.left, links.right)
    weighed = ~links.is_human
    con.register("cluster", pa.table({"node": node, "cluster": clustering.cluster[node]}))
    con.register("direct_link", pa.table({"node_l": low[weighed], "node_r": high[weighed]}))
    yield
    con.unregister("cluster")
    con.unregister("direct_link")
