"""Family units from night to night, really linked: time goes by, records vanish and return."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from linkage_models.family import evidence
from linkage_models.family.identity.assigning import ContinuedUnits, continue_units
from linkage_models.family.identity.memory import remember_units
from linkage_models.identity.assigning import continue_persons
from linkage_models.identity.last_night import EarlierNight, Recalled, remember
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from pipelines.config import load_config
from pipelines.deliveries.finding import find_deliveries
from sources.conformed import CONFORMED
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.identities import counted
from tests.integration.support import AS_AT, ROOT

pytestmark = pytest.mark.slow

LAST = date.fromisoformat(AS_AT)
DAYS_BETWEEN = 60
BEFORE = LAST - timedelta(days=DAYS_BETWEEN)
TOWN = TownPlan(
    people=1_500,
    seed=8,
    as_at=LAST,
    nights=2,
    days_between=DAYS_BETWEEN,
    service_multiplier=3.0,
)
KEPT_FLOOR = 0.999
LOST_OF_A_THOUSAND = 25

Tables = Mapping[str, pa.Table]
# Which unit each true child is in, by the truth or by its key.
UnitOf = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Night:
    """What a night knows, and by which key it knows each true child."""

    day: date
    persons: pa.Table
    units: pa.Table
    key_of: UnitOf
    continued: ContinuedUnits
    changes: list[tuple[str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Deliveries and truth of two nights of one town."""
    folder = tmp_path_factory.mktemp("units")
    write_town(TOWN, folder / "exports", folder / "truth")
    return folder


def mapped(folder: Path, day: date) -> Tables:
    sources = load_config(ROOT / "thinkfamily.toml").people_sources
    with duckdb.connect() as con:
        steps.begin(con)
        for delivery in find_deliveries(folder, sources, day):
            steps.land_source(con, delivery)
            steps.conform_source(con, delivery)
        return {
            table.name: con.table(f"conformed.{table.name}").to_arrow_table() for table in CONFORMED
        }


def truth(folder: Path, day: date, file: str) -> list[dict[str, str]]:
    with (folder / "truth" / day.isoformat() / file).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def linked(tables: Tables, last: Night | None, day: date, person_of: UnitOf, make: str) -> Night:
    """Link the records of a night into persons and units, and give both their keys."""
    recalled = Recalled()
    if last is not None:
        earlier = EarlierNight(
            night=last.day,
            persons_continue=True,
            links_are_kept=True,
            has_same_model=True,
            has_same_family_model=True,
        )
        recalled = Recalled(
            persons=last.persons,
            links=last.persons,
            units=last.units,
            units_before=last.units,
            nights=(earlier,),
        )
    with duckdb.connect() as con:
        steps.begin(con)
        for name, rows in tables.items():
            con.from_arrow(rows).insert_into(f"conformed.{name}")
        prepare_records(con)
        remember(con, recalled)
        remember_units(con, recalled)
        steps.link_persons(con)
        continue_persons(con, day, make_keys=counted(f"{make} person "))
        evidence.prepare_persons(con, day)
        steps.gather_families(con, day)
        continued = continue_units(con, day, make_keys=counted(f"{make} unit "))
        of_records = con.execute(
            """
            select i.source || '/' || i.record_id, u.unit_key
            from family.unit_identity as u
            inner join linkage.identity as i on u.person_key = i.person_key
            where u.is_child and u.is_present and i.is_present
            order by all
            """
        ).fetchall()
        changes = con.table("family.unit_change").select("change", "reason").order("all").fetchall()
        return Night(
            day=day,
            persons=con.table("linkage.identity").to_arrow_table(),
            units=con.table("family.unit_identity").to_arrow_table(),
            key_of={person_of[record]: key for record, key in of_records if record in person_of},
            continued=continued,
            changes=changes,
        )


def families(unit_of: UnitOf) -> dict[frozenset[str], str]:
    children = defaultdict(set)
    for child, unit in unit_of.items():
        children[unit].add(child)
    return {frozenset(members): unit for unit, members in children.items()}


def share_kept(before: Night, after: Night, unchanged: set[frozenset[str]]) -> float:
    """Return the share of true families that are still known by the key of all their children."""
    known = []
    for family in unchanged:
        children = family & before.key_of.keys() & after.key_of.keys()
        keys = {before.key_of[each] for each in children}
        if len(keys) == 1:
            known.append(bool(keys & {after.key_of[each] for each in children}))
    assert len(known) > 50
    return sum(known) / len(known)


