"""The waterfall of an explanation: a picture of how each comparison moves the match weight.

It names comparisons, guards and sources, and neither people nor their records. It is drawn without
a browser and without the network, as the charts of a release are.
"""

from collections.abc import Iterator
from pathlib import Path

import altair as alt

from governance.drawing import (
    FAINT,
    INK,
    QUIET_INK,
    TEXT_SIZE,
    Datum,
    chart_data,
    label_axis,
    wrapped_label,
)
from governance.framing import Drawing, Frame, framed
from governance.release_context import SOURCE, plain
from linkage_models.explaining.explanation import Explanation
from pipelines.cli.picturing import write_picture
from pipelines.counts.words import LABELS

# Full and dark, or empty and orange: told apart in grey print and by people who see few colours.
_FOR, _AGAINST = "#1d5b8f", "#b34700"
_WIDTH, _ROW_STEP, _BAR, _NUMBERS = 460, 42, 22, 76
_HOW_TO_READ = "Full bars speak for one person, empty bars against it."


def write_waterfall(explained: Explanation, remarks: str, path: Path) -> None:
    """Draw an explanation into a file, SVG or PNG by its ending, with words for the unsighted.

    Raises:
        OSError: the file cannot be written.
    """
    drawing = waterfall_of(explained, remarks)
    write_picture(drawing, path, _title(explained), alternative_text(explained, remarks))


def waterfall_of(explained: Explanation, remarks: str) -> Drawing:
    """Draw a bar for each comparison, from where the weight was before it to where it takes it."""
    return framed(_body(explained), _frame(explained, remarks))


def alternative_text(explained: Explanation, remarks: str) -> str:
    """Say what the picture shows, for those who do not see it."""
    rows = [row for row in explained.rows if row.is_known]
    steps = "; ".join(f"{row.title}, {row.found}: {row.weight:+.1f}" for row in rows)
    return (
        f"Waterfall chart. {_title(explained)}: {_sources(explained)}. {steps}. Total "
        f"{explained.weight:+.1f}, where the join level is {explained.join:+.1f}: "
        f"{explained.outcome}. {' '.join(_notes(explained, remarks))}"
    )


def _title(explained: Explanation) -> str:
    return f"Two records, {'one person' if explained.is_one_person else 'two persons'}"


def _sources(explained: Explanation) -> str:
    sources = dict.fromkeys((explained.left.source, explained.right.source))
    return " and ".join(LABELS[SOURCE].get(source) or plain(source) for source in sources)


def _notes(explained: Explanation, remarks: str) -> list[str]:
    titles = ", ".join(row.title for row in explained.rows if not row.is_known)
    return [*([f"Cannot be compared: {titles}."] if titles else []), remarks]


def _bars(explained: Explanation) -> Iterator[Datum]:
    """Give each bar: where any pair starts, what each comparison adds or takes, and the total."""
    first, *others = (row for row in explained.rows if row.is_known)
    yield _bar(f"{first.title}: {first.found}", 0.0, first.total, "sum")
    for row in others:
        kind = "for" if row.weight >= 0 else "against"
        yield _bar(f"{row.title}: {row.found}", row.total - row.weight, row.total, kind)
    yield _bar("total", 0.0, explained.weight, "sum")


def _bar(label: str, begin: float, end: float, kind: str) -> Datum:
    return {
        "label": wrapped_label(label),
        "begin": begin,
        "end": end,
        "text": f"{end - begin:+.1f}",
        "kind": kind,
    }


def _frame(explained: Explanation, remarks: str) -> Frame:
    return Frame(
        title=[_title(explained)],
        subtitle=[f"{_sources(explained)}.", _HOW_TO_READ],
        below=_notes(explained, remarks),
        gap_above=28,
        gap_below=12,
        padding=(4, 30, 6, 8),
    )


def _body(explained: Explanation) -> alt.LayerChart:
    bars = list(_bars(explained))
    y = alt.Y("label:N", sort=[str(bar["label"]) for bar in bars], axis=label_axis())
    base = alt.Chart(chart_data(bars)).encode(y=y)
    layers = [
        _line(0.0, FAINT, [1, 0]),
        _line(explained.join, INK, [5, 4]),
        _join_label(explained.join),
        *(_marks(base, kind) for kind in ("sum", "for", "against")),
        _numbers(base),
    ]
    return alt.LayerChart(layer=layers).properties(width=_WIDTH, height={"step": _ROW_STEP})


def _marks(base: alt.Chart, kind: str) -> alt.Chart:
    chosen = base.transform_filter(f"datum.kind == '{kind}'")
    bar = {
        "sum": chosen.mark_bar(color=QUIET_INK, size=_BAR),
        "for": chosen.mark_bar(color=_FOR, size=_BAR),
        "against": chosen.mark_bar(fill="white", stroke=_AGAINST, strokeWidth=2, size=_BAR),
    }[kind]
    axis = alt.Axis(
        title="match weight so far, in bits",
        grid=False,
        tickCount=8,
        labelColor=QUIET_INK,
        titleColor=QUIET_INK,
        labelFontSize=12,
        titleFontSize=12,
        titleFontWeight="normal",
    )
    drawn: alt.Chart = bar.encode(x=alt.X("begin:Q", axis=axis), x2="end:Q")
    return drawn


def _numbers(base: alt.Chart) -> alt.Chart:
    """Write the weights in a column of their own, which neither bars nor the join level cross."""
    written: alt.Chart = base.mark_text(align="right", fontSize=TEXT_SIZE, color=INK)
    return written.encode(x=alt.value(_WIDTH + _NUMBERS), text="text:N")


def _line(at: float, colour: str, dash: list[float]) -> alt.Chart:
    line = alt.Chart(chart_data([{"at": at}]))
    drawn: alt.Chart = line.mark_rule(color=colour, strokeDash=dash, strokeWidth=1.5)
    return drawn.encode(x="at:Q")


def _join_label(join: float) -> alt.Chart:
    label = alt.Chart(chart_data([{"at": join, "text": f"join level {join:+.1f}"}]))
    drawn: alt.Chart = label.mark_text(baseline="bottom", dy=-4, fontSize=12, color=INK)
    return drawn.encode(x="at:Q", y=alt.value(0), text="text:N")
