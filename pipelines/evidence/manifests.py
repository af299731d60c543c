"""The manifest of a night, read back: what the night used, and with what it was linked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.nights import Night


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Input(_Part):
    """A file that a night read."""

    source: str
    export: str
    table_name: str
    delivery: date
    file: str
    sha256: str
    records: int


class PassedOver(_Part):
    """A delivery that was newer than the one in use, and was not used."""

    source: str
    delivery: date
    outcome: str


class LeftOut(_Part):
    """Rows that were not mapped."""

    source: str
    format: str
    table_name: str
    reason: str
    rows: int


class Level(_Part):
    """A threshold as the night used it."""

    weight: float
    reason: str


class _Told(_Part):
    as_at: date
    purpose: str
    inputs: tuple[Input, ...]
    data_as_at: dict[str, date]
    passed_over: tuple[PassedOver, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    versions: dict[str, str]
    probabilities: str = ""
    thresholds: dict[str, Level]
    claims: dict[str, int] = {}


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a night says of itself, and the checksum of that."""

    checksum: str
    as_at: date
    purpose: str
    inputs: tuple[Input, ...]
    data_as_at: Mapping[str, date]
    passed_over: tuple[PassedOver, ...]
    left_out: tuple[LeftOut, ...]
    versions: Mapping[str, str]
    probabilities: str
    thresholds: Mapping[str, Level]
    claims: Mapping[str, int]


def read_manifest(night: Night) -> Manifest | None:
    """Read the manifest of a whole night; nothing where it is not there, or not as we write it."""
    try:
        content = night.manifest.read_bytes()
        told = _Told.model_validate(json.loads(content))
    except (OSError, ValueError, ValidationError):
        return None
    if not night.warehouse.is_file():
        return None
    return Manifest(checksum=sha256(content).hexdigest(), **dict(told))
