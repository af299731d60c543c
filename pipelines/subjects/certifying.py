"""Certifying an erasure: older nights that hold the person go, then it is said what is left.

It is done once the current night was built without the person.
"""

import json

import pyarrow as pa
from duckdb import DuckDBPyConnection

from governance.register.decision import Decision, note
from governance.register.hashing_keys import hashing_keys
from governance.register.register import Register
from governance.register.suppressions import Kind, Suppression, find_suppression
from pipelines.config import Config
from pipelines.nights import Night, current_night, dated_nights
from pipelines.refusal import NotAllowedError
from pipelines.subjects import certificate
from pipelines.subjects.certificate import Certificate
from pipelines.subjects.hashing import Hasher
from pipelines.warehouse import key_from_environment, open_warehouse
from sources.tables import select_from

_PACKAGE = "pipelines.subjects.sql"


def certify(config: Config, register: Register, number: int, decision: Decision) -> Certificate:
    """Remove older nights that hold the person of an erasure, and say what is left.

    Raises:
        NotAllowedError: it is no erasure, or no night was built without the person yet.
        DecisionError: there is no such suppression.
    """
    with register.reading() as session:
        found = find_suppression(session, number)
        hasher = Hasher(hashing_keys(session, key_from_environment()))
    hasher.refuse_other_keys((found,))
    if found.kind is not Kind.ERASURE:
        msg = f"suppression {number} is no erasure: its records are withheld, and not removed"
        raise NotAllowedError(msg)
    current = current_night(config.data)
    _refuse_not_heeded(current, number)
    held = _Held(config, found, hasher)
    if held.count(current):
        msg = f"night {current.as_at} still holds a record of the person: build it again"
        raise NotAllowedError(msg)
    others = [each for each in dated_nights(config.data) if each.as_at != current.as_at]
    removed = tuple(each for each in others if held.count(each))
    for night in removed:
        with register.changing() as change:
            note(change, "night removed", night.as_at.isoformat(), decision)
        night.remove()
    given = Certificate(
        suppression=number,
        decided_at=found.decided.at,
        certified_at=decision.at,
        night=current.as_at,
        nights_removed=tuple(sorted(each.as_at for each in removed)),
        stores=(
            certificate.of_night(current),
            certificate.of_older_nights(len(others), len(removed)),
            *certificate.of_register(register, found, hasher),
            *certificate.of_figures_and_logs(),
            certificate.of_deliveries(config),
        ),
    )
    with register.changing() as change:
        note(
            change,
            "erasure certified",
            f"suppression {number}",
            decision,
            nights_removed=len(removed),
            night=current.as_at.isoformat(),
        )
    return given


class _Held:
    """Whether nights hold a record that an erasure is about."""

    def __init__(self, config: Config, erasure: Suppression, hasher: Hasher) -> None:
        self._config, self._hasher = config, hasher
        self._hashes = pa.table({"hash": pa.array(erasure.hashes, pa.string())})

    def count(self, night: Night) -> int:
        if not night.warehouse.is_file():
            return 0
        with open_warehouse(
            night.warehouse, key_from_environment(), self._config.engine, read_only=True
        ) as con:
            return self._count(con)

    def _count(self, con: DuckDBPyConnection) -> int:
        con.register("suppressed_hash", self._hashes)
        (row,) = select_from(con, _PACKAGE, "held", pads=self._hasher.pads).fetchall()
        con.unregister("suppressed_hash")
        return int(row[0])


def _refuse_not_heeded(night: Night, number: int) -> None:
    manifest = json.loads(night.manifest.read_text("utf-8"))
    if number not in manifest.get("suppressions", ()):
        msg = f"night {night.as_at} was built before the erasure: run a night, then certify"
        raise NotAllowedError(msg)
