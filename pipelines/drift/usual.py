"""What is usual: the medians of the last nights, as their manifests tell them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pipelines.continuing import links_alike
from pipelines.drift.kinds import KINDS, Measure
from pipelines.nights import Night, whole_nights

Parts = Mapping[str, float]
Subject = tuple[str, str]
"""The name of a kind, and what of it is measured."""


@dataclass(frozen=True, kw_only=True)
class EarlierNight:
    """What a night was like, of which subjects that was accepted as new, and how it linked."""

    parts: Mapping[Subject, Parts]
    accepted: frozenset[Subject]
    versions: Mapping[str, str]


def by_subject(measures: Iterable[Measure]) -> dict[Subject, dict[str, float]]:
    """Put the parts of each subject together."""
    found: dict[Subject, dict[str, float]] = {}
    for each in measures:
        found.setdefault((each.kind, each.subject), {})[each.part] = each.amount
    return found


def earlier_nights(night: Night, most: int) -> tuple[EarlierNight, ...]:
    """Read the nights before one that were measured, the newest first."""
    found = []
    for each in whole_nights(night.data, night.as_at):
        if each.as_at < night.as_at and (told := _read(each)):
            found.append(told)
        if len(found) == most:
            break
    return tuple(found)


def usual(
    nights: Sequence[EarlierNight], subject: Subject, versions: Mapping[str, str]
) -> Parts | None:
    """Return what is usual of a subject: the median of each part; nothing, where no night knows it.

    A night on which something new was accepted is the first of the new usual.
    """
    alike = [
        each
        for each in _since_accepted(nights, subject)
        if subject in each.parts
        and (not KINDS[subject[0]].depends_on_linkage or links_alike(each.versions, versions))
    ]
    if not alike:
        return None
    parts = sorted({part for each in alike for part in each.parts[subject]})
    return {part: median(each.parts[subject].get(part, 0) for each in alike) for part in parts}


def _since_accepted(nights: Sequence[EarlierNight], subject: Subject) -> list[EarlierNight]:
    since = []
    for each in nights:
        since.append(each)
        if subject in each.accepted:
            break
    return since


def _read(night: Night) -> EarlierNight | None:
    """Read what a manifest tells; one without measures is of an older version of the product."""
    try:
        told = json.loads(night.manifest.read_text("utf-8"))
        measures = [Measure(*each) for each in told["measures"]]
        accepted = frozenset((kind, subject) for kind, subject in told["accepted_drift"])
        versions = told["versions"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return EarlierNight(parts=by_subject(measures), accepted=accepted, versions=versions)
