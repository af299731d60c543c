"""The prior of a night: what pairs start from, whatever the model was trained on."""

import numpy as np
import pytest

from linkage_models.person.prior import prior_shift, starting_prior


def test_twice_as_many_records_start_one_bit_lower() -> None:
    assert starting_prior(20_000) == pytest.approx(starting_prior(10_000) - 1)


def test_pairs_that_surely_match_are_the_prior() -> None:
    # 50 of the 4,950 pairs of 100 records match: odds of 50 to 4,900, less what was begun with.
    shift = prior_shift(np.full(50, 60.0), -10.0, 100)
    assert shift == pytest.approx(np.log2(50 / 4_900) + 10, abs=0.01)


def test_the_prior_found_is_the_same_from_wherever_it_starts() -> None:
    evidence = np.concatenate((np.full(60, 25.0), np.full(40, 9.0), np.full(300, 2.0)))
    found = {
        round(start + prior_shift(evidence + start, start, 200), 2) for start in (-14.0, -8.0, -5.0)
    }
    assert len(found) == 1


def test_where_nothing_matches_the_prior_is_held() -> None:
    assert prior_shift(np.full(100, -40.0), -10.0, 1_000) == pytest.approx(-12.0)


def test_without_pairs_nothing_moves() -> None:
    assert prior_shift(np.empty(0), -10.0, 1_000) == 0.0
