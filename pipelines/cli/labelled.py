"""`thinkfamily evaluate --conformed`: what it reads, and what it writes.

Needs no configuration, key or night: the database is a file of its own, encrypted with a key that
nobody keeps, and gone when the command ends.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection
from rich.console import Console

from linkage_models.evaluation.labelled import LabelledEvaluation, evaluate_labelled
from linkage_models.evaluation.misses.finding import errors_of_labelled
from linkage_models.evaluation.misses.page import errors_json, errors_page
from linkage_models.evaluation.truth import ALWAYS_GROUPED, faults_of_truth
from linkage_models.model import Json, UntrainedModelError, load_trained
from linkage_models.person.model import PERSON_MODEL, person_settings
from pipelines.cli.showing_families import show_families
from pipelines.cli.showing_judged import show_errors, show_judged, show_loaded
from pipelines.config import Engine
from pipelines.warehouse import open_warehouse
from sources.conformed_folder import ConformedFolderError, Loaded, load_conformed

_KEY_BYTES = 48
_PERSONS = "persons.parquet"
_FIGURES = "evaluation.json"
_FAMILIES = {
    "care_tie": ("child_id", "adult_id", "role", "residence", "tier"),
    "member": ("unit_id", "person_id", "role", "residence"),
}
"""Tables of families that are written beside the persons, by the numbers of these."""


class FileOfEvaluationError(ValueError):
    """A file given as a model is not one of ours, or a place to write to cannot be written to."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What one call of the command asks for."""

    conformed: Path
    truth: Path
    model: Path | None
    groups: tuple[str, ...]
    seed: int
    figures: Path | None
    out: Path | None
    errors: Path | None = None
    as_at: date | None = None


def evaluate_folder(console: Console, asked: Asked) -> None:
    """Link the records of a conformed folder, judge them, show and write what comes of it.

    Raises:
        FileOfEvaluationError: the model cannot be used, or the figures cannot be written.
        ConformedFolderError: the folder cannot be used.
        TruthError: the truth cannot be used.
    """
    trained = _model(asked.model) if asked.model else None
    places = _places(asked)
    groups = tuple(dict.fromkeys(name.lower() for name in asked.groups))
    with (
        TemporaryDirectory(prefix="thinkfamily-") as folder,
        open_warehouse(
            Path(folder) / "evaluation.duckdb", token_urlsafe(_KEY_BYTES), Engine()
        ) as con,
    ):
        with console.status("Reading"):
            loaded = _load(con, asked, (*ALWAYS_GROUPED, *groups))
        with console.status("Linking, and comparing with the truth"):
            judged = evaluate_labelled(
                con,
                asked.truth,
                trained=trained,
                seed=asked.seed,
                groups=groups,
                as_at=asked.as_at,
            )
            errors = errors_of_labelled(con, judged.linked.join)
        told = _as_json(loaded, judged, errors, asked.seed)
        _write(con, told, places, has_families=judged.families is not None)
    if asked.errors:
        write_errors(asked.errors, asked.conformed.name, errors)
    show_loaded(console, loaded, judged)
    show_judged(console, judged)
    if judged.truth.families and judged.families:
        show_families(console, judged.truth.families, judged.families)
    show_errors(console, errors)


def _load(con: DuckDBPyConnection, asked: Asked, keep: tuple[str, ...]) -> Loaded:
    """Load the folder; where it cannot be used, tell what is wrong with the truth too."""
    try:
        return load_conformed(con, asked.conformed, keep)
    except ConformedFolderError as error:
        problems = [str(error), *faults_of_truth(con, asked.truth)]
        raise ConformedFolderError("\n".join(problems)) from None


def write_errors(path: Path, name: str, errors: pa.Table) -> None:
    """Write the page of false and missed links, which names records and no value of theirs.

    Raises:
        FileOfEvaluationError: it cannot be written.
    """
    head = (
        "# False and missed links\n\nThe examples name records of the data by their keys: keep "
        "this page where the data is kept.\n\n"
    )
    try:
        path.write_text(head + errors_page({name: errors}), "utf-8")
    except OSError:
        msg = f"{path.name} cannot be written: is its folder there, and yours?"
        raise FileOfEvaluationError(msg) from None


