"""Explaining two records of a night: weighing them, and finding what became of their pair."""

from typing import Any, cast

from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.explaining.explanation import Explanation, Guard
from linkage_models.explaining.fates import outcome, path
from linkage_models.explaining.records import RecordKey, find_records
from linkage_models.explaining.rules import blocking_rules
from linkage_models.explaining.weighing import Anew, Weighing, weigh
from linkage_models.model import Json
from linkage_models.thresholds import Penalty
from sources.tables import select_from

_PACKAGE = "linkage_models.explaining"
_NOT_COMPARED = "no blocking rule brings the two together: a night never compares them"
_TOO_LIGHT = "the pair weighs less than what a night keeps"
_NOT_HELD = "a blocking rule brings the two together, and yet the night does not hold the pair"


def explain(
    con: DuckDBPyConnection, left: RecordKey, right: RecordKey, trained: Json, join: float
) -> Explanation:
    """Explain why two records of a night are one person or two.

    Args:
        con: a night, which is only read.
        left: one record.
        right: another; the order does not matter.
        trained: the model that linked the night.
        join: the match weight from which pairs were joined.

    Raises:
        ExplainError: of these records nothing can be explained.
    """
    one, other = find_records(con, left, right)
    held = select_from(con, _PACKAGE, "pair", number_l=one.number, number_r=other.number).fetchone()
    weighing = weigh(con, trained, (one.number, other.number), is_held=held is not None)
    # What the night holds is what decided; only of a pair that it lacks is the guard found anew.
    anew = weighing.anew
    rule, before, guard, taken = (
        (anew.rule, None, anew.guard, anew.taken) if anew else cast("tuple[Any, ...]", held)
    )
    weight = weighing.weight + taken
    return Explanation(
        left=one.key,
        right=other.key,
        start=weighing.start,
        reached=weighing.reached,
        guard=None if guard is None else Guard(guard, taken, _reason(guard)),
        weight=weight,
        weight_of_night=before,
        join=join,
        rule="" if rule is None else blocking_rules(trained)[int(rule)],
        not_held=_why_not_held(weighing, anew) if anew else "",
        outcome=outcome(con, one, other, reaches_join=weight >= join),
        is_one_person=one.person_id == other.person_id,
        path=path(con, one, other),
    )


def _why_not_held(weighing: Weighing, anew: Anew) -> str:
    if anew.rule is None:
        return _NOT_COMPARED
    is_light = weighing.weight_of_model < thresholds.WORTH_KEEPING.weight
    return _TOO_LIGHT if is_light else _NOT_HELD


def _reason(guard: str) -> str:
    reasons = (
        each.reason
        for each in vars(thresholds).values()
        if isinstance(each, Penalty) and each.name == guard
    )
    return next(reasons, "")
