"""What may be done in blind labelling: two people answer each pair alone, a third adjudicates.

What is agreed becomes a label, which measures the model (`judgements.py`).
"""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.decision import Decision, note, refuse_without_reason
from governance.register.errors import DecisionError
from governance.register.judgements import Judgement, Kind, all_judgements, take_in
from governance.register.labelling import Draw, ToJudge, find_pair
from governance.register.labelling_answers import Answer, PairState
from governance.register.labelling_seal import (
    ADJUDICATED,
    ANSWERED,
    DRAWN,
    checksum_of,
    refuse_changed_labelling,
)
from governance.register.labelling_tables import DrawnPairRow, DrawRow, PairAnswerRow
from governance.register.register import Change


def record_draw(change: Change, draw: Draw, decision: Decision) -> int:
    """Keep a sample, in its order.

    Returns:
        Its number.

    Raises:
        DecisionError: no reason is given, nothing was drawn, or labels on record do not say how
            many pairs they stand for, with which these could not be used together.
    """
    refuse_without_reason(decision)
    if not draw.pairs:
        msg = "no pair was drawn"
        raise DecisionError(msg)
    if any(each.stands_for is None for each in all_judgements(change.session, Kind.LABEL)):
        msg = "labels on record do not say how many pairs they stand for: these would be mixed"
        raise DecisionError(msg)
    number = _next(change.session, DrawRow.number)
    first = _next(change.session, DrawnPairRow.number)
    change.session.add(
        DrawRow(
            number=number,
            night=draw.night,
            seed=draw.seed,
            threshold_version=draw.threshold_version,
            model=draw.model,
            drawn_by=decision.by,
            drawn_at=decision.at,
            reason=decision.reason,
        )
    )
    change.session.flush()
    change.session.add_all(
        DrawnPairRow(number=place, draw=number, **vars(each))
        for place, each in enumerate(draw.pairs, start=first)
    )
    change.session.flush()
    note(
        change,
        DRAWN,
        f"draw {number}",
        decision,
        pairs=len(draw.pairs),
        night=str(draw.night),
        seed=draw.seed,
        checksum=checksum_of(draw.pairs),
    )
    return number


def answer(change: Change, number: int, given: Answer, decision: Decision) -> PairState:
    """Keep what a reviewer says of a pair; what two agree on becomes a label.

    Raises:
        DecisionError: they judged it before and were shown its weight, or two others have; or what
            is on record of it was changed past the audit chain.
    """
    found = find_pair(change.session, number)
    if found.reviewed.is_by(decision.by):
        msg = f"pair {number} was judged by {decision.by} already, who has seen its weight since"
        raise DecisionError(msg)
    if found.reviewed.state is not PairState.OPEN:
        msg = f"pair {number} is judged by others already"
        raise DecisionError(msg)
    return _keep(change, found, given, decision, is_adjudication=False)


def adjudicate(change: Change, number: int, given: Answer, decision: Decision) -> PairState:
    """Decide a pair of which two people said different things.

    Raises:
        DecisionError: it is not disputed, this person judged it, no reason is given, or what is on
            record of it was changed past the audit chain.
    """
    refuse_without_reason(decision)
    found = find_pair(change.session, number)
    if found.reviewed.state is not PairState.DISPUTED:
        msg = f"pair {number} is not in dispute"
        raise DecisionError(msg)
    if found.reviewed.is_by(decision.by):
        msg = f"pair {number} was judged by {decision.by}: another person has to adjudicate it"
        raise DecisionError(msg)
    return _keep(change, found, given, decision, is_adjudication=True)


def _keep(
    change: Change, found: ToJudge, given: Answer, decision: Decision, *, is_adjudication: bool
) -> PairState:
    refuse_changed_labelling(change.session, found)
    change.session.add(
        PairAnswerRow(
            number=_next(change.session, PairAnswerRow.number),
            pair=found.number,
            answer=given.value,
            is_adjudication=is_adjudication,
            answered_by=decision.by,
            answered_at=decision.at,
            note=decision.reason,
        )
    )
    change.session.flush()
    action = ADJUDICATED if is_adjudication else ANSWERED
    note(change, action, f"pair {found.number}", decision, answer=given.value)
    now = find_pair(change.session, found.number)
    if now.reviewed.state is PairState.DECIDED and now.reviewed.verdict is not Answer.UNSURE:
        take_in(change, Kind.LABEL, [_label(now, decision)], decision)
    return now.reviewed.state


def _label(found: ToJudge, decision: Decision) -> Judgement:
    pair = found.pair
    return Judgement(
        source_l=pair.source_l,
        record_id_l=pair.record_id_l,
        source_r=pair.source_r,
        record_id_r=pair.record_id_r,
        is_same=found.reviewed.verdict is Answer.SAME,
        judged_by=" and ".join(found.reviewed.decided_by),
        judged_on=date.fromisoformat(decision.at.partition("T")[0]),
        stands_for=pair.stands_for,
    )


def _next(session: Session, column: object) -> int:
    return (session.scalar(select(func.max(column))) or 0) + 1
