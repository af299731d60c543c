"""Versions of thresholds and models as the register knows them, and which one is in force.

What may be decided about one is in `threshold_decisions.py`. What the levels mean is not known
here: they are numbers with names.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.decision import Decision, decision_from
from governance.register.errors import DecisionError
from governance.register.evidence import Evidence
from governance.register.tables import ThresholdApprovalRow, ThresholdRow

BUILT_IN = 1
"""The version that the software brings, approved with its release. It is in no table."""


class Standing(StrEnum):
    """How far a version is. One that gave way to another may come into force again."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    IN_FORCE = "in force"
    APPROVED = "approved before"


@dataclass(frozen=True, kw_only=True)
class ThresholdVersion:
    """A version that somebody proposed: levels by name, models by the fingerprint of each.

    `against` is the version that was in force when its evidence was taken.
    """

    version: int
    against: int
    levels: Mapping[str, float]
    models: Mapping[str, str]
    evidence: Evidence
    proposed: Decision
    refused: Decision | None = None


@dataclass(frozen=True, kw_only=True)
class Approval:
    """A version came into force: the last approval is the one that holds."""

    number: int
    version: int
    decided: Decision


def next_version(session: Session) -> int:
    """Return the number of the next version; none is given twice."""
    return (session.scalar(select(func.max(ThresholdRow.version))) or BUILT_IN) + 1


def all_versions(session: Session) -> tuple[ThresholdVersion, ...]:
    """Return every version that was ever proposed, the newest first."""
    rows = session.scalars(select(ThresholdRow).order_by(ThresholdRow.version.desc()))
    return tuple(_version(row) for row in rows)


def all_approvals(session: Session) -> tuple[Approval, ...]:
    """Return every approval, the last one first."""
    rows = session.scalars(
        select(ThresholdApprovalRow).order_by(ThresholdApprovalRow.number.desc())
    )
    return tuple(
        Approval(
            number=row.number,
            version=row.version,
            decided=Decision(by=row.approved_by, at=row.approved_at, reason=row.approved_reason),
        )
        for row in rows
    )


def find_version(session: Session, version: int) -> ThresholdVersion:
    """Return a version that somebody proposed.

    Raises:
        DecisionError: nobody proposed one of that number.
    """
    return _version(row_of(session, version))


def in_force(session: Session) -> int:
    """Return the version in force: the one approved last, or the one that the software brings."""
    approvals = all_approvals(session)
    return approvals[0].version if approvals else BUILT_IN


def standing(session: Session, version: int) -> Standing:
    """Say how far a version is."""
    if version == in_force(session):
        return Standing.IN_FORCE
    if version == BUILT_IN or any(each.version == version for each in all_approvals(session)):
        return Standing.APPROVED
    return Standing.REFUSED if row_of(session, version).refused_at else Standing.PROPOSED


def row_of(session: Session, version: int) -> ThresholdRow:
    """Return the row of a version.

    Raises:
        DecisionError: nobody proposed one of that number.
    """
    row = session.get(ThresholdRow, version)
    if row is None:
        msg = f"no version {version} was proposed: `thinkfamily threshold list` names them"
        raise DecisionError(msg)
    return row


def subject(version: int) -> str:
    """Say which version, as messages and the audit chain do."""
    return f"threshold version {version}"


def _version(row: ThresholdRow) -> ThresholdVersion:
    return ThresholdVersion(
        version=row.version,
        against=row.against,
        levels=json.loads(row.levels),
        models=json.loads(row.models),
        evidence=Evidence.model_validate_json(row.evidence),
        proposed=Decision(by=row.proposed_by, at=row.proposed_at, reason=row.proposed_reason),
        refused=decision_from(row.refused_by, row.refused_at, row.refused_reason),
    )
