"""Persons from night to night, really linked: who keeps a key when records vanish and return."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from linkage_models.identity.last_night import EarlierNight, Recalled
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from pipelines.config import load_config
from pipelines.deliveries.finding import find_deliveries
from sources.conformed import CONFORMED
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests.identities import KnownNight, counted, finish
from tests.integration.support import AS_AT, ROOT

pytestmark = pytest.mark.slow

DAY = date.fromisoformat(AS_AT)
TOWN = TownPlan(people=1_500, seed=8, as_at=DAY, service_multiplier=3.0)
KEPT_FLOOR = 0.999
LOST_OF_A_THOUSAND = 25

Tables = Mapping[str, pa.Table]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """A town's conformed tables."""
    folder = tmp_path_factory.mktemp("identity")
    write_town(TOWN, folder / "exports", folder / "truth")
    with duckdb.connect() as con:
        steps.begin(con)
        for delivery in find_deliveries(
            folder, load_config(ROOT / "thinkfamily.toml").people_sources, DAY
        ):
            steps.land_source(con, delivery)
            steps.conform_source(con, delivery)
        return {
            table.name: con.table(f"conformed.{table.name}").to_arrow_table() for table in CONFORMED
        }


def chosen(source: str, record: str) -> bool:
    """Say whether a record is among those that vanish, the same in every run."""
    holder = record.split(":", maxsplit=1)[0]  # A contact is delivered with whoever holds it.
    digest = sha256(f"{source} {holder}".encode()).digest()
    return int.from_bytes(digest[:4]) % 1000 < LOST_OF_A_THOUSAND


def without(tables: Tables, lost: pa.Table) -> Tables:
    """Take records out of every table, and the ties of either end."""
    left = {}
    for name, rows in tables.items():
        for end in [column for column in rows.column_names if column.endswith("record_id")]:
            keys = pc.binary_join_element_wise(rows["source"], rows[end], " ")
            rows = rows.filter(pc.invert(pc.is_in(keys, lost)))  # noqa: PLW2901 - one end at a time
        left[name] = rows
    return left


def linked(tables: Tables, last: KnownNight | None, day: date, make: str) -> KnownNight:
    """Link the records of a night, and give the persons their keys."""
    known = last.identity if last else None
    earlier = EarlierNight(night=day, persons_continue=True, links_are_kept=True)
    with duckdb.connect() as con:
        steps.begin(con)
        for name, rows in tables.items():
            con.from_arrow(rows).insert_into(f"conformed.{name}")
        prepare_records(con)
        steps.link_persons(con)
        recalled = Recalled(persons=known, links=known, nights=(earlier,) if known else ())
        return finish(con, recalled, day, counted(make))


def share_kept(first: KnownNight, later: KnownNight, lost: set[str]) -> float:
    """Return the share of the persons who lost no record whose records all have their key."""
    persons = set(first.keys.values()) - {first.keys[record] for record in lost}
    changed = {
        key for record, key in first.keys.items() if (later.keys | later.absent)[record] != key
    }
    return 1 - len(persons & changed) / len(persons)


@dataclass(frozen=True, kw_only=True)
class ThreeNights:
    """A whole night, one on which records are missing, and one on which they are back."""

    first: KnownNight
    second: KnownNight
    third: KnownNight
    lost: set[str]


@pytest.fixture(scope="module")
def three_nights(mapped: Tables) -> ThreeNights:
    first = linked(mapped, None, DAY, "first")
    lost = {record for record in first.keys if chosen(*record.split("/", maxsplit=1))}
    some_lost = without(mapped, pa.array([record.replace("/", " ", 1) for record in lost]))
    second = linked(some_lost, first, DAY + timedelta(days=1), "second")
    third = linked(mapped, second, DAY + timedelta(days=2), "third")
    return ThreeNights(first=first, second=second, third=third, lost=lost)


def test_about_one_record_in_forty_vanishes_and_returns(three_nights: ThreeNights) -> None:
    nights = three_nights
    assert 0.02 < len(nights.lost) / len(nights.first.keys) < 0.035
    assert nights.second.absent.keys() == nights.lost
    assert nights.third.keys.keys() == nights.first.keys.keys()


def test_unchanged_persons_keep_their_keys_when_records_vanish_and_return(
    three_nights: ThreeNights,
) -> None:
    nights = three_nights
    assert share_kept(nights.first, nights.second, nights.lost) >= KEPT_FLOOR
    assert share_kept(nights.first, nights.third, set()) >= KEPT_FLOOR


def test_whoever_vanished_is_told_as_gone_and_then_as_returned(three_nights: ThreeNights) -> None:
    nights = three_nights
    gone = {each.person_key for each in nights.second.changes if each.change == "gone"}
    back = {each.person_key for each in nights.third.changes if each.change == "returned"}
    assert gone == back
    assert gone == set(nights.first.keys.values()) - set(nights.second.keys.values())
    assert nights.third.continued.new == nights.third.continued.gone == 0
