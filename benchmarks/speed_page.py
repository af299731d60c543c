"""The page `docs/benchmarks.md` and its picture, made of the results of the benchmark of speed.

No measured number is typed here or in the template; nothing is timed here.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from benchmarks.speed_picture import draw
from benchmarks.speed_results import Run, growth
from pipelines.documents.markdown import table

PAGE = "benchmarks.md"

_CITY, _MOST_SECONDS, _MOST_MEGABYTES, _MOST_TIMES = 500_000, 150, 4_000, 4
_GROWS_FROM, _GROWS_TO, _MOST_GROWTH = 50_000, 1_000_000, 1.1
_LEAST_SHARE = 0.01
_HEADER = ("People", "records", "night s", "release s", "peak MB", "Splink s", "Splink MB", "times")


def write_page(runs: Sequence[Run], out: Path) -> None:
    """Write the page into a folder and its picture into `pictures` in it."""
    picture = draw(runs)
    (out / "pictures" / f"{picture.name}.svg").write_text(picture.svg, "utf-8", newline="\n")
    environment = Environment(
        loader=PackageLoader("benchmarks"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown of our own words and numbers, no page of HTML.
    )
    largest, asked = runs[-1], tuple(_asked(runs))
    page = environment.get_template(f"{PAGE}.j2").render(
        runs=table(_HEADER, map(_row, runs)),
        steps=table(("Step", "seconds", "share"), _steps(largest)),
        largest=f"{largest.people:,}",
        description=picture.description,
        title=picture.title,
        asked_rows=len(asked),
        asked=table(("Asked", "at most", "measured"), asked),
    )
    (out / PAGE).write_text(page, "utf-8", newline="\n")


def _row(each: Run) -> tuple[str, ...]:
    return (
        f"{each.people:,}",
        f"{each.ours.records:,}",
        f"{each.ours.night_seconds:.1f}",
        f"{each.ours.release_seconds:.1f}",
        f"{each.ours.peak_megabytes:,}",
        f"{each.splink.linking_seconds:.1f}",
        f"{each.splink.peak_megabytes:,}",
        f"{each.ratio:.1f}",
    )


def _steps(each: Run) -> Iterator[tuple[str, ...]]:
    """Give the steps that take long enough to matter, the longest first."""
    steps = sorted(each.ours.steps.items(), key=lambda step: -step[1])
    whole = each.ours.seconds
    rest = whole
    for name, seconds in steps:
        if seconds >= _LEAST_SHARE * whole:
            rest -= seconds
            yield name.replace("__", " / "), f"{seconds:.1f}", f"{seconds / whole:.0%}"
    rest -= each.ours.release_seconds
    yield (
        "the release",
        f"{each.ours.release_seconds:.1f}",
        f"{each.ours.release_seconds / whole:.0%}",
    )
    yield "all else", f"{rest:.1f}", f"{rest / whole:.0%}"


def _asked(runs: Sequence[Run]) -> Iterator[tuple[str, ...]]:
    by_people = {each.people: each for each in runs}
    city = by_people.get(_CITY)
    if city:
        of = f"a city of {_CITY:,} people ({city.ours.records:,} records)"
        yield f"seconds of {of}", f"{_MOST_SECONDS}", f"{city.ours.seconds:.0f}"
        yield f"megabytes of {of}", f"{_MOST_MEGABYTES:,}", f"{city.ours.peak_megabytes:,}"
        yield "times the linking of Splink's defaults", f"{_MOST_TIMES}", f"{city.ratio:.1f}"
    if _GROWS_FROM in by_people and _GROWS_TO in by_people:
        found = growth(by_people[_GROWS_FROM], by_people[_GROWS_TO])
        between = f"{_GROWS_FROM:,} to {_GROWS_TO:,} people"
        yield f"exponent of growth, {between}", f"{_MOST_GROWTH}", f"{found:.2f}"
