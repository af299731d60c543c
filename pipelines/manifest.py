"""What a night says of itself when it is whole: inputs, versions, thresholds, and no name."""

from dataclasses import asdict, replace
from hashlib import sha256
from importlib import metadata

from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.calibration.applying import said_of_probabilities
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import LinkageModel, trained_path
from linkage_models.person.model import PERSON_MODEL
from pipelines.config import Config
from pipelines.deliveries.choices import data_as_at, not_used, passed_over
from pipelines.levels import BUILT_IN, LevelsInForce, levels_of
from pipelines.nights import Night
from pipelines.subjects.heeding import heeded

Manifest = dict[str, object]

_LIBRARIES = ("thinkfamily", "duckdb", "splink", "dagster")


def manifest_of(con: DuckDBPyConnection, config: Config, night: Night) -> Manifest:
    """Gather the manifest of a night from its warehouse."""
    in_force = levels_of(con)
    columns = "source, export, table_name, delivery, file, sha256, bytes, records"
    rows = con.table("raw.delivery").select(*columns.split(", ")).order(columns).fetchall()
    return {
        "as_at": night.as_at.isoformat(),
        "purpose": config.purpose,
        "inputs": [
            dict(zip(columns.split(", "), [str(v) for v in row], strict=True)) for row in rows
        ],
        "data_as_at": {source: day.isoformat() for source, day in data_as_at(con).items()},
        "passed_over": passed_over(con),
        "not_used": not_used(con),
        "left_out": _left_out(con),
        "suppressions": heeded(con),
        "versions": versions(in_force),
        "probabilities": said_of_probabilities(con),
        "thresholds": _thresholds(in_force),
    }


def _left_out(con: DuckDBPyConnection) -> list[dict[str, str]]:
    """Return how many rows were not mapped, by source, format, table and reason."""
    names = ["source", "format", "table_name", "reason", "rows"]
    rows = con.table("conformed.left_out").select(*names).order("all").fetchall()
    return [
        {name: str(value or "") for name, value in zip(names, row, strict=True)} for row in rows
    ]


def versions(in_force: LevelsInForce = BUILT_IN) -> dict[str, str]:
    """Return the versions that a figure depends on: libraries, models, threshold."""
    found = {name: metadata.version(name) for name in _LIBRARIES}
    for name, version in model_versions().items():
        found[f"{name} model"] = version
    found["threshold version"] = str(in_force.version)
    found["person threshold"] = str(in_force.levels.join)
    found["family threshold"] = str(in_force.levels.family_tie)
    return found


def model_versions() -> dict[str, str]:
    """Return which numbers each model is installed with, by its name."""
    return {model.name: _fingerprint(model) for model in (PERSON_MODEL, FAMILY_MODEL)}


def _thresholds(in_force: LevelsInForce) -> dict[str, object]:
    """Return the levels by the names they have in the software, at what they are in force."""
    weights = {
        "SAME_PERSON": in_force.levels.join,
        "STILL_SAME_PERSON": in_force.levels.keep,
        "FOR_REVIEW": thresholds.FOR_REVIEW.weight,
        "FAMILY_TIE": in_force.levels.family_tie,
    }
    return {
        name: asdict(replace(getattr(thresholds, name), weight=weight))
        for name, weight in weights.items()
    }


def _fingerprint(model: LinkageModel) -> str:
    return sha256(trained_path(model).read_bytes()).hexdigest()[:12]
