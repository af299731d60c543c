"""How old people in families are: tables and draws of ages, no persons."""

from synthetic_data.chance import Chance, Weighted

CHILDREN_OF_COUPLES = Weighted.of({1: 0.33, 2: 0.45, 3: 0.15, 4: 0.07})
CHILDREN_OF_LONE_PARENTS = Weighted.of({1: 0.48, 2: 0.36, 3: 0.12, 4: 0.04})
CHILDBEARING_ENDS = 42.0
_TWIN_BIRTHS = 0.015
_SINGLE_AGES = Weighted.of(
    {(18, 30): 0.13, (30, 45): 0.15, (45, 65): 0.27, (65, 82): 0.31, (82, 96): 0.14}
)
_COUPLE_AGES = Weighted.of({(19, 34): 0.18, (34, 50): 0.09, (50, 66): 0.28, (66, 90): 0.45})
_SHARER_AGES = Weighted.of({(18, 26): 0.45, (26, 36): 0.35, (36, 60): 0.2})


def _within(chance: Chance, table: Weighted[tuple[int, int]]) -> float:
    low, high = table.draw(chance)
    return chance.between(low, high)


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


def sibling_ages(chance: Chance, youngest: float, count: int, oldest: float = 25.0) -> list[float]:
    """Draw the ages of brothers and sisters, the eldest first; twins share theirs."""
    ages = [youngest]
    while len(ages) < count:
        older = ages[-1] + max(0.95, chance.normal(2.8, 1.2))
        if older > oldest:
            break
        ages.append(older)
    twins = [age for age in ages if chance.happens(_TWIN_BIRTHS)]
    return sorted([*ages, *twins], reverse=True)
