"""What the family model found of two people: the night's own weights, with their levels in words.

Nothing is weighed anew. A pair keeps the weight of each comparison; the level it stands for is the
one of the model that has this weight.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose, log2
from typing import cast

from linkage_models.explaining.family.explanation import Weighed
from linkage_models.explaining.family.words import NOT_COMPARED, level_in_words, title_of
from linkage_models.explaining.words import rarity_in_words
from linkage_models.model import Json, prior_of

_SAME_WEIGHT = 1e-6
_UNKNOWN_LEVEL = "a level that this model does not have"


@dataclass(frozen=True, kw_only=True)
class WeighedPair:
    """A pair of people as the night weighed it."""

    start: float
    weight: float
    weighed: tuple[Weighed, ...]


def weighed_pair(row: Mapping[str, object], trained: Json) -> WeighedPair:
    """Read the weights of a row of `family.pair`.

    Args:
        row: the row, by column.
        trained: the model that weighed it.
    """
    comparisons = cast("list[Json]", trained["comparisons"])
    return WeighedPair(
        start=prior_of(trained),
        weight=_number(row, "match_weight"),
        weighed=tuple(
            _weighed(comparison, row)
            for comparison in comparisons
            if f"mw_{comparison['output_column_name']}" in row
        ),
    )


def _weighed(comparison: Json, row: Mapping[str, object]) -> Weighed:
    name = str(comparison["output_column_name"])
    weight, rarity = _number(row, f"mw_{name}"), _number(row, f"mw_tf_adj_{name}")
    levels = cast("list[Json]", comparison["comparison_levels"])
    label = next((_label(level) for level in levels if _has_weight(level, weight)), "")
    # A value that is missing weighs nothing, and hardly any level does.
    is_known = bool(label) or weight != 0
    found = level_in_words(name, label) if label else _UNKNOWN_LEVEL
    rare = rarity_in_words(rarity).strip()
    return Weighed(
        title=title_of(name),
        found=", ".join(part for part in (found, rare) if part) if is_known else NOT_COMPARED,
        weight=weight + rarity,
        is_known=is_known,
    )


def _label(level: Json) -> str:
    return str(level["label_for_charts"])


def _has_weight(level: Json, weight: float) -> bool:
    if level.get("is_null_level"):
        return False
    m, u = (cast("float", level[f"{name}_probability"]) for name in ("m", "u"))
    return isclose(log2(m / u), weight, abs_tol=_SAME_WEIGHT)


def _number(row: Mapping[str, object], column: str) -> float:
    return float(cast("float", row.get(column) or 0.0))
