"""`thinkfamily labels import` and `export`: what people said of pairs and found of people."""

import csv
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from governance.register.judgements import Kind
from linkage_models.calibration.labels import KEYS, SAMPLING, SHEET
from linkage_models.calibration.sheets import (
    LabelError,
    escaped,
    refuse_overwriting,
    sampling_file,
    write_rows,
)
from pipelines.cli.context import session_of
from pipelines.cli.releasing import AsName
from pipelines.config import Config, load_config
from pipelines.judgement_sheets import answers_of, decision_table
from pipelines.judgements import on_record, take_in_file
from pipelines.releasing import decision_of
from pipelines.reviewed_people import people_on_record, take_in_people, write_people

Decisions = Annotated[
    bool, typer.Option("--decisions", help="Decisions that override the model, and not labels.")
]
People = Annotated[
    bool, typer.Option("--people", help="People whose records and family were found, and no pairs.")
]


def import_sheet(  # noqa: PLR0913, PLR0917 - what a sheet holds is an option each
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The sheet that was filled in.", resolve_path=True)],
    decisions: Decisions = False,
    people: People = False,
    reason: Annotated[str, typer.Option(help="Why, where it is not plain.")] = "",
    as_name: AsName = None,
) -> None:
    """Take the judgements of a sheet into the register, where nights find them.

    The same sheet may be taken in again when it has grown: a reviewer's last answer holds, and of
    a person the last review.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    kind = _kind(decisions=decisions, people=people)
    decision = decision_of(config, reason, as_name)
    if kind is None:
        taken, held = take_in_people(config, file, decision), len(people_on_record(config))
    else:
        taken, held = take_in_file(config, kind, file, decision), len(on_record(config, kind))
    session.console.print(
        f"{taken} {_words(kind)} of {file.name} are new or changed; {held} are on record.",
        highlight=False,
        soft_wrap=True,
    )


def export_sheet(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The sheet to write, a CSV file.", resolve_path=True)],
    decisions: Decisions = False,
    people: People = False,
) -> None:
    """Write what is on record as a sheet that can be read again: keys of records, and no name."""
    session = session_of(context)
    config = load_config(session.config_file)
    refuse_overwriting(out)
    kind = _kind(decisions=decisions, people=people)
    if kind is None:
        reviews = people_on_record(config)
        write_people(reviews, out)
        written = len(reviews)
    else:
        written = _write_judgements(config, kind, out)
    session.console.print(f"{written} {_words(kind)} are in {out.name}.", highlight=False)


def _kind(*, decisions: bool, people: bool) -> Kind | None:
    """Return which judgements of pairs are meant; none where people are."""
    if decisions and people:
        msg = "a sheet holds decisions or people: name one of --decisions and --people"
        raise LabelError(msg)
    if people:
        return None
    return Kind.DECISION if decisions else Kind.LABEL


def _words(kind: Kind | None) -> str:
    return f"{kind}s" if kind else "people"


def _write_judgements(config: Config, kind: Kind, out: Path) -> int:
    found = sorted(on_record(config, kind), key=lambda each: each.instead_of(kind)[:3])
    if kind is Kind.DECISION:
        _write_table(out, decision_table(found))
        return len(found)
    answers = answers_of(found)
    write_rows(out, SHEET, ([row[name] for name in SHEET] for row in answers.rows))
    told = zip(answers.rows, answers.weights, strict=True)
    weighed = [[*(row[name] for name in KEYS), str(of)] for row, of in told if of is not None]
    if weighed:
        write_rows(sampling_file(out), SAMPLING, weighed)
    return len(found)


def _write_table(out: Path, table: pa.Table) -> None:
    with out.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.column_names)
        for row in table.to_pylist():
            told = row | {"reason": escaped(row["reason"])}
            writer.writerow([each or "" for each in told.values()])
