"""Small releases for tests of disclosure control, and a reader who tries every possible table."""

from collections.abc import Iterator, Mapping
from itertools import product

from governance.definition import Breakdown, CountDefinition, Measure, Unit
from governance.disclosure import ControlledFigure, Profile, Relations
from governance.disclosure.controlled import Key
from governance.disclosure.knowing import range_of
from governance.figure import ALL, TOTAL, Figure

BREAKDOWNS = (
    Breakdown(name=TOTAL, title="Total"),
    Breakdown(name="ward", title="Ward"),
    Breakdown(name="sex", title="Sex"),
    Breakdown(name="age_band", title="Age"),
    Breakdown(name="age_sex", title="Age and sex"),
    Breakdown(name="stage", title="Stage", adds_up=False),
)


def definition(*part_of: tuple[str, str]) -> CountDefinition:
    return CountDefinition(
        id="A2",
        title="Children",
        definition="Children.",
        measures=(
            Measure(name="children", title="Children", unit=Unit.CHILD),
            Measure(name="in_care", title="In care", unit=Unit.CHILD, part_of=part_of),
        ),
        basis="open",
        sources=("gp",),
        not_for="nothing",
        breakdowns=("ward", "sex", "age_band", "age_sex", "stage"),
    )


RELATIONS = Relations(
    definitions=(definition(("A2", "children")),),
    breakdowns=BREAKDOWNS,
    crossed={"age_sex": ("age_band", "sex")},
)


def figure(
    value: int,
    breakdown: str = TOTAL,
    category: str = ALL,
    *,
    measure: str = "children",
    families: int | None = None,
    of_value: int | None = None,
) -> Figure:
    return Figure(
        count_id="A2",
        measure=measure,
        breakdown=breakdown,
        category=category,
        value=value,
        family_count=value if families is None else families,
        of_value=of_value,
    )


def table(
    parts: Mapping[str, int], breakdown: str = "ward", measure: str = "children"
) -> tuple[Figure, ...]:
    return tuple(
        figure(value, breakdown, category, measure=measure) for category, value in parts.items()
    )


def tables(*given: Mapping[str, int], measure: str = "children") -> tuple[Figure, ...]:
    """Break one measure down by ward, then by sex, both beside their total."""
    total = sum(given[0].values())
    found = [figure(total, measure=measure)]
    for breakdown, parts in zip(("ward", "sex"), given, strict=False):
        found += table(parts, breakdown, measure)
    return tuple(found)


def tried(shown: tuple[ControlledFigure, ...], profile: Profile, most: int) -> dict[Key, set[int]]:
    """Return every value that each figure has in some table of which all this could be shown.

    Tables are written down one after the other: each breakdown's parts sum up to the same total.
    """
    possible: dict[Key, set[int]] = {each.key: set() for each in shown}
    bounds = {each.key: range_of(each, profile, Unit.CHILD) for each in shown}
    by: dict[str, list[Key]] = {}
    for each in shown:
        by.setdefault(each.breakdown, []).append(each.key)
    for total in _numbers(bounds[by[TOTAL][0]], most):
        found = [_summing(keys, bounds, total, most) for name, keys in by.items() if name != TOTAL]
        if all(found):
            possible[by[TOTAL][0]].add(total)
            for rows, keys in zip(found, [v for n, v in by.items() if n != TOTAL], strict=True):
                for row in rows:
                    for key, value in zip(keys, row, strict=True):
                        possible[key].add(value)
    return possible


def _summing(
    keys: list[Key], bounds: Mapping[Key, tuple[float, float]], total: int, most: int
) -> list[tuple[int, ...]]:
    every = product(*(_numbers(bounds[key], most) for key in keys))
    return [row for row in every if sum(row) == total]


def _numbers(bounds: tuple[float, float], most: int) -> Iterator[int]:
    yield from range(int(bounds[0]), int(min(bounds[1], most)) + 1)
