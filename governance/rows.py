"""Releasable figures as rows in reading order, with the words that belong to each.

How rows become files is in `tables` and `workbook`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.definition import CountDefinition, Measure
from governance.disclosure import ControlledFigure
from governance.figure import TOTAL
from governance.release_context import ReleaseContext

RELEASE_COLUMNS = (
    "count_id",
    "count",
    "measure",
    "measure_title",
    "unit",
    "breakdown",
    "breakdown_title",
    "category",
    "category_title",
    "figure",
    "percentage",
    "percentage_of",
    "basis",
    "as_at",
    "note",
)


@dataclass(frozen=True, kw_only=True)
class ReleaseRow:
    """A releasable figure with the words that belong to it."""

    figure: ControlledFigure
    definition: CountDefinition
    measure: Measure
    breakdown_title: str
    category_title: str
    as_at: date
    note: str

    @property
    def key(self) -> tuple[str, str]:
        """Which figure of which count it is, however it is broken down."""
        return self.definition.id, self.measure.name

    @property
    def is_total(self) -> bool:
        """Whether the figure is of the whole count and not of a part of it."""
        return self.figure.breakdown == TOTAL

    @property
    def percentage_text(self) -> str:
        """The percentage, or nothing where there is none."""
        return "" if self.figure.percentage is None else str(self.figure.percentage)

    @property
    def share_of(self) -> str:
        """What the percentage is a percentage of, or nothing where there is none."""
        return "" if self.figure.percentage is None else self.measure.share_of

    def texts(self) -> dict[str, str]:
        """Everything a table says of the figure, by column of `RELEASE_COLUMNS`."""
        figure, definition, measure = self.figure, self.definition, self.measure
        return {
            "count_id": definition.id,
            "count": definition.title,
            "measure": measure.name,
            "measure_title": measure.title,
            "unit": measure.unit.value,
            "breakdown": figure.breakdown,
            "breakdown_title": self.breakdown_title,
            "category": figure.category,
            "category_title": self.category_title,
            "figure": figure.text,
            "percentage": self.percentage_text,
            "percentage_of": self.share_of,
            "basis": definition.basis,
            "as_at": self.as_at.isoformat(),
            "note": self.note,
        }


def release_rows(
    figures: Iterable[ControlledFigure], context: ReleaseContext
) -> tuple[ReleaseRow, ...]:
    """Put figures in reading order: by definition, measure, breakdown and category."""
    ordered = sorted(figures, key=lambda figure: _reading_order(figure, context))
    return tuple(_row(figure, context) for figure in ordered)


def _reading_order(
    figure: ControlledFigure, context: ReleaseContext
) -> tuple[int, int, int, tuple[tuple[int, ...], str]]:
    definition = context.definition(figure.count_id)
    breakdowns = (TOTAL, *(each.name for each in context.breakdowns if each.name != TOTAL))
    return (
        context.definitions.index(definition),
        definition.measures.index(definition.measure(figure.measure)),
        breakdowns.index(figure.breakdown),
        context.category_order(figure.breakdown, figure.category),
    )


def _row(figure: ControlledFigure, context: ReleaseContext) -> ReleaseRow:
    definition = context.definition(figure.count_id)
    return ReleaseRow(
        figure=figure,
        definition=definition,
        measure=definition.measure(figure.measure),
        breakdown_title=context.breakdown_title(figure.breakdown),
        category_title=context.category_title(figure.breakdown, figure.category),
        as_at=context.as_at,
        note=f"{_treatment(figure, context)}. Not for: {definition.not_for}",
    )


def _treatment(figure: ControlledFigure, context: ReleaseContext) -> str:
    profile = context.profile
    if figure.is_suppressed:
        protects = figure.text == profile.other_symbol
        return "Hidden so that others cannot be worked out" if protects else "Too small to show"
    step = profile.step(is_total=figure.is_total)
    if figure.value == 0:
        return "None"
    return f"Rounded to the nearest {step}" if step > 1 else "As counted"
