"""Clusters of random graphs, held against a union-find that is written here."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from linkage_models.clusters import Numbers, components, components_apart

Edge = tuple[int, int]
Link = tuple[int, int, int]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[Link], list[Edge]]:
    """Draw the number of nodes, weighed links among them and pairs that must stay apart."""
    count = draw(st.integers(0, 12))
    if not count:
        return 0, [], []
    node = st.integers(0, count - 1)
    links = draw(st.lists(st.tuples(node, node, st.integers(0, 4)), max_size=25))
    pair = st.tuples(node, node).filter(lambda ends: ends[0] != ends[1])
    apart = draw(st.lists(pair, max_size=6)) if count > 1 else []
    return count, links, apart


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


def column(rows: list[Edge] | list[Link], place: int) -> Numbers:
    return np.array([row[place] for row in rows], dtype=np.int64)


def cut(count: int, links: list[Link], apart: list[Edge]) -> tuple[list[int], list[Link]]:
    """Return the components that are found, and the links that were kept."""
    cluster, kept = components_apart(
        count,
        (column(links, 0), column(links, 1), column(links, 2).astype(np.float64)),
        (column(apart, 0), column(apart, 1)),
    )
    return cluster.tolist(), [link for link, stays in zip(links, kept, strict=True) if stays]


def edges_of(links: list[Link]) -> list[Edge]:
    return [(left, right) for left, right, _ in links]


@given(graphs())
def test_components_are_those_of_union_and_find(graph: tuple[int, list[Link], list[Edge]]) -> None:
    count, links, _ = graph
    found = components(count, column(links, 0), column(links, 1))
    assert found.tolist() == lowest_of_each(count, edges_of(links))


@given(graphs())
def test_no_pair_that_is_apart_is_together(graph: tuple[int, list[Link], list[Edge]]) -> None:
    count, links, apart = graph
    cluster, kept = cut(count, links, apart)
    assert not [pair for pair in apart if cluster[pair[0]] == cluster[pair[1]]]
    assert cluster == lowest_of_each(count, edges_of(kept))


@given(graphs())
def test_links_are_cut_as_the_slow_way_cuts_them(
    graph: tuple[int, list[Link], list[Edge]],
) -> None:
    """Weakest of each violating component first; of equals, the one of the lowest nodes."""
    count, links, apart = graph
    links = sorted(set(links))
    left = list(links)
    while True:
        cluster = lowest_of_each(count, edges_of(left))
        broken = {cluster[a] for a, b in apart if cluster[a] == cluster[b]}
        if not broken:
            break
        for one in broken:
            own = [link for link in left if cluster[link[0]] == one]
            left.remove(min(own, key=lambda link: (link[2], link[0], link[1])))
    assert cut(count, links, apart) == (cluster, left)


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_links_and_pairs_does_not_matter(
    graph: tuple[int, list[Link], list[Edge]], chance: Random
) -> None:
    count, links, apart = graph
    cluster, kept = cut(count, links, apart)
    chance.shuffle(links)
    chance.shuffle(apart)
    again, kept_again = cut(count, links, apart)
    assert (again, sorted(kept_again)) == (cluster, sorted(kept))
