"""`thinkfamily evaluate` and `thinkfamily train`: how good the models are, and how they learn.

Evaluation of labelled records, which needs no night, is in `labelled`.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.evaluate import Evaluation
from linkage_models.evaluation.evaluate import evaluate as judge
from linkage_models.evaluation.misses.finding import errors_of_night
from pipelines.cli.context import Session, session_of
from pipelines.cli.labelled import (
    Asked,
    FileOfEvaluationError,
    evaluate_folder,
    make_folders,
    write_errors,
    write_figures,
)
from pipelines.cli.running import AsAt
from pipelines.cli.showing_judged import folded, show_errors
from pipelines.config import load_config
from pipelines.counts.definitions import DEFINITIONS
from pipelines.levels import levels_of
from pipelines.nights import current_night
from pipelines.runs import run_job
from pipelines.training import LEARN, TRAIN_JOB
from pipelines.warehouse import key_from_environment, open_warehouse
from sources.conformed_folder import ConformedFolderError

PUBLISHED = tuple(
    (definition.id, measure.name) for definition in DEFINITIONS for measure in definition.measures
)
"""What is judged of counts: every figure that there is a definition of."""


class JudgingError(ValueError):
    """What is to be judged, or the truth it is judged by, cannot be used."""


def evaluate(  # noqa: PLR0913, PLR0917 - the options of a command
    context: typer.Context,
    truth: Annotated[
        Path | None,
        typer.Option(
            help=(
                "With --conformed, a CSV or Parquet of source, record_id, person_id, or a folder "
                "with that as record and, to judge families, care_tie and unit. Otherwise a truth "
                "folder; data/truth/DATE of the night if not given."
            ),
            resolve_path=True,
        ),
    ] = None,
    conformed: Annotated[
        Path | None,
        typer.Option(
            help="Judge the records of this folder instead: person_record as CSV or Parquet, and "
            "address, contact_point, relationship and others where you have them.",
            exists=True,
            file_okay=False,
            resolve_path=True,
        ),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(
            help="A trained person model; without it, the model learns from the records.",
            exists=True,
            dir_okay=False,
            resolve_path=True,
        ),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(help="A further column to judge groups of people by; may be repeated."),
    ] = None,
    as_at: Annotated[
        datetime | None,
        typer.Option(
            "--as-at",
            formats=["%Y-%m-%d"],
            help="With --conformed, the date on which somebody is a child; the newest date of the "
            "records if not given.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the samples that training draws.")] = 1,
    json: Annotated[
        Path | None, typer.Option(help="Write the figures to this file.", resolve_path=True)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Write persons, families and figures to this folder, or persons to this .parquet "
            "and figures to a .json.",
            resolve_path=True,
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            help="Write the commonest false and missed links to this .md, with keys of records.",
            dir_okay=False,
            resolve_path=True,
        ),
    ] = None,
) -> None:
    """Judge the linkage against a truth: of the current night, or of your own labelled records.

    A night is judged by its persons, families and counts. Only synthetic people have a truth of a
    night. With --conformed, any labelled records in the conformed shape are linked and judged, and
    their families where the truth knows them; no configuration or key is needed. The threshold is
    the one in force, or the one the product chooses for the records, without a look at the truth.
    """
    session = session_of(context)
    try:
        if conformed is None:
            only_labelled = {"--model": model, "--group": group, "--out": out, "--as-at": as_at}
            _refuse_without_conformed([name for name, given in only_labelled.items() if given])
            _evaluate_night(session, truth, json, errors)
            return
        if truth is None:
            msg = (
                "the records of --conformed are judged by a file of their true persons, or a folder"
            )
            raise typer.BadParameter(msg, param_hint="--truth")
        asked = Asked(
            conformed=conformed,
            truth=truth,
            model=model,
            groups=tuple(group or ()),
            as_at=as_at.date() if as_at else None,
            seed=seed,
            figures=json,
            out=out,
            errors=errors,
        )
        evaluate_folder(session.console, asked)
    except (TruthError, ConformedFolderError, FileOfEvaluationError) as error:
        raise JudgingError(str(error)) from None


def _refuse_without_conformed(given: list[str]) -> None:
    if given:
        msg = "is for your own labelled records: give --conformed FOLDER too"
        raise typer.BadParameter(msg, param_hint=", ".join(given))


def _evaluate_night(
    session: Session, truth: Path | None, figures: Path | None, errors: Path | None
) -> None:
    make_folders([path for path in (figures, errors) if path])
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
        found = errors_of_night(con, levels_of(con).levels.join) if errors else None
    _show(session, judged)
    if figures:
        write_figures(figures, judged.as_json() | {"as_at": night.as_at.isoformat()})
    if errors and found is not None:
        write_errors(errors, f"The night as at {night.as_at}", found)
        show_errors(session.console, found)


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
    run_job(TRAIN_JOB, session.config_file, as_at.date(), session.console, ops=ops)
    session.console.print("Trained both models. Review the diff of linkage_models/trained.")


def _show(session: Session, evaluation: Evaluation) -> None:
    for words, shares in evaluation.shares.items():
        session.console.print(f"[bold]{words}[/bold]: {_told(shares)}", highlight=False)
    table = Table("count", "measure", "true", "found", "bias", title_justify="left")
    folded(table, figures_from=2)
    for each in evaluation.biases:
        bias = "" if each.bias is None else f"{each.bias:+.1%}"
        table.add_row(
            each.count_id, each.measure, f"{each.true_value}", f"{each.found_value}", bias
        )
    session.console.print(table)


def _told(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value:.4f}" for name, value in shares.items())
