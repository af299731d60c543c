"""Which levels may be proposed, and on which night they can be tried; who decides is not here."""

import json

from linkage_models.thresholds import Levels
from pipelines.errors import NotAllowedError
from pipelines.levels import LevelsInForce, problems_of
from pipelines.manifest import model_versions
from pipelines.nights import Night, NoNightError


def models_of(night: Night) -> dict[str, str]:
    """Return the models that a night was linked with.

    Raises:
        NoNightError: the night was not built whole.
    """
    try:
        told = json.loads(night.manifest.read_text("utf-8"))["versions"]
        found = {name: str(told[f"{name} model"]) for name in model_versions()}
    except (OSError, ValueError, KeyError, TypeError):
        found = {}
    if not found or not night.warehouse.is_file():
        msg = f"night {night.as_at} is not there whole: run `thinkfamily night` first"
        raise NoNightError(msg)
    return found


def refuse_unfit(levels: Levels, in_force: LevelsInForce, *, is_approved: bool) -> None:
    """Refuse levels that contradict each other, or that were approved and are in force.

    Levels that the software brings may be proposed as they are: that is how they are approved.

    Args:
        levels: what is to be proposed.
        in_force: what nights are linked at.
        is_approved: whether those were approved by somebody here, with the models installed.

    Raises:
        NotAllowedError: so they are; all problems are told together.
    """
    problems = problems_of(levels)
    if levels == in_force.levels and is_approved:
        problems.append(f"they are those of version {in_force.version}, which is in force")
    if problems:
        msg = "\n".join(["these levels cannot be proposed:", *(f"  - {each}" for each in problems)])
        raise NotAllowedError(msg)
