"""How two records of one person hang together when no link joins them: the strongest path."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import igraph


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A link between two records, by their numbers; without a weight it is beyond doubt."""

    left: int
    right: int
    weight: float | None

    @property
    def strength(self) -> float:
        """How strong the link is, to be compared with others."""
        return inf if self.weight is None else self.weight


def strongest_path(
    edges: Sequence[Edge], start: int, end: int
) -> tuple[tuple[int, float | None], ...]:
    """Find the path whose weakest link is the strongest; of several, one with fewest links.

    Returns:
        Each further record of the path with the weight of the link to it; nothing where no path
        joins the two.
    """
    ordered = sorted(edges, key=lambda edge: (-edge.strength, edge.left, edge.right))
    nodes = sorted({node for edge in ordered for node in (edge.left, edge.right)} | {start, end})
    place = {node: number for number, node in enumerate(nodes)}
    ends = [(place[edge.left], place[edge.right]) for edge in ordered]
    # In a spanning tree of the strongest links, any path has the strongest weakest link there is.
    tree = igraph.Graph(len(nodes), ends).spanning_tree(
        weights=list(range(len(ends))), return_tree=False
    )
    within = _path([ends[edge] for edge in tree], nodes, start, end)
    if not within:
        return ()
    weakest = min(ordered[tree[number]].strength for number in within)
    strong = [edge for edge in ordered if edge.strength >= weakest]
    path = []
    at = start
    for number in _path(ends[: len(strong)], nodes, start, end):
        edge = strong[number]
        at = edge.right if edge.left == at else edge.left
        path.append((at, edge.weight))
    return tuple(path)


def _path(ends: Sequence[tuple[int, int]], nodes: Sequence[int], start: int, end: int) -> list[int]:
    """Return the edges of a path with the fewest links, or none."""
    graph = igraph.Graph(len(nodes), ends)
    first, last = nodes.index(start), nodes.index(end)
    if last not in graph.subcomponent(first):
        return []
    found: list[int] = graph.get_shortest_paths(first, last, output="epath")[0]
    return found
