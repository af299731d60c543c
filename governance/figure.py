"""One exact figure, as it leaves a night: the only thing of a warehouse that governance ever sees.

Exact figures stay inside the run that made them. What may be shown of one is a
`governance.disclosure.ControlledFigure`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

# A row in the order of `FIGURE_COLUMNS`.
FigureRow = tuple[str, str, str, str, int, int, int | None]

TOTAL = "total"
ALL = "all"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One exact figure of a count: how many, from how many families, out of how many.

    Several people of one family are one secret, so the number of families travels with the
    number of people until disclosure control has looked at both.
    """

    count_id: str
    measure: str
    breakdown: str
    category: str
    value: int
    family_count: int
    of_value: int | None = None

    @property
    def is_total(self) -> bool:
        """Whether the figure is of the whole count and not of a part of it."""
        return self.breakdown == TOTAL

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells a figure from every other of a release."""
        return self.count_id, self.measure, self.breakdown, self.category


def figures_from_rows(rows: Iterable[FigureRow]) -> tuple[Figure, ...]:
    """Read rows in the order of `FIGURE_COLUMNS`, such as a cursor's `fetchall()` gives them."""
    return tuple(
        Figure(
            count_id=count_id,
            measure=measure,
            breakdown=breakdown,
            category=category,
            value=value,
            family_count=family_count,
            of_value=of_value,
        )
        for count_id, measure, breakdown, category, value, family_count, of_value in rows
    )
