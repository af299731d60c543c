"""`thinkfamily counts --night`: the exact figures of a night, for whoever may open its warehouse.

They are only printed: what leaves a night as a file is a release, and is disclosure-controlled.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from rich.table import Table

from governance.boundaries import Boundaries, BoundariesError
from governance.definition import CountDefinition
from governance.disclosure import PROFILES
from governance.figure import ALL, TOTAL, Figure
from governance.release_context import COMBINATION, SYNTHETIC_SENTENCE, ReleaseContext
from pipelines.boundaries import boundaries_of
from pipelines.cli.context import Session
from pipelines.config import Config, load_config
from pipelines.counts.breakdowns import BREAKDOWNS
from pipelines.counts.counting import figures
from pipelines.counts.definitions import DEFINITIONS
from pipelines.counts.words import LABELS
from pipelines.nights import Night, NoNightError
from pipelines.warehouse import key_from_environment, open_warehouse

NOT_FOR_RELEASE = "Exact figures of night {night}: not for release."
_COLUMNS = ("count", "of", "figure", "families", "out of", "share")


def show_exact(session: Session, night: date, definition: CountDefinition | None) -> None:
    """Show what a night counted: the totals, or one count with its breakdowns.

    Raises:
        NoNightError: the night was not built whole.
    """
    config = load_config(session.config_file)
    words = _words(config, night)
    found = _counted(config, night)
    chosen = [f for f in found if definition is None or f.count_id == definition.id]
    mark = NOT_FOR_RELEASE.format(night=night)
    session.console.print(f"[bold red]{mark}[/bold red]", highlight=False)
    if definition is not None:
        session.console.print(f"[bold]{definition.id} {definition.title}[/bold]", highlight=False)
        session.console.print(definition.definition, markup=False, highlight=False)
    if not chosen:
        session.console.print("No source tells of this.")
        return
    table = _table(chosen if definition else _totals(chosen), words)
    table.caption = f"{mark} {SYNTHETIC_SENTENCE}" if words.is_synthetic else mark
    session.console.print(table)


def _counted(config: Config, night: date) -> list[Figure]:
    """Return the figures of a night; of a count that is declared no more nothing can be said."""
    warehouse = Night(data=config.data, as_at=night).warehouse
    if not warehouse.is_file():
        msg = f"night {night} is not there whole: run `thinkfamily night --as-at {night}`"
        raise NoNightError(msg)
    declared = {(each.id, measure.name) for each in DEFINITIONS for measure in each.measures}
    with open_warehouse(warehouse, key_from_environment(), config.engine, read_only=True) as con:
        return [each for each in figures(con) if (each.count_id, each.measure) in declared]


def _words(config: Config, night: date) -> ReleaseContext:
    """Return the words that a release of the night would have."""
    return ReleaseContext(
        release_id="",
        as_at=night,
        purpose=config.purpose,
        profile=PROFILES[config.disclosure_profile],
        definitions=DEFINITIONS,
        breakdowns=BREAKDOWNS,
        data_as_at={},
        versions={},
        labels=LABELS,
        boundaries=_boundaries(config),
    )


def _boundaries(config: Config) -> Boundaries | None:
    """Return the names of wards; without their file wards are shown by their codes."""
    try:
        return boundaries_of(config)
    except BoundariesError:
        return None


def _totals(found: Sequence[Figure]) -> list[Figure]:
    """Return the total of each measure; for counts without one, all but combinations."""
    with_total = {each.count_id for each in found if each.is_total}
    return [
        each
        for each in found
        if each.is_total or (each.count_id not in with_total and each.breakdown != COMBINATION)
    ]


def _table(found: Iterable[Figure], words: ReleaseContext) -> Table:
    table = Table(*_COLUMNS, title_justify="left")
    for column in table.columns[2:]:
        column.justify = "right"
    ordered = sorted(found, key=lambda figure: _order(figure, words))
    for count_id, of_count in groupby(ordered, key=lambda figure: figure.count_id):
        table.add_section()
        table.add_row(count_id, f"[bold]{words.definition(count_id).title}[/bold]")
        for figure in of_count:
            table.add_row("", _said(figure, words), *_numbers(figure))
    return table


def _order(figure: Figure, words: ReleaseContext) -> tuple[object, ...]:
    definition = words.definition(figure.count_id)
    names = [TOTAL, *(each.name for each in words.breakdowns if each.name != TOTAL)]
    return (
        words.definitions.index(definition),
        definition.measures.index(definition.measure(figure.measure)),
        names.index(figure.breakdown),
        words.category_order(figure.breakdown, figure.category),
    )


def _said(figure: Figure, words: ReleaseContext) -> str:
    title = words.definition(figure.count_id).measure(figure.measure).title
    if (figure.breakdown, figure.category) == (TOTAL, ALL):
        return title
    by = words.breakdown_title(figure.breakdown)
    return f"{title}, {by}: {words.category_title(figure.breakdown, figure.category)}"


def _numbers(figure: Figure) -> tuple[str, str, str, str]:
    whole = figure.of_value
    share = f"{figure.value / whole:.1%}" if whole else ""
    return (
        f"{figure.value:,}",
        f"{figure.family_count:,}",
        "" if whole is None else f"{whole:,}",
        share,
    )
