"""A release as pages show it, read from its folder alone.

A figure is a text as it was released: nothing here rounds, adds or subtracts one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, Field

from governance.figure import TOTAL
from governance.release_context import SOURCE

Key = tuple[str, str]
"""The id of a count, and the name of one of its measures."""


class _Part(BaseModel):
    """A part of a release's metadata; what a page does not show is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Measure(_Part):
    """What of a count is counted."""

    name: str
    title: str
    counted: str
    unit: str


class Definition(_Part):
    """A count, in words."""

    id: str
    title: str
    definition: str
    basis: str
    not_for: str
    sources: tuple[str, ...]
    measures: tuple[Measure, ...]


class Breakdown(_Part):
    """By what figures are broken down, and how that is worked out."""

    name: str
    title: str
    goes_by: str


class Chart(_Part):
    """A picture of the release, and what it shows in words."""

    name: str
    title: str
    alternative_text: str


class Profile(_Part):
    """The rule by which small numbers are hidden."""

    name: str
    title: str
    symbol: str
    other_symbol: str
    rules: tuple[str, ...]


class Label(_Part):
    """What a category is called."""

    category: str
    title: str


class Metadata(_Part):
    """What a release says of itself."""

    release_id: str
    title: str
    purpose: str
    data: str = ""
    as_at: date
    data_as_at: Mapping[str, date]
    profile: Profile
    definitions: tuple[Definition, ...]
    breakdowns: tuple[Breakdown, ...]
    charts: tuple[Chart, ...]
    headlines: tuple[Key, ...] = ()
    labels: Mapping[str, tuple[Label, ...]] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()
    thresholds: Mapping[str, str] = Field(default_factory=dict)
    versions: Mapping[str, str] = Field(default_factory=dict)
    estimates: Mapping[str, Any] = Field(default_factory=dict)
    evidence: Mapping[str, Any] = Field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A released figure with the words beside it. `text` may be a symbol that hides a number."""

    count_id: str
    measure: str
    measure_title: str
    breakdown: str
    category: str
    category_title: str
    text: str
    percentage: str
    percentage_of: str

    @property
    def is_hidden(self) -> bool:
        """Whether a symbol stands in place of the number."""
        return not self.text.isdecimal()


@dataclass(frozen=True, kw_only=True)
class PublishedRelease:
    """A release: what it says of itself, its figures, and how sure they are."""

    folder: Path
    metadata: Metadata
    figures: tuple[Figure, ...]
    estimates: Mapping[Key, Mapping[str, Any]]
    changes: Mapping[Key, Mapping[str, Any]]

    @cached_property
    def by_count(self) -> Mapping[str, Mapping[str, Sequence[Figure]]]:
        """The figures of each count by breakdown, in reading order."""
        found: dict[str, dict[str, list[Figure]]] = {}
        for figure in self.figures:
            found.setdefault(figure.count_id, {}).setdefault(figure.breakdown, []).append(figure)
        return found

    @cached_property
    def totals(self) -> Mapping[Key, Figure]:
        """The total of each measure."""
        return {
            (each.count_id, each.measure): each for each in self.figures if each.breakdown == TOTAL
        }

    def definition(self, count_id: str) -> Definition | None:
        """Return what a count means; none where the release does not hold it."""
        held = self.by_count.get(count_id)
        return next(
            (each for each in self.metadata.definitions if held and each.id == count_id), None
        )

    def breakdown(self, name: str) -> Breakdown:
        """Return what a breakdown is, in words."""
        known = (each for each in self.metadata.breakdowns if each.name == name)
        return next(
            known, Breakdown(name=name, title=name.replace("_", " ").capitalize(), goes_by="")
        )

    def source_title(self, source: str) -> str:
        """Return what a source is called."""
        labels = self.metadata.labels.get(SOURCE, ())
        known = (each.title for each in labels if each.category == source)
        return next(known, source.replace("_", " ").capitalize())

    def charts_of(self, count_id: str) -> tuple[Chart, ...]:
        """Return the pictures of a count."""
        return tuple(each for each in self.metadata.charts if each.name.startswith(f"{count_id}_"))


def read_release(folder: Path) -> PublishedRelease:
    """Read a release from its folder."""
    told = json.loads((folder / "metadata.json").read_text("utf-8"))
    rows = pq.read_table(folder / "figures.parquet").to_pylist()
    return PublishedRelease(
        folder=folder,
        metadata=Metadata.model_validate(told),
        figures=tuple(_figure(row) for row in rows),
        estimates=_by_figure(folder / "estimates.parquet"),
        changes=_by_figure(folder / "changes.parquet"),
    )


def _figure(row: Mapping[str, str]) -> Figure:
    return Figure(
        count_id=row["count_id"],
        measure=row["measure"],
        measure_title=row["measure_title"],
        breakdown=row["breakdown"],
        category=row["category"],
        category_title=row["category_title"],
        text=row["figure"],
        percentage=row["percentage"],
        percentage_of=row["percentage_of"],
    )


def _by_figure(path: Path) -> dict[Key, Mapping[str, Any]]:
    if not path.is_file():  # Nothing to compare with, or nobody reviewed anything.
        return {}
    rows = pq.read_table(path).to_pylist()
    return {(str(row["count_id"]), str(row["measure"])): row for row in rows}
