"""`thinkfamily explain`: why two records are one person, or people one family unit."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from governance.release_context import SYNTHETIC_SENTENCE
from linkage_models.explaining.explain import explain as explain_pair
from linkage_models.explaining.explanation import Explanation
from linkage_models.explaining.records import ExplainError, RecordKey, record_key
from linkage_models.model import load_trained
from linkage_models.person.model import PERSON_MODEL
from pipelines.cli.context import Session, session_of
from pipelines.cli.explaining_family import Asked, explain_units
from pipelines.cli.picturing import check_picture
from pipelines.cli.waterfall import write_waterfall
from pipelines.config import load_config
from pipelines.explained_night import linked_by, version_name
from pipelines.manifest import versions
from pipelines.nights import current_night
from pipelines.warehouse import key_from_environment, open_warehouse

ExplainingError = ExplainError
_MODEL = version_name(PERSON_MODEL)
_WHAT_TO_NAME = "Missing argument: name two records, or one family with --family or --family-of"


def explain(  # noqa: PLR0913, PLR0917 - the command's own words
    context: typer.Context,
    left: Annotated[
        str | None,
        typer.Argument(
            metavar="RECORD",
            show_default=False,
            help="A record, as source:record_id; what follows the first colon is the id.",
        ),
    ] = None,
    right: Annotated[
        str | None,
        typer.Argument(metavar="RECORD", show_default=False, help="The other record."),
    ] = None,
    chart: Annotated[
        Path | None,
        typer.Option(
            help=(
                "Draw into this file, .svg or .png: a waterfall chart of two records, or the graph "
                "of a family."
            ),
            dir_okay=False,
        ),
    ] = None,
    family: Annotated[
        str | None,
        typer.Option(
            metavar="UNIT",
            help="Explain a family unit, by its key, or by its number of the night.",
        ),
    ] = None,
    family_of: Annotated[
        str | None,
        typer.Option(metavar="RECORD", help="Explain the family units of a record's person."),
    ] = None,
) -> None:
    """Explain why two records of the current night are one person or two, or a family is one unit.

    Of two records: what each comparison found and weighs, the guard, the join level and what
    became of the pair, also of a pair that no night would compare. Of a family: who, which roles
    and homes, each tie's evidence and weight, what was set aside. No name is shown, and none is in
    the chart.
    """
    session = session_of(context)
    check_picture(chart, "--chart")
    of_record = None if family_of is None else _key(family_of, "--family-of")
    asked = [each for each in (left, right, family, family_of) if each is not None]
    if len(asked) == 1 and left is None:
        explain_units(session, Asked(unit=family, record=of_record, chart=chart))
    elif left is not None and right is not None and len(asked) == 2:  # noqa: PLR2004 - a pair
        _explain_pair(session, (_key(left), _key(right)), chart)
    else:
        raise typer.BadParameter(_WHAT_TO_NAME, param_hint="RECORD")


def _explain_pair(session: Session, keys: tuple[RecordKey, RecordKey], chart: Path | None) -> None:
    config = load_config(session.config_file)
    night = current_night(config.data)
    manifest = linked_by(night, PERSON_MODEL)
    join = manifest["thresholds"]["SAME_PERSON"]["weight"]  # type: ignore[index]
    with (
        session.console.status("Weighing the pair"),
        open_warehouse(
            night.warehouse, key_from_environment(), config.engine, read_only=True
        ) as con,
    ):
        explained = explain_pair(con, *keys, load_trained(PERSON_MODEL), join)
    remarks = f"Night {night.as_at}, person model {versions()[_MODEL]}, join level {join:+.1f}."
    show_explanation(session, explained, remarks)
    if chart:
        mark = f"{SYNTHETIC_SENTENCE} " if config.purpose == "synthetic" else ""
        _draw(explained, f"{mark}{remarks}", chart)
        session.console.print(f"Chart: {chart}", markup=False, highlight=False, soft_wrap=True)


def show_explanation(session: Session, explained: Explanation, remarks: str) -> None:
    """Show the weights as a table, then in words what they add up to and what came of it."""
    named = escape(f"{explained.left} and {explained.right}")
    session.console.print(named, style="bold", highlight=False, soft_wrap=True)
    table = Table("comparison", "found", "weight", "total")
    for column in table.columns[2:]:
        column.justify = "right"
    for row in explained.rows:
        weight = f"{row.weight:+.1f}" if row.is_known else ""
        style = None if row.is_known else "dim"
        table.add_row(row.title, row.found, weight, f"{row.total:+.1f}", style=style)
    session.console.print(table)
    session.console.print(f"[bold]{escape(explained.sentence)}[/bold]", highlight=False)
    for line in _told(explained, remarks):
        session.console.print(line, markup=False, highlight=False, soft_wrap=True)


def _told(explained: Explanation, remarks: str) -> list[str]:
    lines = [
        f"Total {explained.weight:+.1f}, join level {explained.join:+.1f}: {explained.outcome}.",
        _person(explained),
    ]
    if explained.guard and explained.guard.reason:
        lines.append(f"The guard is there because {explained.guard.reason}.")
    if explained.rule:
        lines.append(f"Brought together by sharing: {explained.rule}.")
    if explained.not_held:
        lines.append(f"Not among the pairs of the night: {explained.not_held}.")
    if not explained.is_as_of_night:
        lines.append(
            f"The night weighed the pair at {explained.weight_of_night:+.1f} before the guard: "
            "its total decided, and not the one above."
        )
    return [*lines, remarks]


def _person(explained: Explanation) -> str:
    if not explained.is_one_person:
        return "Two persons."
    if len(explained.path) == 1:
        return "One person, by this link."
    steps = [
        f" -({'decided' if step.weight is None else f'{step.weight:+.1f}'})- {step.to}"
        for step in explained.path
    ]
    return f"One person, through other records: {explained.left}{''.join(steps)}"


def _key(text: str, hint: str = "RECORD") -> RecordKey:
    try:
        return record_key(text)
    except ExplainError as error:
        raise typer.BadParameter(str(error), param_hint=hint) from None


def _draw(explained: Explanation, remarks: str, chart: Path) -> None:
    try:
        write_waterfall(explained, remarks, chart)
    except OSError as error:
        msg = f"the chart cannot be written to {chart} ({error.strerror})"
        raise ExplainError(msg) from None
