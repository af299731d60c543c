"""What practices on Vision write: everybody, in one file without a header, the same every night."""

import csv
from collections import Counter
from dataclasses import dataclass

import pytest

from sources.registry import FORMATS
from synthetic_data.exports.vision import write_vision
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import GP
from tests.two_nights import (
    Nights,
    Row,
    Written,
    nothing_happened_to,
    share_kept,
    write_nights,
)

NAMES = [column.name for column in FORMATS["vision"].tables["vision_patient"].columns]
PLAN = TownPlan(people=6_000, seed=9, service_multiplier=3.0)


@dataclass(frozen=True, kw_only=True)
class Extract:
    """The rows of one night by the ids of their records, and whom each is about."""

    written: Written
    rows: dict[str, Row]
    about: dict[str, int]


def extract(written: Written) -> Extract:
    (path,) = written.folder.glob("*Patient*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [dict(zip(NAMES, values, strict=True)) for values in csv.reader(file)]
    by_id = {f"{row['SERVICE_ID']}:{row['PID']}": row for row in rows}
    assert len(by_id) == len(rows)
    return Extract(written=written, rows=by_id, about=written.person_of())


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    return write_nights(PLAN, GP, [write_vision], tmp_path_factory.mktemp("vision"))


@pytest.fixture(scope="module")
def before(nights: Nights) -> Extract:
    return extract(nights.before)


@pytest.fixture(scope="module")
def after(nights: Nights) -> Extract:
    return extract(nights.after)


def test_every_row_is_about_a_known_person_and_no_row_is_a_header(after: Extract) -> None:
    assert set(after.rows) == set(after.about)
    assert all(row["PID"].isdecimal() for row in after.rows.values())


def test_nearly_everybody_is_a_patient(after: Extract) -> None:
    assert len(set(after.about.values())) > 0.97 * after.written.world.population()
    practices = Counter(row["SERVICE_ID"] for row in after.rows.values())
    assert len(practices) > 1


def test_nearly_all_rows_are_the_same_a_week_later(before: Extract, after: Extract) -> None:
    assert share_kept(list(before.rows.values()), list(after.rows.values())) > 0.98
    unchanged = nothing_happened_to(before.written.world, after.written.world)
    same = [record for record in before.rows if before.about[record] in unchanged]
    assert len(same) > 500
    assert all(before.rows[record] == after.rows[record] for record in same)


def test_deleted_rows_are_there_and_excluded_and_withheld_ones_are_not(after: Extract) -> None:
    deleted = {record for record, row in after.rows.items() if row["ACTION"] == "D"}
    assert 0.001 < len(deleted) / len(after.rows) < 0.01
    assert deleted == {row.record_id for row in after.written.ledger.rows if row.excluded}
    residents = {n for n in after.written.world.home if after.written.world.is_resident(n)}
    assert 0 < len(residents - set(after.about.values())) < 0.03 * len(residents)


def test_who_left_or_died_has_the_kind_and_the_day(after: Extract) -> None:
    kinds = Counter(row["ACTIVE"] for row in after.rows.values())
    assert set(kinds) == {"R", "L", "D"}
    for row in after.rows.values():
        assert bool(row["DATE_OF_DEATH"]) == (row["ACTIVE"] == "D")
        assert bool(row["REMOVED_DATE"]) == (row["ACTIVE"] != "R")
    assert 0.01 < (kinds["L"] + kinds["D"]) / kinds.total() < 0.12


def test_a_whole_practice_writes_capitals_or_only_a_clerk_does(after: Extract) -> None:
    shouted: dict[str, list[bool]] = {}
    for row in after.rows.values():
        shouted.setdefault(row["SERVICE_ID"], []).append(row["SURNAME"].isupper())
    shares = [sum(each) / len(each) for each in shouted.values() if len(each) > 100]
    assert shares
    assert all(share > 0.95 or share < 0.1 for share in shares)


def test_the_combined_address_is_its_five_lines(after: Extract) -> None:
    told = [row for row in after.rows.values() if row["ADDRESS"]]
    assert len(told) > 0.95 * len(after.rows)
    for row in told:
        assert row["ADDRESS"].split("|") == [row[f"ADDRESS_{place}"] for place in range(1, 6)]
