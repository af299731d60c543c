"""Learning a model's numbers from records.

The prior from sure rules, u from random pairs, m by expectation maximisation. Run rarely, on a
sample, with a seed; the JSON that comes out is reviewed as a diff.
"""

import json
from pathlib import Path

from duckdb import DuckDBPyConnection

from linkage_models.model import Json, LinkageModel, UntrainedModelError, untrained_levels
from linkage_models.scoring import linker_of

# Rounded so that a review of the diff shows what changed and not the sixteenth digit.
_DIGITS = 6


def train(con: DuckDBPyConnection, model: LinkageModel, seed: int) -> Json:
    """Train a model on its table.

    Returns:
        The trained settings, ready to be saved.

    Raises:
        UntrainedModelError: the sample holds no pair of some level, so its number cannot be
            learnt; every such level is named.
    """
    linker = linker_of(con, model, model.settings())
    linker.training.estimate_probability_two_random_records_match(
        list(model.deterministic), recall=model.deterministic_recall
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=model.u_pairs, seed=seed)
    for rule in model.train_on:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    settings: Json = linker.misc.save_model_to_json()
    untrained = untrained_levels(settings)
    if untrained:
        msg = f"the {model.name} model cannot be trained on these records: {'; '.join(untrained)}"
        raise UntrainedModelError(msg)
    return _rounded(settings)


def save(settings: Json, path: Path) -> None:
    """Write trained settings so that two trainings can be compared line by line."""
    path.write_text(json.dumps(settings, indent=2, sort_keys=True) + "\n", "utf-8")


def _rounded(settings: Json) -> Json:
    def rounded(number: str) -> float:
        return float(f"{float(number):.{_DIGITS}g}")

    plain: Json = json.loads(json.dumps(settings), parse_float=rounded)
    plain.pop("linker_uid", None)
    return plain
