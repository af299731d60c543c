"""From people reviewed to a corrected figure: on arrays whose errors are known."""

from dataclasses import replace

import numpy as np
import pytest

from linkage_models.calibration.bands import Floats, Ints
from pipelines.counts.estimating.frames import Doubt, Frame, Stratum
from pipelines.counts.estimating.posterior import draw_differences, interval_of
from pipelines.counts.estimating.rates import DRAWS, Judged, Rates, draw_rates
from pipelines.counts.estimating.reviewed import Reviewed
from pipelines.counts.estimating.units import Units

FRAME = Frame(
    name="made_up",
    title="people made up for this",
    measures=(("A2", "children"),),
    strata=(
        Stratum(name="found", share=0.5, doubt=Doubt.WRONG),
        Stratum(name="missing", share=0.5, doubt=Doubt.MISSED_AMONG_FOUND),
    ),
    found=("found",),
)
FEW_ERRORS = Rates(missed=np.full(DRAWS, 0.01), wrong=np.full(DRAWS, 0.001))


def units(found: int, missing: int, together: int = 1) -> Units:
    """Make people who count, and people who do not; so many of either share a family."""
    people = found + missing
    counted = np.concatenate([np.ones(found), np.zeros(missing)])[:, None]
    return Units(
        person=np.arange(people, dtype=np.int64),
        cluster=np.arange(people, dtype=np.int64) // together,
        stratum=np.repeat([0, 1], [found, missing]).astype(np.int64),
        counted=counted,
        doubt=1.0 - 2.0 * counted,
    )


def reviewed(of: Units, places: Ints, truth: Floats) -> Reviewed:
    return Reviewed(place=places, truth=truth[places][:, None])


def corrected(of: Units, seen: Reviewed, rates: Rates = FEW_ERRORS, seed: int = 1) -> Floats:
    chance = np.random.default_rng(seed)
    differences = draw_differences(FRAME, of, seen, rates, chance)
    return np.asarray(of.counted.sum() + differences[:, 0], dtype=np.float64)


def test_where_everybody_was_reviewed_the_figure_is_what_reviewers_found() -> None:
    of = units(40, 60)
    truth = of.counted[:, 0].copy()
    truth[[0, 1, 50]] = [0.0, 0.0, 1.0]
    draws = corrected(of, reviewed(of, np.arange(100), truth))
    assert set(draws.tolist()) == {39.0}


def test_errors_that_reviewers_saw_stand_for_those_of_their_stratum() -> None:
    of = units(400, 1000)
    truth = of.counted[:, 0].copy()
    truth[400:405] = 1.0  # Five of the hundred that are reviewed were missed.
    places = np.concatenate([np.arange(40), np.arange(400, 500)])
    draws = corrected(of, reviewed(of, places, truth))
    assert 430 < draws.mean() < 450
    low, high = interval_of(draws)
    assert 405 <= low < 430
    assert 450 < high < 500


def test_where_no_error_was_seen_there_may_be_one_all_the_same() -> None:
    of = units(400, 1000)
    places = np.concatenate([np.arange(40), np.arange(400, 500)])
    draws = corrected(of, reviewed(of, places, of.counted[:, 0]))
    low, high = interval_of(draws)
    assert low <= 400 < high
    assert 400 <= draws.mean() < 410


def test_the_more_are_reviewed_the_narrower_the_interval() -> None:
    of = units(400, 1000)
    widths = []
    for people in (20, 100, 400):
        places = np.concatenate([np.arange(people), np.arange(400, 400 + people)])
        low, high = interval_of(corrected(of, reviewed(of, places, of.counted[:, 0])))
        widths.append(high - low)
    assert widths[0] > widths[1] > widths[2]


def test_families_are_right_or_wrong_together_so_that_fewer_families_are_less_sure() -> None:
    spread = []
    for together in (1, 8):
        of = units(400, 1000, together)
        truth = of.counted[:, 0].copy()
        truth[400:404] = 1.0
        places = np.concatenate([np.arange(40), np.arange(400, 500)])
        spread.append(corrected(of, reviewed(of, places, truth)).std())
    assert spread[1] > spread[0]


def test_labelled_pairs_tell_what_is_expected_before_anybody_is_reviewed() -> None:
    of = units(400, 1000)
    nobody = reviewed(of, np.empty(0, dtype=np.int64), of.counted[:, 0])
    few = corrected(of, nobody).mean()
    many = corrected(of, nobody, replace(FEW_ERRORS, missed=np.full(DRAWS, 0.1))).mean()
    assert 400 < few < 415
    assert 470 < many < 520


def test_who_is_not_drawn_from_changes_nothing() -> None:
    of = units(40, 60)
    beside = replace(of, stratum=np.where(of.person >= 90, -1, of.stratum))
    truth = of.counted[:, 0]
    draws = corrected(beside, reviewed(beside, np.arange(90), truth))
    assert set(draws.tolist()) == {40.0}


def test_the_same_seed_gives_the_same_draws() -> None:
    of = units(100, 100)
    seen = reviewed(of, np.arange(90, 110), of.counted[:, 0])
    assert np.array_equal(corrected(of, seen), corrected(of, seen))
    assert not np.array_equal(corrected(of, seen), corrected(of, seen, seed=2))


def judged(same: list[bool], joined: list[bool], weight: float = 1.0) -> Judged:
    count = len(same)
    return Judged(
        is_same=np.array(same),
        is_joined=np.array(joined),
        is_close=np.zeros(count, dtype=np.bool_),
        weight=np.full(count, weight),
        cluster=np.arange(count, dtype=np.int64),
    )


def test_precision_and_recall_are_of_links_and_of_true_pairs() -> None:
    pairs = judged([True] * 8 + [False] * 2, [True] * 6 + [False] * 2 + [True, False])
    assert pairs.precision == pytest.approx(6 / 7)
    assert pairs.recall == pytest.approx(6 / 8)


def test_rates_are_drawn_around_what_labels_say() -> None:
    pairs = judged([True] * 200 + [False] * 200, [True] * 180 + [False] * 20 + [False] * 200)
    rates = draw_rates(pairs, np.random.default_rng(1))
    assert rates.missed.mean() == pytest.approx(0.1, abs=0.01)
    assert 0 < rates.wrong.mean() < 0.01
    assert np.quantile(rates.missed, 0.95) - np.quantile(rates.missed, 0.05) > 0.03
