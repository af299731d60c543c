"""The keys that people are hashed with, in the order they are applied; sealed with the product's.

There is one at first, derived from the product's key. It is kept sealed when that is rotated, so
that hashes stay. A hashing key that is rotated stays too: the next hashes what it gave, and
whoever has only one of them finds nobody by a list of numbers.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from governance.register.errors import RegisterError
from governance.register.register import Change
from governance.register.tables import Base

_FIRST = b"thinkfamily suppression 1"
_SEALING = b"thinkfamily sealing 1"
_BYTES = 32


class HashingKeyRow(Base):
    """A hashing key, sealed; rows there are only once a key was rotated."""

    __tablename__ = "hashing_key"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[str] = mapped_column(Text)


def hashing_keys(session: Session, secret: str) -> tuple[bytes, ...]:
    """Return the keys, the first one first; `secret` is the product's key.

    Raises:
        RegisterError: they were sealed with another key.
    """
    rows = session.scalars(select(HashingKeyRow).order_by(HashingKeyRow.number)).all()
    if not rows:
        return (hmac.digest(secret.encode(), _FIRST, sha256),)
    try:
        return tuple(_seal(secret).decrypt(row.sealed) for row in rows)
    except InvalidToken:
        msg = "the hashing keys were sealed with another key than the one that is set"
        raise RegisterError(msg) from None


def seal_keys(change: Change, secret: str, keys: Iterable[bytes]) -> None:
    """Keep the keys sealed with a product's key, in the place of those that were kept."""
    change.session.execute(delete(HashingKeyRow))
    for number, key in enumerate(keys, start=1):
        sealed = _seal(secret).encrypt(key).decode()
        change.session.add(HashingKeyRow(number=number, sealed=sealed))
    change.session.flush()


def random_key() -> bytes:
    """Draw a new hashing key."""
    return secrets.token_bytes(_BYTES)


def _seal(secret: str) -> Fernet:
    return Fernet(urlsafe_b64encode(hmac.digest(secret.encode(), _SEALING, sha256)))
