"""Clusters: linked records become persons, tied children become families.

Connected components over numbered nodes; SciPy does in a second what a database does in ten. How
clusters are cut is in `person/clustering.py`.
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
