"""What the audit chain keeps of a version of thresholds, so that it cannot be changed past it."""

import json
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from governance.register.decision import Decision
from governance.register.errors import DecisionError
from governance.register.tables import AuditRow, ThresholdRow
from governance.register.thresholds import BUILT_IN, in_force, row_of, subject

APPROVED = "threshold approved"
"""What the audit chain calls it when a version comes into force."""


def sealed_by(row: ThresholdRow) -> dict[str, str | int]:
    """Give the chain the levels, and the checksum of what no entry may hold: exact figures."""
    told = "\n".join((row.levels, row.models, row.evidence))
    return {"levels": row.levels, "checksum": sha256(told.encode()).hexdigest()}


def refuse_changed(session: Session) -> None:
    """Refuse to go by a version that is not what the audit chain says was approved last.

    Raises:
        DecisionError: an approval or the version itself was changed past the chain.
    """
    version = in_force(session)
    last = session.scalars(
        select(AuditRow)
        .where(AuditRow.action == APPROVED)
        .order_by(AuditRow.number.desc())
        .limit(1)
    ).first()
    told = (last.subject, json.loads(last.details).get("checksum")) if last else None
    if version == BUILT_IN:
        is_right = told in (None, (subject(BUILT_IN), None))
    else:
        checksum = sealed_by(row_of(session, version))["checksum"]
        is_right = told == (subject(version), checksum)
    if not is_right:
        msg = f"{subject(version)} is not what was approved: see `thinkfamily audit show`"
        raise DecisionError(msg)


def refuse_other_than_noted(
    session: Session, action: str, about: str, proposed: Decision, **details: str | int
) -> None:
    """Refuse to decide on a proposal that is not what the audit chain says was proposed.

    Raises:
        DecisionError: who proposed it, when, why, or what of it was changed past the chain.
    """
    entries = session.scalars(
        select(AuditRow).where(AuditRow.action == action, AuditRow.subject == about)
    )
    expected = details | {"reason": proposed.reason}
    for entry in entries:
        told = json.loads(entry.details)
        is_same = expected.items() <= told.items()
        if is_same and (entry.by, entry.at) == (proposed.by, proposed.at):
            return
    msg = f"{about} is not what was proposed: see `thinkfamily audit show`"
    raise DecisionError(msg)
