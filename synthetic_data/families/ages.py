"""How old people in families are: tables and draws of ages, no persons."""

import math
from collections.abc import Sequence

from synthetic_data.chance import Chance, Weighted

CHILDREN_OF_COUPLES = Weighted.of(
    {1: 0.31, 2: 0.42, 3: 0.175, 4: 0.06, 5: 0.02, 6: 0.009, 7: 0.004, 8: 0.002}
)
CHILDREN_OF_LONE_PARENTS = Weighted.of(
    {1: 0.47, 2: 0.36, 3: 0.12, 4: 0.033, 5: 0.012, 6: 0.004, 7: 0.001}
)
CHILDBEARING_ENDS = 42.0
LEAST_GAP = 0.95
"""Years between the births of one mother's children, twins aside, at the least."""
_YOUNGEST_TO_MARRY = 18.01  # A few days after the birthday.
# Multiple maternities of England and Wales, 2021: 14 in a thousand, of which 2% are triplets; here
# a few more of these, so that a large town has some.
_TWIN_BIRTHS, _TRIPLETS_OF_TWINS = 0.015, 0.04
_YOUNGEST_ARE_YOUNG = 1.12
_USUAL_GAP, _GAP_IN_LARGE_FAMILY, _LARGE_FAMILY = 2.8, 1.8, 5
# The share of families with six children and more in the tables above, and how many those have.
_LARGE_FAMILIES, _LARGEST_FAMILIES = 0.012, (6, 8)
_SINGLE_AGES = Weighted.of(
    {(18, 30): 0.09, (30, 45): 0.15, (45, 65): 0.30, (65, 82): 0.31, (82, 97): 0.15}
)
_COUPLE_AGES = Weighted.of(
    {(19, 34): 0.14, (34, 50): 0.07, (50, 66): 0.30, (66, 80): 0.44, (80, 86): 0.05}
)
_SHARER_AGES = Weighted.of({(18, 26): 0.45, (26, 36): 0.35, (36, 60): 0.2})


def _within(chance: Chance, table: Weighted[tuple[int, int]]) -> float:
    low, high = table.draw(chance)
    return chance.between(low, high)


def youngest_age(chance: Chance, least: float, most: float = 17.9) -> float:
    """Draw the age of the youngest child at home.

    Children of every age are as many; the elder ones have younger brothers and sisters, so the
    youngest are younger.
    """
    return least + (most - least) * math.pow(chance.roll(), _YOUNGEST_ARE_YOUNG)


def single_age(chance: Chance) -> float:
    """Draw the age of somebody who lives alone."""
    return _within(chance, _SINGLE_AGES)


def couple_age(chance: Chance) -> float:
    """Draw the age of the woman of a couple without children."""
    return _within(chance, _COUPLE_AGES)


def sharer_age(chance: Chance) -> float:
    """Draw the age of a lodger."""
    return _within(chance, _SHARER_AGES)


def father_age(chance: Chance, mother_age: float, eldest: float = 0.0) -> float:
    """Draw a man's age beside the mother's; he was at least 17 when the eldest was born."""
    return max(mother_age + min(max(chance.normal(2.2, 4.2), -7.0), 18.0), eldest + 17.0, 18.2)


def mother_age(chance: Chance, ages: list[float]) -> float:
    """Draw the age of a mother of children of these ages."""
    at_first = min(max(chance.normal(27.5, 5.2), 16.0), 42.0)
    oldest_possible = min(ages) + 46.0
    return max(min(max(ages) + at_first, oldest_possible), max(ages) + 15.5, 18.2)


def years_married(
    years: float, woman_age: float, man_age: float, parted: float = 0.0
) -> float | None:
    """Return since when two who would marry have been married: from when both were 18 on.

    Args:
        years: how many years ago they would have married.
        woman_age: the age of the one.
        man_age: the age of the other.
        parted: how many years ago they parted; who had not married by then has not since.
    """
    married = min(years, min(woman_age, man_age) - _YOUNGEST_TO_MARRY)
    return married if married > parted else None


def enlarged(chance: Chance, count: int, often: float) -> int:
    """Return a number of children: a large one where large families are more frequent."""
    if often > 1.0 and chance.happens(_LARGE_FAMILIES * (often - 1.0)):
        return max(count, chance.whole(*_LARGEST_FAMILIES))
    return count


def sibling_ages(
    chance: Chance, youngest: float, count: int, oldest: float = 25.0, twins: float = 1.0
) -> list[float]:
    """Draw the ages of brothers and sisters, the eldest first; twins share theirs.

    Args:
        chance: what is drawn from.
        youngest: the age of the youngest.
        count: how many births there were, at most.
        oldest: the most that an age may be.
        twins: how many times as many births as usual are of twins.
    """
    gap = _USUAL_GAP if count < _LARGE_FAMILY else _GAP_IN_LARGE_FAMILY
    ages = [youngest]
    while len(ages) < count:
        older = ages[-1] + max(LEAST_GAP, chance.normal(gap, 1.2))
        if older > oldest:
            break
        ages.append(older)
    second = [age for age in ages if chance.happens(_TWIN_BIRTHS * twins)]
    third = [age for age in second if chance.happens(_TRIPLETS_OF_TWINS)]
    return sorted([*ages, *second, *third], reverse=True)


def birth_orders(ages: Sequence[float]) -> list[int]:
    """Number those of one age from 1, in the order given; 0 stands for a child born alone."""
    return [
        ages[:place].count(age) + 1 if ages.count(age) > 1 else 0 for place, age in enumerate(ages)
    ]
