"""Nights of a few records for tests of who stays who: the persons are given, and not linked.

A record is written as `source/id`, and a person as its records; keys are counted and not random.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.identity.assigning import Continued, continue_persons
from linkage_models.identity.keys import MakeKeys
from linkage_models.identity.last_night import (
    EarlierNight,
    Recalled,
    Remembered,
    forget,
    lay_out,
    remember,
)
from sources.layout import create_schemas

FIRST = date(2026, 9, 1)
Persons = Sequence[Sequence[str]]
# left record, right record, evidence, the reason for which it was cut or None.
Link = tuple[str, str, str, str | None]
# left record, right record, guard or None.
Pair = tuple[str, str, str | None]

_LINK = pa.schema(
    [
        ("record_number_l", pa.int64()),
        ("record_number_r", pa.int64()),
        ("match_weight", pa.float64()),
        ("evidence", pa.string()),
        ("is_cut", pa.bool_()),
        ("cut_reason", pa.string()),
    ]
)
_PAIR = pa.schema(
    [("record_number_l", pa.int64()), ("record_number_r", pa.int64()), ("guard", pa.string())]
)


def counted(prefix: str = "k") -> MakeKeys:
    """Make keys that are counted, so that a test can be repeated."""
    made = 0

    def make(count: int) -> list[str]:
        nonlocal made
        made += count
        return [f"{prefix}{number}" for number in range(made - count, made)]

    return make


def key_of(record: str) -> tuple[str, str]:
    """Return the source and the id of a record."""
    source, _, record_id = record.partition("/")
    return source, record_id


@dataclass(frozen=True, kw_only=True)
class Change:
    """One row of `linkage.person_change`."""

    person_key: str
    change: str
    other_key: str | None
    reason: str
    records: int


@dataclass(frozen=True, kw_only=True)
class KnownNight:
    """What a night knows when it is whole."""

    identity: pa.Table
    keys: dict[str, str]
    absent: dict[str, str]
    changes: tuple[Change, ...]
    continued: Continued
    remembered: Remembered

    def key(self, *records: str) -> str:
        """Return the one key of some records, present or not."""
        (only,) = {(self.keys | self.absent)[record] for record in records}
        return only


@dataclass(kw_only=True)
class Nights:
    """Nights one after the other, each reading the last."""

    make_keys: MakeKeys = field(default_factory=counted)
    remembered_for: timedelta = timedelta(days=730)
    day: date = FIRST
    last: KnownNight | None = None

    def night(
        self,
        *persons: Sequence[str],
        links: Iterable[Link] = (),
        pairs: Iterable[Pair] = (),
        restricted: Iterable[str] = (),
        forgotten: Iterable[str] = (),
        days: int = 1,
        same_model: bool = True,
    ) -> KnownNight:
        """Let the next night know these persons."""
        self.day += timedelta(days=days)
        known = self.last.identity if self.last else None
        earlier = EarlierNight(
            night=self.day, links_are_kept=True, persons_continue=True, has_same_model=same_model
        )
        recalled = Recalled(persons=known, links=known, nights=(earlier,) if known else ())
        with laid_out(persons, links, pairs, restricted) as con:
            forget(con, _records(forgotten))
            self.last = finish(con, recalled, self.day, self.make_keys, self.remembered_for)
        return self.last


def finish(
    con: DuckDBPyConnection,
    recalled: Recalled,
    day: date,
    make_keys: MakeKeys,
    remembered_for: timedelta = timedelta(days=730),
) -> KnownNight:
    """Give the persons of a warehouse their keys, and read what is then known."""
    remembered = remember(con, recalled)
    continued = continue_persons(con, day, make_keys=make_keys, remembered_for=remembered_for)
    identity = con.table("linkage.identity").to_arrow_table()
    columns = ("source", "record_id", "person_key", "is_present")
    rows = list(zip(*(identity[name].to_pylist() for name in columns), strict=True))
    changes = con.table("linkage.person_change")
    return KnownNight(
        identity=identity,
        keys={f"{source}/{record}": key for source, record, key, present in rows if present},
        absent={f"{source}/{record}": key for source, record, key, present in rows if not present},
        changes=tuple(
            Change(**dict(zip(changes.columns, row, strict=True))) for row in changes.fetchall()
        ),
        continued=continued,
        remembered=remembered,
    )


@contextmanager
def laid_out(
    persons: Persons,
    links: Iterable[Link] = (),
    pairs: Iterable[Pair] = (),
    restricted: Iterable[str] = (),
) -> Iterator[DuckDBPyConnection]:
    """Lay out a warehouse in memory as linking leaves it."""
    numbers = {
        record: number
        for number, record in enumerate(
            sorted((record for person in persons for record in person), key=key_of), start=1
        )
    }
    person_of = {
        record: min(numbers[each] for each in person) for person in persons for record in person
    }
    with duckdb.connect(config={"threads": 1}) as con:
        create_schemas(con, "conformed", "linkage")
        lay_out(con)
        _fill(
            con,
            "linkage.record",
            _records(numbers).append_column("record_number", [list(numbers.values())]),
        )
        ids = pa.array([person_of[record] for record in numbers], pa.int64())
        _fill(con, "linkage.person_record", _records(numbers).append_column("person_id", ids))
        told = [
            (*sorted((numbers[one], numbers[other])), 12.0, evidence, reason is not None, reason)
            for one, other, evidence, reason in links
        ]
        _fill(con, "linkage.link", _table(_LINK, told))
        between = [(*sorted((numbers[one], numbers[other])), guard) for one, other, guard in pairs]
        _fill(con, "linkage.pair", _table(_PAIR, between))
        withheld = _records(restricted)
        is_restricted = pa.repeat(pa.scalar(value=True), withheld.num_rows)
        _fill(
            con, "conformed.person_record", withheld.append_column("is_restricted", is_restricted)
        )
        yield con


def _records(records: Iterable[str]) -> pa.Table:
    keys = [key_of(record) for record in records]
    return _table(pa.schema([("source", pa.string()), ("record_id", pa.string())]), keys)


def _table(schema: pa.Schema, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema)


def _fill(con: DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    con.from_arrow(rows).create(name)
