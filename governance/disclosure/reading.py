"""What a reader of a release can write down: its numbers between bounds, and all sums of them.

The exact figures, which no reader has, are one solution of the system: they are kept beside it, so
that the search for another has something to begin with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from governance.disclosure.controlled import ControlledFigure, Key
from governance.disclosure.knowing import ANYTHING, Range, both, range_of, range_of_whole
from governance.disclosure.profiles import Profile
from governance.disclosure.relations import Relations
from governance.disclosure.remembering import NOTHING_REMEMBERED, Remembered
from governance.disclosure.secrecy import secrets_of
from governance.disclosure.sums import parts_of, sums_of, wholes_of
from governance.disclosure.system import (
    Name,
    Numbers,
    Places,
    System,
    Terms,
    is_figure,
    key_of,
    rest_of,
    share_whole_of,
    system_of,
)
from governance.figure import TOTAL, Figure

NOTHING: Range = (0, 0)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a reader knows, what is true, and which numbers are nobody's to know.

    `untrue` counts sums that are declared and do not hold of the exact figures: nobody can work
    anything out by them, and somebody should look at the declaration.
    """

    system: System
    exact: Numbers
    secrets: Places
    untrue: tuple[str, ...]


def read(
    figures: Sequence[Figure],
    shown: Sequence[ControlledFigure],
    relations: Relations,
    profile: Profile,
    before: Remembered = NOTHING_REMEMBERED,
) -> Reading:
    """Write down what a reader knows of a release.

    Args:
        figures: the exact figures.
        shown: what is shown of them, one for one.
        relations: what is declared to add up.
        profile: the published rule.
        before: what earlier releases tell of numbers of this one.
    """
    units = relations.units
    bounds: dict[Name, Range] = {
        each.key: range_of(each, profile, units.get(each.key[:2])) for each in shown
    }
    for key, told in before.ranges.items():
        if key in bounds:
            bounds[key] = both(bounds[key], told)
    exact: dict[Name, float] = {each.key: each.value for each in figures}
    terms = [
        *_sums(bounds, exact, relations),
        *_parts(bounds, exact, relations),
        *_shares(figures, shown, bounds, exact, relations, profile),
    ]
    holding = [each for each in terms if _holds(each, exact)]
    believed = {name for each in holding for name, _ in each}
    bounds = {name: of for name, of in bounds.items() if is_figure(name) or name in believed}
    system = system_of(bounds, holding)
    truth = np.array([exact[name] for name in system.names], dtype=float)
    return Reading(
        system=system,
        exact=truth,
        secrets=secrets_of(system, truth, shown, profile, before),
        untrue=tuple(" ".join(each[0][0]) for each in terms if not _holds(each, exact)),
    )


def _holds(terms: Terms, exact: Mapping[Name, float]) -> bool:
    """Whether a sum is so; a part that is larger than its whole is none."""
    is_whole = all(exact[name] >= 0 for name, _ in terms)
    return is_whole and not sum(exact[name] * times for name, times in terms)


def _sums(bounds: dict[Name, Range], exact: dict[Name, float], relations: Relations) -> list[Terms]:
    found: list[Terms] = []
    keys = _figures(bounds)
    for each in sums_of(keys, relations):
        if each.whole not in bounds:  # A cell that is not there is empty; a total is not given.
            bounds[each.whole] = ANYTHING if each.whole[2] == TOTAL else NOTHING
            exact[each.whole] = sum(exact[part] for part in each.parts)
        found.append(((each.whole, 1), *((part, -1) for part in each.parts)))
    return found


def _figures(bounds: Mapping[Name, Range]) -> list[Key]:
    return [key_of(name) for name in bounds if is_figure(name)]


def _parts(
    bounds: dict[Name, Range], exact: dict[Name, float], relations: Relations
) -> list[Terms]:
    keys = _figures(bounds)
    found: list[Terms] = []
    for each in parts_of(keys, relations):
        rest = rest_of(each.part, each.whole)
        bounds[rest] = ANYTHING
        exact[rest] = exact[each.whole] - exact[each.part]
        found.append(((each.whole, 1), (each.part, -1), (rest, -1)))
    return found


def _shares(  # noqa: PLR0913, PLR0917 - what is shown, what is so, and what is declared
    figures: Sequence[Figure],
    shown: Sequence[ControlledFigure],
    bounds: dict[Name, Range],
    exact: dict[Name, float],
    relations: Relations,
    profile: Profile,
) -> list[Terms]:
    """A percentage tells of its whole, which may be published or not."""
    found: list[Terms] = []
    wholes = wholes_of([each.key for each in shown], relations)
    for figure, each in zip(figures, shown, strict=True):
        if each.percentage is None or figure.of_value is None:
            continue
        whole = share_whole_of(each.key)
        rest = rest_of(each.key, whole)
        bounds[whole], bounds[rest] = range_of_whole(each, profile), ANYTHING
        exact[whole], exact[rest] = figure.of_value, figure.of_value - figure.value
        found.append(((whole, 1), (each.key, -1), (rest, -1)))
        if each.key in wholes:
            found.append(((whole, 1), (wholes[each.key], -1)))
    return found
