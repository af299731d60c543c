"""The map of a figure by ward: few classes, from pale to dark, with a number on every ward.

A rate is mapped where every ward has one, since a large ward has much of everything. A ward whose
number is hidden is left white with the symbol; one without a figure is grey.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from governance.boundaries import Boundaries
from governance.charting.bars import (
    figure_table,
    heading_of,
    hidden_remark,
    title_of,
    unit_of,
)
from governance.charting.chart import ChartTable, Plot
from governance.charting.classes import classed
from governance.charting.outlines import Outlines, fitted
from governance.drawing import FAINT, INK, Datum, chart_data
from governance.release_context import ReleaseContext, thousands
from governance.rows import ReleaseRow

_WIDTH, _MOST_HEIGHT = 640, 560
_COLOURS = ("#e3edf6", "#a9c8e2", "#5b97c6", "#1d5b8f")  # Even steps of grey when printed so.
_HIDDEN = "#ffffff"
_PALE_CLASSES = 3  # Words on darker ones are white.
_MOST_NAMED = 16  # Of more wards a map gives numbers, which the table explains.
_LINE = 15
_NO_FIGURE = "No figure"


@dataclass(frozen=True, kw_only=True)
class _Ward:
    """A ward on the map: what is written on it, and which class it is in."""

    code: str
    words: str
    legend: str
    is_on_dark: bool


@dataclass(frozen=True, kw_only=True)
class _Classing:
    """Which class each ward is in, the palest first; and whether rates were classed."""

    names: tuple[str, ...]
    of_ward: Mapping[str, int]
    is_rate: bool

    def colours(self, legend: Sequence[str]) -> list[str]:
        """Colour what the legend lists: classes up to the darkest, then hidden and no figure."""
        of_classes = _COLOURS[len(_COLOURS) - len(self.names) :]
        others = [FAINT if each == _NO_FIGURE else _HIDDEN for each in legend[len(self.names) :]]
        return [*of_classes, *others]

    def is_dark(self, ward: str) -> bool:
        """Whether words on a ward must be white."""
        place = self.of_ward.get(ward)
        return place is not None and len(_COLOURS) - len(self.names) + place >= _PALE_CLASSES


def ward_plot(
    rows: Sequence[ReleaseRow], boundaries: Boundaries, context: ReleaseContext
) -> Plot | None:
    """Draw the wards that have a shape; count what has none."""
    on_map = {row.figure.category: row for row in rows if row.figure.category in boundaries.shapes}
    if not on_map:
        return None
    classing = _classing(on_map)
    is_named = len(boundaries.shapes) <= _MOST_NAMED
    keys = {row.figure.category: str(number) for number, row in enumerate(rows, start=1)}
    wards = [
        _ward(code, on_map.get(code), classing, "" if is_named else keys.get(code, ""))
        for code in boundaries.shapes
    ]
    table = figure_table(rows)
    return Plot(
        name=f"{rows[0].definition.id}_map",
        heading=heading_of(rows[0]),
        title=title_of(rows[0]),
        kind="Map",
        unit=f"Percentage of {rows[0].measure.share_of}" if classing.is_rate else unit_of(rows[0]),
        body=_body(wards, fitted(boundaries, _WIDTH, _MOST_HEIGHT), classing),
        table=table if is_named else _keyed(table),
        remarks=tuple(_remarks(rows, boundaries, context, is_named=is_named)),
    )


def _classing(rows: Mapping[str, ReleaseRow]) -> _Classing:
    """Class percentages, or numbers where one that is shown has no percentage."""
    shown = {ward: row.figure for ward, row in rows.items() if row.figure.value is not None}
    numbers = {ward: float(figure.value or 0) for ward, figure in shown.items()}
    rates = {
        ward: float(figure.percentage)
        for ward, figure in shown.items()
        if figure.percentage is not None
    }
    is_rate = bool(rates) and rates.keys() == numbers.keys()
    names, of_ward = classed(rates if is_rate else numbers, len(_COLOURS), "%" if is_rate else "")
    return _Classing(names=tuple(names), of_ward=of_ward, is_rate=is_rate)


def _ward(code: str, row: ReleaseRow | None, classing: _Classing, key: str) -> _Ward:
    if row is None:
        return _Ward(code=code, words=key, legend=_NO_FIGURE, is_on_dark=False)
    symbol = row.figure.text if row.figure.is_suppressed else ""
    name = "\n".join(textwrap.wrap(row.category_title, 14))
    rate = f"{row.percentage_text}%" if classing.is_rate else ""
    value = symbol or rate or thousands(row.figure.text)
    return _Ward(
        code=code,
        words=f"{key} {symbol}".strip() if key else f"{name}\n{value}",
        legend=f"{symbol} Too small to show" if symbol else classing.names[classing.of_ward[code]],
        is_on_dark=classing.is_dark(code),
    )


def _body(wards: Sequence[_Ward], outlines: Outlines, classing: _Classing) -> alt.LayerChart:
    others = {ward.legend for ward in wards} - set(classing.names)
    legend = [*classing.names, *sorted(others)]
    features = [
        {
            "type": "Feature",
            "geometry": outlines.geometries[ward.code],
            "properties": {"legend": ward.legend},
        }
        for ward in wards
    ]
    colour = alt.Color(
        "properties.legend:N",
        scale=alt.Scale(domain=legend, range=classing.colours(legend)),
        legend=alt.Legend(
            title=None,
            orient="bottom",
            direction="horizontal",
            columns=4,
            labelFontSize=13,
            labelColor=INK,
            labelLimit=220,
            symbolType="square",
            symbolSize=320,
            symbolStrokeColor=INK,
            symbolStrokeWidth=1,
        ),
    )
    shapes = (
        alt.Chart(alt.InlineData(values=features))
        .mark_geoshape(stroke=INK, strokeWidth=1, strokeJoin="round")
        .encode(color=colour)
        .project(type="identity", scale=1, translate=[0, 0])
    )
    layers = alt.LayerChart(layer=[shapes, _words(wards, outlines)])
    return layers.properties(width=_WIDTH, height=outlines.height)


def _words(wards: Sequence[_Ward], outlines: Outlines) -> alt.Chart:
    """Write on every ward, in white where it is dark."""
    data: list[Datum] = []
    for ward in wards:
        (x, y), lines = outlines.labels[ward.code], ward.words.split("\n")
        data += [
            {
                "x": x,
                "y": round(y + (number - (len(lines) - 1) / 2) * _LINE, 1),
                "text": line,
                "colour": "white" if ward.is_on_dark else INK,
            }
            for number, line in enumerate(lines)
        ]
    width, height = alt.Scale(domain=[0, _WIDTH]), alt.Scale(domain=[outlines.height, 0])
    marks = alt.Chart(chart_data(data)).mark_text(fontSize=12.5, fontWeight="bold")
    written: alt.Chart = marks.encode(
        x=alt.X("x:Q", axis=None, scale=width),
        y=alt.Y("y:Q", axis=None, scale=height),
        text="text:N",
        color=alt.Color("colour:N", scale=None),
    )
    return written


def _keyed(table: ChartTable) -> ChartTable:
    """Put the number that a ward has on the map before its name."""
    return ChartTable(
        columns=table.columns,
        rows=tuple(
            (f"{number}. {name}", *amounts)
            for number, (name, *amounts) in enumerate(table.rows, start=1)
        ),
    )


def _remarks(
    rows: Sequence[ReleaseRow], boundaries: Boundaries, context: ReleaseContext, *, is_named: bool
) -> Iterator[str]:
    codes = {row.figure.category for row in rows}
    if not is_named:
        yield "The numbers on the map are those of the wards in the table."
    if any(row.figure.is_suppressed and row.figure.category in boundaries.shapes for row in rows):
        yield hidden_remark(context, "such a ward is white")
    without_shape = len(codes - boundaries.shapes.keys())
    if without_shape:
        yield f"In the table and not on the map, as they have no boundary: {without_shape}."
    without_figure = len(boundaries.shapes.keys() - codes)
    if without_figure:
        yield f"Wards with a boundary and no figure: {without_figure}."
