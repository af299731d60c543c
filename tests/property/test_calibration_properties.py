"""What holds of every sample and every curve, whatever the pairs and the labels are."""

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage_models.calibration.bands import Bools, Floats
from linkage_models.calibration.curves import fit_curves
from linkage_models.calibration.drawing import STRATA, draw, quotas, strata_of

PAIR = st.tuples(
    st.floats(-120, 120, allow_nan=False), st.booleans(), st.booleans(), st.floats(0.01, 5_000)
)
Arrays = tuple[Floats, Bools, Bools, Floats]


def arrays(pairs: list[tuple[float, bool, bool, float]]) -> Arrays:
    weight, is_match, is_close, stands_for = zip(*pairs, strict=True)
    return (
        np.array(weight),
        np.array(is_match, dtype=np.bool_),
        np.array(is_close, dtype=np.bool_),
        np.array(stands_for),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(PAIR, min_size=1, max_size=150))
def test_a_curve_never_falls_and_is_never_certain(
    pairs: list[tuple[float, bool, bool, float]],
) -> None:
    curves = fit_curves(*arrays(pairs))
    at = np.linspace(-130, 130, 400)
    for is_close in (False, True):
        found = curves.at(at, np.full(400, is_close))
        assert (np.diff(found) >= -1e-12).all()
        assert found.min() > 0
        assert found.max() < 1


@settings(max_examples=30, deadline=None)
@given(st.lists(PAIR, min_size=2, max_size=80), st.randoms(use_true_random=False))
def test_the_order_of_labels_does_not_matter(
    pairs: list[tuple[float, bool, bool, float]],
    random: Random,
) -> None:
    shuffled = pairs.copy()
    random.shuffle(shuffled)
    one, other = fit_curves(*arrays(pairs)), fit_curves(*arrays(shuffled))
    assert one.pooled == other.pooled
    assert np.allclose(one.one_household.probability, other.one_household.probability, atol=1e-3)
    assert np.allclose(one.elsewhere.probability, other.elsewhere.probability, atol=1e-3)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 2_000), min_size=STRATA, max_size=STRATA), st.integers(0, 3_000))
def test_quotas_fit_and_leave_no_stratum_out(sizes: list[int], labels: int) -> None:
    held = np.array(sizes, dtype=np.int64)
    found = quotas(held, labels)
    assert (found <= held).all()
    assert (found[held > 0] >= 1).all()
    least = int(np.minimum(held, 2).sum())
    assert found.sum() == max(min(labels, held.sum()), least)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-60, 60), st.booleans(), st.integers(1, 4)), max_size=200),
    st.integers(1, 120),
    st.integers(0, 1_000),
)
def test_a_sample_holds_a_pair_once_and_stands_for_all(
    pairs: list[tuple[float, bool, int]], labels: int, seed: int
) -> None:
    weight = np.array([pair[0] for pair in pairs], dtype=np.float64)
    is_close = np.array([pair[1] for pair in pairs], dtype=np.bool_)
    sources = np.array([pair[2] for pair in pairs], dtype=np.int64)
    drawn = draw(weight, is_close, labels, seed, sources)
    assert len(set(drawn.index.tolist())) == len(drawn.index)
    stratum = strata_of(weight, is_close)
    stood_for = np.bincount(stratum[drawn.index], drawn.sample_weight, STRATA)
    assert np.allclose(stood_for, np.bincount(stratum, minlength=STRATA))
