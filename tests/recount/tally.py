"""From people with what is known of each to the rows of a count; who they are is not told here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Key = tuple[str, str, str, str]
Numbers = tuple[int, int, int | None]
Figures = dict[Key, Numbers]


@dataclass
class Counted:
    """One of what is counted: its family, its facts, and its categories of every breakdown."""

    key: object
    family: object
    facts: set[str] = field(default_factory=set)
    categories: dict[str, set[str]] = field(default_factory=dict)


def tally(
    count: str,
    measure: str,
    everybody: Iterable[Counted],
    breakdowns: Iterable[str],
    is_counted: Callable[[Counted], bool],
    *,
    has_share: bool = True,
    of_all: Iterable[str] = (),
) -> Figures:
    """Count those who are counted, in total and in each category that anybody of the whole is in.

    Args:
        count: the count's id.
        measure: the measure's name.
        everybody: the whole of which a share is given.
        breakdowns: by what the count is given, the total aside.
        is_counted: says whether one of the whole is counted.
        has_share: whether the measure has a whole at all.
        of_all: breakdowns of which a share is one of the whole, and not of the category; only
            categories that somebody counted is in are given.
    """
    whole = list(everybody)
    figures: Figures = {}
    for breakdown in ("total", *breakdowns):
        parts: dict[str, list[Counted]] = {}
        for one in whole:
            for category in {"all"} if breakdown == "total" else one.categories.get(breakdown, ()):
                parts.setdefault(category, []).append(one)
        for category, those in parts.items():
            counted = [one for one in those if is_counted(one)]
            if not counted and (breakdown in of_all or not has_share):
                continue
            of = len(whole) if breakdown in of_all else len(those)
            figures[count, measure, breakdown, category] = (
                len(counted),
                len({one.family for one in counted}),
                of if has_share else None,
            )
    return figures


def differences(expected: Figures, found: Figures) -> list[str]:
    """Tell every figure that is missing, more or other than expected."""
    told: list[str] = []
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key) != found.get(key):
            count, measure, breakdown, category = key
            told.append(
                f"{count} {measure} by {breakdown} {category!r}: recomputed "
                f"{_numbers(expected.get(key))}, counted {_numbers(found.get(key))}"
            )
    return told


def _numbers(numbers: Numbers | None) -> str:
    if numbers is None:
        return "nothing"
    value, families, whole = numbers
    return f"{value} in {families} families" + ("" if whole is None else f" of {whole}")
