"""The page `docs/linkage_quality.md` and its picture, made of the results of the quality benchmark.

No measured number is typed here or in the template; nothing is linked or judged here.
"""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from benchmarks.quality_picture import draw
from benchmarks.quality_results import BOROUGH, GOALS, Goal, Results, Summary, System
from benchmarks.quality_sets import SETS, LabelledSet
from pipelines.documents.markdown import table

PAGE = "linkage_quality.md"

_F1 = "pair_f1"
_TITLES = {
    "pair_precision": "pair precision",
    "pair_recall": "pair recall",
    "pair_f1": "pair F1",
    "b_cubed_precision": "B-cubed precision",
    "b_cubed_recall": "B-cubed recall",
    "b_cubed_f1": "B-cubed F1",
    "exact_precision": "exact precision",
    "exact_recall": "exact recall",
    "exact_f1": "exact F1",
    "blocking_recall": "blocking recall",
    "false_in_household": "false links in a household",
    "calibration_gap": "largest calibration gap",
}
_AS_SHARE = {"false_in_household"}
_DETAILS = (
    "pair_precision",
    "pair_recall",
    "b_cubed_precision",
    "b_cubed_recall",
    "exact_precision",
    "exact_recall",
    "blocking_recall",
)
_OF_BOROUGHS = ("pair_f1", "b_cubed_f1", "exact_f1", "false_in_household")


def write_page(results: Results, out: Path) -> None:
    """Write the page into a folder and its picture into `pictures` in it."""
    picture = draw(results)
    pictures = out / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    (pictures / f"{picture.name}.svg").write_text(picture.svg, "utf-8", newline="\n")
    (out / PAGE).write_text(
        page(results, picture.title, picture.description), "utf-8", newline="\n"
    )


def page(results: Results, picture: str, description: str) -> str:
    """Write the page.

    Args:
        results: what was found.
        picture: the title of the picture.
        description: what it says to somebody who cannot see it.
    """
    environment = Environment(
        loader=PackageLoader("benchmarks"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown of our own words and numbers, no page of HTML.
    )
    boroughs = [name for name in results.subjects() if name.startswith(BOROUGH)]
    seeds = {each.seed for each in results.judgements if each.subject in boroughs}
    return environment.get_template(f"{PAGE}.j2").render(
        people=f"{results.people:,}",
        seeds=len(seeds),
        picture=picture,
        description=description,
        published=_published(results),
        details=_details(results),
        goals=_goals(results),
        boroughs=_boroughs(results, boroughs),
        skipped=sorted(results.skipped.items()),
        missed=list(_missed(results)),
    )


def _judged(results: Results) -> list[LabelledSet]:
    return [each for each in SETS if each.name in results.subjects()]


def _published(results: Results) -> str:
    header = (
        "Set",
        "Records",
        "Asked for",
        *(_heading(system) for system in _SYSTEMS_OF_SETS),
        "Met",
    )
    rows = []
    for each in _judged(results):
        found = [_told(results.summary(each.name, system, _F1), _F1) for system in _SYSTEMS_OF_SETS]
        records = results.of(each.name, System.OURS)[0].records
        met = "yes" if _is_met(results, each) else "no"
        rows.append((each.title, f"{records:,}", f"{each.target:g}", *found, met))
    return table(header, rows)


_SYSTEMS_OF_SETS = (System.OURS, System.CAUTIOUS, System.EVEN)


def _is_met(results: Results, labelled: LabelledSet) -> bool:
    found = results.summary(labelled.name, System.OURS, _F1)
    return found is not None and found.least >= labelled.target


def _missed(results: Results) -> Iterator[str]:
    """Name what was asked for and not reached."""
    for each in _judged(results):
        if not _is_met(results, each):
            yield f"{each.title}: pair F1 of at least {each.target:g}"
    for goal, system, found in _of_goals(results):
        if goal.reached(found) == "missed":
            floor = _bound(goal, goal.floor)
            yield f"{goal.level} borough, {system}: {_TITLES[goal.figure]} of {floor}"


def _details(results: Results) -> str:
    header = ("Set", "Linked by", *(_heading(_TITLES[name]) for name in _DETAILS))
    rows = [
        (
            each.title,
            system,
            *(_told(results.summary(each.name, system, name), name) for name in _DETAILS),
        )
        for each in _judged(results)
        for system in _SYSTEMS_OF_SETS
    ]
    return table(header, rows)


def _of_goals(results: Results) -> Iterator[tuple[Goal, System, Summary]]:
    """Give the goals for the shipped model that were judged."""
    for goal in GOALS:
        for system in (System.SHIPPED, System.OURS):
            found = results.summary(f"{BOROUGH}{goal.level}", system, goal.figure)
            if found:
                yield goal, system, found


def _goals(results: Results) -> str:
    header = ("Errors", "Measure", "Linked by", "Floor", "Goal", "Found", "Reached")
    rows = [
        (
            goal.level,
            _TITLES[goal.figure],
            system,
            _bound(goal, goal.floor),
            _bound(goal, goal.goal),
            _told(found, goal.figure),
            goal.reached(found),
        )
        for goal, system, found in _of_goals(results)
    ]
    return table(header, rows)


def _boroughs(results: Results, names: list[str]) -> str:
    measures = (*_OF_BOROUGHS, *_DETAILS[:2], "blocking_recall")
    header = ("Errors", "Linked by", *(_heading(_TITLES[name]) for name in measures))
    rows = [
        (
            name.removeprefix(BOROUGH),
            system,
            *(_told(results.summary(name, system, measure), measure) for measure in measures),
        )
        for name in names
        for system in System
    ]
    return table(header, rows)


def _bound(goal: Goal, value: float) -> str:
    return f"at {'most' if goal.at_most else 'least'} {_number(value, goal.figure)}"


def _told(found: Summary | None, figure: str) -> str:
    """Tell a figure, with its range where seeds differ."""
    if found is None:
        return ""
    mean, least, most = (_number(value, figure) for value in (found.mean, found.least, found.most))
    return mean if least == most else f"{mean} ({least} to {most})"


def _number(value: float, figure: str) -> str:
    return f"{value:.2%}" if figure in _AS_SHARE else f"{value:.3f}"


def _heading(words: str) -> str:
    return words[:1].upper() + words[1:]
