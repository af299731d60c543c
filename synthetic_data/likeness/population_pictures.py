"""The pictures of ages, households and families."""

import altair as alt

from synthetic_data.likeness.drawing import (
    DARK,
    INK,
    LIGHT,
    TEXT_SIZE,
    WIDTH,
    Datum,
    Picture,
    chart_of,
    drawn,
)
from synthetic_data.likeness.homes import FamilyType
from synthetic_data.likeness.households import SIZES, share_of_size
from synthetic_data.likeness.survey import Survey

_BAND, _LAST_BAND = 5, 90
_MOST_SIZE = 6
_GROWN_FROM, _OLD_FROM = 15, 65
"""Where the census draws its lines between ages."""
_SEXES = (("M", "men and boys", -1), ("F", "women and girls", 1))


def age_pyramid(survey: Survey) -> Picture:
    """Draw how many men and women there are of every age."""
    people = survey.people
    bands = people["age"].clip(upper=_LAST_BAND) // _BAND * _BAND
    counts = people.groupby([bands, people["sex"]]).size() / len(people) * 100
    values: list[Datum] = [
        {
            "age": _band(start),
            "share": side * float(counts.get((start, sex), 0.0)),
            "side": told,
            "order": start,
        }
        for sex, told, side in _SEXES
        for start in range(0, _LAST_BAND + 1, _BAND)
    ]
    bars = (
        chart_of(values)
        .mark_bar()
        .encode(
            x=alt.X(
                "share:Q",
                axis=alt.Axis(title="% of all people", labelExpr="abs(datum.value)", tickCount=8),
            ),
            y=alt.Y("age:N", sort=alt.EncodingSortField("order", order="descending")).axis(
                alt.Axis(title="Age", grid=False)
            ),
            color=alt.Color("side:N")
            .scale(domain=[told for _, told, _ in _SEXES], range=[DARK, LIGHT])
            .legend(orient="top", title=None),
        )
    )
    men, women = (float((people["sex"] == sex).mean() * 100) for sex, _, _ in _SEXES)
    return drawn(
        bars.properties(width=WIDTH, height={"step": 19}),
        name="age_pyramid",
        title="Residents by age and sex",
        subtitle=f"{len(people):,} people in bands of five years of age.",
        description=(
            f"Age pyramid. {men:.1f}% are men and boys, {women:.1f}% women and girls. "
            f"{(people['age'] < _GROWN_FROM).mean():.1%} are under {_GROWN_FROM} and "
            f"{(people['age'] >= _OLD_FROM).mean():.1%} are {_OLD_FROM} or over."
        ),
    )


def _band(start: int) -> str:
    return f"{start} or over" if start == _LAST_BAND else f"{start} to {start + _BAND - 1}"


def household_sizes(survey: Survey) -> Picture:
    """Draw how large households are, beside the census."""
    values: list[Datum] = [
        {
            "size": "6 or more" if size == _MOST_SIZE else str(size),
            "share": share_of_size(survey, size) * 100,
            "census": census * 100,
        }
        for size, census in enumerate(SIZES, start=1)
    ]
    base = chart_of(values).encode(
        x=alt.X("size:N", sort=None).axis(alt.Axis(title="People in the household", labelAngle=0))
    )
    bars = base.mark_bar(color=LIGHT, size=56).encode(
        y=alt.Y("share:Q").axis(alt.Axis(title="% of private households", tickCount=5))
    )
    marks = base.mark_tick(color=INK, thickness=3, size=72).encode(y="census:Q")
    return drawn(
        (bars + marks).properties(width=WIDTH, height=260),
        name="household_sizes",
        title="Private households by size, beside the census",
        subtitle="Bars: this town. Black lines: census 2021, England and Wales.",
        description="Bar chart of private households by size, this town and census 2021. "
        + "; ".join(
            f"{value['size']}: {value['share']:.1f}% and {value['census']:.1f}%" for value in values
        )
        + ".",
    )


def family_types(survey: Survey) -> Picture:
    """Draw who brings up the children."""
    shares = survey.families["type"].value_counts(normalize=True) * 100
    values: list[Datum] = [
        {
            "type": f"{kind[:1].upper()}{kind[1:]}",
            "share": float(shares[kind]),
            "text": f"{shares[kind]:.1f}%",
        }
        for kind in FamilyType
        if kind in shares
    ]
    base = chart_of(values).encode(
        y=alt.Y("type:N", sort=None).axis(
            alt.Axis(title=None, grid=False, ticks=False, labelLimit=240)
        ),
        x=alt.X("share:Q", axis=None),
    )
    numbers = base.mark_text(align="left", dx=6, fontSize=TEXT_SIZE, color=INK).encode(
        text="text:N"
    )
    told = "; ".join(f"{value['type']}: {value['text']}" for value in values)
    return drawn(
        (base.mark_bar(color=DARK, size=22) + numbers).properties(
            width=WIDTH - 140, height={"step": 34}
        ),
        name="family_types",
        title="Who brings up the children",
        subtitle=f"{len(survey.families):,} households with dependent children, by adults at home.",
        description=f"Bar chart of households with dependent children. {told}.",
    )
