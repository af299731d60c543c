"""Suppressions hashed anew: the same people, by hashes of their hashes. Nobody has to be known."""

import json
from collections.abc import Callable

from sqlalchemy import select

from governance.register.decision import Decision, note
from governance.register.register import Change
from governance.register.suppression_tables import SuppressionRow
from governance.register.suppressions import HASHED_ANEW, checksum_of


def hash_anew(
    change: Change, rehash: Callable[[str], str], key_check: str, decision: Decision
) -> int:
    """Hash every hash of every suppression once more, lifted ones too; each is noted.

    Returns:
        How many suppressions there are.
    """
    rows = change.session.scalars(select(SuppressionRow).order_by(SuppressionRow.number)).all()
    for row in rows:
        row.hashes = json.dumps(sorted(map(rehash, json.loads(row.hashes))))
        row.key_check = key_check
        change.session.flush()
        note(change, HASHED_ANEW, f"suppression {row.number}", decision, checksum=checksum_of(row))
    return len(rows)
