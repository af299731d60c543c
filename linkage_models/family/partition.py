"""The partition of children into units: who is held together, and where too large a unit is parted.

A unit is a component of sibling links. One of more children than families have is likelier two that
a wrong tie has chained: it is parted at its weakest links. Links that sources state hold; a large
family that they hold together stays whole, and is flagged for people to look at.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from linkage_models.clusters import Numbers, Weights, components

CHILDREN_AT_MOST = 8
PARTED = "had more children than a family has: parted at its weakest ties"
LARGE = "more children than a family has, all by ties that sources state"

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class SiblingLinks:
    """Links between children, by their numbers from 0: the two ends, and how firm each link is."""

    left: Numbers
    right: Numbers
    is_stated: Flags
    weight: Weights


def partition(count: int, links: SiblingLinks) -> tuple[Numbers, dict[int, str]]:
    """Divide children into units.

    Args:
        count: how many children there are; links refer to 0 to count - 1.
        links: between children who share a carer, and a home or both parents.

    Returns:
        For each child the lowest child of its unit, and the flag of each unit that has one.
    """
    unit = components(count, links.left, links.right)
    large = np.flatnonzero(np.bincount(unit, minlength=count) > CHILDREN_AT_MOST)
    if not len(large):
        return unit, {}
    is_doubtful = np.isin(unit[links.left], large)
    firm = is_doubtful & links.is_stated
    held = components(count, links.left[~is_doubtful | firm], links.right[~is_doubtful | firm])
    unit = _rejoined(held, links, is_doubtful & ~links.is_stated)
    return unit, _flags(unit, large, components(count, links.left, links.right))


def _rejoined(unit: Numbers, links: SiblingLinks, is_weak: Flags) -> Numbers:
    """Join units again by weak links, the firmest first, as long as none becomes too large."""
    members: dict[int, list[int]] = defaultdict(list)
    for child in np.flatnonzero(np.isin(unit, unit[_ends(links, is_weak)])).tolist():
        members[int(unit[child])].append(child)
    joined = unit.copy()
    weak = np.flatnonzero(is_weak)
    for link in weak[np.lexsort((links.right[weak], links.left[weak], -links.weight[weak]))]:
        into, gone = sorted((int(joined[links.left[link]]), int(joined[links.right[link]])))
        if into == gone or len(members[into]) + len(members[gone]) > CHILDREN_AT_MOST:
            continue
        joined[members[gone]] = into
        members[into] += members.pop(gone)
    return joined


def _ends(links: SiblingLinks, chosen: Flags) -> Numbers:
    return np.concatenate([links.left[chosen], links.right[chosen]])


def _flags(unit: Numbers, large: Numbers, before: Numbers) -> dict[int, str]:
    sizes = np.bincount(unit, minlength=len(unit))
    flags: dict[int, str] = {}
    for whole in large.tolist():
        parts = np.unique(unit[before == whole])
        if len(parts) > 1:
            flags |= dict.fromkeys(parts.tolist(), PARTED)
        flags |= {part: LARGE for part in parts.tolist() if sizes[part] > CHILDREN_AT_MOST}
    return flags
