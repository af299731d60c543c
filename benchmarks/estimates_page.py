"""The page `docs/estimates.md`, made of the results of the benchmark of estimates.

No measured number is typed here or in the template; nothing is estimated or judged here.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from benchmarks.estimates_results import Borough, Case, Summary, summarise
from pipelines.counts.estimating.estimates import LEAST_PAIRS, LEAST_PEOPLE
from pipelines.counts.estimating.frames import FRAMES, is_of_families
from pipelines.documents.markdown import table

PAGE = "estimates.md"

_MOST_BIAS_OF_PERSONS, _MOST_BIAS_OF_FAMILIES = 0.02, 0.04
_LEAST_HELD, _MOST_HELD = 0.85, 0.95
_HEADER = (
    "Figure",
    "boroughs",
    "true, mean",
    "bias as counted",
    "bias corrected",
    "error as counted",
    "error corrected",
    "width",
    "held",
)


def write_page(boroughs: Sequence[Borough], people: int, out: Path) -> None:
    """Write the page into a folder."""
    (out / PAGE).write_text(page(boroughs, people), "utf-8", newline="\n")


def page(boroughs: Sequence[Borough], people: int) -> str:
    """Write the page.

    Args:
        boroughs: what was found.
        people: how many live in each.
    """
    environment = Environment(
        loader=PackageLoader("benchmarks"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown of our own words and numbers, no page of HTML.
    )
    summaries = [summarise(cases) for cases in _by_figure(boroughs)]
    held, of = sum(each.held for each in summaries), sum(each.boroughs for each in summaries)
    levels = list(dict.fromkeys(each.level for each in boroughs))
    return environment.get_template(f"{PAGE}.j2").render(
        people=f"{people:,}",
        boroughs=len(boroughs),
        levels=" and ".join(f"`{level}`" for level in levels),
        seeds=_seeds(boroughs),
        figures=table(_HEADER, map(_row, summaries)),
        by_level=table(("Boroughs", "intervals that hold the truth"), _by_level(boroughs, levels)),
        frames=table(("Drawn from", "stratum", "of all people drawn", "figures"), _frames()),
        held=f"{held} of {of}, {held / of:.1%}",
        missed=list(_missed(summaries, held / of)),
        least_pairs=LEAST_PAIRS,
        least_people=LEAST_PEOPLE,
    )


def _by_figure(boroughs: Sequence[Borough]) -> Iterator[list[Case]]:
    for cases in zip(*(borough.cases for borough in boroughs), strict=True):
        if any(case.true for case in cases):
            yield list(cases)


def _row(each: Summary) -> tuple[str, ...]:
    return (
        each.figure.replace("_", " "),
        str(each.boroughs),
        f"{each.true:.0f}",
        f"{each.counted_bias:+.1%}",
        f"{each.corrected_bias:+.1%}",
        f"{each.counted_spread:.1%}",
        f"{each.corrected_spread:.1%}",
        f"{each.width:.1%}",
        f"{each.held} ({each.held / each.boroughs:.0%})",
    )


def _by_level(boroughs: Sequence[Borough], levels: Sequence[str]) -> Iterator[tuple[str, str]]:
    for level in levels:
        cases = [case for each in boroughs if each.level == level for case in each.cases]
        held = sum(case.is_held for case in cases)
        yield f"`{level}`", f"{held} of {len(cases)}, {held / len(cases):.1%}"


def _frames() -> Iterator[tuple[str, ...]]:
    for frame in FRAMES:
        figures = ", ".join(" ".join(measure).replace("_", " ") for measure in frame.measures)
        for number, stratum in enumerate(frame.strata):
            is_first = number == 0
            yield (
                frame.title if is_first else "",
                stratum.name.replace("_", " "),
                f"{stratum.share:.0%}",
                figures if is_first else "",
            )


def _missed(summaries: Sequence[Summary], held: float) -> Iterator[str]:
    for each in summaries:
        is_family = is_of_families(*each.figure.split())
        most = _MOST_BIAS_OF_FAMILIES if is_family else _MOST_BIAS_OF_PERSONS
        if abs(each.corrected_bias) > most:
            yield f"bias of {each.figure}: {each.corrected_bias:+.1%}, asked at most {most:.0%}"
    if not _LEAST_HELD <= held <= _MOST_HELD:
        yield f"intervals hold the truth in {held:.1%}, asked {_LEAST_HELD:.0%} to {_MOST_HELD:.0%}"


def _seeds(boroughs: Sequence[Borough]) -> str:
    seeds = sorted({each.seed for each in boroughs})
    return f"{seeds[0]} to {seeds[-1]}"
