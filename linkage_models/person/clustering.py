"""Clusters that are cut for one reason after another, and what is remembered of each cut.

Which records cannot be one person is found elsewhere; here links go until they are not together.
Links that people decided on are never cut: what contradicts them is overridden, and counted.
"""

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from linkage_models.clusters import Numbers, Weights, components
from linkage_models.person.parting import parted

Flags = npt.NDArray[np.bool_]
Pairs = tuple[Numbers, Numbers]


@dataclass(frozen=True, kw_only=True)
class Links:
    """Links of records, numbered from 0, each pair once.

    `is_sure` are those on an exact identifier, `is_human` those that a person decided on.
    """

    left: Numbers
    right: Numbers
    weight: Weights
    is_sure: Flags
    is_human: Flags

    def with_decided(self, same: Pairs) -> "Links":
        """Add the links that people decided on; one that is there already becomes human."""
        if not len(same[0]):
            return self
        decided, own = _keys(*same), _keys(self.left, self.right)
        new = ~np.isin(decided, own)
        added = int(new.sum())
        return Links(
            left=np.concatenate((self.left, same[0][new])),
            right=np.concatenate((self.right, same[1][new])),
            weight=np.concatenate((self.weight, np.full(added, np.inf))),
            is_sure=np.concatenate((self.is_sure, np.zeros(added, dtype=np.bool_))),
            is_human=np.concatenate(
                (self.is_human | np.isin(own, decided), np.ones(added, dtype=np.bool_))
            ),
        )


def _none() -> Numbers:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True, kw_only=True)
class Cut:
    """What one reason did: clusters that failed, their records, links cut, pairs overridden."""

    clusters: int = 0
    records: Numbers = field(default_factory=_none)
    links: int = 0
    overridden: int = 0


