"""Judgements as rows of the sheets that people fill in, and back; who reads them is not here."""

from collections.abc import Iterable, Iterator
from datetime import date

import pyarrow as pa

from governance.register.judgements import Judgement
from linkage_models.calibration.labels import Answers
from linkage_models.person.decision_list import SCHEMA

_SAME, _DIFFERENT = "same", "different"


def answers_of(labels: Iterable[Judgement], unanswered: int = 0) -> Answers:
    """Return labels as the rows of a sheet."""
    found = tuple(labels)
    return Answers(
        rows=tuple(
            {
                **_keys(each),
                "same": "yes" if each.is_same else "no",
                "reviewer": each.judged_by,
                "decided_on": each.judged_on.isoformat() if each.judged_on else "",
            }
            for each in found
        ),
        weights=tuple(each.stands_for for each in found),
        unanswered=unanswered,
    )


def decision_table(decisions: Iterable[Judgement]) -> pa.Table:
    """Return decisions as a list of them that was read."""
    rows = [
        {
            **_keys(each),
            "decision": _SAME if each.is_same else _DIFFERENT,
            "decided_by": each.judged_by,
            "decided_on": each.judged_on,
            "reason": each.reason,
            "revoked_on": each.revoked_on,
        }
        for each in decisions
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def from_answers(answers: Answers) -> Iterator[Judgement]:
    """Take the labels from the answered rows of a sheet."""
    for row, weight in zip(answers.rows, answers.weights, strict=True):
        day = row.get("decided_on")
        yield Judgement(
            source_l=row["source_l"],
            record_id_l=row["record_id_l"],
            source_r=row["source_r"],
            record_id_r=row["record_id_r"],
            is_same=row["same"].casefold().startswith("y"),
            judged_by=row["reviewer"],
            judged_on=date.fromisoformat(day) if day else None,
            stands_for=weight,
        )


def from_decisions(decisions: pa.Table) -> Iterator[Judgement]:
    """Take the decisions from a list that was read."""
    for row in decisions.to_pylist():
        yield Judgement(
            source_l=row["source_l"],
            record_id_l=row["record_id_l"],
            source_r=row["source_r"],
            record_id_r=row["record_id_r"],
            is_same=row["decision"] == _SAME,
            judged_by=row["decided_by"],
            judged_on=row["decided_on"],
            reason=row["reason"],
            revoked_on=row["revoked_on"],
        )


def _keys(judgement: Judgement) -> dict[str, str]:
    return {
        "source_l": judgement.source_l,
        "record_id_l": judgement.record_id_l,
        "source_r": judgement.source_r,
        "record_id_r": judgement.record_id_r,
    }
