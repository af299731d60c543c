"""What each join level would give of a night: links and persons, how right and how whole.

One SELECT counts pairs by weight; one forest of all pairs gives the persons of every level.
"""

import math

import numpy as np
from duckdb import DuckDBPyConnection
from scipy.sparse import coo_array
from scipy.sparse.csgraph import minimum_spanning_tree

from governance.register.trade_off import AtLevel, BandCheck, Expected, TradeOff
from linkage_models.calibration.bands import Band, Floats, Ints
from linkage_models.calibration.curves import LEAST_ANSWERS, LEAST_LABELS
from linkage_models.calibration.labels import Labels
from linkage_models.calibration.trade_off import JOIN_LEVELS, Curve, Shares, curve_of
from sources.tables import row_count, select_from

_PACKAGE = "pipelines.threshold_evidence"
_ROUNDING = 1e-9
"""How far a weight may be off that went through a subtraction: no two levels are so near."""


def trade_off_of(con: DuckDBPyConnection, labels: Labels | None, *, seed: int = 1) -> TradeOff:
    """Say what each join level would give of the night or world in use; it is only read.

    Args:
        con: a database in which pairs are weighed and records joined into persons.
        labels: what people said of pairs.
        seed: of the intervals.
    """
    curve = curve_of(con, labels, seed=seed)
    persons = persons_at(con, curve.levels)
    return TradeOff(
        is_calibrated=curve.is_calibrated,
        basis=_basis(curve),
        levels=tuple(_at(curve, place, persons) for place in range(len(curve.levels))),
        calibration=tuple(map(_check, curve.bands, curve.nominal_bands)),
    )


def persons_at(con: DuckDBPyConnection, levels: Floats = JOIN_LEVELS) -> Ints:
    """Count the persons of each level: groups of connected records, and records alone.

    A forest that takes the highest weights first connects at every level what all pairs connect
    there, and each of its pairs makes one person of two.
    """
    lowest = float(levels.min())
    found = select_from(con, _PACKAGE, "sql/linkable_pair", lowest=lowest).fetchnumpy()
    weight = np.asarray(found["match_weight"], dtype=np.float64)
    records = row_count(con, "linkage.record")
    highest = float(weight.max(initial=lowest)) + 1  # No pair may cost nothing.
    graph = coo_array((highest - weight, (found["node_l"], found["node_r"])), (records, records))
    taken = highest - minimum_spanning_tree(graph.tocsr()).data
    unlinked = row_count(con, "linkage.person_record")
    joined = (taken >= levels[:, None] - _ROUNDING).sum(axis=1)
    return np.asarray(unlinked - joined, dtype=np.int64)


def _basis(curve: Curve) -> str:
    if curve.is_calibrated:
        return f"{curve.labels} labelled pairs"
    return (
        f"the model's own probabilities, which nothing has checked: {curve.labels} labelled pairs "
        f"are among the night's; needed are {LEAST_LABELS}, and {LEAST_ANSWERS} of each answer"
    )


def _at(curve: Curve, place: int, persons: Ints) -> AtLevel:
    return AtLevel(
        join=float(curve.levels[place]),
        links=int(curve.pairs[place]),
        persons=int(persons[place]),
        precision=_expected(curve.precision, place),
        recall=_expected(curve.recall, place),
    )


def _expected(shares: Shares, place: int) -> Expected | None:
    share, low, high = (float(each[place]) for each in (shares.share, shares.low, shares.high))
    if math.isnan(share):
        return None
    if math.isnan(low):
        return Expected(share=share)
    return Expected(share=share, low=low, high=high)


def _check(band: Band, before: Band) -> BandCheck:
    return BandCheck(
        from_weight=_finite(band.from_weight),
        to_weight=_finite(band.to_weight),
        labels=band.pairs,
        predicted=band.probability,
        nominal=before.probability,
        labelled=Expected(share=band.share_true, low=band.interval_low, high=band.interval_high),
    )


def _finite(weight: float) -> float | None:
    return weight if math.isfinite(weight) else None
