"""A town as it is written down: read back through the declared formats and cleaned as in a night.

What is then asked of the records is `records`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd
import pyarrow as pa
from duckdb import DuckDBPyConnection

from sources.declaration import Format
from sources.landing import land
from sources.layout import lay_out_sources
from sources.mapping import conform
from sources.readers.files import read_delivery
from sources.registry import format_named
from sources.tables import load_macros, select_from
from synthetic_data.exports.delivery import Delivery, formats_of
from synthetic_data.facts import ADULT_AGE
from synthetic_data.plan import TownPlan
from synthetic_data.records.ledger import Ledger
from synthetic_data.town import Town
from synthetic_data.world import World

_PACKAGE = "synthetic_data.likeness"

Columns = Mapping[str, Sequence[object]]


@dataclass(frozen=True, kw_only=True)
class WrittenTown:
    """A town's records in a warehouse in memory, beside whom each is about and where they lived."""

    con: DuckDBPyConnection

    @cached_property
    def records(self) -> pd.DataFrame:
        """One record a source of everybody whom it works with, those withheld aside."""
        return select_from(self.con, _PACKAGE, "written_record").df()

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Pairs of records of one person, at the practice and at another service."""
        self.con.register("written_record", self.records)
        load_macros(self.con, _PACKAGE)
        addresses = select_from(self.con, _PACKAGE, "written_address").to_arrow_table()
        self.con.register("written_address", addresses)
        return select_from(self.con, _PACKAGE, "differing_pair").df()


def write_and_read(town: Town, plan: TownPlan) -> WrittenTown:
    """Write the last night of a town into a folder that is then gone, and read it back."""
    as_at = town.world.as_at
    con = _warehouse()
    with TemporaryDirectory(prefix="likeness-") as exports:
        ledger = Delivery(Path(exports), as_at, plan).write(town, lambda _: None)
        for source, names in formats_of(plan.formats).items():
            formats = [format_named(name) for name in names]
            if not any(format_.reference for format_ in formats):
                _read(con, as_at, Path(exports), source.name, formats)
    for name, columns in truth_of(town.world, ledger).items():
        con.from_arrow(pa.table(columns)).create(name)
    return WrittenTown(con=con)


def truth_of(world: World, ledger: Ledger) -> Mapping[str, Columns]:
    """Lay out whom each record is about, who they are and where they have lived, as tables."""
    people = [person for person in world.people if person.number in world.stays]
    stays = [(person, stay) for person in people for stay in world.stays[person.number]]
    stays += [
        (world.people[child], stay)
        for child, second in world.second_home.items()
        for stay in world.homes[second.household]
    ]
    return {
        "truth_record": {
            "source": [row.source for row in ledger.rows],
            "record_id": [row.record_id for row in ledger.rows],
            "person_id": [row.person_id for row in ledger.rows],
            "excluded": [row.excluded for row in ledger.rows],
        },
        "truth_person": {
            "person_id": [person.person_id for person in people],
            "sex": [person.sex for person in people],
            "is_adult": [person.age_at(world.as_at) >= ADULT_AGE for person in people],
        },
        "truth_stay": {
            "person_id": [person.person_id for person, _ in stays],
            "postcode": [stay.dwelling.postcode for _, stay in stays],
            "line": [f"{stay.dwelling.premises} {stay.dwelling.street}" for _, stay in stays],
        },
    }


def _warehouse() -> DuckDBPyConnection:
    con = duckdb.connect()
    lay_out_sources(con)
    return con


def _read(
    con: DuckDBPyConnection, as_at: date, exports: Path, system: str, formats: Sequence[Format]
) -> None:
    """Read all that one system wrote; of two formats the first is believed."""
    delivery = exports / system / as_at.isoformat()
    land(con, system, as_at, formats, read_delivery(system, delivery, formats))
    for format_ in formats:
        conform(con, system, format_, {})
