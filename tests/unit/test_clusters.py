"""Clusters of a few nodes, one situation at a time."""

import numpy as np

from linkage_models.clusters import Numbers, components


def numbers(*values: int) -> Numbers:
    return np.array(values, dtype=np.int64)


def test_a_component_is_named_by_its_lowest_node() -> None:
    assert components(5, numbers(4, 2), numbers(2, 1)).tolist() == [0, 1, 1, 3, 1]


def test_without_links_every_node_is_alone() -> None:
    assert components(3, numbers(), numbers()).tolist() == [0, 1, 2]


def test_without_nodes_there_is_no_component() -> None:
    assert components(0, numbers(), numbers()).tolist() == []
