"""Bridges: single links that hold two dense groups of records together.

Two persons who are each well known and joined by one link are more often two than one: were they
one, their other records would agree across as well. Only which links those are is found here.
"""

import igraph
import numpy as np

from linkage_models.clusters import Numbers, components
from linkage_models.person.clustering import Flags

LEAST_RECORDS = 3
"""A group of fewer records is not dense, whatever its links: two records have one link."""
LEAST_DENSITY = 0.6
"""The share of its pairs that are linked from which a group is dense: 4 of 6, 2 of 3."""


def find_bridges(count: int, left: Numbers, right: Numbers) -> Flags:
    """Find the links that alone hold two dense groups together.

    Args:
        count: number of nodes; links refer to 0 to count - 1, each pair once.
        left: left nodes of the links.
        right: right nodes of the links.

    Returns:
        Which links they are. A group is what still hangs together without any single link that
        holds two parts; its density is the share of its pairs that are linked.
    """
    found = np.zeros(len(left), dtype=np.bool_)
    cluster = components(count, left, right)
    large = np.bincount(cluster, minlength=count)[cluster] >= 2 * LEAST_RECORDS
    place = np.flatnonzero(large[left])
    if not len(place):
        return found
    nodes = np.flatnonzero(large)
    low, high = np.searchsorted(nodes, left[place]), np.searchsorted(nodes, right[place])
    graph = igraph.Graph(n=len(nodes), edges=np.column_stack((low, high)))
    bridge = np.zeros(len(place), dtype=np.bool_)
    bridge[graph.bridges()] = True
    group = components(len(nodes), low[~bridge], high[~bridge])
    dense = _dense(group, group[low[~bridge]])
    found[place] = bridge & dense[group[low]] & dense[group[high]]
    return found


def _dense(group: Numbers, group_of_link: Numbers) -> Flags:
    """Say of each group number whether enough of the pairs of its records are linked."""
    records = np.bincount(group, minlength=len(group))
    links = np.bincount(group_of_link, minlength=len(group))
    pairs = records * (records - 1) / 2
    return (records >= LEAST_RECORDS) & (links >= LEAST_DENSITY * pairs)
