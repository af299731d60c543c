"""Keyed hashes of record keys and numbers: by them a person is withheld whom nobody can read.

HMAC with SHA-256, of a key of its own that is derived from the product's. DuckDB has none, so it is
put together from its SHA-256: a night's records are hashed where they lie.
"""

import hmac
from hashlib import sha256

from governance.register.suppressions import Suppression
from pipelines.refusal import NotAllowedError

_LABEL = b"thinkfamily suppression 1"
_CHECK = "which key this is"
_BLOCK = 64


class Hasher:
    """Hashes with the product's key."""

    def __init__(self, secret: str) -> None:
        """Take the product's key."""
        self._key = hmac.digest(secret.encode(), _LABEL, sha256)

    def hash(self, told: str) -> str:
        """Return the hash of what is told of a record."""
        return hmac.new(self._key, told.encode(), sha256).hexdigest()

    @property
    def check(self) -> str:
        """What tells this key from others."""
        return self.hash(_CHECK)

    @property
    def pads(self) -> dict[str, bytes]:
        """The two halves of the hash as a SELECT needs them."""
        padded = self._key.ljust(_BLOCK, b"\0")
        return {
            "inner": bytes(each ^ 0x36 for each in padded),
            "outer": bytes(each ^ 0x5C for each in padded),
        }

    def refuse_other_keys(self, suppressions: tuple[Suppression, ...]) -> None:
        """Refuse to go on where suppressions could not be heeded.

        Raises:
            NotAllowedError: some were made with another key, so that nobody is recognised by them.
        """
        others = [each.number for each in suppressions if each.key_check != self.check]
        if others:
            msg = (
                f"{len(others)} suppressions were made with another key, and nobody is recognised "
                "by them: use that key, or have them decided again"
            )
            raise NotAllowedError(msg)


def of_record(source: str, record_id: str) -> str:
    """Say which record, as it is hashed."""
    return f"record|{source}|{record_id}"


def of_number(kind: str, number: str) -> str:
    """Say which number of a person, as it is hashed; `kind` is nhs or upn."""
    return f"{kind}|{number}"