def renamed_units(before: Night, after: Night) -> int:
    """Count the units found of the same children on both nights that have another key now."""
    then, now = families(before.key_of), families(after.key_of)
    same = then.keys() & now.keys()
    assert len(same) > 50
    return sum(then[each] != now[each] for each in same)


def keys_of_another_family(before: Night, after: Night, family_of: UnitOf) -> set[str]:
    """Return the keys under which no family is known that was known under them before."""

    def held(night: Night) -> dict[str, set[str]]:
        by_key = defaultdict(set)
        for child, key in night.key_of.items():
            if child in family_of:
                by_key[key].add(family_of[child])
        return by_key

    then, now = held(before), held(after)
    return {key for key in then.keys() & now.keys() if not then[key] & now[key]}


@dataclass(frozen=True, kw_only=True)
class FourNights:
    """A night, one two months later, one on which records are missing, and one with them back."""

    first: Night
    later: Night
    missing: Night
    back: Night
    unchanged: set[frozenset[str]]
    family_of: UnitOf


@pytest.fixture(scope="module")
def nights(folder: Path) -> FourNights:
    person_of = {
        f"{row['source']}/{row['record_id']}": row["person_id"]
        for day in (BEFORE, LAST)
        for row in truth(folder, day, "record.csv")
    }
    unit_of = [
        {row["child_id"]: row["unit_id"] for row in truth(folder, day, "unit.csv")}
        for day in (BEFORE, LAST)
    ]
    tables = mapped(folder, LAST)
    first = linked(mapped(folder, BEFORE), None, BEFORE, person_of, "first")
    later = linked(tables, first, LAST, person_of, "later")
    missing = linked(without(tables), later, LAST + timedelta(days=1), person_of, "missing")
    back = linked(tables, missing, LAST + timedelta(days=2), person_of, "back")
    return FourNights(
        first=first,
        later=later,
        missing=missing,
        back=back,
        unchanged=families(unit_of[0]).keys() & families(unit_of[1]).keys(),
        family_of=unit_of[1],
    )


def is_lost(record: str) -> bool:
    """Say whether a record is among those that vanish; a contact goes with whoever holds it."""
    holder = record.split(":", maxsplit=1)[0]
    return int.from_bytes(sha256(holder.encode()).digest()[:4]) % 1000 < LOST_OF_A_THOUSAND


def without(tables: Tables) -> Tables:
    """Take the lost records out of every table, and the ties of either end."""
    left = {}
    for name, rows in tables.items():
        for end in [column for column in rows.column_names if column.endswith("record_id")]:
            keys = pc.binary_join_element_wise(rows["source"], rows[end], "/")
            is_kept = [key is None or not is_lost(key) for key in keys.to_pylist()]
            rows = rows.filter(pa.array(is_kept))  # noqa: PLW2901 - one end at a time
        left[name] = rows
    return left


def test_families_that_did_not_change_in_two_months_keep_their_keys(nights: FourNights) -> None:
    assert share_kept(nights.first, nights.later, nights.unchanged) >= KEPT_FLOOR
    assert renamed_units(nights.first, nights.later) == 0


def test_two_months_are_told_in_words(nights: FourNights) -> None:
    assert {change for change, _ in nights.later.changes} >= {"new", "gone"}
    assert "a child turned 18" in {reason for _, reason in nights.later.changes}
    assert all(reason for _, reason in nights.later.changes)


def test_families_keep_their_keys_when_records_vanish_and_return(nights: FourNights) -> None:
    everybody = set(families(nights.family_of))
    assert nights.missing.continued.members_absent > 0
    assert share_kept(nights.later, nights.missing, everybody) >= KEPT_FLOOR
    assert share_kept(nights.later, nights.back, everybody) >= KEPT_FLOOR
    assert renamed_units(nights.later, nights.missing) == 0
    assert renamed_units(nights.later, nights.back) == 0


def test_no_key_goes_to_another_family(nights: FourNights) -> None:
    pairs = [
        (nights.first, nights.later),
        (nights.later, nights.missing),
        (nights.missing, nights.back),
        (nights.first, nights.back),
    ]
    for before, after in pairs:
        assert keys_of_another_family(before, after, nights.family_of) == set()
