"""What a release says about itself: its name, its date, its purpose, its words.

All of it is given. Nothing here looks at a clock, a folder or a configuration, so that the same
release can be written again, byte for byte.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from governance.boundaries import Boundaries
from governance.definition import CROSSED, Breakdown, CountDefinition, Unit
from governance.disclosure import Profile, Relations
from governance.disclosure.remembering import Occasion, Published
from governance.earlier import EarlierRelease
from governance.figure import ALL, TOTAL
from governance.uncertainty import Change, Estimate

Purpose = Literal["synthetic", "planning"]

COMBINATION = "combination"  # A breakdown whose categories are several services joined by "+".
CROSSED_OF = {"age_sex": ("age_band", "sex")}  # Which two breakdowns a crossed one is of.
WARD = "ward"  # The breakdown whose categories boundaries have shapes for.
SOURCE = "source"  # The key of `labels` that holds the plain names of sources.

SYNTHETIC = "Synthetic data"
SYNTHETIC_SENTENCE = f"{SYNTHETIC}: nobody in these figures exists."


@dataclass(frozen=True, kw_only=True)
class ReleaseContext:
    """Everything of a release but its figures.

    `labels` gives plain words for categories, by breakdown, in the order they are to be shown in;
    a category without a label is shown last, as its own name without underscores. For
    combinations, the labels are those of the single services. `headlines` names the figures that
    the report opens with, as count and measure; without it, each count gives one.

    `estimates` and `changes` are exact, like figures, and controlled with them. `earlier` are
    releases that were published and still stand, `published` all that readers were ever given, and
    `relations` what a reader can add up beyond the categories of a breakdown. `quality` says in
    words what was measured of the linkage, and `thresholds` from which weight on records and ties
    were joined.
    """

    release_id: str
    as_at: date
    purpose: Purpose
    profile: Profile
    definitions: tuple[CountDefinition, ...]
    breakdowns: tuple[Breakdown, ...]
    data_as_at: Mapping[str, date]
    versions: Mapping[str, str]
    notes: tuple[str, ...] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    headlines: tuple[tuple[str, str], ...] = ()
    area: str = ""
    estimates: tuple[Estimate, ...] = ()
    changes: tuple[Change, ...] = ()
    earlier: tuple[EarlierRelease, ...] = ()
    published: tuple[Published, ...] = ()
    relations: Relations | None = None
    boundaries: Boundaries | None = None
    thresholds: Mapping[str, str] = field(default_factory=dict)
    quality: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse an unknown purpose, which would decide wrongly whether data is marked."""
        if self.purpose not in get_args(Purpose):
            msg = f"purpose {self.purpose!r} is not one of {', '.join(get_args(Purpose))}"
            raise ValueError(msg)

    @property
    def known_relations(self) -> Relations:
        """What a reader can add up."""
        return self.relations or Relations(
            definitions=self.definitions, breakdowns=self.breakdowns, crossed=CROSSED_OF
        )

    @property
    def occasion(self) -> Occasion:
        """When and by what rule figures are shown, and what readers know by then."""
        return Occasion(
            as_at=self.as_at,
            profile=self.profile,
            relations=self.known_relations,
            published=self.published,
            changes=self.changes,
        )

    @property
    def is_synthetic(self) -> bool:
        """Whether the people are made up, which every output then says."""
        return self.purpose == "synthetic"

    @property
    def title(self) -> str:
        """The release's title, for headings and document properties."""
        return f"Think Family counts for {self.area}" if self.area else "Think Family counts"

    @property
    def marked_title(self) -> str:
        """The title, saying first that the data is synthetic where it is."""
        return f"{SYNTHETIC}: {self.title}" if self.is_synthetic else self.title

    def definition(self, count_id: str) -> CountDefinition:
        """Return a count's definition by its id."""
        return next(each for each in self.definitions if each.id == count_id)

    def breakdown_title(self, breakdown: str) -> str:
        """Say in words how a figure is broken down."""
        titles = {each.name: each.title for each in self.breakdowns}
        return titles.get(breakdown, "Total" if breakdown == TOTAL else plain(breakdown))

    def explained(self, shown: Collection[str]) -> tuple[Breakdown, ...]:
        """Return those of the breakdowns shown that say how they are worked out, as listed."""
        return tuple(each for each in self.breakdowns if each.goes_by and each.name in shown)

    def category_title(self, breakdown: str, category: str) -> str:
        """Say in words which category a figure is of."""
        if breakdown == TOTAL and category == ALL:
            return "All"
        if breakdown == COMBINATION:
            return " + ".join(self.combined(category))
        if breakdown in CROSSED_OF:
            parts = enumerate(category.split(CROSSED))
            return ", ".join(self.part_title(breakdown, place, part) for place, part in parts)
        if breakdown == WARD and self.boundaries and category in self.boundaries.names:
            return self.boundaries.names[category]
        return self._label(breakdown, category)

    def combined(self, category: str) -> tuple[str, ...]:
        """Return the plain names of the services that a combination is made of."""
        return tuple(self._label(COMBINATION, part) for part in category.split("+"))

    def source_title(self, source: str) -> str:
        """Return a source's plain name."""
        title = self._label(SOURCE, source)
        return title[:1].upper() + title[1:]

    def category_order(self, breakdown: str, category: str) -> tuple[tuple[int, ...], str]:
        """Order categories as their labels are listed, combinations by how many they join."""
        if breakdown in CROSSED_OF:
            crossed = zip(CROSSED_OF[breakdown], category.split(CROSSED), strict=False)
            return tuple(self._place(of, part) for of, part in crossed), category
        parts = category.split("+") if breakdown == COMBINATION else [category]
        return (len(parts), *(self._place(breakdown, part) for part in parts)), category

    def part_title(self, breakdown: str, place: int, part: str) -> str:
        """Say in words one part of a crossed category; its own breakdown's words are the rule."""
        own = self.labels.get(breakdown, {}).get(part)
        return own or self._label(CROSSED_OF[breakdown][place], part)

    def _place(self, breakdown: str, category: str) -> int:
        listed = list(self.labels.get(breakdown, ()))
        return listed.index(category) if category in listed else len(listed)

    def _label(self, breakdown: str, category: str) -> str:
        return self.labels.get(breakdown, {}).get(category) or plain(category)


def plain(name: str) -> str:
    """Turn a name of ours into words: `adult_mental_health` is "Adult mental health"."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def long_date(day: date) -> str:
    """Write a date as it is written in a letter: 30 September 2026."""
    return f"{day.day} {day:%B %Y}"


def thousands(text: str) -> str:
    """Write a number with its thousands set apart; leave the symbol of a hidden one alone."""
    return f"{int(text):,}" if text.isdecimal() else text


def units(unit: Unit) -> str:
    """Return the word for several of a unit."""
    irregular = {Unit.CHILD: "children", Unit.FAMILY: "families"}
    return irregular.get(unit, f"{unit}s")
