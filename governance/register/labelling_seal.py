"""What the audit chain keeps of a draw and of each answer, so that none is changed past it.

It is compared before an answer counts. What may be answered is in `labelling_decisions.py`.
"""

import json
from collections.abc import Iterable
from dataclasses import astuple, fields
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from governance.register.errors import DecisionError
from governance.register.labelling import DrawnPair, ToJudge
from governance.register.labelling_tables import DrawnPairRow, PairAnswerRow
from governance.register.tables import AuditRow

DRAWN = "pairs drawn"
"""What the audit chain calls a draw, and answers by reviewers and by who adjudicates."""
ANSWERED = "pair answered"
ADJUDICATED = "pair adjudicated"


def checksum_of(pairs: Iterable[DrawnPair]) -> str:
    """Return the checksum of the pairs of a draw, in their order."""
    return sha256(json.dumps([astuple(each) for each in pairs]).encode()).hexdigest()


def refuse_changed_labelling(session: Session, found: ToJudge) -> None:
    """Refuse to go on with a pair that is not what the audit chain says of it.

    Raises:
        DecisionError: a pair of its draw, or an answer to it, was changed past the chain.
    """
    if _drawn(session, found.draw) != _drawn_by_chain(session, found.draw):
        msg = f"the pairs of draw {found.draw} are not what was drawn"
    elif _answers(session, found.number) != _answers_by_chain(session, found.number):
        msg = f"the answers to pair {found.number} are not what was answered"
    else:
        return
    msg = f"{msg}: see `thinkfamily audit show`"
    raise DecisionError(msg)


def _drawn(session: Session, draw: int) -> list[str]:
    chosen = select(DrawnPairRow).where(DrawnPairRow.draw == draw)
    rows = session.scalars(chosen.order_by(DrawnPairRow.number))
    names = [each.name for each in fields(DrawnPair)]
    return [checksum_of(DrawnPair(**{name: getattr(row, name) for name in names}) for row in rows)]


def _drawn_by_chain(session: Session, draw: int) -> list[str]:
    entries = _entries(session, f"draw {draw}", DRAWN)
    return [json.loads(entry.details)["checksum"] for entry in entries]


def _answers(session: Session, number: int) -> list[tuple[str, ...]]:
    chosen = select(PairAnswerRow).where(PairAnswerRow.pair == number)
    return [
        (
            ADJUDICATED if row.is_adjudication else ANSWERED,
            row.answered_by,
            row.answered_at,
            row.answer,
            row.note,
        )
        for row in session.scalars(chosen.order_by(PairAnswerRow.number))
    ]


def _answers_by_chain(session: Session, number: int) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for entry in _entries(session, f"pair {number}", ANSWERED, ADJUDICATED):
        told = json.loads(entry.details)
        found.append((entry.action, entry.by, entry.at, told["answer"], told.get("reason", "")))
    return found


def _entries(session: Session, subject: str, *actions: str) -> Iterable[AuditRow]:
    chosen = select(AuditRow).where(AuditRow.subject == subject, AuditRow.action.in_(actions))
    return session.scalars(chosen.order_by(AuditRow.number))
