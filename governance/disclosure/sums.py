"""The sums that declared relations make of the figures that are there.

A figure that is not there is a zero: nobody was counted in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from governance.definition import CROSSED
from governance.disclosure.controlled import Key
from governance.disclosure.relations import Counted, Relations
from governance.figure import ALL, TOTAL


@dataclass(frozen=True, kw_only=True)
class Sum:
    """Figures that add up to another. The whole may be a number that nobody is shown."""

    whole: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A figure and one that holds everybody who is counted in it."""

    part: Key
    whole: Key


@dataclass(frozen=True)
class _Cells:
    """The figures that are there, by count and measure, then by breakdown."""

    of: dict[Counted, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def given(self, counted: Counted) -> dict[str, list[str]]:
        return self.of.get(counted, {})


def sums_of(keys: Iterable[Key], relations: Relations) -> tuple[Sum, ...]:
    """Return every sum that a reader of these figures can write down."""
    cells = _cells(keys)
    return tuple(
        dict.fromkeys(
            (
                *_over_categories(cells, relations),
                *_over_margins(cells, relations),
                *_over_measures(cells, relations),
                *_gathered(cells, relations),
            )
        )
    )


def parts_of(keys: Iterable[Key], relations: Relations) -> tuple[Part, ...]:
    """Return every figure that is a part of another, by the declared parts of measures."""
    there = dict.fromkeys(keys)
    found = (
        Part(part=key, whole=(*whole, *key[2:]))
        for key in there
        for whole in (relations.measures[key[:2]].part_of if key[:2] in relations.measures else ())
    )
    return tuple(each for each in found if each.whole in there)


def wholes_of(keys: Iterable[Key], relations: Relations) -> dict[Key, Key]:
    """Return which figure each percentage is a percentage of, where that one is published."""
    there = dict.fromkeys(keys)
    shares = {each.measure: each for each in relations.shares}
    found = {
        key: (*share.whole, *((TOTAL, ALL) if share.of_total else key[2:]))
        for key in there
        if (share := shares.get(key[:2]))
    }
    return {part: whole for part, whole in found.items() if whole in there}


def _cells(keys: Iterable[Key]) -> _Cells:
    cells = _Cells()
    for count_id, measure, breakdown, category in keys:
        cells.of[count_id, measure][breakdown].append(category)
    return cells


def _over_categories(cells: _Cells, relations: Relations) -> Iterator[Sum]:
    for counted, given in cells.of.items():
        for breakdown, categories in given.items():
            if breakdown != TOTAL and breakdown in relations.adding_up:
                parts = tuple((*counted, breakdown, each) for each in categories)
                yield Sum(whole=(*counted, TOTAL, ALL), parts=parts)


def _over_margins(cells: _Cells, relations: Relations) -> Iterator[Sum]:
    for counted, given in cells.of.items():
        for crossed, margins in relations.crossed.items():
            for place, margin in enumerate(margins):
                gathered: dict[str, list[Key]] = {each: [] for each in given.get(margin, ())}
                for category in given.get(crossed, ()):
                    side = category.split(CROSSED)[place]
                    gathered.setdefault(side, []).append((*counted, crossed, category))
                if crossed in given and margin in given:
                    for side, parts in gathered.items():
                        yield Sum(whole=(*counted, margin, side), parts=tuple(parts))


def _over_measures(cells: _Cells, relations: Relations) -> Iterator[Sum]:
    for identity in relations.identities:
        every = [cells.given(each) for each in (identity.whole, *identity.parts)]
        for breakdown in sorted(set.intersection(*(set(given) for given in every))):
            categories = dict.fromkeys(each for given in every for each in given[breakdown])
            for category in categories:
                parts = [
                    (*part, breakdown, category)
                    for part, given in zip(identity.parts, every[1:], strict=True)
                    if category in given[breakdown]
                ]
                yield Sum(whole=(*identity.whole, breakdown, category), parts=tuple(parts))


def _gathered(cells: _Cells, relations: Relations) -> Iterator[Sum]:
    for each in relations.gatherings:
        gathered: dict[str, list[Key]] = defaultdict(list)
        for category in cells.given(each.parts).get(each.parts_breakdown, ()):
            key = (*each.parts, each.parts_breakdown, category)
            gathered[each.category_of(category)].append(key)
        for category in cells.given(each.whole).get(each.breakdown, ()):
            whole = (*each.whole, each.breakdown, category)
            yield Sum(whole=whole, parts=tuple(gathered[category]))
