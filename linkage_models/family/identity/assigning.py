"""From tonight's family units to their keys, and what changed since the night before.

A unit is a part of the children, so it goes on where most of its children are; adults, who may be
in several, only tell units apart that share as many. Members are compared by their person keys.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from duckdb import DuckDBPyConnection

from linkage_models.family.units import DAYS_ABOUT_BIRTH
from linkage_models.identity.assigning import REMEMBERED_FOR
from linkage_models.identity.keys import MakeKeys, random_keys
from linkage_models.identity.naming import name_all
from sources.tables import create_table, row_count, select_from

_PACKAGE = "linkage_models.family.identity"
_CHANGES = ("new", "merged", "split", "moved", "gone", "returned", "joined", "left")


@dataclass(frozen=True, kw_only=True)
class ContinuedUnits:
    """How tonight's units go on from earlier nights, and what changed since the night before."""

    units: int
    units_known: int
    members_absent: int
    new: int
    merged: int
    split: int
    moved: int
    gone: int
    returned: int
    joined: int
    left: int


def continue_units(
    con: DuckDBPyConnection,
    as_at: date,
    *,
    make_keys: MakeKeys = random_keys,
    remembered_for: timedelta = REMEMBERED_FOR,
) -> ContinuedUnits:
    """Give each of tonight's units a key: a known one where it shares most children with it.

    Comes after `continue_persons`. Makes `family.unit_key`, `family.unit_identity` and
    `family.unit_change`, and drops what was recalled of earlier nights.
    """
    create_table(
        con, "family.known_person", _PACKAGE, "known_person", days_about_birth=DAYS_ABOUT_BIRTH
    )
    units_known = _name_units(con, as_at, make_keys)
    _remember_members(con, as_at, as_at - remembered_for)
    _tell_changes(con)
    for table in ("family.last_unit_identity", "family.last_unit", "linkage.followed_key"):
        con.execute(f"drop table {table}")
    identity = con.table("family.unit_identity")
    changes = con.table("family.unit_change").aggregate("change, count(*)", "change").fetchall()
    return ContinuedUnits(
        units=row_count(con, "family.unit_key"),
        units_known=units_known,
        members_absent=len(identity.filter("not is_present")),
        **{each: dict(changes).get(each, 0) for each in _CHANGES},
    )


def _name_units(con: DuckDBPyConnection, as_at: date, make_keys: MakeKeys) -> int:
    """Make `family.unit_key`; say how many of the keys were known already."""
    shared = select_from(con, _PACKAGE, "overlap").to_arrow_table()
    everybody = np.asarray(con.table("family.unit").select("unit_id").fetchnumpy()["unit_id"])
    named = name_all(shared, everybody, as_at, make_keys)
    con.from_arrow(named.keys).create("family.unit_key")
    return named.known


def _remember_members(con: DuckDBPyConnection, as_at: date, remembered_since: date) -> None:
    """Make `family.unit_identity`: what the next night knows of tonight's units."""
    create_table(con, "family.member_tonight", _PACKAGE, "member_tonight")
    create_table(
        con,
        "family.member_absent",
        _PACKAGE,
        "member_absent",
        remembered_since=remembered_since,
    )
    create_table(con, "family.unit_identity", _PACKAGE, "unit_identity", as_at=as_at)
    for made_on_the_way in ("member_tonight", "member_absent"):
        con.execute(f"drop table family.{made_on_the_way}")


def _tell_changes(con: DuckDBPyConnection) -> None:
    for name in ("known_child", "beside", "moved", "unit_change"):
        create_table(con, f"family.{name}", _PACKAGE, name)
    for name in ("known_person", "known_child", "beside", "moved"):
        con.execute(f"drop table family.{name}")
