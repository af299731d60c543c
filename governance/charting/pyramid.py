"""The population pyramid: people by age, one sex on each side, the youngest at the bottom."""

from collections.abc import Iterator, Sequence

import altair as alt

from governance.charting.bars import heading_of, hidden_remark, title_of, unit_of
from governance.charting.chart import ChartTable, Plot
from governance.definition import CROSSED
from governance.drawing import BAR, INK, PALE_BAR, TEXT_SIZE, Datum, chart_data
from governance.release_context import ReleaseContext, thousands
from governance.rows import ReleaseRow

_SIDE_WIDTH = 270
_MIDDLE_WIDTH = 72
_STEP = 27
_STUB_SHARE = 0.05
_SIDES = 2


def pyramid_plot(rows: Sequence[ReleaseRow], context: ReleaseContext) -> Plot | None:
    """Draw the two sexes that come first back to back; the table has whoever is left."""
    cells = {_parts(row): row for row in rows}
    breakdown = rows[0].figure.breakdown
    ages = list(dict.fromkeys(age for age, _ in cells))
    sexes = sorted({sex for _, sex in cells}, key=lambda sex: context.category_order("sex", sex))
    if len(sexes) < _SIDES:
        return None
    titles = {
        **{age: context.part_title(breakdown, 0, age) for age in ages},
        **{sex: context.part_title(breakdown, 1, sex) for sex in sexes},
    }
    return Plot(
        name=f"{rows[0].definition.id}_{breakdown}",
        heading=heading_of(rows[0]),
        title=title_of(rows[0]),
        kind="Population pyramid",
        unit=unit_of(rows[0]),
        body=_body(cells, ages, sexes[:_SIDES], titles),
        table=ChartTable(
            columns=("Age", *(titles[sex] for sex in sexes)),
            rows=tuple(
                (titles[age], *(_text(cells.get((age, sex))) for sex in sexes)) for age in ages
            ),
        ),
        remarks=tuple(_remarks(rows, sexes, titles, context)),
    )


def _parts(row: ReleaseRow) -> tuple[str, str]:
    age, _, sex = row.figure.category.rpartition(CROSSED)
    return age, sex


def _text(row: ReleaseRow | None) -> str:
    return thousands(row.figure.text) if row else ""


def _remarks(
    rows: Sequence[ReleaseRow],
    sexes: Sequence[str],
    titles: dict[str, str],
    context: ReleaseContext,
) -> Iterator[str]:
    if len(sexes) > _SIDES:
        left = ", ".join(titles[sex] for sex in sexes[_SIDES:])
        yield f"In the table only: {left[:1].lower()}{left[1:]}."
    if any(row.figure.is_suppressed for row in rows):
        yield hidden_remark(context, "its empty bar is not to scale")


def _body(
    cells: dict[tuple[str, str], ReleaseRow],
    ages: Sequence[str],
    sexes: Sequence[str],
    titles: dict[str, str],
) -> alt.HConcatChart:
    """Give both sides one scale, so that their bars can be compared."""
    largest = max((row.figure.value or 0 for row in cells.values()), default=0) or 1
    order = [titles[age] for age in reversed(ages)]
    sides = [
        _side(
            [(titles[age], cells.get((age, sex))) for age in ages],
            order,
            titles[sex],
            largest,
            is_left=number == 0,
        )
        for number, sex in enumerate(sexes)
    ]
    middle = (
        alt.Chart(chart_data({"age": age} for age in order))
        .mark_text(fontSize=TEXT_SIZE - 1, color=INK)
        .encode(y=alt.Y("age:N", sort=order, axis=None), text="age:N")
        .properties(width=_MIDDLE_WIDTH, height={"step": _STEP})
    )
    return alt.hconcat(sides[0], middle, sides[1], spacing=0)


def _side(
    rows: Sequence[tuple[str, ReleaseRow | None]],
    order: Sequence[str],
    title: str,
    largest: int,
    *,
    is_left: bool,
) -> alt.LayerChart:
    data: list[Datum] = [
        {
            "age": age,
            "length": largest * _STUB_SHARE if row.figure.value is None else row.figure.value,
            "text": _text(row),
            "is_hidden": row.figure.is_suppressed,
        }
        for age, row in rows
        if row
    ]
    scale = alt.Scale(domain=[0, largest * 1.18], reverse=is_left, nice=False)
    base = alt.Chart(chart_data(data)).encode(
        x=alt.X("length:Q", axis=None, scale=scale), y=alt.Y("age:N", sort=list(order), axis=None)
    )
    colour = BAR if is_left else PALE_BAR
    shown = base.transform_filter("!datum.is_hidden").mark_bar(
        color=colour, stroke=BAR, strokeWidth=1, size=_STEP - 7
    )
    hidden = base.transform_filter("datum.is_hidden").mark_bar(
        fill="white", stroke=BAR, strokeDash=[3, 2], size=_STEP - 7
    )
    numbers = base.mark_text(
        align="right" if is_left else "left",
        dx=-5 if is_left else 5,
        fontSize=TEXT_SIZE - 1,
        color=INK,
    ).encode(text="text:N")
    heading = alt.TitleParams(
        text=title, anchor="end" if is_left else "start", fontSize=TEXT_SIZE + 1, color=INK
    )
    return alt.LayerChart(layer=[shown, hidden, numbers]).properties(
        width=_SIDE_WIDTH, height={"step": _STEP}, title=heading
    )
