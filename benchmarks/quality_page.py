"""The page `docs/linkage_quality.md` and its picture, made of the results of the quality benchmark.

No measured number is typed here or in the template; nothing is linked or judged here.
"""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from benchmarks.quality_picture import draw
from benchmarks.quality_results import BOROUGH, GOALS, Goal, Results, Summary, System
from benchmarks.quality_sets import SETS, LabelledSet
from benchmarks.quality_words import TITLES, heading, number, told
from pipelines.documents.markdown import table

PAGE = "linkage_quality.md"

_F1 = "pair_f1"
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
_OF_FAMILIES = (
    "child_b_cubed_f1",
    "given_child_b_cubed_f1",
    "exact_units",
    "parents_found",
    "mothers_found",
    "fathers_found",
    "wrong_adult",
)
_WITH_FAMILIES = (System.OURS, System.SHIPPED)


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
        families=_families(results, boroughs),
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
        *(heading(system) for system in _SYSTEMS_OF_SETS),
        "Met",
    )
    rows = []
    for each in _judged(results):
        found = [told(results.summary(each.name, system, _F1), _F1) for system in _SYSTEMS_OF_SETS]
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
            yield f"{goal.level} borough, {system}: {TITLES[goal.figure]} of {floor}"


def _details(results: Results) -> str:
    header = ("Set", "Linked by", *(heading(TITLES[name]) for name in _DETAILS))
    rows = [
        (
            each.title,
            system,
            *(told(results.summary(each.name, system, name), name) for name in _DETAILS),
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
            TITLES[goal.figure],
            system,
            _bound(goal, goal.floor),
            _bound(goal, goal.goal),
            told(found, goal.figure),
            goal.reached(found),
        )
        for goal, system, found in _of_goals(results)
    ]
    return table(header, rows)


def _boroughs(results: Results, names: list[str]) -> str:
    measures = (*_OF_BOROUGHS, *_DETAILS[:2], "blocking_recall")
    header = ("Errors", "Linked by", *(heading(TITLES[name]) for name in measures))
    rows = [
        (
            name.removeprefix(BOROUGH),
            system,
            *(told(results.summary(name, system, measure), measure) for measure in measures),
        )
        for name in names
        for system in System
    ]
    return table(header, rows)


def _families(results: Results, names: list[str]) -> str:
    """Tell how families were found; nothing where they were not judged."""
    rows = [
        (
            name.removeprefix(BOROUGH),
            system,
            *(told(results.summary(name, system, measure), measure) for measure in _OF_FAMILIES),
        )
        for name in names
        for system in _WITH_FAMILIES
        if results.summary(name, system, _OF_FAMILIES[0])
    ]
    header = ("Errors", "Linked by", *(heading(TITLES[name]) for name in _OF_FAMILIES))
    return table(header, rows) if rows else ""


def _bound(goal: Goal, value: float) -> str:
    return f"at {'most' if goal.at_most else 'least'} {number(value, goal.figure)}"
