"""Filling in rows that are not there: an absent row says that a group is empty, like a zero does.

Only rules that hide zeros of groups need it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from governance.definition import CROSSED, Unit
from governance.disclosure.profiles import Profile
from governance.disclosure.relations import Counted, Relations
from governance.figure import Figure

_Kind = tuple[Unit | None, str]
"""What one of a measure is one of, and a breakdown: measures of a kind have the same categories."""


def completed(
    figures: Sequence[Figure], profile: Profile, relations: Relations
) -> tuple[Figure, ...]:
    """Give measures of one kind the same categories, with zeros for those that one lacks.

    Args:
        figures: the exact figures of a release.
        profile: the rule; figures are left as they are where it shows zeros.
        relations: what is declared, such as which two breakdowns a crossed one is of.
    """
    if not profile.hides_zeros_of_groups:
        return tuple(figures)
    units = relations.units
    categories: dict[_Kind, set[str]] = defaultdict(set)
    given: dict[tuple[Counted, str], set[str]] = defaultdict(set)
    for each in figures:
        counted = each.count_id, each.measure
        categories[units.get(counted), each.breakdown].add(each.category)
        given[counted, each.breakdown].add(each.category)
    for unit, breakdown in list(categories):
        if margins := relations.crossed.get(breakdown):
            sides = (sorted(categories[unit, margin]) for margin in margins)
            categories[unit, breakdown].update(map(CROSSED.join, product(*sides)))
    return (*figures, *_empty(given, categories, units))


def _empty(
    given: dict[tuple[Counted, str], set[str]],
    categories: dict[_Kind, set[str]],
    units: dict[Counted, Unit],
) -> Iterator[Figure]:
    for (counted, breakdown), there in given.items():
        for category in sorted(categories[units.get(counted), breakdown] - there):
            yield Figure(
                count_id=counted[0],
                measure=counted[1],
                breakdown=breakdown,
                category=category,
                value=0,
                family_count=0,
            )