def figures_text(told: Json) -> str:
    """Write figures so that two evaluations can be compared line by line."""
    return json.dumps(told, indent=2, sort_keys=True, allow_nan=False) + "\n"


def write_figures(path: Path, told: Json) -> None:
    """Write the figures of an evaluation.

    Raises:
        FileOfEvaluationError: they cannot be written.
    """
    try:
        path.write_text(figures_text(told), "utf-8")
    except OSError:
        msg = f"{path.name} cannot be written: is the disk full, or the file not yours?"
        raise FileOfEvaluationError(msg) from None


def make_folders(paths: Iterable[Path]) -> None:
    """Make the folders that are written to: told before the work, and not after it.

    Raises:
        FileOfEvaluationError: a folder cannot be made.
    """
    for path in paths:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            msg = f"nothing can be written to {path.parent.name}: is it a folder, and yours?"
            raise FileOfEvaluationError(msg) from None


def _model(path: Path) -> Json:
    try:
        trained = load_trained(PERSON_MODEL, path)
        theirs = [str(each["output_column_name"]) for each in _comparisons(trained)]
    except UntrainedModelError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError):
        msg = f"{path.name} is no trained person model"
        raise FileOfEvaluationError(msg) from None
    settings = person_settings().create_settings_dict("duckdb")
    ours = [str(each["output_column_name"]) for each in _comparisons(settings)]
    if sorted(theirs) != sorted(ours):
        msg = f"{path.name} is of another model: it does not compare what the person model compares"
        raise FileOfEvaluationError(msg)
    return trained


def _comparisons(settings: Json) -> list[Json]:
    comparisons = settings["comparisons"]
    if not isinstance(comparisons, list):
        msg = "comparisons are a list"
        raise TypeError(msg)
    return comparisons


def _as_json(loaded: Loaded, judged: LabelledEvaluation, errors: pa.Table, seed: int) -> str:
    told = judged.as_json() | {
        "errors": errors_json(errors),
        "seed": seed,
        "records_of_source": dict(loaded.records_of_source),
        "rows": dict(loaded.rows),
        "kept_as_they_stand": list(loaded.kept_as_they_stand),
        "notes": list(loaded.notes),
    }
    return figures_text(told)


@dataclass(frozen=True, kw_only=True)
class _Places:
    """Where the figures go, once or twice, the persons, and the folder of the families."""

    figures: tuple[Path, ...]
    persons: Path | None
    families: Path | None = None


def _places(asked: Asked) -> _Places:
    figures = [asked.figures] if asked.figures else []
    persons = None
    if asked.out is not None and asked.out.suffix == ".parquet":
        persons = asked.out
        figures.append(asked.out.with_suffix(".json"))
    elif asked.out is not None:
        persons = asked.out / _PERSONS
        figures.append(asked.out / _FIGURES)
    pages = [asked.errors] if asked.errors else []
    make_folders((*figures, *pages, *([persons] if persons else [])))
    families = asked.out if asked.out is not None and asked.out.suffix != ".parquet" else None
    return _Places(figures=tuple(figures), persons=persons, families=families)


def _write(con: DuckDBPyConnection, figures: str, places: _Places, *, has_families: bool) -> None:
    try:
        for path in places.figures:
            path.write_text(figures, "utf-8")
        if places.persons is not None:
            found = con.table("linkage.person_record").select("source", "record_id", "person_id")
            pq.write_table(found.order("source, record_id").to_arrow_table(), places.persons)
        if places.families is not None and has_families:
            for name, columns in _FAMILIES.items():
                rows = con.table(f"family.{name}").select(*columns).order(", ".join(columns))
                pq.write_table(rows.to_arrow_table(), places.families / f"{name}.parquet")
    except OSError:
        msg = "the figures cannot be written: is the disk full, or the file not yours?"
        raise FileOfEvaluationError(msg) from None
