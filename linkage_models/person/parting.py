"""Parting clusters at their weakest place, so that no two records known to be two stay together.

Taking the weakest link away, and again until two records are apart, takes links of both persons
before the one between them. The weakest place is the set of links that together weigh least and
whose loss parts the two: it lies between persons, as the records of each are linked many times.
"""

from collections import defaultdict

import igraph
import numpy as np

from linkage_models.clusters import Numbers, Weights

_LEAST_WEIGHT = 0.01


def parted(
    count: int, links: tuple[Numbers, Numbers, Weights], apart: tuple[Numbers, Numbers]
) -> Numbers:
    """Number groups of nodes of a cluster so that no pair in `apart` is in one group.

    Args:
        count: number of nodes; links and pairs refer to 0 to count - 1.
        links: left and right nodes and the weight of each link; infinite if it may not be lost.
        apart: pairs of nodes that are known to be two.

    Returns:
        The lowest node of each node's group.
    """
    group = _Groups(count, apart)
    for left, right in _weakest_last(count, links):
        group.join(left, right)
    return group.lowest()


def _weakest_last(count: int, links: tuple[Numbers, Numbers, Weights]) -> list[tuple[int, int]]:
    """Return the edges of the cluster's tree of least cuts, those that are hardest to part first.

    In that tree (Gomory and Hu's) the weakest edge between any two nodes weighs what has to be lost
    to part them, and says which nodes go which way.
    """
    order = np.lexsort((links[1], links[0]))
    left, right, weight = (part[order] for part in links)
    never = np.isinf(weight)
    capacity = np.maximum(weight, _LEAST_WEIGHT)
    capacity[never] = 1.0 + capacity[~never].sum()
    graph = igraph.Graph(n=count, edges=np.column_stack((left, right)))
    tree = graph.gomory_hu_tree(capacity=capacity.tolist())
    edges = [(edge["flow"], *sorted(edge.tuple)) for edge in tree.es]
    return [(low, high) for _, low, high in sorted(edges, key=lambda e: (-e[0], e[1], e[2]))]


class _Groups:
    """Groups that grow by joining, unless that would bring a pair together that is apart."""

    def __init__(self, count: int, apart: tuple[Numbers, Numbers]) -> None:
        self._of = list(range(count))
        self._members = {node: {node} for node in range(count)}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for left, right in zip(apart[0].tolist(), apart[1].tolist(), strict=True):
            self._apart[left].add(right)
            self._apart[right].add(left)

    def join(self, left: int, right: int) -> None:
        """Join two nodes' groups where nothing in them is apart."""
        into, gone = sorted((self._of[left], self._of[right]))
        members = self._members[gone]
        if into == gone or self._apart[into] & members:
            return
        self._apart[into] |= self._apart.pop(gone, set())
        self._members[into] |= self._members.pop(gone)
        for node in members:
            self._of[node] = into

    def lowest(self) -> Numbers:
        """Return the group of each node: its lowest node."""
        return np.asarray(self._of, dtype=np.int64)