class Clustering:
    """Records and their links: what is cut, why, and the clusters that are left.

    `cluster` is the lowest record of each record's cluster, `kept` which links stand.
    """

    def __init__(self, count: int, links: Links) -> None:
        """Begin with every link standing."""
        self.links = links
        self.kept: Flags = np.ones(len(links.left), dtype=np.bool_)
        self.cluster = components(count, links.left, links.right)
        self._count = count
        self._strength = np.where(links.is_human, np.inf, links.weight)
        self._reasons: list[str] = []
        self._reason = np.full(len(links.left), -1, dtype=np.int64)

    @property
    def reason(self) -> pa.Array:
        """Why each link was cut, null where it stands."""
        place = pa.array(self._reason, mask=self._reason < 0)
        return pa.array(self._reasons, pa.string()).take(place)

    def sizes(self) -> Numbers:
        """Return for each record how many records its cluster has."""
        return np.bincount(self.cluster, minlength=self._count)[self.cluster]

    def cut(self, links: Flags, reason: str) -> Cut:
        """Cut links, except those that people decided on and those that are cut already."""
        gone = links & self.kept & ~self.links.is_human
        return self._cut(gone, self.cluster[self.links.left[gone]], reason)

    def part(self, pairs: Pairs, reason: str, *, by_people: bool = False) -> Cut:
        """Cut links until no pair is together: their own links, then where least holds them.

        What people decided overrides a pair, unless it was people who said that it is apart.
        """
        together = self.cluster[pairs[0]] == self.cluster[pairs[1]]
        left, right = pairs[0][together], pairs[1][together]
        overridden = 0
        if not by_people and self.links.is_human.any():
            told = self._is_overridden(left, right)
            overridden, left, right = int(told.sum()), left[~told], right[~told]
        if not len(left):
            return Cut(overridden=overridden)
        clusters = np.unique(self.cluster[left])
        gone = np.isin(_keys(self.links.left, self.links.right), _keys(left, right))
        gone &= self.kept & ~self.links.is_human
        stands = np.flatnonzero(self.kept & ~gone)
        nodes = _grouped(self.cluster, clusters)
        places = _grouped(self.cluster[self.links.left[stands]], clusters)
        inside = _grouped(self.cluster[left], clusters)
        for node, place, pair in zip(nodes, places, inside, strict=True):
            gone[stands[place]] = self._between(node, stands[place], (left[pair], right[pair]))
        return self._cut(gone, clusters, reason, overridden)

    def _between(self, nodes: Numbers, place: Numbers, apart: Pairs) -> Flags:
        """Say which links of a cluster lie between the groups that it is parted into."""
        left, right = (_place(nodes, end[place]) for end in (self.links.left, self.links.right))
        pairs = (_place(nodes, apart[0]), _place(nodes, apart[1]))
        group = parted(len(nodes), (left, right, self._strength[place]), pairs)
        between: Flags = group[left] != group[right]
        return between

    def limit(self, most: int, reason: str) -> Cut:
        """Raise the join level of every cluster of more records until none of it has more.

        All links of the cluster below that level go, and not only some: where strangers are
        chained together, no weak link among them can be trusted.
        """
        large = np.unique(self.cluster[self.sizes() > most])
        gone = np.zeros(len(self.kept), dtype=np.bool_)
        stands = np.flatnonzero(self.kept)
        for found in _grouped(self.cluster[self.links.left[stands]], large):
            place = stands[found]
            gone[place[self._strength[place] <= self._level(place, most)]] = True
        return self._cut(gone & ~self.links.is_human, large, reason)

    def _level(self, place: Numbers, most: int) -> float:
        """Return the lowest weight without whose links no part has more records than `most`."""
        ends = np.concatenate((self.links.left[place], self.links.right[place]))
        nodes, number = np.unique(ends, return_inverse=True)
        left, right = number[: len(place)], number[len(place) :]
        strength = self._strength[place]
        weights = np.unique(strength[np.isfinite(strength)])

        def fits(weight: float) -> int:
            stays = strength > weight
            parts = components(len(nodes), left[stays], right[stays])
            return int(np.bincount(parts).max() <= most)

        if not len(weights):
            return -np.inf
        return float(weights[min(bisect_left(weights, 1, key=fits), len(weights) - 1)])

    def _cut(self, gone: Flags, clusters: Numbers, reason: str, overridden: int = 0) -> Cut:
        if not len(clusters):
            return Cut(overridden=overridden)
        records = np.flatnonzero(self._in(clusters))
        if reason not in self._reasons:
            self._reasons.append(reason)
        self._reason[gone] = self._reasons.index(reason)
        self.kept &= ~gone
        stands = self.kept & np.isin(self.cluster[self.links.left], clusters)
        ends = (_place(records, end[stands]) for end in (self.links.left, self.links.right))
        self.cluster[records] = records[components(len(records), *ends)]
        return Cut(
            clusters=len(np.unique(clusters)),
            records=records,
            links=int(gone.sum()),
            overridden=overridden,
        )

    def _in(self, clusters: Numbers) -> Flags:
        """Say of each record whether its cluster is one of those named."""
        named = np.zeros(self._count, dtype=np.bool_)
        named[clusters] = True
        return named[self.cluster]

    def _is_overridden(self, left: Numbers, right: Numbers) -> Flags:
        """Say of pairs whether people joined them, or what exact identifiers tie to each."""
        links = self.links
        sure, human, said = (
            components(self._count, links.left[chosen], links.right[chosen])
            for chosen in (links.is_sure, links.is_human, links.is_sure | links.is_human)
        )
        tied = (said[left] == said[right]) & (sure[left] != sure[right])
        overridden: Flags = (human[left] == human[right]) | tied
        return overridden


def _grouped(cluster: Numbers, clusters: Numbers) -> list[Numbers]:
    """Return for each of some clusters, in order, the places at which it stands."""
    place = np.flatnonzero(np.isin(cluster, clusters))
    place = place[np.argsort(cluster[place], kind="stable")]
    ends = np.searchsorted(cluster[place], clusters, side="right")
    return np.split(place, ends[:-1]) if len(ends) else []


def _place(nodes: Numbers, chosen: Numbers) -> Numbers:
    """Return where chosen nodes stand among all, which are in order."""
    return np.asarray(np.searchsorted(nodes, chosen), dtype=np.int64)


def _keys(left: Numbers, right: Numbers) -> npt.NDArray[np.uint64]:
    """Number pairs so that the same pair has the same number, either way round."""
    low, high = np.minimum(left, right), np.maximum(left, right)
    return (low.astype(np.uint64) << np.uint64(32)) | high.astype(np.uint64)
