"""What may be shown of one figure, judged by itself: hidden or rounded, with a percentage.

What must be hidden besides, so that a hidden number cannot be worked out, is in `protecting`.
"""

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Self

from governance.definition import Unit
from governance.disclosure.profiles import Profile
from governance.figure import TOTAL, Figure

_TENTH = Decimal("0.1")

Key = tuple[str, str, str, str]
"""What tells a figure from every other: count, measure, breakdown, category."""


class Reason(StrEnum):
    """Why a number is hidden. The first two share a symbol, so that a reader cannot tell them."""

    SMALL = "small"
    FEW_FAMILIES = "few families"
    PROTECTS = "protects another"


@dataclass(frozen=True, kw_only=True)
class ControlledFigure:
    """A figure as it may be shown. `value` is rounded, or None where the number is hidden.

    `reason` is for the check of a release, which supposes a reader who guessed it; it is not
    told. It is None where the number is shown, or where only its symbol is known.
    """

    count_id: str
    measure: str
    breakdown: str
    category: str
    value: int | None
    text: str
    percentage: Decimal | None
    reason: Reason | None = field(default=None, repr=False)

    @property
    def is_suppressed(self) -> bool:
        """Whether the number is hidden, for whatever reason."""
        return self.value is None

    @property
    def is_total(self) -> bool:
        """Whether the figure is of the whole count and not of a part of it."""
        return self.breakdown == TOTAL

    @property
    def key(self) -> Key:
        """What tells the figure from every other of a release."""
        return self.count_id, self.measure, self.breakdown, self.category

    def hidden_to_protect(self, profile: Profile) -> Self:
        """Return the figure hidden, whatever it is, so that another cannot be worked out.

        One that is hidden already does not even tell any more that it is small.
        """
        return replace(
            self,
            value=None,
            text=profile.other_symbol,
            percentage=None,
            reason=self.reason or Reason.PROTECTS,
        )

    def without_percentage(self) -> Self:
        """Return the figure without its share."""
        return replace(self, percentage=None)


def controlled(figure: Figure, profile: Profile, unit: Unit | None = None) -> ControlledFigure:
    """Turn an exact figure into what may be shown of it by itself."""
    reason = _reason(figure, profile, unit)
    value = None if reason else profile.rounded(figure.value, is_total=figure.is_total)
    return ControlledFigure(
        count_id=figure.count_id,
        measure=figure.measure,
        breakdown=figure.breakdown,
        category=figure.category,
        value=value,
        text=profile.symbol if value is None else str(value),
        percentage=_percentage(figure, value, profile, unit),
        reason=reason,
    )


def _reason(figure: Figure, profile: Profile, unit: Unit | None) -> Reason | None:
    smallest, largest = profile.small(unit)
    if smallest <= figure.value <= largest:
        return Reason.SMALL
    return Reason.FEW_FAMILIES if profile.is_small(figure.family_count) else None


def _percentage(
    figure: Figure, value: int | None, profile: Profile, unit: Unit | None
) -> Decimal | None:
    """Work out a share as any reader could from what is shown, so that it adds no knowledge."""
    if value is None or figure.of_value is None or profile.is_small(figure.of_value):
        return None
    whole = profile.rounded(figure.of_value)
    if whole == 0 or value > whole or _tells_of_rest(figure, figure.of_value, profile, unit):
        return None
    return (Decimal(100 * value) / whole).quantize(_TENTH, rounding=ROUND_HALF_UP)


def _tells_of_rest(figure: Figure, of_value: int, profile: Profile, unit: Unit | None) -> bool:
    """Whether a share would tell that all but a few are counted, which is as good as naming them.

    Two numbers that are each rounded hide the rest between them, so that it is no matter there.
    """
    rest = of_value - figure.value
    if profile.hides_zeros_of_groups:
        smallest, largest = profile.small(unit)
        return smallest <= rest <= largest
    return profile.round_parts_to == 1 and profile.is_small(rest)
