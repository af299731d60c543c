"""What earlier releases tell of the numbers of a new one, to a reader who has kept them all.

Of a release of the same night every figure is the same number, shown under another rule or in
another version. Of an earlier night nothing is certain but the changes that are published: people
come and go, so that no figure of one night is a part or a sum of those of another.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from governance.disclosure.controlled import ControlledFigure, Key
from governance.disclosure.knowing import Range, both, is_within, range_of
from governance.disclosure.profiles import Profile
from governance.disclosure.relations import Relations
from governance.disclosure.sums import sums_of
from governance.figure import ALL, TOTAL, Figure
from governance.uncertainty import Change


@dataclass(frozen=True, kw_only=True)
class Published:
    """A release that readers were given once: its night, its rule, what it showed."""

    as_at: date
    profile: Profile
    figures: tuple[ControlledFigure, ...]


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """A night whose figures are to be shown under a rule, and what readers know by then.

    `relations` say what is declared to add up, `published` is every release that readers were ever
    given, `changes` are those since earlier nights that are told along with the figures.
    """

    as_at: date
    profile: Profile
    relations: Relations
    published: tuple[Published, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """What a reader remembers of earlier releases that is of numbers of a new one.

    `ranges` says between what numbers lie; `hidden` are those that an earlier release of the same
    night hid, which a new one must not tell either; `releases` is how many are remembered.
    """

    ranges: Mapping[Key, Range]
    hidden: frozenset[Key]
    releases: int


NOTHING_REMEMBERED = Remembered(ranges={}, hidden=frozenset(), releases=0)


def remembered(figures: Sequence[Figure], occasion: Occasion) -> Remembered:
    """Return what was published before of the numbers of a release.

    What contradicts the exact figure is of another number: a night that was linked anew.

    Args:
        figures: the exact figures of the release.
        occasion: when and by what rule they are shown.
    """
    exact = {each.key: each.value for each in figures}
    found: dict[Key, Range] = {}
    of_night = [each for each in occasion.published if each.as_at == occasion.as_at]
    for told in (
        *(_told(each, exact, occasion.relations) for each in of_night),
        *(dict(_by_changes(each, occasion)) for each in occasion.published),
    ):
        for key, range_ in told.items():
            if key in exact and is_within(exact[key], range_):
                found[key] = both(found.get(key, range_), range_)
    return Remembered(
        ranges=found,
        hidden=frozenset(
            figure.key
            for each in of_night
            for figure in each.figures
            if figure.is_suppressed and figure.text != each.profile.other_symbol
        ),
        releases=len(occasion.published),
    )


def _told(release: Published, exact: Mapping[Key, int], relations: Relations) -> dict[Key, Range]:
    """Return what a release tells of numbers, of those too that its tables had no row for.

    The reader is supposed to guess right whether a number was hidden because it is small, or is of
    too few families.
    """
    guessed, certain = (_ranges(release, relations, supposing=each) for each in (True, False))
    larger = release.profile.small_to + 1, inf
    shown = {
        key: guessed[key]
        if is_within(exact.get(key, 0), guessed[key])
        else both(certain[key], larger)
        for key in certain
    }
    if release.profile.hides_zeros_of_groups:
        return shown
    tables = {key[:3] for key in shown}
    return {key: (0.0, 0.0) for key in exact if key[:3] in tables} | shown


def _ranges(
    release: Published, relations: Relations, *, supposing: bool = False
) -> dict[Key, Range]:
    units = relations.units
    return {
        each.key: range_of(each, release.profile, units.get(each.key[:2]), supposing=supposing)
        for each in release.figures
    }


def _by_changes(release: Published, occasion: Occasion) -> Iterator[tuple[Key, Range]]:
    """Give what an earlier total and the published parts of its change tell of the total now."""
    profile, relations = occasion.profile, occasion.relations
    of_night = [each for each in occasion.changes if each.earlier_as_at == release.as_at]
    if not of_night:
        return
    ranges = _ranges(release, relations)
    totals = _totals(ranges, relations)
    for each in of_night:
        key = (each.count_id, each.measure, TOTAL, ALL)
        low, high = totals.get(key, (0.0, inf))
        for change in (each.real_change, each.coverage_change, each.model_change):
            shown = profile.rounded(abs(change)) * (1 if change > 0 else -1)
            low, high = low + shown - profile.round_to / 2, high + shown + profile.round_to / 2
        yield key, (max(0.0, low), high)


def _totals(ranges: Mapping[Key, Range], relations: Relations) -> dict[Key, Range]:
    """Narrow each total by the sums of its parts."""
    found = defaultdict[Key, Range](lambda: (0.0, inf))
    found.update({key: range_ for key, range_ in ranges.items() if key[2] == TOTAL})
    for each in sums_of(list(ranges), relations):
        if each.whole[2] == TOTAL:
            parts = [ranges.get(part, (0.0, inf)) for part in each.parts]
            together = sum(low for low, _ in parts), sum(high for _, high in parts)
            found[each.whole] = both(found[each.whole], together)
    return dict(found)
