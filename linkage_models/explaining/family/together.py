"""Why children are one unit: a carer they share, foster carers aside, and a home or parents.

The unit itself is made elsewhere; this reads off which of its facts hold its children together.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from linkage_models.clusters import components
from linkage_models.explaining.family.explanation import CareTie, Together


@dataclass(frozen=True, kw_only=True)
class Child:
    """A child of a unit, with the places and the known parents its unit was made by."""

    label: str
    places: frozenset[str]
    parents: frozenset[int]


def held_together(children: Sequence[Child], ties: Sequence[CareTie]) -> tuple[Together, ...]:
    """Say what holds which children together; children of the same facts are told at once."""
    pairs: dict[tuple[tuple[str, ...], bool, bool], list[tuple[int, int]]] = defaultdict(list)
    for (one, left), (other, right) in combinations(enumerate(children), 2):
        adults = _carers(left.label, ties) & _carers(right.label, ties)
        share_home = bool(left.places & right.places)
        share_parents = bool(left.parents) and left.parents == right.parents
        if adults and (share_home or share_parents):
            pairs[tuple(sorted(adults)), share_home, share_parents].append((one, other))
    return tuple(
        Together(
            children=tuple(children[number].label for number in group),
            adults=adults,
            share_home=share_home,
            share_parents=share_parents,
        )
        for (adults, share_home, share_parents), held in pairs.items()
        for group in _groups(len(children), held)
    )


def _carers(child: str, ties: Sequence[CareTie]) -> set[str]:
    return {tie.adult for tie in ties if tie.child == child and tie.role != "foster_carer"}


def _groups(count: int, pairs: list[tuple[int, int]]) -> list[list[int]]:
    """Gather the children of some pairs into groups, alone ones left out."""
    left, right = np.asarray(pairs, dtype=np.int64).T
    label = components(count, left, right)
    groups = [np.flatnonzero(label == lowest).tolist() for lowest in np.unique(label)]
    return [group for group in groups if len(group) > 1]
