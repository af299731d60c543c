"""The register as it is used: opened once, read, and changed with an entry in the audit chain."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from sqlalchemy import URL, Engine, select
from sqlalchemy.orm import Session

from governance.register.anchoring import anchor_of, read_anchor, write_anchor
from governance.register.chain import Anchor, Entry, audit_key, fault_of, seal_again, sealed
from governance.register.database import open_database
from governance.register.engines import reading, writing
from governance.register.errors import RegisterError
from governance.register.faults import told_in_words
from governance.register.tables import AuditRow


@dataclass(frozen=True, kw_only=True)
class Change:
    """A transaction that writes: decisions and the entries about them are kept together."""

    session: Session
    _key: bytes = field(repr=False)

    def note(self, entry: Entry) -> None:
        """Add an entry to the audit chain."""
        self.session.add(sealed(entry, self.last(), self._key))
        self.session.flush()

    def last(self) -> AuditRow | None:
        """Return the last entry."""
        return self.session.scalars(
            select(AuditRow).order_by(AuditRow.number.desc()).limit(1)
        ).first()


class Register:
    """The register of a data folder."""

    def __init__(self, engine: Engine, key: bytes, anchor: Path) -> None:
        """Take an opened database, the key of the chain, and where the chain is anchored."""
        self._engine = engine
        self._key = key
        self._anchor = anchor

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read in one transaction."""
        with told_in_words(self._engine.url), Session(reading(self._engine)) as session:
            yield session

    @contextmanager
    def changing(self) -> Iterator[Change]:
        """Change in one transaction: all of it is kept, or nothing; then the chain is anchored.

        Raises:
            RegisterError: the register cannot be written, or lost entries that the anchor knows:
                going on would hide it.
        """
        with told_in_words(self._engine.url):
            with Session(writing(self._engine)) as session, session.begin():
                change = Change(session=session, _key=self._key)
                self._refuse_other_than_anchored(change.last())
                yield change
                kept = anchor_of(change.last())
            self._anchor_at(kept)

    def entries(self) -> tuple[AuditRow, ...]:
        """Return the audit chain, the oldest first."""
        with self.reading() as session:
            return tuple(session.scalars(select(AuditRow).order_by(AuditRow.number)))

    def fault(self) -> str:
        """Say what is wrong with the audit chain; nothing where it is intact."""
        anchor = read_anchor(self._anchor)  # First: entries may be added meanwhile.
        return fault_of(self.entries(), anchor, self._key)

    def seal_again(
        self, secret: str, entry: Entry, also: Callable[[Change], object] | None = None
    ) -> None:
        """Seal the whole chain with another product's key, and go on with that.

        What the last entry was sealed with before is kept in `entry`, so that an older anchor or
        backup can still be compared.

        Raises:
            RegisterError: the chain is not intact as it is.
        """
        with told_in_words(self._engine.url):
            with Session(writing(self._engine)) as session, session.begin():
                change = Change(session=session, _key=self._key)
                self._refuse_other_than_anchored(change.last())
                before = tuple(session.scalars(select(AuditRow).order_by(AuditRow.number)))
                if fault := fault_of(before, read_anchor(self._anchor), self._key):
                    raise RegisterError(fault)
                if also:
                    also(change)
                ended = asdict(anchor_of(before[-1] if before else None))
                change.note(replace(entry, details={**entry.details, **ended}))
                rows = tuple(session.scalars(select(AuditRow).order_by(AuditRow.number)))
                seal_again(rows, audit_key(secret))
                kept = anchor_of(rows[-1])
            self._key = audit_key(secret)
            write_anchor(self._anchor, kept)

    def anchor_sealed_again(self, action: str) -> None:
        """Anchor a chain that was sealed again, where that ended before it was anchored."""
        anchor, rows = read_anchor(self._anchor), self.entries()
        ends = [json.loads(row.details) for row in rows if row.action == action]
        if anchor and any(asdict(anchor).items() <= end.items() for end in ends):
            write_anchor(self._anchor, anchor_of(rows[-1]))

    def anchor_again(self, entry: Entry) -> None:
        """Begin to anchor anew, after a backup was restored or the anchor lost; it is noted."""
        with told_in_words(self._engine.url):
            with Session(writing(self._engine)) as session, session.begin():
                change = Change(session=session, _key=self._key)
                change.note(entry)
                kept = anchor_of(change.last())
            write_anchor(self._anchor, kept)

    def _anchor_at(self, kept: Anchor) -> None:
        """Anchor what is kept, unless another change that came after is anchored already."""
        anchor = read_anchor(self._anchor)
        if anchor is None or anchor.number < kept.number:
            write_anchor(self._anchor, kept)

    def _refuse_other_than_anchored(self, last: AuditRow | None) -> None:
        """Refuse to go on from a chain that lost its end; the first entry finds an anchor made."""
        anchor = read_anchor(self._anchor)
        if anchor is None and last is None:
            write_anchor(self._anchor, anchor_of(None))
            return
        now = anchor_of(last)
        if (
            anchor is None
            or anchor.number > now.number
            or (anchor.number == now.number and anchor.hash != now.hash)
        ):
            msg = "the audit chain does not end as it was anchored: see `thinkfamily audit verify`"
            raise RegisterError(msg)


def open_register(url: URL, secret: str, anchor: Path) -> Register:
    """Open the register, or begin one; `secret` is the product's key.

    Raises:
        RegisterError: it cannot be opened, or a newer version of the product made it.
    """
    return Register(open_database(url), audit_key(secret), anchor)
