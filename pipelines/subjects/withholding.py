"""What a night does with suppressions, before linkage: nothing after it sees who it is about."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa
from duckdb import DuckDBPyConnection

from governance.register.hashing_keys import hashing_keys
from governance.register.register import Register
from governance.register.suppressions import Kind, Suppression, all_suppressions
from pipelines.config import Config
from pipelines.register import register_of
from pipelines.subjects.hashing import Hasher
from pipelines.warehouse import key_from_environment
from sources.leaving_out import ERASED, OBJECTED, leave_out, withhold
from sources.tables import select_from

_PACKAGE = "pipelines.subjects.sql"
_REASONS = {Kind.ERASURE: ERASED, Kind.OBJECTION: OBJECTED}


@dataclass(frozen=True, kw_only=True)
class Suppressions:
    """Those in force, for a configuration's purpose."""

    hasher: Hasher
    all: tuple[Suppression, ...]
    purpose: str

    def of(self, source: str, kind: Kind) -> tuple[Suppression, ...]:
        """Return those of a kind that a source's records fall under."""
        return tuple(
            each for each in self.all if each.kind is kind and each.applies_to(source, self.purpose)
        )

    @property
    def erases(self) -> bool:
        """Whether somebody was erased, so that no night keeps what was received."""
        return any(each.kind is Kind.ERASURE for each in self.all)


def suppressions_of(config: Config, register: Register | None = None) -> Suppressions:
    """Return the suppressions in force.

    Raises:
        NotAllowedError: some were made with another key: nobody would be recognised.
        DecisionError: they are not what was decided.
    """
    with (register or register_of(config)).reading() as session:
        found = tuple(each for each in all_suppressions(session) if each.lifted is None)
        hasher = Hasher(hashing_keys(session, key_from_environment()))
    hasher.refuse_other_keys(found)
    return Suppressions(hasher=hasher, all=found, purpose=config.purpose)


def withhold_suppressed(
    con: DuckDBPyConnection, source: str, suppressions: Suppressions
) -> dict[str, int]:
    """Leave out whoever was erased or objected, and mark whoever is restricted as withheld.

    Returns:
        How many records each kind is about.
    """
    counts: dict[str, int] = {}
    for kind in Kind:
        about = suppressions.of(source, kind)
        if not about:
            continue
        records = _suppressed(con, source, about, suppressions.hasher)
        if kind is Kind.RESTRICTION:
            counts[kind.value] = withhold(con, source, records)
        else:
            counts[kind.value] = leave_out(con, source, records, _REASONS[kind])
    return counts


def remembered_of(
    con: DuckDBPyConnection, records: pa.Table | None, suppressions: Suppressions
) -> pa.Table | None:
    """Return which of the records that earlier nights knew were erased; nothing where none was."""
    erased = [each for each in suppressions.all if each.kind is Kind.ERASURE]
    if records is None or not erased:
        return None
    con.register("remembered_record", records.select(["source", "record_id"]))
    with _hashes(con, erased):
        found = select_from(con, _PACKAGE, "remembered", pads=suppressions.hasher.pads)
        table = found.to_arrow_table()
    con.unregister("remembered_record")
    return table


def _suppressed(
    con: DuckDBPyConnection, source: str, about: Iterable[Suppression], hasher: Hasher
) -> pa.Table:
    with _hashes(con, about):
        found = select_from(con, _PACKAGE, "suppressed", source=source, pads=hasher.pads)
        return found.to_arrow_table()


@contextmanager
def _hashes(con: DuckDBPyConnection, about: Iterable[Suppression]) -> Iterator[None]:
    hashes = sorted({each for suppression in about for each in suppression.hashes})
    con.register("suppressed_hash", pa.table({"hash": pa.array(hashes, pa.string())}))
    yield
    con.unregister("suppressed_hash")
