"""How small numbers are protected before anybody outside the night sees them.

Stopped here: reading a small number off a table; working one out by subtracting the shown parts
from the shown total (each is rounded on its own, so the difference is not the missing part);
working one out of a percentage (percentages are made of rounded numbers only); and recognising a
large family that fills a cell by itself (a cell needs enough families, not only enough people).

Not stopped here: narrowing a hidden number by taking many tables together (an attacker with a
linear programme), and differencing two releases. Both need the whole release at once and the
earlier ones, so they are a check on a release and not a rule for a cell. Nor does a rule for
cells hide that everybody, or nobody, of a group is counted: a zero is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from governance.figure import Figure

_TENTH = Decimal("0.1")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A published rule for small numbers: which are hidden, behind what, and how others round."""

    name: str
    title: str
    small_from: int
    small_to: int
    symbol: str
    round_to: int

    def is_small(self, number: int) -> bool:
        """Whether a number of people, or of families, is too small to show."""
        return self.small_from <= number <= self.small_to

    def rounded(self, number: int) -> int:
        """Round to the nearest multiple, a half upwards, in whole numbers throughout."""
        return (2 * number + self.round_to) // (2 * self.round_to) * self.round_to

    def rules(self) -> tuple[str, ...]:
        """Say the rule in words that a reader of a release can follow."""
        small = f"{self.small_from} to {self.small_to}"
        return (
            f"A number from {small} is not shown. {self.symbol} stands in its place.",
            f"A number of people who come from only {small} families is not shown either.",
            f"Every other number is rounded to the nearest {self.round_to}. A zero is a true zero.",
            "Totals are rounded on their own, so the parts of a table may not add up to its total.",
            "Percentages are worked out from the rounded numbers, and are left blank without them.",
        )


PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        "nhs": Profile(
            name="nhs",
            title="NHS rule: 1 to 7 hidden, the rest rounded to 5",
            small_from=1,
            small_to=7,
            symbol="*",
            round_to=5,
        ),
    }
)


@dataclass(frozen=True, kw_only=True)
class ControlledFigure:
    """A figure as it may be shown. `value` is rounded, or None where the number is hidden."""

    count_id: str
    measure: str
    breakdown: str
    category: str
    value: int | None
    text: str
    percentage: Decimal | None

    @property
    def is_suppressed(self) -> bool:
        """Whether the number is hidden because it is small."""
        return self.value is None


def control(figures: Iterable[Figure], profile: Profile) -> tuple[ControlledFigure, ...]:
    """Turn exact figures into what may be shown of them, one for one and in the same order."""
    return tuple(_controlled(figure, profile) for figure in figures)


def _controlled(figure: Figure, profile: Profile) -> ControlledFigure:
    value = _shown(figure, profile)
    return ControlledFigure(
        count_id=figure.count_id,
        measure=figure.measure,
        breakdown=figure.breakdown,
        category=figure.category,
        value=value,
        text=profile.symbol if value is None else str(value),
        percentage=_percentage(value, figure.of_value, profile),
    )


def _shown(figure: Figure, profile: Profile) -> int | None:
    """Return the rounded number, or None where people or families are too few."""
    if profile.is_small(figure.value) or profile.is_small(figure.family_count):
        return None
    return profile.rounded(figure.value)


def _percentage(value: int | None, of_value: int | None, profile: Profile) -> Decimal | None:
    """Work out a share as any reader could from what is shown, so that it adds no knowledge."""
    if value is None or of_value is None or profile.is_small(of_value):
        return None
    whole = profile.rounded(of_value)
    if whole == 0:
        return None
    return (Decimal(100 * value) / whole).quantize(_TENTH, rounding=ROUND_HALF_UP)
