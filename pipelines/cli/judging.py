"""`thinkfamily evaluate` and `thinkfamily train`: how good the models are, and how they learn."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from linkage_models.evaluation.evaluate import Evaluation, TruthError
from linkage_models.evaluation.evaluate import evaluate as judge
from pipelines.cli.context import Session, session_of
from pipelines.cli.running import AsAt
from pipelines.config import load_config
from pipelines.counts.definitions import DEFINITIONS
from pipelines.nights import current_night
from pipelines.runs import run_job
from pipelines.training import LEARN, TRAIN_JOB
from pipelines.warehouse import key_from_environment, open_warehouse

JudgingError = TruthError
PUBLISHED = tuple(
    (definition.id, measure.name) for definition in DEFINITIONS for measure in definition.measures
)
"""What is judged of counts: every figure that there is a definition of."""


def evaluate(
    context: typer.Context,
    truth: Annotated[
        Path | None,
        typer.Option(
            help="The truth folder; data/truth/DATE of the night if not given.", resolve_path=True
        ),
    ] = None,
) -> None:
    """Judge the current night against a truth: pairs, persons, families, counts.

    Only synthetic people have a truth. The figures are of the threshold in force, chosen without
    looking at it.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    night = current_night(config.data)
    with (
        session.console.status("Comparing with the truth"),
        open_warehouse(
            night.warehouse, key_from_environment(), config.engine, read_only=True
        ) as con,
    ):
        folder = truth or config.data / "truth" / night.as_at.isoformat()
        judged = judge(con, folder, PUBLISHED)
    _show(session, judged)


def train(
    context: typer.Context,
    as_at: AsAt,
    seed: Annotated[int, typer.Option(help="Seed of the sample of random pairs.")] = 1,
) -> None:
    """Learn the numbers of both models from a night's records, and write them for review.

    Lands and maps the delivery, trains the person model, links with it, trains the family model.
    Nothing is published. Review the diff of linkage_models/trained before a night uses it.
    """
    session = session_of(context)
    ops: dict[str, object] = {LEARN: {"config": {"seed": seed}}}
    session.console.print("Learning both models takes a minute or two.")
    run_job(TRAIN_JOB, session.config_file, as_at.date(), session.console, ops)
    session.console.print("Trained both models. Review the diff of linkage_models/trained.")


def _show(session: Session, evaluation: Evaluation) -> None:
    for words, shares in evaluation.shares.items():
        session.console.print(f"[bold]{words}[/bold]: {_told(shares)}", highlight=False)
    table = Table("count", "measure", "true", "found", "bias", title_justify="left")
    for column in table.columns[2:]:
        column.justify = "right"
    for each in evaluation.biases:
        bias = "" if each.bias is None else f"{each.bias:+.1%}"
        table.add_row(
            each.count_id, each.measure, f"{each.true_value}", f"{each.found_value}", bias
        )
    session.console.print(table)


def _told(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value:.4f}" for name, value in shares.items())
