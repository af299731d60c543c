"""What readers see of a place: which night, whether it is whole, and everything that it counts."""

import json
import os
from hashlib import sha256

from pipelines.config import Engine, load_config
from pipelines.nights import current_night
from pipelines.register import register_of
from pipelines.warehouse import KEY_VARIABLE, open_warehouse
from tests.integration.support import KEY, Place

Seen = dict[str, str]
_TABLES = {
    "counts.figure": "*",
    "counts.range": "*",
    "linkage.person_record": "*",
    "linkage.pair": "*",
    "family.member": "unit_id, person_id, role",
    # Of persons and families, those that an earlier night knew: new keys are drawn by lot.
    "linkage.identity": "source, record_id",
}


def look(place: Place) -> Seen:
    """Read the current night as a reader does; a digest of each table, and of its manifest.

    Raises:
        AssertionError: manifest and warehouse are of two nights, or the audit chain is broken.
    """
    os.environ[KEY_VARIABLE] = KEY
    night = current_night(place.data)
    manifest = json.loads(night.manifest.read_text("utf-8"))
    assert manifest["as_at"] == night.as_at.isoformat()
    seen = {"night": night.as_at.isoformat(), "inputs": _digest(manifest["inputs"])}
    with open_warehouse(night.warehouse, KEY, Engine(), read_only=True) as con:
        for table, columns in _TABLES.items():
            rows = con.table(table).select(*columns.split(", ")).order("all").fetchall()
            seen[table] = _digest(rows)
        measures = con.table("counts.measure").order("all").fetchall()
    assert _digest(measures) == _digest(manifest["measures"])  # Of one night, both files.
    fault = register_of(load_config(place.config)).fault()
    assert not fault, fault
    return seen


def left_over(place: Place) -> set[str]:
    """Return what lies among the nights that no whole night is made of."""
    belongs = {"warehouse.duckdb", "manifest.json", "current", ".building"}
    return {
        path.relative_to(place.data).as_posix()
        for path in (place.data / "nights").rglob("*")
        if path.is_file() and path.name not in belongs
    }


def _digest(told: object) -> str:
    return sha256(json.dumps(told, default=str).encode()).hexdigest()
