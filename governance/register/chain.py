"""The audit chain: entries of which each seals the one before, and where the last one is anchored.

A hash is keyed, so that nobody without the key can rewrite an entry and all that follow. What an
entry may tell is decided by who writes it; row content never is in one.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from governance.register.tables import AuditRow

_LABEL = b"thinkfamily audit chain 1"
_BEGINNING = "0" * 64

Details = Mapping[str, str | int]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What happened, when, to what, and by whom."""

    at: str
    by: str
    action: str
    subject: str
    details: Details


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """The number and the hash of the last entry, as written down outside the register."""

    number: int
    hash: str


def audit_key(secret: str) -> bytes:
    """Derive the key of the chain from the product's key, so that neither tells the other."""
    return hmac.digest(secret.encode(), _LABEL, sha256)


def sealed(entry: Entry, before: AuditRow | None, key: bytes) -> AuditRow:
    """Make the row that follows another, or the first."""
    row = AuditRow(
        number=before.number + 1 if before else 1,
        at=entry.at,
        by=entry.by,
        action=entry.action,
        subject=entry.subject,
        details=json.dumps(dict(entry.details), ensure_ascii=False, sort_keys=True),
    )
    row.hash = _hash(row, before.hash if before else _BEGINNING, key)
    return row


def seal_again(rows: Sequence[AuditRow], key: bytes) -> None:
    """Seal a whole chain, the oldest entry first, with another key."""
    before = _BEGINNING
    for row in rows:
        row.hash = _hash(row, before, key)
        before = row.hash


def fault_of(rows: Sequence[AuditRow], anchor: Anchor | None, key: bytes) -> str:
    """Say what is wrong with a chain, naming the first bad entry; nothing where it is intact."""
    before = _BEGINNING
    for place, row in enumerate(rows, start=1):
        if row.number != place:
            return f"entry {place} is missing: after {place - 1} comes {row.number}"
        if not hmac.compare_digest(row.hash, _hash(row, before, key)):
            return f"entry {place} was changed, or was written with another key"
        before = row.hash
    return _truncated(rows, anchor)


def _truncated(rows: Sequence[AuditRow], anchor: Anchor | None) -> str:
    if anchor is None:
        return (
            "the anchor is missing, so nobody can say whether the last entries are" if rows else ""
        )
    if anchor.number > len(rows):
        return f"entry {len(rows) + 1} is missing: the anchor knows of {anchor.number} entries"
    if anchor.number and rows[anchor.number - 1].hash != anchor.hash:
        return f"entry {anchor.number} is another than the anchor knows"
    return ""


def _hash(row: AuditRow, before: str, key: bytes) -> str:
    told = [row.number, row.at, row.by, row.action, row.subject, row.details, before]
    return hmac.new(key, json.dumps(told).encode(), sha256).hexdigest()
