"""What a reader knows of a number from what is shown of it: the least and the most it can be."""

from decimal import Decimal
from fractions import Fraction
from math import floor, inf

from governance.definition import Unit
from governance.disclosure.controlled import ControlledFigure, Reason
from governance.disclosure.profiles import Profile

Range = tuple[float, float]

ANYTHING: Range = (0, inf)
_HALF = Fraction(1, 20)  # Percentages are given to a tenth.


def range_of(
    figure: ControlledFigure, profile: Profile, unit: Unit | None, *, supposing: bool = True
) -> Range:
    """Return between what a number lies, as a reader can say who guessed why it is hidden.

    Args:
        figure: what is shown.
        profile: the rule that it is shown under, which is published.
        unit: what one of the number is one of.
        supposing: whether a number behind the symbol of small ones is taken for small, where no
            reason is known: it may also be of too few families.
    """
    if figure.value is not None:
        return profile.numbers_shown_as(figure.value, is_total=figure.is_total)
    if figure.text == profile.other_symbol:
        return ANYTHING
    smallest, largest = profile.small(unit)
    if figure.reason is Reason.FEW_FAMILIES:
        return largest + 1, inf
    is_small = figure.reason is Reason.SMALL or supposing or unit is Unit.FAMILY
    return smallest, largest if is_small else inf


def range_of_whole(figure: ControlledFigure, profile: Profile) -> Range:
    """Return between what the whole lies that a figure's percentage is a percentage of."""
    if figure.value is None or figure.percentage is None:
        return ANYTHING
    if figure.value == 0:
        return profile.small_to + 1, inf
    shown = _wholes_shown(figure.value, figure.percentage, profile.round_to)
    smallest = profile.numbers_shown_as(int(shown[0]), is_total=True)[0]
    if shown[1] == inf:
        return smallest, inf
    return smallest, profile.numbers_shown_as(int(shown[1]), is_total=True)[1]


def _wholes_shown(value: int, percentage: Decimal, step: int) -> Range:
    """Return the smallest and largest rounded number that a value is so many percent of."""
    share = Fraction(percentage)
    smallest = (floor(100 * value / (share + _HALF) / step) + 1) * step
    if share <= _HALF:
        return smallest, inf
    return smallest, floor(100 * value / (share - _HALF) / step) * step


def is_within(number: float, known: Range) -> bool:
    """Whether a number lies in a range."""
    return known[0] <= number <= known[1]


def both(one: Range, other: Range) -> Range:
    """Return the range of a number that lies in two."""
    return max(one[0], other[0]), min(one[1], other[1])
