"""Person keys: how they are made, and which person goes on under which.

A key is random and means nothing: made of an identifier or of a member's own id it would tell
something, or change as records come and go.
"""

from collections.abc import Callable, Sequence
from secrets import token_hex

import numpy as np
import numpy.typing as npt

from linkage_models.clusters import Numbers

# Makes as many new keys as it is asked for. Tests give one that can be repeated.
MakeKeys = Callable[[int], Sequence[str]]

_BYTES = 16  # As many as a UUID has: no two are ever alike.


def random_keys(count: int) -> list[str]:
    """Make new keys of 32 hexadecimal digits each, from the system's own chance."""
    width = 2 * _BYTES
    digits = np.frombuffer(token_hex(_BYTES * count).encode("ascii"), dtype=f"S{width}")
    keys: list[str] = digits.astype(f"U{width}").tolist()
    return keys


def pair_off(persons: Numbers, keys: Numbers) -> Numbers:
    """Give each person one key and each key one person, in the order of the rows.

    A row is taken where neither its person nor its key was taken by a row above it. Rows that
    come first for both are all taken at once; only contested ones need another round.

    Args:
        persons: the person of each row.
        keys: the key of each row, the best row first.

    Returns:
        The numbers of the rows that were taken, in order.
    """
    taken = np.zeros(len(persons), dtype=np.bool_)
    left = np.arange(len(persons), dtype=np.int64)
    while len(left):
        is_best = _is_first(persons[left]) & _is_first(keys[left])
        best = left[is_best]
        taken[best] = True
        left = left[~np.isin(persons[left], persons[best]) & ~np.isin(keys[left], keys[best])]
    return np.flatnonzero(taken).astype(np.int64)


def _is_first(values: Numbers) -> npt.NDArray[np.bool_]:
    """Say of each value whether it stands there for the first time."""
    is_first = np.zeros(len(values), dtype=np.bool_)
    is_first[np.unique(values, return_index=True)[1]] = True
    return is_first
