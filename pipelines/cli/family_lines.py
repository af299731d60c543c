"""The lines of a family's picture: each care tie from the adult down to the child.

Adults of one home who are tied to a child alike, as most couples are, share one line to it: it
leaves a bracket below them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from linkage_models.explaining.family.explanation import CareTie, FamilyExplanation
from linkage_models.explaining.family.words import role_in_words

ADULT_WIDTH, CHILD_WIDTH, ADULT_HEIGHT, CHILD_HEIGHT = 132, 92, 50, 62
_POINTS = 25
_BELOW = 16  # How far a bracket lies below its adults.

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where somebody stands, by the middle, and the words that are written there."""

    label: str
    words: tuple[str, ...]
    is_child: bool
    is_elsewhere: bool
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of care ties of one kind; `role` is told where it is not the adult's usual one."""

    points: tuple[Point, ...]
    is_stated: bool
    role: str = ""


@dataclass(frozen=True)
class _Strand:
    """Adults, from left to right, whose ties of one kind to a child are one line."""

    child: str
    adults: tuple[str, ...]
    is_stated: bool
    role: str = ""

    @property
    def stem(self) -> str | tuple[tuple[str, ...], bool]:
        """What leaves the adults: a bracket that several lines may share, or this line alone."""
        return (self.adults, self.is_stated) if len(self.adults) > 1 else self.child


def draw_lines(family: FamilyExplanation, spots: Mapping[str, Spot]) -> tuple[Line, ...]:
    """Draw the ties of a family between people who have their places."""
    strands = _with_brackets_that_help(_strands(family, spots))
    lines: list[Line] = []
    for stem, sharing in _by_stem(strands).items():
        strand = sharing[0]
        ports = [_leaves(adult, stem, strands, spots) for adult in strand.adults]
        start = ports[0]
        if len(ports) > 1:
            y = ports[0][1] + _BELOW
            start = (ports[0][0] + ports[-1][0]) / 2, y
            shapes: list[tuple[Point, ...]] = [
                (ports[0], (ports[0][0], y), (ports[-1][0], y), ports[-1])
            ]
            shapes += [(port, (port[0], y)) for port in ports[1:-1]]
            lines += [Line(points=points, is_stated=strand.is_stated) for points in shapes]
        lines += [
            Line(
                points=_curve(start, _arrives(each, strands, spots)),
                is_stated=each.is_stated,
                role=each.role,
            )
            for each in sharing
        ]
    return tuple(lines)


def _strands(family: FamilyExplanation, spots: Mapping[str, Spot]) -> list[_Strand]:
    """Gather the ties of each child by home and kind; those in another role stay alone."""
    person_of = {person.label: person for person in family.adults}
    gathered: dict[tuple[str, int | None, bool, str], list[CareTie]] = defaultdict(list)
    for tie in sorted(family.ties, key=lambda tie: spots[tie.adult].x):
        adult = person_of[tie.adult]
        own = "" if tie.role == adult.role else tie.adult
        gathered[tie.child, adult.home, tie.is_stated, own].append(tie)
    return [
        _Strand(
            child,
            tuple(tie.adult for tie in ties),
            is_stated,
            role_in_words(ties[0].role) if own else "",
        )
        for (child, _, is_stated, own), ties in gathered.items()
    ]


def _with_brackets_that_help(strands: Sequence[_Strand]) -> list[_Strand]:
    """Keep one bracket for an adult at most: of most children, or with nothing beside it."""
    kept: list[_Strand] = []
    taken: set[str] = set()
    stems = _by_stem([each for each in strands if len(each.adults) > 1])
    for sharing in sorted(stems.values(), key=lambda each: (-len(each), each[0].adults)):
        adults = set(sharing[0].adults)
        is_alone = all(each in sharing for each in strands if adults & set(each.adults))
        if not adults & taken and (is_alone or len(sharing) > 1):
            taken |= adults
            kept += sharing
    return [
        each if each in kept else _Strand(each.child, (adult,), each.is_stated, each.role)
        for each in strands
        for adult in (each.adults[:1] if each in kept else each.adults)
    ]


def _by_stem(strands: Sequence[_Strand]) -> dict[object, list[_Strand]]:
    """Gather lines by what they leave the adults by."""
    stems: dict[object, list[_Strand]] = defaultdict(list)
    for each in strands:
        stems[each.adults, each.stem].append(each)
    return stems


def _leaves(
    adult: str, stem: object, strands: Sequence[_Strand], spots: Mapping[str, Spot]
) -> Point:
    """Say where something leaves an adult: beside whatever else does, by where it leads."""
    own = _by_stem([each for each in strands if adult in each.adults])

    def leads_to(each: object) -> float:
        strand = own[each][0]
        ends = [strand.child] if len(strand.adults) == 1 else strand.adults
        return fmean(spots[end].x for end in ends)

    spot = spots[adult]
    place = sorted(own, key=leads_to).index(stem)
    return _beside(place, len(own), spot.x, ADULT_WIDTH), spot.y + ADULT_HEIGHT / 2


def _arrives(strand: _Strand, strands: Sequence[_Strand], spots: Mapping[str, Spot]) -> Point:
    """Say where a line reaches a child: beside the child's other lines, by where they come from."""
    own = sorted(
        (each for each in strands if each.child == strand.child),
        key=lambda each: fmean(spots[adult].x for adult in each.adults),
    )
    spot = spots[strand.child]
    return _beside(own.index(strand), len(own), spot.x, CHILD_WIDTH), spot.y - CHILD_HEIGHT / 2


def _beside(place: int, of: int, middle: float, width: float) -> float:
    return middle - width / 2 + width / (of + 1) * (place + 1)


def _curve(start: Point, end: Point) -> tuple[Point, ...]:
    """Draw a line that leaves and arrives upright."""
    along = np.linspace(0.0, 1.0, _POINTS)
    xs = start[0] + (end[0] - start[0]) * along * along * (3 - 2 * along)
    ys = start[1] + (end[1] - start[1]) * along
    return tuple(zip(xs.round(1).tolist(), ys.round(1).tolist(), strict=True))
