"""How often links are missed and how often wrong, from labelled pairs and tonight's persons.

Pairs that no blocking rule found were never drawn, so nothing is said of them here; people whose
records are all found tell of those too.
"""

from dataclasses import dataclass

import numpy as np
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import Bools, Floats, Ints
from linkage_models.calibration.labels import Labels
from sources.tables import select_from

_PACKAGE = "pipelines.counts.estimating"

DRAWS = 2000
"""How many times labels and people are drawn anew."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Labelled pairs tonight: the label, whether they are joined, how many pairs each stands for.

    Pairs of one `cluster` share a person and so their errors.
    """

    is_same: Bools
    is_joined: Bools
    is_close: Bools
    weight: Floats
    cluster: Ints

    def of(self, chosen: Bools) -> "Judged":
        """Return some of the pairs."""
        return Judged(
            is_same=self.is_same[chosen],
            is_joined=self.is_joined[chosen],
            is_close=self.is_close[chosen],
            weight=self.weight[chosen],
            cluster=self.cluster[chosen],
        )

    @property
    def precision(self) -> float:
        """The share of links that are right."""
        return _share(self.weight, self.is_joined & self.is_same, self.is_joined)

    @property
    def recall(self) -> float:
        """The share of true pairs that are joined."""
        return _share(self.weight, self.is_joined & self.is_same, self.is_same)


@dataclass(frozen=True, kw_only=True)
class Rates:
    """The chance that a link is missed, and that one is wrong: one draw of each after the other."""

    missed: Floats
    wrong: Floats


def judged_pairs(con: DuckDBPyConnection, labels: Labels) -> Judged:
    """Hold labels against the persons of the night in use."""
    con.register("label", labels.pairs)
    found = select_from(con, _PACKAGE, "sql/judged_pair").fetchnumpy()
    con.unregister("label")
    return Judged(
        is_same=np.asarray(found["same"], dtype=np.bool_),
        is_joined=np.asarray(found["is_joined"], dtype=np.bool_),
        is_close=np.asarray(found["is_close"], dtype=np.bool_),
        weight=np.asarray(found["weight_of_sample"], dtype=np.float64),
        cluster=np.asarray(found["cluster_id"], dtype=np.int64),
    )


def draw_rates(pairs: Judged, chance: np.random.Generator) -> Rates:
    """Draw the two rates, with whole clusters of labels weighted anew each time.

    Half a pair is taken to be wrong and half missed beyond those seen: where no error is among some
    hundred labels there may be one all the same.
    """
    _, cluster = np.unique(pairs.cluster, return_inverse=True)
    count = int(cluster.max()) + 1
    again = chance.dirichlet(np.ones(count), DRAWS) * count
    weights = again[:, cluster] * pairs.weight
    is_missed, is_wrong = pairs.is_same & ~pairs.is_joined, pairs.is_joined & ~pairs.is_same
    return Rates(
        missed=(weights @ is_missed + 0.5) / (weights @ pairs.is_same + 1.0),
        wrong=(weights @ is_wrong + 0.5) / (weights @ pairs.is_joined + 1.0),
    )


def _share(weight: Floats, part: Bools, whole: Bools) -> float:
    total = float(weight[whole].sum())
    return float(weight[part].sum()) / total if total else float("nan")
