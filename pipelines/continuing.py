"""Earlier nights, read for what they know: under which keys persons and family units go on.

Each is opened by itself, apart from the warehouse that is built: damage in one file may not spoil
the other. One that cannot be read is passed over and told, and an older one is read in its place;
what is done with what is read is in `linkage_models/identity` and `linkage_models/family/identity`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.family.identity.memory import UNIT_IDENTITY
from linkage_models.identity.assigning import REMEMBERED_FOR
from linkage_models.identity.last_night import IDENTITY, EarlierNight, Recalled
from pipelines.config import Engine
from pipelines.levels import BUILT_IN, LevelsInForce
from pipelines.manifest import versions
from pipelines.nights import Night, whole_nights
from pipelines.warehouse import WarehouseError, WarehouseKeyError, open_warehouse

_OLDER = "it was built by another version of the product"
_DAMAGED = "it cannot be read: damaged"

# The versions that say by which models and levels records were linked, and persons grouped.
_OF_LINKAGE = ("person model", "person threshold", "threshold version", "splink")
_OF_FAMILIES = (*_OF_LINKAGE, "family model", "family threshold")


class NotContinuedError(ValueError):
    """A night cannot be read for its persons; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What one night knows: of persons, and of units where its version knew keys of units."""

    persons: pa.Table
    units: pa.Table | None


def recall(night: Night, key: str, engine: Engine, in_force: LevelsInForce = BUILT_IN) -> Recalled:
    """Read whom earlier nights knew.

    Keys go on from the newest whole night at or before a night's date: one that is built again goes
    on from itself. Existing links are of the newest night before its date, in both cases.
    """
    newest: Known | None = None
    before: Known | None = None
    looked_at: list[EarlierNight] = []
    now = versions(in_force)
    for each in _within_reach(night):
        try:
            known = read_night(each.warehouse, key, engine)
        except NotContinuedError as error:
            looked_at.append(EarlierNight(night=each.as_at, problem=str(error)))
            continue
        is_before = each.as_at < night.as_at
        then = _versions_of(each.manifest)
        looked_at.append(
            EarlierNight(
                night=each.as_at,
                persons_continue=newest is None,
                links_are_kept=is_before,
                has_same_model=links_alike(then, now),
                has_same_family_model=_is_same(then, now, _OF_FAMILIES),
            )
        )
        newest = newest or known
        if is_before:
            before = known
            break
    return Recalled(
        persons=newest.persons if newest else None,
        units=newest.units if newest else None,
        links=before.persons if before else None,
        units_before=before.units if before else None,
        nights=tuple(looked_at),
    )


def _within_reach(night: Night) -> Iterator[Night]:
    """Give the whole nights up to a night's date that may still remember somebody."""
    oldest: date = night.as_at - REMEMBERED_FOR
    return (each for each in whole_nights(night.data, night.as_at) if each.as_at >= oldest)


def read_night(path: Path, key: str, engine: Engine) -> Known:
    """Read `linkage.identity` and `family.unit_identity` of a whole night.

    Raises:
        NotContinuedError: the file is damaged or in use, was written with another key, or by a
            version that knew no keys of persons.
    """
    try:
        with open_warehouse(path, key, engine, read_only=True) as con:
            return Known(persons=_read(con, "linkage.identity", IDENTITY), units=_read_units(con))
    except (WarehouseError, WarehouseKeyError) as error:
        raise NotContinuedError(str(error)) from None
    except (duckdb.CatalogException, duckdb.BinderException):
        raise NotContinuedError(_OLDER) from None
    except duckdb.Error:
        raise NotContinuedError(_DAMAGED) from None  # Its words may quote a row.


def _read_units(con: DuckDBPyConnection) -> pa.Table | None:
    """Read the units; persons go on from a night that knew no keys of units, or others."""
    try:
        return _read(con, "family.unit_identity", UNIT_IDENTITY)
    except (duckdb.CatalogException, duckdb.BinderException):
        return None


def _read(con: DuckDBPyConnection, table: str, schema: pa.Schema) -> pa.Table:
    return con.table(table).select(*schema.names).to_arrow_table().cast(schema)


def _versions_of(manifest: Path) -> Mapping[str, str]:
    try:
        then = json.loads(manifest.read_text("utf-8"))["versions"]
        return {str(name): str(version) for name, version in then.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def links_alike(then: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Say whether two nights link records by the same models, levels and software."""
    return _is_same(then, now, _OF_LINKAGE)


def _is_same(then: Mapping[str, str], now: Mapping[str, str], names: Iterable[str]) -> bool:
    return all(then.get(name) == now[name] for name in names)
