"""What became of every record: the flow that the RECORD statement asks for, item 13.1."""

from collections.abc import Iterator

from governance.charting.flow import FLOW
from governance.estimate import ShownEstimate
from governance.evidence.blocks import Block, Listing, Notice, Picture, Table, Text
from governance.release_context import SOURCE, thousands
from governance.rows import ReleaseRow
from pipelines.counts.definitions import DEFINITIONS
from pipelines.counts.words import source_title
from pipelines.evidence.facts import Facts
from pipelines.evidence.showing import headlines_of, rows_of
from pipelines.evidence.words import Numbers

_ALL = "All"


def tell(facts: Facts) -> Iterator[Block]:
    """Draw the flow, and give its numbers, what left it and why, and what was counted."""
    if not facts.shown.figures:
        yield Notice(words=f"The flow is not known: {facts.shown.why_not}.")
        return
    yield Text(words=f"The numbers are those of {facts.shown.of}.")
    if facts.shown.flow:
        yield Picture(name="flow", title="Records through linkage", svg=facts.shown.flow)
    yield _numbers(rows_of(facts.shown.figures, facts.about, FLOW))
    yield from _why(facts)
    yield _counted(facts)
    yield Text(words="What each step means:")
    flow = next(each for each in DEFINITIONS if each.id == FLOW)
    yield Listing(items=tuple(f"{each.title}: {each.counted}." for each in flow.measures))


def _numbers(rows: tuple[ReleaseRow, ...]) -> Table:
    sources = list(
        dict.fromkeys(row.figure.category for row in rows if row.figure.breakdown == SOURCE)
    )
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        column = _ALL if row.is_total else row.figure.category
        found.setdefault(row.measure.title, {})[column] = thousands(row.figure.text)
    columns = tuple(map(source_title, sources))
    return Table(
        name="flow_numbers",
        title="Records through linkage, by source",
        columns=("Step", *columns, "All sources"),
        rows=tuple(
            (title, *(told.get(each, "") for each in sources), told.get(_ALL, ""))
            for title, told in found.items()
        ),
        amounts=frozenset({*columns, "All sources"}),
    )


def _why(facts: Facts) -> Iterator[Block]:
    numbers = Numbers(profile=facts.profile)
    if facts.warehouse is None or facts.manifest is None:
        yield Text(words=f"Why rows were set aside is not known: {facts.no_night}.")
        return
    yield Table(
        name="rows_set_aside",
        title=f"Rows set aside, by reason. {numbers.rule}",
        columns=("Source", "Table", "Reason", "Rows"),
        rows=tuple(
            (source_title(each.source), each.table, each.reason, numbers.shown(each.rows))
            for each in facts.warehouse.set_aside
        ),
        amounts=frozenset({"Rows"}),
        empty="No row broke a rule.",
    )
    yield Table(
        name="rows_left_out",
        title=f"Rows that were read and not mapped, by reason. {numbers.rule}",
        columns=("Source", "Format", "Table", "Reason", "Rows"),
        rows=tuple(
            (
                source_title(each.source),
                each.format,
                each.table_name,
                each.reason,
                numbers.shown(each.rows),
            )
            for each in facts.manifest.left_out
        ),
        amounts=frozenset({"Rows"}),
        empty="Every row was mapped.",
    )


def _counted(facts: Facts) -> Table:
    """Give the headline figures, as what the flow ends in, with how sure each is."""
    estimates = {each.row.key: each for each in facts.shown.estimates}
    return Table(
        name="counted",
        title="What was counted of them. The range is the figure when links need more evidence and "
        "when less; corrections and 90% intervals come of labels",
        columns=("Count", "What", "Number", "Range", "Corrected", "90% interval"),
        rows=tuple(
            (
                row.definition.id,
                row.measure.title,
                thousands(row.figure.text),
                *_sure(estimates.get(row.key)),
            )
            for row in headlines_of(facts.shown.figures, facts.about)
        ),
        amounts=frozenset({"Number", "Range", "Corrected", "90% interval"}),
        empty="No source tells what is counted.",
    )


def _sure(found: ShownEstimate | None) -> tuple[str, str, str]:
    return (found.range_text, found.corrected_text, found.interval_text) if found else ("", "", "")
