"""Keys: random, and paired off with persons so that the best rows come first."""

import re

import numpy as np
import pytest

from linkage_models.clusters import Numbers
from linkage_models.identity.keys import pair_off, random_keys


def numbers(*values: int) -> Numbers:
    return np.array(values, dtype=np.int64)


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_as_many_keys_are_made_as_are_asked_for_and_no_two_alike(count: int) -> None:
    keys = random_keys(count)
    assert len(set(keys)) == len(keys) == count
    assert all(re.fullmatch(r"[0-9a-f]{32}", key) for key in keys)


def test_keys_are_never_made_twice() -> None:
    assert not set(random_keys(1000)) & set(random_keys(1000))


@pytest.mark.parametrize(
    ("persons", "keys", "taken"),
    [
        ([], [], []),
        ([1, 2], [1, 2], [0, 1]),
        ([1, 1], [1, 2], [0]),
        ([1, 2], [1, 1], [0]),
        ([1, 2, 2], [1, 1, 2], [0, 2]),
        # Each row is contested by the one above it: one is taken in each round.
        ([1, 1, 2, 2, 3, 3], [1, 2, 2, 1, 1, 3], [0, 2, 5]),
        ([1, 2, 1, 3], [1, 1, 2, 2], [0, 3]),
    ],
)
def test_the_first_row_of_both_is_taken(
    persons: list[int], keys: list[int], taken: list[int]
) -> None:
    assert pair_off(numbers(*persons), numbers(*keys)).tolist() == taken
