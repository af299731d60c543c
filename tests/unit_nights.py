"""Nights after nights of given family units, for tests of the keys by which units are known.

Persons, their keys and their units are given; nothing is linked. Names stand for person keys.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.family.identity.assigning import ContinuedUnits, continue_units
from linkage_models.family.identity.memory import remember_units
from linkage_models.identity.last_night import IDENTITY, EarlierNight, Recalled, lay_out
from linkage_models.identity.last_night import remember as remember_persons
from sources.layout import create_schemas
from tests.identities import counted

FIRST = date(2026, 9, 1)
A_CHILD, AN_ADULT = date(2016, 3, 1), date(1986, 3, 1)

_INTEGER, _TEXT, _DATE, _FLAG = pa.int64(), pa.string(), pa.date32(), pa.bool_()
_TABLES = {
    "linkage.person_key": {"person_id": _INTEGER, "person_key": _TEXT, "key_since": _DATE},
    "linkage.followed_key": {"known_key": _TEXT, "person_key": _TEXT, "key_since": _DATE},
    "linkage.person_change": {
        "person_key": _TEXT,
        "change": _TEXT,
        "other_key": _TEXT,
        "reason": _TEXT,
        "records": _INTEGER,
    },
    "linkage.identity": {name: IDENTITY.field(name).type for name in IDENTITY.names},
    "family.person": {
        "person_id": _INTEGER,
        "birth": _DATE,
        "is_unborn": _FLAG,
        "is_child": _FLAG,
        "is_dead": _FLAG,
    },
    "family.dependent_child": {
        "child_id": _INTEGER,
        "is_unborn": _FLAG,
        "birth": _DATE,
        "home": pa.list_(_TEXT),
    },
    "family.birth": {"unborn_id": _INTEGER, "child_id": _INTEGER},
    "family.care_tie": {"child_id": _INTEGER, "adult_id": _INTEGER, "role": _TEXT},
    "family.member": {"unit_id": _INTEGER, "person_id": _INTEGER, "role": _TEXT},
    "family.unit": {"unit_id": _INTEGER, "flag": _TEXT},
}
Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Child:
    """A child of a unit: who cares for it, where, and when it was or will be born."""

    name: str
    carers: Sequence[str] = ("mother",)
    home: str = "home"
    birth: date = A_CHILD
    is_unborn: bool = False


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Somebody who is delivered, and in no unit."""

    is_child: bool = False
    is_dead: bool = False


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One row of `family.unit_change`."""

    unit_key: str
    change: str
    other_unit_key: str | None
    reason: str
    children: int


@dataclass(frozen=True, kw_only=True)
class KnownUnits:
    """What a night knows of units when it is whole."""

    persons: pa.Table
    units: pa.Table
    keys: Mapping[str, str]
    absent: Mapping[str, str]
    changes: tuple[Changed, ...]
    continued: ContinuedUnits

    def key(self, *children: str) -> str:
        """Return the one key of some children, present or not."""
        (only,) = {({**self.absent, **self.keys})[child] for child in children}
        return only

    def told(self) -> list[tuple[str, str]]:
        """Return each change with its reason."""
        return [(each.change, each.reason) for each in self.changes]


@dataclass(kw_only=True)
class UnitNights:
    """Nights one after the other, each reading the last."""

    make_keys: Callable[[int], Sequence[str]] = field(default_factory=counted)
    remembered_for: timedelta = timedelta(days=730)
    day: date = FIRST
    last: KnownUnits | None = None

    def night(
        self,
        *units: Sequence[Child],
        elsewhere: Mapping[str, Elsewhere] | None = None,
        merged: Mapping[str, str] | None = None,
        split: Mapping[str, str] | None = None,
        births: Mapping[str, str] | None = None,
        forgotten: Iterable[str] = (),
        flag: str | None = None,
        same_model: bool = True,
        days: int = 1,
    ) -> KnownUnits:
        """Let the next night know these units.

        Args:
            units: the children of each.
            elsewhere: who else is delivered.
            merged: keys that are nobody's any more, with the keys of whom they are one with.
            split: new keys, with the keys of whom they were one with.
            births: unborn children who have been born, with the children they are.
            forgotten: who may not be remembered.
            flag: why people should look at each unit.
            same_model: whether the night before was made by the same models.
            days: since the night before.
        """
        self.day += timedelta(days=days)
        rows = self._rows(units, elsewhere or {}, births or {}, flag)
        rows["linkage.followed_key"] = [(*pair, FIRST) for pair in (merged or {}).items()]
        rows["linkage.person_change"] = self._changes(rows, merged or {}, split or {})
        with duckdb.connect(config={"threads": 1}) as con:
            create_schemas(con, "conformed", "linkage", "family")
            con.execute("create table conformed.person_record (source text, record_id text)")
            con.execute("alter table conformed.person_record add column is_restricted boolean")
            lay_out(con)
            self._remember(con, set(forgotten), same_model=same_model)
            self._know(rows, set(forgotten))
            for name, columns in _TABLES.items():
                con.from_arrow(_table(columns, rows.get(name, []))).create(name)
            continued = continue_units(
                con, self.day, make_keys=self.make_keys, remembered_for=self.remembered_for
            )
            self.last = _read(con, continued)
        return self.last

    def _rows(
        self,
        units: Sequence[Sequence[Child]],
        elsewhere: Mapping[str, Elsewhere],
        births: Mapping[str, str],
        flag: str | None,
    ) -> Rows:
        children = {child.name: child for unit in units for child in unit}
        adults = {carer for child in children.values() for carer in child.carers}
        names = sorted({*children, *adults, *elsewhere, *births})
        number = {name: at for at, name in enumerate(names, start=1)}
        rows: Rows = {name: [] for name in _TABLES}
        for name in names:
            rows["linkage.person_key"].append((number[name], name, FIRST))
            rows["family.person"].append((number[name], *_state(name, children, elsewhere)))
        for unborn, born in births.items():
            rows["family.birth"].append((number[unborn], number[born]))
        for unit in units:
            unit_id = min(number[child.name] for child in unit)
            rows["family.unit"].append((unit_id, flag))
            carers = sorted({carer for child in unit for carer in child.carers})
            rows["family.member"] += [(unit_id, number[each], "mother") for each in carers]
            for child in unit:
                at, role = number[child.name], "unborn_child" if child.is_unborn else "child"
                rows["family.member"].append((unit_id, at, role))
                told = (at, child.is_unborn, child.birth, [child.home])
                rows["family.dependent_child"].append(told)
                rows["family.care_tie"] += [(at, number[each], "mother") for each in child.carers]
        return rows

    def _changes(
        self, rows: Rows, merged: Mapping[str, str], split: Mapping[str, str]
    ) -> list[tuple[object, ...]]:
        present = [str(name) for _, name, _ in rows["linkage.person_key"]]
        known = self._known() if self.last else set(present)
        return [
            *((into, "merged", gone, "", 1) for gone, into in merged.items()),
            *((whole, "split", new, "", 1) for new, whole in split.items()),
            *((name, "new", None, "", 1) for name in present if name not in known | {*split}),
        ]

    def _known(self) -> set[str]:
        return set(self.last.persons["person_key"].to_pylist()) if self.last else set()

    def _remember(self, con: DuckDBPyConnection, forgotten: set[str], *, same_model: bool) -> None:
        recalled = Recalled()
        if self.last is not None:
            persons = _without(self.last.persons, forgotten)
            earlier = EarlierNight(
                night=self.day - timedelta(days=1),
                persons_continue=True,
                links_are_kept=True,
                has_same_model=same_model,
                has_same_family_model=same_model,
            )
            recalled = Recalled(
                persons=persons,
                links=persons,
                units=self.last.units,
                units_before=self.last.units,
                nights=(earlier,),
            )
        remember_persons(con, recalled)
        remember_units(con, recalled)

    def _know(self, rows: Rows, forgotten: set[str]) -> None:
        """Fill `linkage.identity`: who is delivered, and who is remembered."""
        present = {str(name) for _, name, _ in rows["linkage.person_key"]}
        rows["linkage.identity"] = [
            ("gp", name, name, FIRST, self.day, name in present)
            for name in sorted(present | (self._known() - forgotten))
        ]


def _state(
    name: str, children: Mapping[str, Child], elsewhere: Mapping[str, Elsewhere]
) -> tuple[date, bool, bool, bool]:
    if name in children:
        return children[name].birth, children[name].is_unborn, True, False
    if name in elsewhere:
        return A_CHILD, False, elsewhere[name].is_child, elsewhere[name].is_dead
    return AN_ADULT, False, False, False


def _without(persons: pa.Table, names: set[str]) -> pa.Table:
    kept = [key not in names for key in persons["person_key"].to_pylist()]
    return persons.filter(pa.array(kept, pa.bool_()))


def _table(columns: Mapping[str, pa.DataType], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    return pa.Table.from_pylist(told, pa.schema(list(columns.items())))


def _read(con: DuckDBPyConnection, continued: ContinuedUnits) -> KnownUnits:
    units = con.table("family.unit_identity").to_arrow_table()
    children: list[dict[str, Any]] = [row for row in units.to_pylist() if row["is_child"]]
    changes = con.table("family.unit_change")
    return KnownUnits(
        persons=con.table("linkage.identity").to_arrow_table().cast(IDENTITY),
        units=units,
        keys={row["person_key"]: row["unit_key"] for row in children if row["is_present"]},
        absent={row["person_key"]: row["unit_key"] for row in children if not row["is_present"]},
        changes=tuple(
            Changed(**dict(zip(changes.columns, row, strict=True))) for row in changes.fetchall()
        ),
        continued=continued,
    )
