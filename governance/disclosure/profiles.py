"""The published rules for small numbers, by name. How they are carried out is not here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from governance.definition import Unit

# A row of these is a source and no group of people: its zero tells nothing about anybody.
_NO_PEOPLE = frozenset({Unit.RECORD})


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A published rule for small numbers: which are hidden, behind what, and how others round.

    `symbol` stands for a number that is small, or of too few families; `other_symbol` for one of
    any size, a zero too, that is hidden so that others cannot be worked out. `round_to` is for
    totals of the whole area and whatever is told beside them, `round_parts_to` for their parts.
    """

    name: str
    title: str
    small_from: int
    small_to: int
    symbol: str
    round_to: int
    round_parts_to: int
    other_symbol: str = "x"
    hides_zeros_of_groups: bool = False

    def is_small(self, number: int) -> bool:
        """Whether a number of people, or of families, is too small to show."""
        return self.small_from <= number <= self.small_to

    def small(self, unit: Unit | None) -> tuple[int, int]:
        """Return the smallest and the largest number that `symbol` stands for in a row of a unit.

        A total is of a group too: a zero of it would tell that every part of it is one.
        """
        zero_too = self.hides_zeros_of_groups and unit not in _NO_PEOPLE
        return (0 if zero_too else self.small_from), self.small_to

    def rounded(self, number: int, *, is_total: bool = True) -> int:
        """Round to the nearest multiple, a half upwards, in whole numbers throughout."""
        step = self.step(is_total=is_total)
        return (2 * number + step) // (2 * step) * step

    def numbers_shown_as(self, shown: int, *, is_total: bool) -> tuple[int, int]:
        """Return the smallest and the largest number that are shown as a number."""
        if shown == 0:
            return 0, 0
        step = self.step(is_total=is_total)
        return max(shown - step // 2, self.small_to + 1), shown + (step + 1) // 2 - 1

    def rules(self) -> tuple[str, ...]:
        """Say the rule in words that a reader of a release can follow."""
        small = f"{self.small_from} to {self.small_to}"
        return (
            f"A number from {small} is not shown. {self.symbol} stands in its place.",
            f"A number of people who come from only {small} families is not shown either.",
            f"{self.rounding()} {self._zeros()}",
            "Totals are rounded on their own, so the parts of a table may not add up to its total.",
            (
                f"{self.other_symbol} stands for a number of any size, a zero too, that is hidden "
                "so that others cannot be worked out."
            ),
            (
                "Percentages are worked out from the rounded numbers, and are left blank without "
                f"them, and where they would tell too much{self._rests()}."
            ),
        )

    def step(self, *, is_total: bool) -> int:
        """Return which multiples numbers are rounded to."""
        return self.round_to if is_total else self.round_parts_to

    def rounding(self) -> str:
        """Say how numbers that are shown were rounded."""
        if self.round_parts_to == 1:
            return f"Totals of the area are rounded to the nearest {self.round_to}."
        return f"Numbers are rounded to the nearest {self.round_to}."

    def _zeros(self) -> str:
        if self.hides_zeros_of_groups:
            return f"A zero of a group of people is hidden behind {self.symbol} too."
        return "A zero is a true zero."

    def _rests(self) -> str:
        hides = self.hides_zeros_of_groups or self.round_parts_to == 1
        return ", and where all or all but a few are counted" if hides else ""


PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            Profile(
                name="nhs",
                title="NHS rule: 1 to 7 hidden, the rest rounded to 5",
                small_from=1,
                small_to=7,
                symbol="*",
                round_to=5,
                round_parts_to=5,
            ),
            Profile(
                name="strict",
                title="Strict rule: under 10 hidden, zeros of groups too, the rest rounded to 5",
                small_from=1,
                small_to=9,
                symbol="*",
                round_to=5,
                round_parts_to=5,
                hides_zeros_of_groups=True,
            ),
            Profile(
                name="dfe",
                title="DfE rule: 1 to 5 hidden and protected, totals of the area rounded to 10",
                small_from=1,
                small_to=5,
                symbol="c",
                round_to=10,
                round_parts_to=1,
            ),
        )
    }
)
