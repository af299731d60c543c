"""A decision of an officer: who, when and why, and the rules that hold for a decision of any kind.

What may be decided about what, and in which order, is the business of the modules beside this one.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from governance.register.chain import Details, Entry
from governance.register.errors import DecisionError
from governance.register.register import Change, Register
from governance.register.tables import LONGEST_NAME


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Who decides, when (a moment in ISO 8601) and why."""

    by: str
    at: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse who has no name, or one that no register holds.

        Raises:
            DecisionError: so it is.
        """
        if not self.by.strip() or len(self.by) > LONGEST_NAME:
            msg = f"who decides has a name of 1 to {LONGEST_NAME} letters"
            raise DecisionError(msg)


def decision_from(by: str | None, at: str | None, reason: str | None) -> Decision | None:
    """Return the decision that three columns hold; none where nobody decided."""
    return Decision(by=by, at=at, reason=reason or "") if by and at else None


def note(
    change: Change, action: str, subject: str, decision: Decision, **details: str | int
) -> None:
    """Note in the audit chain what was decided, or refused."""
    told: Details = details | ({"reason": decision.reason} if decision.reason else {})
    change.note(Entry(at=decision.at, by=decision.by, action=action, subject=subject, details=told))


@contextmanager
def noted_when_refused(
    register: Register,
    action: str,
    subject: str,
    decision: Decision,
    errors: tuple[type[ValueError], ...] = (DecisionError,),
) -> Iterator[None]:
    """Note in the audit chain what a rule stopped; its words name things, never a number."""
    try:
        yield
    except errors as error:
        with register.changing() as change:
            note(change, action, subject, decision, refused=str(error))
        raise


def refuse_without_reason(decision: Decision) -> None:
    """Hold everybody to saying why.

    Raises:
        DecisionError: no reason is given.
    """
    if not decision.reason.strip():
        msg = "a decision needs its reason"
        raise DecisionError(msg)


def refuse_own_proposal(what: str, proposed_by: str, decision: Decision) -> None:
    """Keep who proposed something from approving it.

    Raises:
        DecisionError: it is the proposer who decides.
    """
    if same_person(decision.by, proposed_by):
        msg = f"{what} was proposed by {proposed_by}: another person has to approve it"
        raise DecisionError(msg)


def same_person(one: str, other: str) -> bool:
    """Say whether two names of officers are one, however they are spelt."""
    return _spelt(one) == _spelt(other)


def _spelt(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
