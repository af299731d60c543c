"""Shares with intervals, and gaps between groups that allow for having been picked."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from linkage_models.evaluation.intervals import Sums, gap_between, harmonic, share_of


def sums(x: Sequence[float], y: Sequence[float]) -> Sums:
    a, b = np.array(x), np.array(y)
    return Sums(
        x=float(a.sum()),
        y=float(b.sum()),
        xx=float((a * a).sum()),
        xy=float((a * b).sum()),
        yy=float((b * b).sum()),
        units=int((b > 0).sum()),
    )


def of_persons(right: int, wrong: int, pairs: int = 1) -> Sums:
    return sums([pairs] * right + [0] * wrong, [pairs] * (right + wrong))


def test_with_one_pair_a_person_it_is_wilsons_interval() -> None:
    # 90 of 100 by Wilson: 0.8256 to 0.9448, as any table of it says.
    share = share_of(of_persons(90, 10))
    assert share.value == pytest.approx(0.9)
    assert share.low == pytest.approx(0.8256, abs=1e-4)
    assert share.high == pytest.approx(0.9448, abs=1e-4)


def test_many_pairs_of_few_persons_tell_no_more_than_the_persons() -> None:
    few = share_of(of_persons(90, 10, pairs=50))
    one = share_of(of_persons(90, 10))
    assert few.low == pytest.approx(one.low)
    assert few.high == pytest.approx(one.high)


def test_a_share_without_an_error_still_has_a_lower_end() -> None:
    share = share_of(of_persons(60, 0, pairs=3))
    assert share.value == share.high == 1.0
    # 60 of 60: 60 / (60 + 1.96 squared).
    assert share.low == pytest.approx(60 / (60 + 1.96**2), abs=1e-3)


def test_nothing_to_judge_is_not_a_number() -> None:
    share = share_of(sums([0], [0]))
    assert all(math.isnan(each) for each in (share.value, share.low, share.high))


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    chance = np.random.default_rng(7)
    held = 0
    for _ in range(400):
        pairs = chance.integers(1, 6, 300).astype(float)
        right = pairs * (chance.random(300) < 0.93)
        share = share_of(sums(list(right), list(pairs)))
        held += share.low <= 0.93 <= share.high
    assert 0.92 <= held / 400 <= 0.98


def test_f1_lies_between_precision_and_recall() -> None:
    precision, recall = share_of(of_persons(95, 5)), share_of(of_persons(70, 30))
    f1 = harmonic(precision, recall)
    assert f1.value == pytest.approx(2 * 0.95 * 0.7 / 1.65)
    assert recall.low < f1.low < f1.value < f1.high < precision.high


def test_a_gap_names_the_best_and_the_worst_group() -> None:
    groups = {"north": of_persons(950, 50), "south": of_persons(800, 200), "west": of_persons(9, 1)}
    gap = gap_between("region", "pair_recall", groups | {"none": sums([0], [0])})
    assert gap is not None
    assert (gap.best, gap.worst, gap.groups) == ("north", "south", 3)
    assert gap.gap.value == pytest.approx(0.15)
    assert 0.1 < gap.gap.low < 0.15 < gap.gap.high < 0.2


def test_groups_that_differ_by_chance_alone_rarely_show_a_gap() -> None:
    chance = np.random.default_rng(3)
    shown = 0
    for _ in range(200):
        right = chance.binomial(400, 0.9, 12)
        groups = {f"g{i}": of_persons(int(n), 400 - int(n)) for i, n in enumerate(right)}
        gap = gap_between("region", "pair_recall", groups)
        assert gap is not None
        shown += gap.gap.low > 0
    assert shown / 200 <= 0.08


def test_one_group_has_no_gap() -> None:
    assert gap_between("region", "pair_recall", {"north": of_persons(9, 1)}) is None
