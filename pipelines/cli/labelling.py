"""`thinkfamily labels`: pairs and people for reviewers, and what their answers are worth."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from duckdb import DuckDBPyConnection
from rich.table import Table

from linkage_models.calibration.calibration import Calibration, Quality
from linkage_models.calibration.fitting import calibrate
from linkage_models.calibration.labels import read_labels
from linkage_models.calibration.sampling import write_sheet
from linkage_models.calibration.sheets import LabelError, sampling_file
from pipelines.calibrating import origin_of
from pipelines.cli import judgements
from pipelines.cli.context import Session, session_of
from pipelines.config import load_config
from pipelines.counts.estimating.people_sampling import write_people_sheet
from pipelines.judgements import labels_of
from pipelines.nights import Night, current_night
from pipelines.warehouse import key_from_environment, open_warehouse

app = typer.Typer(
    help="Draw pairs of records and people to be reviewed, and see what the answers are worth.",
    no_args_is_help=True,
)


@app.command()
def sample(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The sheet to write, a CSV file.", resolve_path=True)],
    pairs: Annotated[int, typer.Option(min=1, max=100_000, help="How many pairs to draw.")] = 400,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same pairs.")] = 1,
) -> None:
    """Draw pairs of the current night to be labelled: most where the model is least certain.

    The sheet holds record keys and room for the answers, in random order. The chance that each
    pair had stands in a file beside it, which the reviewer does not need and should not see.
    """
    session = session_of(context)
    with _current(session, "Drawing pairs") as (con, _):
        drawn = write_sheet(con, out, pairs=pairs, seed=seed)
    session.console.print(f"{drawn} pairs to label are in {out.name}.", highlight=False)
    session.console.print(
        f"Fill in `same` with yes or no, `reviewer` and `decided_on`. Keep "
        f"{sampling_file(out).name} beside it: it says how many pairs each stands for.",
        highlight=False,
    )


@app.command()
def people(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The sheet to write, a CSV file.", resolve_path=True)],
    people: Annotated[int, typer.Option(min=60, max=100_000, help="How many to draw.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same people.")] = 1,
) -> None:
    """Draw people of the current night, whose records and family somebody is to find.

    The sheet holds one record of each, in random order. Add a row for each other record of theirs,
    of the children they care for or are of one family with, and of everybody who cares for those.
    """
    session = session_of(context)
    with _current(session, "Drawing people") as (con, night):
        drawn = write_people_sheet(con, out, night.as_at, people=people, seed=seed)
    session.console.print(f"{drawn} people to review are in {out.name}.", highlight=False)
    session.console.print(
        f"docs/estimates.md says how it is filled in. Keep {sampling_file(out).name} beside it: it "
        "says what each was drawn for, which the reviewer should not see.",
        highlight=False,
    )


@app.command()
def fit(
    context: typer.Context,
    labels: Annotated[
        Path | None,
        typer.Option(help="The sheet of answers; those on record and configured if not given."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the calibration here, as JSON.")] = None,
) -> None:
    """Fit probabilities to answers, for the current night, and show how good they are.

    Changes nothing. A night fits its own calibration from the sheet that the configuration names
    as `labels`.
    """
    session = session_of(context)
    answers = read_labels(labels) if labels else labels_of(load_config(session.config_file))
    if answers is None:
        msg = "no sheet of labels is configured, and none is on record: say which with --labels"
        raise LabelError(msg)
    with _current(session, "Fitting probabilities") as (con, night):
        calibration = calibrate(con, answers, origin_of(con, night.as_at))
    _show(session, calibration)
    if out:
        calibration.save(out)
        session.console.print(f"Written to {out.name}.", highlight=False)


app.command("import")(judgements.import_sheet)
app.command("export")(judgements.export_sheet)


@contextmanager
def _current(session: Session, doing: str) -> Iterator[tuple[DuckDBPyConnection, Night]]:
    config = load_config(session.config_file)
    night = current_night(config.data)
    with (
        session.console.status(doing),
        open_warehouse(
            night.warehouse, key_from_environment(), config.engine, read_only=True
        ) as con,
    ):
        yield con, night


def _show(session: Session, calibration: Calibration) -> None:
    counts = calibration.labels
    session.console.print(f"Probabilities are {calibration.words}.", highlight=False)
    session.console.print(
        f"Left out: {counts.unanswered} unanswered, {counts.disputed} answered both ways, "
        f"{counts.not_scored} of pairs that this night did not score.",
        highlight=False,
    )
    session.console.print(_bands(calibration.quality))
    session.console.print(_told(calibration.quality), highlight=False)


def _bands(quality: Quality) -> Table:
    table = Table(
        "match weight",
        "labels",
        "expected by other labels",
        "said to be one person",
        "its interval (95%)",
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for band in quality.bands:
        low = "below" if band.from_weight is None else f"{band.from_weight:g} to"
        high = "and above" if band.to_weight is None else f"{band.to_weight:g}"
        interval = f"{band.low:.1%} to {band.high:.1%}"
        expected, observed = f"{band.expected:.1%}", f"{band.observed:.1%}"
        words = f"{band.from_weight:g} {high}" if band.to_weight is None else f"{low} {high}"
        table.add_row(words, str(band.labels), expected, observed, interval)
    return table


def _told(quality: Quality) -> str:
    def gap(number: float | None) -> str:
        return (
            "not known (no band above 0.7 has enough labels)" if number is None else f"{number:.3f}"
        )

    return (
        "By cross-validation, nominal in brackets: largest gap of a band above 0.7 "
        f"{gap(quality.largest_gap)} ({gap(quality.largest_gap_nominal)}), Brier score "
        f"{quality.brier:.4f} ({quality.brier_nominal:.4f}), log loss {quality.log_loss:.4f} "
        f"({quality.log_loss_nominal:.4f}). Gaps of bands with few labels are mostly chance."
        + ("" if quality.is_better else " Calibrated is no better than nominal by log loss.")
    )
