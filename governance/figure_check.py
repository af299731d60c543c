"""What must be true of exact figures before a release is made of them.

Messages name the count, measure and breakdown and say how many figures are wrong. They never
quote a number: an exact figure is not for a log.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from governance.definition import CountDefinition, Measure, Unit
from governance.figure import ALL, TOTAL, Figure
from governance.refusal import ReleaseError
from governance.release_context import ReleaseContext


def check_release(figures: tuple[Figure, ...], context: ReleaseContext) -> None:
    """Refuse a release that would be wrong, with every reason at once.

    Raises:
        ReleaseError: if a figure or the context contradicts the definitions or itself.
    """
    problems = [*_definition_problems(context), *_figure_problems(figures, context)]
    if not figures:
        problems.append("there are no figures")
    if problems:
        raise ReleaseError(problems)


def _definition_problems(context: ReleaseContext) -> Iterator[str]:
    ids = [definition.id for definition in context.definitions]
    for count_id, times in sorted(Counter(ids).items()):
        if times > 1:
            yield f"count {count_id}: defined {times} times"
        if not (count_id.isascii() and count_id.isalnum()):
            yield f"count {count_id!r}: an id is letters and digits, as it names files"
    for breakdown, labels in sorted(context.labels.items()):
        if len(set(labels.values())) < len(labels):
            yield f"labels of {breakdown}: two categories have the same"
    for count_id, measure in context.headlines:
        if _measure_of(_definitions(context).get(count_id), measure) is None:
            yield f"headline {count_id} {measure}: not defined"


def _figure_problems(figures: tuple[Figure, ...], context: ReleaseContext) -> Iterator[str]:
    definitions = _definitions(context)
    breakdowns = {TOTAL, *(each.name for each in context.breakdowns)}
    times = Counter(figure.key for figure in figures)
    problems = Counter(
        (figure.count_id, figure.measure, figure.breakdown, problem)
        for figure in figures
        for problem in (
            *_problems_of(figure, definitions.get(figure.count_id)),
            *(["its breakdown has no declaration"] if figure.breakdown not in breakdowns else []),
            *(["given more than once"] if times[figure.key] > 1 else []),
        )
    )
    for (count_id, measure, breakdown, problem), number in sorted(problems.items()):
        yield f"{count_id} {measure} by {breakdown}: {problem} ({_figures(number)})"


def _problems_of(figure: Figure, definition: CountDefinition | None) -> Iterator[str]:
    measure = _measure_of(definition, figure.measure)
    if definition is None:
        yield "its count has no definition"
    elif measure is None:
        yield "its measure has no definition"
    elif figure.of_value is not None and not measure.share_of:
        yield "a whole is given, but the measure does not say what a share of it is a share of"
    if figure.is_total != (figure.category == ALL):
        yield f"the category {ALL!r} belongs to the total, and only to it"
    if not _numbers_are_whole(figure):
        yield "a number is missing or not a whole number"
        return
    unit = measure.unit if measure else None
    yield from (problem for problem, is_wrong in _NUMBER_RULES if is_wrong(figure, unit))


def _numbers_are_whole(figure: Figure) -> bool:
    numbers = (figure.value, figure.family_count, figure.of_value or 0)
    return all(type(number) is int for number in numbers)


_NUMBER_RULES: tuple[tuple[str, Callable[[Figure, Unit | None], bool]], ...] = (
    ("the value is negative", lambda figure, _: figure.value < 0),
    ("the number of families is negative", lambda figure, _: figure.family_count < 0),
    ("more families than the value", lambda figure, _: figure.family_count > figure.value >= 0),
    (
        "the value is larger than the whole",
        lambda figure, _: figure.of_value is not None and figure.value > figure.of_value,
    ),
    (
        "a number of families is its own number of families, but the two differ",
        lambda figure, unit: unit is Unit.FAMILY and figure.family_count != figure.value,
    ),
    (
        "children are counted, but no family of theirs",
        lambda figure, unit: unit is Unit.CHILD and figure.value > 0 and figure.family_count == 0,
    ),
)


def _definitions(context: ReleaseContext) -> dict[str, CountDefinition]:
    return {definition.id: definition for definition in context.definitions}


def _measure_of(definition: CountDefinition | None, name: str) -> Measure | None:
    measures = definition.measures if definition else ()
    return next((measure for measure in measures if measure.name == name), None)


def _figures(number: int) -> str:
    return "1 figure" if number == 1 else f"{number:,} figures"
