"""The night that is explained: it has to be linked by the models that are here."""

import json
from typing import cast

from linkage_models.explaining.records import ExplainError
from linkage_models.model import LinkageModel
from pipelines.manifest import Manifest, versions
from pipelines.nights import Night


def version_name(model: LinkageModel) -> str:
    """Return what a manifest calls the version of a model."""
    return f"{model.name} model"


def linked_by(night: Night, model: LinkageModel) -> Manifest:
    """Read what a night was made with.

    Raises:
        ExplainError: it was linked by another model, so that other numbers decided.
    """
    manifest = _manifest(night)
    name = version_name(model)
    used, here = versions_of(night)[name], versions()[name]
    if used != here:
        msg = (
            f"night {night.as_at} was linked by {name} {used}, and here is {here}: "
            "run a night, and explain that"
        )
        raise ExplainError(msg)
    return manifest


def versions_of(night: Night) -> dict[str, str]:
    """Return the versions that a night was made with."""
    return cast("dict[str, str]", _manifest(night)["versions"])


def _manifest(night: Night) -> Manifest:
    manifest: Manifest = json.loads(night.manifest.read_text("utf-8"))
    return manifest
