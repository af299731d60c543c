"""Learning a model's numbers from records.

The prior from sure rules, u from random pairs, m by expectation maximisation. Run rarely, on a
sample, with a seed; the JSON that comes out is reviewed as a diff. What records cannot teach is an
error in a training whose numbers are to be kept, and is borrowed where one set is judged by itself.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from duckdb import DuckDBPyConnection
from splink import DuckDBAPI, Linker
from splink.blocking_analysis import count_comparisons_from_blocking_rules
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from linkage_models.model import Json, LinkageModel, UntrainedModelError, untrained_levels
from linkage_models.scoring import linker_of, work_tables_dropped

_PRIOR = "probability_two_random_records_match"
# Rounded so that a review of the diff shows what changed and not the sixteenth digit.
_DIGITS = 6
# From fewer pairs a rule teaches noise; more than the most teach nothing further.
_LEAST_PAIRS = 30
_MOST_PAIRS = 1_000_000
# As many true pairs as earlier numbers count for: from a few dozen, m is as much noise as truth.
_PAIRS_BEFORE = 25


def train(con: DuckDBPyConnection, model: LinkageModel, seed: int) -> Json:
    """Train a model on its table.

    Returns:
        The trained settings, ready to be saved.

    Raises:
        UntrainedModelError: the sample holds no pair of some level, so its number cannot be
            learnt; every such level is named.
    """
    settings = _learnt(con, model, seed)
    untrained = untrained_levels(settings)
    if untrained:
        msg = f"the {model.name} model cannot be trained on these records: {'; '.join(untrained)}"
        raise UntrainedModelError(msg)
    return settings


def train_borrowing(
    con: DuckDBPyConnection, model: LinkageModel, seed: int, before: Json
) -> tuple[Json, tuple[str, ...]]:
    """Train a model on its table, and take from earlier numbers what the records cannot teach.

    Records of one source, or without addresses, hold no pair of some levels; what such a level
    says elsewhere is then better than nothing. Where true pairs are few, what they teach of m is
    tempered by the earlier numbers, which count for a few dozen pairs.

    Returns:
        The settings, and the levels whose m or u was borrowed, `comparison: level` each.

    Raises:
        UntrainedModelError: the earlier numbers are of another model, and lack a level.
    """
    settings = _learnt(con, model, seed)
    borrowed = tuple(untrained_levels(settings))
    trust = _trust(settings, len(con.table(model.table)))
    known = dict(_levels(before))
    for place, level in _levels(settings):
        earlier = known.get(place, {})
        _temper(level, earlier, trust)
        for name in ("m_probability", "u_probability"):
            if level.get(name) is None and not level.get("is_null_level"):
                level[name] = earlier.get(name)
    untrained = untrained_levels(settings)
    if untrained:
        msg = f"the {model.name} model that ships has no numbers for {'; '.join(untrained)}"
        raise UntrainedModelError(msg)
    return settings, borrowed


def save(settings: Json, path: Path) -> None:
    """Write trained settings so that two trainings can be compared line by line."""
    path.write_text(json.dumps(settings, indent=2, sort_keys=True) + "\n", "utf-8")


def _learnt(con: DuckDBPyConnection, model: LinkageModel, seed: int) -> Json:
    with work_tables_dropped(con):
        return _rounded(_learn(con, model, seed))


def _learn(con: DuckDBPyConnection, model: LinkageModel, seed: int) -> Json:
    linker = linker_of(con, model, model.settings())
    linker.training.estimate_probability_two_random_records_match(
        list(model.deterministic), recall=model.deterministic_recall
    )
    linker = _with_possible_prior(con, model, linker)
    linker.training.estimate_u_using_random_sampling(max_pairs=model.u_pairs, seed=seed)
    begun: Json = linker.misc.save_model_to_json()
    rules = list(_telling_rules(con, model))
    while True:
        linker = linker_of(con, model, begun)
        broken = next((rule for rule in rules if not _teaches(linker, rule)), None)
        if broken is None:
            settings: Json = linker.misc.save_model_to_json()
            return settings
        rules.remove(broken)  # Splink leaves a linker that broke without some comparisons.


def _teaches(linker: Linker, rule: BlockingRuleCreator) -> bool:
    """Learn from the pairs of a rule; few that fall clearly apart run an m to 0, and teach none."""
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, max_pairs=_MOST_PAIRS
        )
    except ValueError as problem:
        if "below the minimum allowed value" not in str(problem):
            raise
        return False
    return True


def _with_possible_prior(con: DuckDBPyConnection, model: LinkageModel, linker: Linker) -> Linker:
    """Start from one other record of everybody where the sure rules find no pair, or only pairs."""
    settings: Json = linker.misc.save_model_to_json()
    if 0 < cast("float", settings[_PRIOR]) < 1:
        return linker
    chance = 1 / max(len(con.table(model.table)), 2)
    return linker_of(con, model, settings | {_PRIOR: chance})


def _trust(settings: Json, records: int) -> float:
    """Return how far learnt numbers are believed, from how many true pairs are expected."""
    pairs = cast("float", settings[_PRIOR]) * records * (records - 1) / 2
    return pairs / (pairs + _PAIRS_BEFORE)


def _temper(level: Json, earlier: Json, trust: float) -> None:
    """Move a learnt m towards the earlier one."""
    learnt, known = level.get("m_probability"), earlier.get("m_probability")
    if isinstance(learnt, float) and isinstance(known, float):
        level["m_probability"] = trust * learnt + (1 - trust) * known


def _telling_rules(con: DuckDBPyConnection, model: LinkageModel) -> Iterator[BlockingRuleCreator]:
    """Give the training rules that find pairs enough to learn from: an empty one breaks Splink."""
    records = DuckDBAPI(con).register(con.table(model.table))
    for rule in model.train_on:
        (counted,) = count_comparisons_from_blocking_rules(
            records,
            blocking_rules=rule,
            link_type="dedupe_only",
            unique_id_column_name=model.unique_id,
            record_sample_proportion=1.0,
        )
        if counted["marginal_comparison_count"] >= _LEAST_PAIRS:
            yield rule


def _levels(settings: Json) -> Iterator[tuple[tuple[str, str], Json]]:
    """Give each level with its place: the comparison it belongs to and its label."""
    for comparison in cast("list[Json]", settings["comparisons"]):
        for level in cast("list[Json]", comparison["comparison_levels"]):
            name = cast("str", comparison["output_column_name"])
            yield (name, cast("str", level["label_for_charts"])), level


def _rounded(settings: Json) -> Json:
    def rounded(number: str) -> float:
        return float(f"{float(number):.{_DIGITS}g}")

    plain: Json = json.loads(json.dumps(settings), parse_float=rounded)
    plain.pop("linker_uid", None)
    return plain
