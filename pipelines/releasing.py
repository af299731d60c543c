"""From a counted warehouse to a release and a published night."""

from dataclasses import asdict
from datetime import date
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from shutil import rmtree

from duckdb import DuckDBPyConnection

from governance.disclosure import PROFILES
from governance.release import ReleaseContext, ReleaseSummary, write_release
from linkage_models import thresholds
from linkage_models.calibration.applying import said_of_probabilities
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import LinkageModel, trained_path
from linkage_models.person.model import PERSON_MODEL
from pipelines.config import Config
from pipelines.counts.counting import figures
from pipelines.counts.definitions import DEFINITIONS, HEADLINES
from pipelines.counts.words import BREAKDOWNS, LABELS
from pipelines.deliveries.choices import data_as_at, not_used, passed_over
from pipelines.nights import POINTER, Night, private_folder, write_atomically

Manifest = dict[str, object]

_LIBRARIES = ("thinkfamily", "duckdb", "splink", "dagster")


def release_id(config: Config, as_at: date) -> str:
    """Name the release of a night."""
    return f"{as_at}-{config.disclosure_profile}"


def draft_release(con: DuckDBPyConnection, config: Config, as_at: date) -> ReleaseSummary:
    """Write the release of a night beside where it will be."""
    folder = _draft(config, as_at)
    discard(folder)
    private_folder(folder.parent)
    context = ReleaseContext(
        release_id=release_id(config, as_at),
        as_at=as_at,
        purpose=config.purpose,
        profile=PROFILES[config.disclosure_profile],
        definitions=DEFINITIONS,
        breakdowns=BREAKDOWNS,
        data_as_at=data_as_at(con),
        versions=versions(),
        notes=_notes(con),
        labels=LABELS,
        headlines=HEADLINES,
    )
    return write_release(figures(con), context, folder)


def publish(con: DuckDBPyConnection, config: Config, night: Night) -> Manifest:
    """Return the manifest of a night, once its release has taken its place."""
    name = release_id(config, night.as_at)
    final = config.data / "releases" / name
    _take_the_place_of(final, _draft(config, night.as_at))
    columns = "source, export, table_name, delivery, file, sha256, bytes, records"
    rows = con.table("raw.delivery").select(*columns.split(", ")).order(columns).fetchall()
    return {
        "as_at": night.as_at.isoformat(),
        "purpose": config.purpose,
        "release": name,
        "inputs": [
            dict(zip(columns.split(", "), [str(v) for v in row], strict=True)) for row in rows
        ],
        "data_as_at": {source: day.isoformat() for source, day in data_as_at(con).items()},
        "passed_over": passed_over(con),
        "not_used": not_used(con),
        "left_out": _left_out(con),
        "versions": versions(),
        "probabilities": said_of_probabilities(con),
        "thresholds": {
            each: asdict(getattr(thresholds, each))
            for each in ("SAME_PERSON", "STILL_SAME_PERSON", "FOR_REVIEW", "FAMILY_TIE")
        },
    }


def _left_out(con: DuckDBPyConnection) -> list[dict[str, str]]:
    """Return how many rows were not mapped, by source, format, table and reason."""
    names = ["source", "format", "table_name", "reason", "rows"]
    rows = con.table("conformed.left_out").select(*names).order("all").fetchall()
    return [
        {name: str(value or "") for name, value in zip(names, row, strict=True)} for row in rows
    ]


def _take_the_place_of(final: Path, draft: Path) -> None:
    """Move a release into place; one of the same name goes once the new one stands."""
    replaced = final.with_name(f"{final.name}.replaced")
    if replaced.exists() and not final.exists():
        replaced.rename(final)  # A crash came between the two renames.
    discard(replaced)
    if final.exists():
        final.chmod(0o700)
        final.rename(replaced)
    draft.rename(final)
    discard(replaced)


def point_to_release(config: Config, as_at: date) -> None:
    """Make a night's release the current one."""
    write_atomically(config.data / "releases" / POINTER, release_id(config, as_at))


def versions() -> dict[str, str]:
    """Return the versions that a figure depends on: libraries, models, threshold."""
    found = {name: metadata.version(name) for name in _LIBRARIES}
    for model in (PERSON_MODEL, FAMILY_MODEL):
        found[f"{model.name} model"] = _fingerprint(model)
    found["person threshold"] = str(thresholds.SAME_PERSON.weight)
    found["family threshold"] = str(thresholds.FAMILY_TIE.weight)
    return found


def _fingerprint(model: LinkageModel) -> str:
    return sha256(trained_path(model).read_bytes()).hexdigest()[:12]


def _notes(con: DuckDBPyConnection) -> tuple[str, ...]:
    return (
        (
            "Figures are counted from linked records. Links can be wrong or missing; how often is "
            "measured on synthetic people and not yet on this area's own: figures have no interval."
        ),
        f"Match probabilities are {said_of_probabilities(con)}.",
    )


def _draft(config: Config, as_at: date) -> Path:
    return config.data / "releases" / f"{release_id(config, as_at)}.building"


def abandon_draft(config: Config, as_at: date) -> None:
    """Remove what a failed night left of its release."""
    discard(_draft(config, as_at))


def discard(folder: Path) -> None:
    """Remove a draft or an earlier writing of the same release; its files are read-only."""
    if folder.exists():
        for each in (folder, *folder.rglob("*")):
            if each.is_dir():
                each.chmod(0o700)
        rmtree(folder)
