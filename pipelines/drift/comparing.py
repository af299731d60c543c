"""A night beside what is usual: which of its measures differ by more than is allowed.

A few records more or less are never drift, however small a source is: what chance alone could do
is allowed for, on top of the limits that the configuration sets.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from pipelines.config.operations import DriftConfig
from pipelines.drift.kinds import KINDS, Measure
from pipelines.drift.usual import EarlierNight, Parts, Subject, by_subject, usual

# Standard deviations that chance is given: of some hundred measures none differs so by chance.
_CHANCE = 4


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A measure that is not as usual. `found` and `usual` are of the part that moved most.

    Numbers are rows, or shares of a whole.
    """

    kind: str
    subject: str
    part: str
    found: float
    usual: float

    @property
    def words(self) -> str:
        """Say it, without anything of a person."""
        name = self.kind.replace("_", " ")
        told = "{:,.0f}" if KINDS[self.kind].is_number else "{:.1%}"
        return (
            f"{name} of {self.subject}, {self.part}: {told.format(self.found)}, "
            f"usually {told.format(self.usual)}"
        )

    def as_json(self) -> dict[str, str | float]:
        """Return it as it is kept."""
        return asdict(self)


def find_drift(
    measures: Sequence[Measure],
    nights: Sequence[EarlierNight],
    limits: DriftConfig,
    versions: Mapping[str, str],
) -> tuple[Drift, ...]:
    """Compare everything that is measured tonight, or was on the last nights."""
    tonight = by_subject(measures)
    subjects = sorted({*tonight, *(subject for each in nights for subject in each.parts)})
    found: list[Drift] = []
    for subject in subjects:
        before = usual(nights, subject, versions)
        if before is not None:
            kind = KINDS[subject[0]]
            compare = _numbers if kind.is_number else _shares
            found += compare(subject, tonight.get(subject, {}), before, limits.limit_of(kind.name))
    return tuple(found)


def _numbers(subject: Subject, now: Parts, before: Parts, limit: float) -> Iterator[Drift]:
    for part in sorted({*now, *before}):
        found, expected = now.get(part, 0), before.get(part, 0)
        allowed = max(limit * expected, _CHANCE * math.sqrt(max(expected, found)))
        if abs(found - expected) > allowed:
            yield _drift(subject, part, found, expected)


def _shares(subject: Subject, now: Parts, before: Parts, limit: float) -> Iterator[Drift]:
    """Compare how a whole is divided: half of what all shares moved is what went elsewhere."""
    whole, whole_before = sum(now.values()), sum(before.values())
    if not whole or not whole_before:
        return  # That nothing is there is told by its volume.
    parts = sorted({*now, *before})
    found = {part: now.get(part, 0) / whole for part in parts}
    expected = {part: before.get(part, 0) / whole_before for part in parts}
    moved = sum(abs(found[part] - expected[part]) for part in parts) / 2
    if moved > max(limit, _chance(expected, whole)):
        most = max(parts, key=lambda part: (abs(found[part] - expected[part]), part))
        yield _drift(subject, most, found[most], expected[most])


def _chance(shares: Parts, whole: float) -> float:
    """Return more than chance moves in a whole of so many: what it moves on average, 2.5 times."""
    # No share is taken for nought or for all: the next record may be otherwise.
    smoothed = [(share * whole + 1) / (whole + len(shares)) for share in shares.values()]
    return sum(math.sqrt(share * (1 - share) / whole) for share in smoothed)


def _drift(subject: Subject, part: str, found: float, expected: float) -> Drift:
    kind, what = subject
    return Drift(
        kind=kind, subject=what, part=part, found=round(found, 6), usual=round(expected, 6)
    )
