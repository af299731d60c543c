"""Clusters of a few nodes, one situation at a time."""

import numpy as np

from linkage_models.clusters import Numbers, components, components_apart


def numbers(*values: int) -> Numbers:
    return np.array(values, dtype=np.int64)


def cut(
    count: int, links: list[tuple[int, int, float]], apart: list[tuple[int, int]]
) -> tuple[list[int], list[bool]]:
    cluster, kept = components_apart(
        count,
        (
            numbers(*(left for left, _, _ in links)),
            numbers(*(right for _, right, _ in links)),
            np.array([weight for _, _, weight in links], dtype=np.float64),
        ),
        (numbers(*(left for left, _ in apart)), numbers(*(right for _, right in apart))),
    )
    return cluster.tolist(), kept.tolist()


def test_a_component_is_named_by_its_lowest_node() -> None:
    assert components(5, numbers(4, 2), numbers(2, 1)).tolist() == [0, 1, 1, 3, 1]


def test_without_links_every_node_is_alone() -> None:
    assert components(3, numbers(), numbers()).tolist() == [0, 1, 2]
    assert cut(2, [], [(0, 1)]) == ([0, 1], [])


def test_without_nodes_there_is_no_component() -> None:
    assert components(0, numbers(), numbers()).tolist() == []
    assert cut(0, [], []) == ([], [])


def test_without_pairs_apart_no_link_is_cut() -> None:
    assert cut(3, [(0, 1, 1.0), (1, 2, 1.0)], []) == ([0, 0, 0], [True, True])


def test_the_weakest_link_of_a_violating_component_is_cut() -> None:
    links = [(0, 1, 20.0), (1, 2, 9.5), (2, 3, 15.0)]
    assert cut(4, links, [(0, 3)]) == ([0, 0, 2, 2], [True, False, True])


def test_the_weakest_link_is_cut_again_until_the_pair_is_apart() -> None:
    # The pair stays together by 0-2-1 when its own link, the weakest, is cut.
    links = [(0, 1, 10.0), (0, 2, 12.0), (1, 2, 30.0)]
    assert cut(3, links, [(0, 1)]) == ([0, 1, 1], [False, False, True])


def test_weaker_links_of_other_components_are_not_cut() -> None:
    links = [(0, 1, 20.0), (2, 3, 9.0)]
    assert cut(4, links, [(0, 1)]) == ([0, 1, 2, 2], [False, True])


def test_each_violating_component_is_cut_at_its_own_weakest_link() -> None:
    links = [(0, 1, 11.0), (1, 2, 12.0), (3, 4, 30.0), (4, 5, 29.0)]
    assert cut(6, links, [(0, 2), (3, 5)]) == ([0, 1, 1, 3, 3, 5], [False, True, True, False])


def test_of_links_of_one_weight_the_first_nodes_link_is_cut_in_any_order() -> None:
    links = [(0, 1, 9.0), (1, 2, 9.0)]
    cluster, kept = cut(3, links, [(0, 2)])
    turned, turned_kept = cut(3, links[::-1], [(0, 2)])
    assert (cluster, kept) == ([0, 1, 1], [False, True])
    assert (turned, turned_kept) == (cluster, kept[::-1])
