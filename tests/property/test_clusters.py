"""Clusters of random graphs, held against a union-find that is written here."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from linkage_models.clusters import Numbers, components

Edge = tuple[int, int]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[Edge]]:
    """Draw the number of nodes and links among them."""
    count = draw(st.integers(0, 12))
    if not count:
        return 0, []
    node = st.integers(0, count - 1)
    return count, draw(st.lists(st.tuples(node, node), max_size=25))


def lowest_of_each(count: int, edges: list[Edge]) -> list[int]:
    """Say for each node which is the lowest it hangs together with, by union and find."""
    parent = list(range(count))

    def find(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    for left, right in edges:
        low, high = sorted((find(left), find(right)))
        parent[high] = low
    return [find(node) for node in range(count)]


def column(rows: list[Edge], place: int) -> Numbers:
    return np.array([row[place] for row in rows], dtype=np.int64)


@given(graphs())
def test_components_are_those_of_union_and_find(graph: tuple[int, list[Edge]]) -> None:
    count, links = graph
    found = components(count, column(links, 0), column(links, 1))
    assert found.tolist() == lowest_of_each(count, links)


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_links_does_not_matter(graph: tuple[int, list[Edge]], chance: Random) -> None:
    count, links = graph
    found = components(count, column(links, 0), column(links, 1))
    chance.shuffle(links)
    again = components(count, column(links, 1), column(links, 0))
    assert again.tolist() == found.tolist()
