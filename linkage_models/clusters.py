"""Clusters: linked records become persons, tied children become families.

Connected components over numbered nodes; SciPy does in a second what a database does in ten. One
false link joins two whole clusters, so clusters that hold two nodes known to be apart are cut.
"""

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Numbers = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


def components(count: int, left: Numbers, right: Numbers) -> Numbers:
    """Number the connected components of `count` nodes.

    Returns:
        For each node the lowest node of its component, so that the same links give the same
        numbers in any order.
    """
    ones = np.ones(len(left), dtype=np.int8)
    graph = coo_array((ones, (left, right)), shape=(count, count)).tocsr()
    _, label = connected_components(graph, directed=False)
    lowest = np.full(label.max(initial=-1) + 1, count, dtype=np.int64)
    np.minimum.at(lowest, label, np.arange(count))
    return lowest[label]


def components_apart(
    count: int,
    links: tuple[Numbers, Numbers, Weights],
    apart: tuple[Numbers, Numbers],
) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Number components in which no two nodes of a pair in `apart` are together.

    Where they would be, the weakest link of the component goes, and again until they are not.

    Args:
        count: number of nodes; links and pairs refer to 0 to count - 1.
        links: left and right nodes, and the match weight of each link.
        apart: pairs of nodes that are known to be two.

    Returns:
        The component of each node, and which links were kept.
    """
    left, right, weight = links
    order = np.lexsort((right, left, weight))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    kept = np.ones(len(left), dtype=np.bool_)
    while True:
        cluster = components(count, left[kept], right[kept])
        broken = np.unique(cluster[apart[0]][cluster[apart[0]] == cluster[apart[1]]])
        if not len(broken):
            return cluster, kept
        candidates = np.flatnonzero(kept & np.isin(cluster[left], broken))
        weakest = np.full(count, len(left), dtype=np.int64)
        np.minimum.at(weakest, cluster[left[candidates]], rank[candidates])
        kept[order[weakest[broken]]] = False
