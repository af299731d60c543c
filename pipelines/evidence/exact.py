"""Exact numbers of a night, for the officer who asks for them; they stay inside the council."""

from collections.abc import Iterator

from governance.charting.flow import FLOW
from governance.definition import FIGURE_COLUMNS
from governance.evidence.pack import ExactTable
from governance.figure import Figure
from pipelines.evidence.facts import Facts, Warehouse


def exact_tables(facts: Facts) -> tuple[ExactTable, ...]:
    """Return the exact flow of records, what was set aside, and what proposals would change."""
    found = [_headlines(facts)]
    if facts.warehouse:
        found += _of_night(facts.warehouse)
    return tuple(found)


def _of_night(warehouse: Warehouse) -> Iterator[ExactTable]:
    flow = tuple(each for each in warehouse.figures if each.count_id == FLOW)
    yield ExactTable(name="flow_exact", columns=FIGURE_COLUMNS, rows=tuple(map(_figure, flow)))
    yield ExactTable(
        name="linked_by_group_exact",
        columns=FIGURE_COLUMNS,
        rows=tuple(map(_figure, warehouse.by_group)),
    )
    yield ExactTable(
        name="rows_set_aside_exact",
        columns=("source", "table", "reason", "rows"),
        rows=tuple(
            (each.source, each.table, each.reason, str(each.rows)) for each in warehouse.set_aside
        ),
    )
    yield ExactTable(
        name="cluster_checks_exact",
        columns=("check", "outcome", "persons", "records"),
        rows=tuple(
            (each.check, each.outcome, str(each.clusters), str(each.records))
            for each in warehouse.checks
        ),
    )


def _figure(figure: Figure) -> tuple[str, ...]:
    values = (getattr(figure, name) for name in FIGURE_COLUMNS)
    return tuple("" if value is None else str(value) for value in values)


def _headlines(facts: Facts) -> ExactTable:
    return ExactTable(
        name="threshold_headlines_exact",
        columns=("version", "night", "count_id", "measure", "before", "after"),
        rows=tuple(
            (
                str(version.version),
                str(version.evidence.night),
                each.count_id,
                each.measure,
                str(each.before),
                str(each.after),
            )
            for version in facts.thresholds.versions
            for each in version.evidence.headlines
        ),
    )
