"""How likely two records are to be one person before anything is compared, on a given night.

A model's own prior is that of the records it was trained on. The chance that two random records
match falls as records grow in number, and differs with how many sources overlap: it is estimated
again from the pairs of the night, with the model's other numbers as they are.
"""

import numpy as np

from linkage_models.clusters import Weights

_CLOSE_ENOUGH = 1e-3
_MOST_ROUNDS = 100
# Nobody has thousands of records, nor does one in thousands have another: it is held there.
_FURTHEST = 12.0


def starting_prior(records: int) -> float:
    """Return the match weight to begin with: one other record of everybody, as a first guess."""
    return -float(np.log2(max(records, 2)))


def prior_shift(weights: Weights, prior: float, records: int) -> float:
    """Find by how much the prior has to move, in bits.

    Expectation maximisation of the one number: the pairs that are expected to match, as a share of
    all pairs, are the prior that they were weighed with. Pairs that no rule brought together are
    taken not to match.

    Args:
        weights: match weights of the candidate pairs, guards included.
        prior: the match weight that they were scored from.
        records: how many records were compared.
    """
    pairs = records * (records - 1) / 2
    shift = 0.0
    for _ in range(_MOST_ROUNDS):
        expected = float((1 / (1 + np.exp2(-(weights + shift)))).sum())
        if not 0 < expected < pairs:
            return 0.0
        moved = float(
            np.clip(np.log2(expected / (pairs - expected)) - prior, -_FURTHEST, _FURTHEST)
        )
        if abs(moved - shift) < _CLOSE_ENOUGH:
            return moved
        shift = moved
    return shift
