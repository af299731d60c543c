"""`thinkfamily labels import` and `export`: what people said of pairs, in and out."""

import csv
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from governance.register.judgements import Kind
from linkage_models.calibration.labels import KEYS, SAMPLING, SHEET
from linkage_models.calibration.sheets import escaped, refuse_overwriting, sampling_file, write_rows
from pipelines.cli.context import session_of
from pipelines.cli.releasing import AsName
from pipelines.config import load_config
from pipelines.judgement_sheets import answers_of, decision_table
from pipelines.judgements import on_record, take_in_file
from pipelines.releasing import decision_of

Decisions = Annotated[
    bool, typer.Option("--decisions", help="Decisions that override the model, and not labels.")
]


def import_sheet(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The sheet that was filled in.", resolve_path=True)],
    decisions: Decisions = False,
    reason: Annotated[str, typer.Option(help="Why, where it is not plain.")] = "",
    as_name: AsName = None,
) -> None:
    """Take the judgements of a sheet into the register, where nights find them.

    The same sheet may be taken in again when it has grown: a reviewer's last answer holds.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    kind = Kind.DECISION if decisions else Kind.LABEL
    taken = take_in_file(config, kind, file, decision_of(config, reason, as_name))
    held = len(on_record(config, kind))
    session.console.print(
        f"{taken} {kind}s of {file.name} are new or changed; {held} are on record.",
        highlight=False,
        soft_wrap=True,
    )


def export_sheet(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The sheet to write, a CSV file.", resolve_path=True)],
    decisions: Decisions = False,
) -> None:
    """Write what is on record as a sheet that can be read again: keys of records, and no name."""
    session = session_of(context)
    config = load_config(session.config_file)
    refuse_overwriting(out)
    kind = Kind.DECISION if decisions else Kind.LABEL
    found = sorted(on_record(config, kind), key=lambda each: each.instead_of(kind)[:3])
    if decisions:
        _write_table(out, decision_table(found))
    else:
        answers = answers_of(found)
        write_rows(out, SHEET, ([row[name] for name in SHEET] for row in answers.rows))
        told = zip(answers.rows, answers.weights, strict=True)
        weighed = [[*(row[name] for name in KEYS), str(of)] for row, of in told if of is not None]
        if weighed:
            write_rows(sampling_file(out), SAMPLING, weighed)
    session.console.print(f"{len(found)} {kind}s are in {out.name}.", highlight=False)


def _write_table(out: Path, table: pa.Table) -> None:
    with out.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.column_names)
        for row in table.to_pylist():
            told = row | {"reason": escaped(row["reason"])}
            writer.writerow([each or "" for each in told.values()])
