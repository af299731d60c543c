"""A town as it is written down: read back through the declared formats and cleaned as in a night.

What is then asked of the records is `records`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
from duckdb import DuckDBPyConnection

from sources.declaration import Format
from sources.landing import create_raw, land
from sources.mapping import conform, create_conformed
from sources.readers.files import read_delivery
from sources.registry import FORMATS
from sources.tables import load_macros, select_from
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan

_SCHEMAS = ("raw", "typed", "conformed")
_PACKAGE = "synthetic_data.likeness"


@dataclass(frozen=True, kw_only=True)
class WrittenTown:
    """A town's records in a warehouse in memory, each with the person it is about."""

    con: DuckDBPyConnection
    as_at: date

    @cached_property
    def records(self) -> pd.DataFrame:
        """One record a source of everybody whom it works with, those withheld aside."""
        return select_from(self.con, _PACKAGE, "written_record").df()

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Pairs of records of one person, at the practice and at another service."""
        self.con.register("written_record", self.records)
        return select_from(self.con, _PACKAGE, "differing_pair", as_at=self.as_at).df()


def write_and_read(plan: TownPlan) -> WrittenTown:
    """Write the last night of a plan into a folder that is then gone, and read it back."""
    with TemporaryDirectory(prefix="likeness-") as made:
        folder = Path(made)
        write_town(replace(plan, nights=1), folder / "exports", folder / "truth")
        con = _warehouse()
        for system in _systems():
            _read(con, plan, folder / "exports", system)
        truth = folder / "truth" / plan.as_at.isoformat() / "record.csv"
        con.read_csv(str(truth), all_varchar=False, dtype={"record_id": "varchar"}).create(
            "truth_record"
        )
    return WrittenTown(con=con, as_at=plan.as_at)


def _systems() -> Iterable[str]:
    return dict.fromkeys(f.system for f in FORMATS.values() if not f.reference)


def _warehouse() -> DuckDBPyConnection:
    con = duckdb.connect()
    for schema in _SCHEMAS:
        con.execute(f"create schema {schema}")
    load_macros(con, "sources")
    create_raw(con)
    create_conformed(con)
    return con


def _read(con: DuckDBPyConnection, plan: TownPlan, exports: Path, system: str) -> None:
    """Read all that one system wrote; of two formats the first is believed."""
    formats: list[Format] = [f for f in FORMATS.values() if f.system == system]
    delivery = exports / system / plan.as_at.isoformat()
    land(con, system, plan.as_at, formats, read_delivery(system, delivery, formats))
    for format_ in formats:
        conform(con, system, format_, {})
