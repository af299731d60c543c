"""What a linkage model is: a declaration, a training plan, and trained numbers in a reviewed file.

The numbers live in `trained/<name>.json` and change only by the training job; a night loads them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from math import log2
from pathlib import Path
from typing import cast

from splink import SettingsCreator
from splink.internals.blocking_rule_creator import BlockingRuleCreator

Json = dict[str, object]


class UntrainedModelError(ValueError):
    """A model is to be used whose numbers are missing or incomplete."""


@dataclass(frozen=True, kw_only=True)
class LinkageModel:
    """A Splink model: how pairs are compared, and how the numbers are learnt.

    `deterministic` rules find pairs that are surely one entity, for the prior; of those, a share
    `deterministic_recall` of all true pairs is expected. `train_on` are scalar blocking rules, one
    run of expectation maximisation each.
    """

    name: str
    table: str
    unique_id: str
    settings: Callable[[], SettingsCreator]
    deterministic: tuple[BlockingRuleCreator, ...]
    deterministic_recall: float
    train_on: tuple[BlockingRuleCreator, ...]
    u_pairs: int = 2_000_000


def trained_path(model: LinkageModel) -> Path:
    """Return where a model's trained numbers are kept."""
    return Path(str(resources.files("linkage_models") / "trained" / f"{model.name}.json"))


def load_trained(model: LinkageModel, path: Path | None = None) -> Json:
    """Load a model's trained settings for use.

    Raises:
        UntrainedModelError: there is no file, or a level of a comparison was never trained;
            every such level is named.
    """
    path = path or trained_path(model)
    if not path.is_file():
        msg = f"the {model.name} model has no trained numbers: run `thinkfamily train`"
        raise UntrainedModelError(msg)
    settings = cast("Json", json.loads(path.read_text("utf-8")))
    untrained = untrained_levels(settings)
    if untrained:
        msg = f"the {model.name} model is not fully trained: {'; '.join(untrained)}"
        raise UntrainedModelError(msg)
    return settings


def prior_of(settings: Json) -> float:
    """Return the match weight that a pair starts from."""
    chance = cast("float", settings["probability_two_random_records_match"])
    return log2(chance / (1 - chance))


def with_prior(settings: Json, weight: float) -> Json:
    """Return settings whose pairs start from another match weight."""
    return settings | {"probability_two_random_records_match": 1 / (1 + 2**-weight)}


def untrained_levels(settings: Json) -> list[str]:
    """Name the levels that lack an m or a u probability, `comparison: level` each."""
    missing = []
    for comparison in cast("list[Json]", settings["comparisons"]):
        for level in cast("list[Json]", comparison["comparison_levels"]):
            if level.get("is_null_level"):
                continue
            if any(level.get(name) is None for name in ("m_probability", "u_probability")):
                missing.append(f"{comparison['output_column_name']}: {level['label_for_charts']}")
    return missing
