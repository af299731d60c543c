"""The register as it is used: opened once, read, and changed with an entry in the audit chain."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from governance.register.chain import Anchor, Entry, audit_key, fault_of, sealed
from governance.register.database import UNREADABLE, open_database
from governance.register.errors import RegisterError
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
        with _told_in_words(), Session(self._engine) as session:
            yield session

    @contextmanager
    def changing(self) -> Iterator[Change]:
        """Change in one transaction: all of it is kept, or nothing; then the chain is anchored.

        Raises:
            RegisterError: the register cannot be written, or lost entries that the anchor knows:
                going on would hide it.
        """
        engine = self._engine.execution_options(writes=True)
        with _told_in_words():
            with Session(engine) as session, session.begin():
                change = Change(session=session, _key=self._key)
                self._refuse_other_than_anchored(change.last())
                yield change
                kept = _anchor_of(change.last())
            _write_anchor(self._anchor, kept)

    def entries(self) -> tuple[AuditRow, ...]:
        """Return the audit chain, the oldest first."""
        with self.reading() as session:
            return tuple(session.scalars(select(AuditRow).order_by(AuditRow.number)))

    def fault(self) -> str:
        """Say what is wrong with the audit chain; nothing where it is intact."""
        anchor = _read_anchor(self._anchor)  # First: entries may be added meanwhile.
        return fault_of(self.entries(), anchor, self._key)

    def anchor_again(self, entry: Entry) -> None:
        """Begin to anchor anew, after a backup was restored or the anchor lost; it is noted."""
        with _told_in_words():
            engine = self._engine.execution_options(writes=True)
            with Session(engine) as session, session.begin():
                change = Change(session=session, _key=self._key)
                change.note(entry)
                kept = _anchor_of(change.last())
            _write_anchor(self._anchor, kept)

    def _refuse_other_than_anchored(self, last: AuditRow | None) -> None:
        """Refuse to go on from a chain that lost its end; the first entry finds an anchor made."""
        anchor = _read_anchor(self._anchor)
        if anchor is None and last is None:
            _write_anchor(self._anchor, _anchor_of(None))
            return
        now = _anchor_of(last)
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


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError:
        raise RegisterError(UNREADABLE) from None  # Its words may hold a path or a value.


def _anchor_of(last: AuditRow | None) -> Anchor:
    return Anchor(number=last.number, hash=last.hash) if last else Anchor(number=0, hash="")


def _read_anchor(path: Path) -> Anchor | None:
    try:
        told = json.loads(path.read_text("utf-8"))
        return Anchor(number=int(told["number"]), hash=str(told["hash"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        msg = f"the anchor of the audit chain, {path.name}, cannot be read"
        raise RegisterError(msg) from None


def _write_anchor(path: Path, anchor: Anchor) -> None:
    """Replace the anchor whole; it is its owner's alone."""
    part = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(json.dumps({"number": anchor.number, "hash": anchor.hash}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        msg = f"the anchor of the audit chain cannot be written ({error.strerror})"
        raise RegisterError(msg) from None
