"""Labels and decisions of people: on record in the register, and in the sheets configured.

Both count; where a sheet and the record tell of the same judgement, the record holds. What a
night makes of them is in `linkage_models`.
"""

from pathlib import Path

import pyarrow as pa

from governance.register.decision import Decision
from governance.register.errors import DecisionError
from governance.register.judgements import Judgement, Kind, all_judgements, take_in
from linkage_models.calibration.labels import Labels, labels_from, read_answers
from linkage_models.person.decision_list import read_decisions
from pipelines.config import Config
from pipelines.judgement_sheets import answers_of, decision_table, from_answers, from_decisions
from pipelines.register import register_of


def labels_of(config: Config) -> Labels | None:
    """Return the labels on record and in the sheet configured; none where there are neither.

    Raises:
        LabelError: a sheet is configured and cannot be read.
        DecisionError: what is on record is not what was taken in.
    """
    answers = read_answers(config.label_sheet) if config.label_sheet else None
    told = tuple(from_answers(answers)) if answers else ()
    found = _with_record(on_record(config, Kind.LABEL), told, Kind.LABEL)
    if not found and answers is None:
        return None
    return labels_from(answers_of(found, answers.unanswered if answers else 0))


def decisions_of(config: Config) -> pa.Table | None:
    """Return the decisions on record and in the list configured; none where there are neither.

    Raises:
        DecisionsError: a list is configured and cannot be read.
        DecisionError: what is on record is not what was taken in.
    """
    listed = config.decision_list
    told = tuple(from_decisions(read_decisions(listed))) if listed else ()
    found = _with_record(on_record(config, Kind.DECISION), told, Kind.DECISION)
    if not found and listed is None:
        return None
    return decision_table(found)


def on_record(config: Config, kind: Kind) -> tuple[Judgement, ...]:
    """Return the judgements of a kind that the register holds.

    Raises:
        DecisionError: they are not what was taken in.
    """
    with register_of(config).reading() as session:
        return all_judgements(session, kind)


def take_in_file(config: Config, kind: Kind, path: Path, decision: Decision) -> int:
    """Take the judgements of a sheet into the register.

    Returns:
        How many were new, or changed.

    Raises:
        LabelError: it is no sheet of labels that can be read.
        DecisionsError: it is no list of decisions that can be read.
        DecisionError: labels that stand for many pairs would be mixed with others that do not say.
    """
    told = tuple(
        from_answers(read_answers(path))
        if kind is Kind.LABEL
        else from_decisions(read_decisions(path))
    )
    with register_of(config).changing() as change:
        if kind is Kind.LABEL:
            _refuse_mixed(path, all_judgements(change.session, kind), told)
        return take_in(change, kind, told, decision)


def _with_record(
    recorded: tuple[Judgement, ...], told: tuple[Judgement, ...], kind: Kind
) -> tuple[Judgement, ...]:
    held = {each.instead_of(kind) for each in recorded}
    return (*recorded, *(each for each in told if each.instead_of(kind) not in held))


def _refuse_mixed(path: Path, recorded: tuple[Judgement, ...], told: tuple[Judgement, ...]) -> None:
    """Labels that stand for as many pairs as they were drawn for weigh more than others."""
    kinds = {each.stands_for is None for each in (*recorded, *told)}
    if len(kinds) > 1:
        msg = (
            f"{path.name}: of labels on record and in this sheet some say how many pairs they "
            "stand for and some do not; take in the sheet with its .sampling.csv beside it"
        )
        raise DecisionError(msg)
