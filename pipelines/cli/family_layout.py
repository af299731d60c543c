"""Where the people of a family unit stand in its picture: homes side by side, adults on top.

Only places and words; how they are drawn is in `family_graph.py`. The order that crosses fewest
lines is igraph's; homes keep their people together.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import igraph

from linkage_models.explaining.family.explanation import FamilyExplanation, Person
from linkage_models.explaining.family.words import counted, role_in_words
from pipelines.cli.family_lines import (
    ADULT_HEIGHT,
    ADULT_WIDTH,
    CHILD_HEIGHT,
    CHILD_WIDTH,
    Line,
    Spot,
    draw_lines,
)

_GAP, _PADDING, _BETWEEN = 14, 18, 26
_LETTER = 7.2
_ADULTS, _CHILDREN = 68, 236
_LINE_OF_OTHERS = 22
_BRACKET = 12  # Room below adults whose lines leave a bracket.


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The frame of a home."""

    title: str
    note: str
    has_children: bool
    left: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A picture of a family, in pixels from its upper left corner."""

    width: float
    height: float
    frames: tuple[Frame, ...]
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]


def lay_out(family: FamilyExplanation) -> Layout:
    """Place the people of a family, home by home from left to right."""
    across = _order(family)
    homes = sorted(
        range(len(family.homes)),
        key=lambda home: (fmean(across[each.label] for each in _people(family, home)), home),
    )
    left, frames, spots = 0.0, [], []
    for home in homes:
        rows = [
            sorted(family.at(home, people), key=lambda person: across[person.label])
            for people in (family.adults, family.children)
        ]
        frame = _frame(family, home, rows, left)
        frames.append(frame)
        middle = (frame.left + frame.right) / 2
        for row, width, y in zip(
            rows, (ADULT_WIDTH, CHILD_WIDTH), (_ADULTS, _CHILDREN), strict=True
        ):
            first = middle - _row_width(row, width) / 2 + width / 2
            spots += [
                _spot(family, person, first + place * (width + _GAP), y)
                for place, person in enumerate(row)
            ]
        left = frame.right + _BETWEEN
    return Layout(
        width=left - _BETWEEN,
        height=max(frame.bottom for frame in frames),
        frames=tuple(frames),
        spots=tuple(spots),
        lines=draw_lines(family, {spot.label: spot for spot in spots}),
    )


def _people(family: FamilyExplanation, home: int) -> tuple[Person, ...]:
    return family.at(home, (*family.adults, *family.children))


def _order(family: FamilyExplanation) -> dict[str, float]:
    """Say how far right each person stands so that few lines cross."""
    people = (*family.adults, *family.children)
    number = {person.label: place for place, person in enumerate(people)}
    graph = igraph.Graph(
        len(people), [(number[tie.adult], number[tie.child]) for tie in family.ties], directed=True
    )
    layers = [0] * len(family.adults) + [1] * len(family.children)
    found = graph.layout_sugiyama(layers=layers)
    across = {person.label: float(found[place][0]) for place, person in enumerate(people)}
    if not _reads_from_the_left(family, across):
        across = {label: -place for label, place in across.items()}
    return _eldest_first(family, across)


def _reads_from_the_left(family: FamilyExplanation, across: dict[str, float]) -> bool:
    """Whether the first home of children stands left of the second."""
    homes = [number for number, home in enumerate(family.homes) if home.has_children]
    places = [fmean(across[each.label] for each in _people(family, home)) for home in homes[:2]]
    return places == sorted(places)


def _eldest_first(family: FamilyExplanation, across: dict[str, float]) -> dict[str, float]:
    """Put people of one home whose ties are alike in their own order: it crosses no line more."""
    alike: dict[tuple[int | None, frozenset[str]], list[str]] = defaultdict(list)
    for person in (*family.adults, *family.children):
        tied = frozenset(
            end
            for tie in family.ties
            for own, end in ((tie.adult, tie.child), (tie.child, tie.adult))
            if own == person.label
        )
        alike[person.home, tied].append(person.label)
    return {
        label: place
        for labels in alike.values()
        for label, place in zip(labels, sorted(across[each] for each in labels), strict=True)
    }


def _row_width(row: Sequence[Person], width: float) -> float:
    return len(row) * (width + _GAP) - _GAP if row else 0.0


def _frame(
    family: FamilyExplanation, number: int, rows: Sequence[Sequence[Person]], left: float
) -> Frame:
    home = family.homes[number]
    note = f"also here: {counted(home.others, 'other')}" if home.others else ""
    inner = max(
        _row_width(rows[0], ADULT_WIDTH),
        _row_width(rows[1], CHILD_WIDTH),
        _LETTER * max(len(home.title), len(note)),
    )
    last = _CHILDREN + CHILD_HEIGHT / 2 if rows[1] else _ADULTS + ADULT_HEIGHT / 2 + _BRACKET
    return Frame(
        title=home.title,
        note=note,
        has_children=home.has_children,
        left=left,
        right=left + inner + 2 * _PADDING,
        bottom=last + _PADDING + (_LINE_OF_OTHERS if note else 0),
    )


def _spot(family: FamilyExplanation, person: Person, x: float, y: float) -> Spot:
    is_child = y == _CHILDREN
    is_fostered = is_child and family.is_fostered(person.label)
    first = person.label if is_child else role_in_words(person.role)
    second = person.age if is_child else f"{person.label}, {person.age}"
    return Spot(
        label=person.label,
        words=(first, second, *(("in foster care",) if is_fostered else ())),
        is_child=is_child,
        is_elsewhere=is_fostered,
        x=x,
        y=y,
    )
