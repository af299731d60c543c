"""A drawn chart: its title, its source, its files and what they say to a screen reader.

It is drawn without a browser and without the network. What is drawn is decided elsewhere.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from governance.framing import AnyChart, Frame, framed, png_of, svg_of
from governance.release_context import SYNTHETIC_SENTENCE, ReleaseContext, long_date


@dataclass(frozen=True, kw_only=True)
class ChartTable:
    """The numbers of a chart. The first column names the row; the rest are shown amounts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Plot:
    """A chart before it is drawn: `unit` says what its numbers are numbers of.

    `remarks` are said under it, before those that every chart of the release has.
    """

    name: str
    heading: str
    title: str
    kind: str
    unit: str
    body: AnyChart
    table: ChartTable
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawn chart, with its numbers."""

    name: str
    heading: str
    title: str
    description: str
    svg: str
    png: bytes
    table: ChartTable


def finish(plot: Plot, context: ReleaseContext) -> Chart:
    """Put title, subtitle and source around a chart, draw it and describe it in words."""
    description = _description(plot, context)
    drawing = framed(plot.body, _frame(plot, context))
    return Chart(
        name=plot.name,
        heading=plot.heading,
        title=plot.title,
        description=description,
        svg=svg_of(drawing, plot.name, plot.title, description),
        png=png_of(drawing, plot.title, description),
        table=plot.table,
    )


def _frame(plot: Plot, context: ReleaseContext) -> Frame:
    subtitle = f"{plot.unit}, {long_date(context.as_at)}."
    if context.is_synthetic:
        subtitle = f"{subtitle} {SYNTHETIC_SENTENCE}"
    return Frame(
        title=textwrap.wrap(plot.title, 64),
        subtitle=textwrap.wrap(subtitle, 92),
        below=textwrap.wrap(" ".join(_remarks(plot, context)), 106),
        gap_above=16,
        gap_below=14,
        padding=(2, 6, 6, 8),
    )


def _remarks(plot: Plot, context: ReleaseContext) -> Iterator[str]:
    """Say under the chart what it leaves out, how its numbers were treated and its sources."""
    yield from plot.remarks
    yield context.profile.rounding()
    yield f"Sources: {', '.join(map(context.source_title, sorted(context.data_as_at)))}."
    yield f"Release {context.release_id}."


def _description(plot: Plot, context: ReleaseContext) -> str:
    first, *others = plot.table.columns
    symbol = context.profile.symbol
    said = "; ".join(
        f"{row[0]}: {', '.join(_said(row[1:], others, symbol))}" for row in plot.table.rows
    )
    mark = f"{SYNTHETIC_SENTENCE} " if context.is_synthetic else ""
    where = f"{plot.kind}. {plot.title}, {long_date(context.as_at)}."
    return f"{mark}{where} {plot.unit}, by {first[:1].lower()}{first[1:]}. {said}."


def _said(amounts: tuple[str, ...], columns: list[str], symbol: str) -> Iterator[str]:
    """Say a row's amounts; which column each is of only where there are several."""
    for column, amount in zip(columns, amounts, strict=True):
        if amount:
            words = "too small to show" if amount == symbol else amount
            yield words if len(columns) == 1 else f"{column} {words}"
