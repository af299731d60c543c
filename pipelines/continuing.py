"""Earlier nights, read for what they know: under which key each record's person goes on.

Each is opened by itself, apart from the warehouse that is built: damage in one file may not spoil
the other. One that cannot be read is passed over and told, and an older one is read in its place;
what is done with what is read is in `linkage_models/identity`.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from linkage_models.identity.assigning import REMEMBERED_FOR
from linkage_models.identity.last_night import IDENTITY, EarlierNight, Recalled
from pipelines.config import Engine
from pipelines.nights import MANIFEST, Night, whole_nights
from pipelines.releasing import versions
from pipelines.warehouse import WarehouseError, WarehouseKeyError, open_warehouse

_OLDER = "it was built by another version of the product"
_DAMAGED = "it cannot be read: damaged"

# The versions that say by which model and level records were linked.
_OF_LINKAGE = ("person model", "person threshold", "splink")


class NotContinuedError(ValueError):
    """A night cannot be read for its persons; the message says why."""


def recall(night: Night, key: str, engine: Engine) -> Recalled:
    """Read whom earlier nights knew.

    Keys go on from the newest whole night at or before a night's date: one that is built again goes
    on from itself. Existing links are of the newest night before its date, in both cases.
    """
    persons: pa.Table | None = None
    links: pa.Table | None = None
    looked_at: list[EarlierNight] = []
    for each in _within_reach(night):
        try:
            read = read_identity(each.warehouse, key, engine)
        except NotContinuedError as error:
            looked_at.append(EarlierNight(night=each.as_at, problem=str(error)))
            continue
        is_before = each.as_at < night.as_at
        looked_at.append(
            EarlierNight(
                night=each.as_at,
                persons_continue=persons is None,
                links_are_kept=is_before,
                has_same_model=_has_same_model(each.folder / MANIFEST),
            )
        )
        persons = read if persons is None else persons
        if is_before:
            links = read
            break
    return Recalled(persons=persons, links=links, nights=tuple(looked_at))


def _within_reach(night: Night) -> Iterator[Night]:
    """Give the whole nights up to a night's date that may still remember somebody."""
    oldest: date = night.as_at - REMEMBERED_FOR
    return (each for each in whole_nights(night.data, night.as_at) if each.as_at >= oldest)


def read_identity(path: Path, key: str, engine: Engine) -> pa.Table:
    """Read `linkage.identity` of a whole night.

    Raises:
        NotContinuedError: the file is damaged or in use, was written with another key, or by a
            version that knew no keys of persons.
    """
    try:
        with open_warehouse(path, key, engine, read_only=True) as con:
            columns = con.table("linkage.identity").select(*IDENTITY.names)
            return columns.to_arrow_table().cast(IDENTITY)
    except (WarehouseError, WarehouseKeyError) as error:
        raise NotContinuedError(str(error)) from None
    except (duckdb.CatalogException, duckdb.BinderException):
        raise NotContinuedError(_OLDER) from None
    except duckdb.Error:
        raise NotContinuedError(_DAMAGED) from None  # Its words may quote a row.


def _has_same_model(manifest: Path) -> bool:
    try:
        then = json.loads(manifest.read_text("utf-8"))["versions"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    now = versions()
    return all(then.get(name) == now[name] for name in _OF_LINKAGE)
