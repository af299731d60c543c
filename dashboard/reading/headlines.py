"""Headline figures of a release: the number, what it means, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.reading.published import Figure, Key, PublishedRelease


@dataclass(frozen=True, kw_only=True)
class Headline:
    """A figure with what a reader needs beside it; empty words where there is nothing to say."""

    figure: Figure
    counted: str
    not_for: str
    corrected: str
    interval: str
    range: str
    earlier: str


def headlines(release: PublishedRelease) -> tuple[Headline, ...]:
    """Return the headlines in the release's own order."""
    chosen = release.metadata.headlines or tuple(release.estimates)
    return tuple(_headline(release, key) for key in chosen if key in release.totals)


def _headline(release: PublishedRelease, key: Key) -> Headline:
    definition = release.definition(key[0])
    measure = (
        next((each for each in definition.measures if each.name == key[1]), None)
        if definition
        else None
    )
    estimate: Mapping[str, Any] = release.estimates.get(key, {})
    change: Mapping[str, Any] = release.changes.get(key, {})
    return Headline(
        figure=release.totals[key],
        counted=measure.counted if measure else "",
        not_for=definition.not_for if definition else "",
        corrected=number(estimate.get("corrected")),
        interval=span(estimate.get("interval_from"), estimate.get("interval_to")),
        range=span(estimate.get("range_from"), estimate.get("range_to")),
        earlier=number(change.get("earlier")),
    )


def number(value: int | None) -> str:
    """Write a number; nothing where it is not shown."""
    return "" if value is None else f"{value:,}"


def span(low: int | None, high: int | None) -> str:
    """Write from where to where; nothing where it is not shown."""
    return "" if low is None or high is None else f"{low:,} to {high:,}"
