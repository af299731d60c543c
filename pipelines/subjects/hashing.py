"""Keyed hashes of record keys and numbers: by them a person is withheld whom nobody can read.

HMAC with SHA-256, by each hashing key in turn. DuckDB has none, so it is put together from its
SHA-256: a night's records are hashed where they lie.
"""

import hmac
from collections.abc import Sequence
from hashlib import sha256

from governance.register.suppressions import Suppression
from pipelines.refusal import NotAllowedError

_CHECK = "which key this is"
_BLOCK = 64


class Hasher:
    """Hashes with all hashing keys."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take the hashing keys, the first one first."""
        self._keys = tuple(keys)

    def hash(self, told: str) -> str:
        """Return the hash of what is told of a record."""
        for key in self._keys:
            told = hmac.new(key, told.encode(), sha256).hexdigest()
        return told

    @property
    def check(self) -> str:
        """What tells this key from others."""
        return self.hash(_CHECK)

    @property
    def pads(self) -> list[str]:
        """The two halves of each key as a SELECT needs them: inner and outer, as hex digits."""
        padded = [key.ljust(_BLOCK, b"\0") for key in self._keys]
        return [_xor(each, 0x36) + _xor(each, 0x5C) for each in padded]

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


def _xor(block: bytes, by: int) -> str:
    return bytes(each ^ by for each in block).hex()


def of_record(source: str, record_id: str) -> str:
    """Say which record, as it is hashed."""
    return f"record|{source}|{record_id}"


def of_number(kind: str, number: str) -> str:
    """Say which number of a person, as it is hashed; `kind` is nhs or upn."""
    return f"{kind}|{number}"
