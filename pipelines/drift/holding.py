"""A night that is held: what is not as usual lies beside it, is shown, and accepted by a person."""

import json
from dataclasses import asdict
from datetime import date

import pyarrow as pa
from duckdb import DuckDBPyConnection

from governance.register.decision import Decision
from governance.register.drift import accept_drift, accepted_drift
from pipelines.config import Config
from pipelines.drift.comparing import Drift, find_drift
from pipelines.drift.kinds import take_measures
from pipelines.drift.usual import earlier_nights
from pipelines.levels import levels_of
from pipelines.manifest import Manifest, versions
from pipelines.nights import Night, write_atomically
from pipelines.register import register_of

_MEASURE = pa.schema(
    [("kind", "string"), ("subject", "string"), ("part", "string"), ("amount", "int64")]
)
_DRIFT = pa.schema(
    [
        *[(name, "string") for name in ("kind", "subject", "part")],
        *[(name, "float64") for name in ("found", "usual")],
        ("is_accepted", "bool"),
    ]
)


def compare_night(con: DuckDBPyConnection, config: Config, night: Night) -> tuple[int, int]:
    """Measure a night that is built and compare it: `counts.measure` and `counts.drift`.

    Returns:
        How many measures there are, and how many of what is compared is not as usual.

    Raises:
        DecisionError: what was accepted is not what the audit chain says was decided.
    """
    measures = take_measures(con)
    earlier = earlier_nights(night, config.drift.nights)
    drifts = find_drift(measures, earlier, config.drift, versions(levels_of(con)))
    accepted = _accepted(config, night.as_at) if drifts else ()
    told = [asdict(each) for each in measures]
    found = [each.as_json() | {"is_accepted": each in accepted} for each in drifts]
    con.from_arrow(pa.Table.from_pylist(told, _MEASURE)).create("counts.measure")
    con.from_arrow(pa.Table.from_pylist(found, _DRIFT)).create("counts.drift")
    if held := [each.as_json() for each in drifts if each not in accepted]:
        write_atomically(night.held, json.dumps(held, indent=1))
    return len(measures), len(drifts)


def said_of_drift(con: DuckDBPyConnection) -> Manifest:
    """Return what the manifest of a night keeps for those that follow."""
    measures = con.table("counts.measure").order("all").fetchall()
    accepted = con.table("counts.drift").filter("is_accepted").select("kind, subject").distinct()
    return {
        "measures": [list(row) for row in measures],
        "accepted_drift": [list(row) for row in accepted.order("all").fetchall()],
    }


def held_of(night: Night) -> tuple[Drift, ...]:
    """Return what the last try to build a night was held for; nothing, where it was not."""
    if not night.held.is_file():
        return ()
    return tuple(Drift(**each) for each in json.loads(night.held.read_text("utf-8")))


def words_of_held(night: Night) -> list[str]:
    """Say why a night is held and what to do, a line each; nothing, where it is not held."""
    held = held_of(night)
    if not held:
        return []
    then = f"look at it; if it is right: thinkfamily drift accept {night.as_at} --reason WHY"
    return [*(each.words for each in held), then]


def accept(config: Config, night: Night, decision: Decision) -> tuple[Drift, ...]:
    """Accept what a night is held for; the next try to build it goes through, if it is the same.

    Raises:
        DecisionError: no reason is given, or the night is not held.
    """
    held = held_of(night)
    with register_of(config).changing() as change:
        accept_drift(change, night.as_at, [each.as_json() for each in held], decision)
    return held


def _accepted(config: Config, as_at: date) -> tuple[Drift, ...]:
    with register_of(config).reading() as session:
        return tuple(Drift(**each) for each in accepted_drift(session, as_at))  # type: ignore[arg-type]
