"""Liquidlogic as the town writes it: the same people and the same work as the dataset beside it."""

import csv
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from sources.declaration import Format
from sources.registry import FORMATS
from synthetic_data.exports.cin_census import write_cin_census
from synthetic_data.exports.desk import Desk, Outbox
from synthetic_data.exports.liquidlogic import write_liquidlogic
from synthetic_data.exports.liquidlogic_tables import NOBODY
from synthetic_data.exports.ssd import write_ssd
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE
from synthetic_data.town import imagine_town
from tests.builders import Mapped, map_folder
from tests.two_nights import Nights, Row, Written, share_kept, write, write_nights

PLAN = TownPlan(people=6_000, seed=7, service_multiplier=3.0)
LIQUIDLOGIC, SSD, CENSUS = (FORMATS[name] for name in ("liquidlogic", "ssd", "cin_census"))
WRITERS: dict[str, Callable[[Desk], None]] = {
    "liquidlogic": write_liquidlogic,
    "ssd": write_ssd,
    "cin_census": write_cin_census,
}
PERSON = ("record_id", "given_name", "family_name", "date_of_birth", "expected_date_of_birth")
NUMBERS = ("sex", "nhs_number", "upn", "former_upn", "ethnic_group", "is_restricted")


@cache
def read(folder: Path, table: str) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{name: "" if text == "NULL" else text for name, text in row.items()} for row in rows]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    folder = tmp_path_factory.mktemp("liquidlogic")
    return write_nights(PLAN, CHILDRENS_SOCIAL_CARE, (write_liquidlogic,), folder)


@pytest.fixture(scope="module")
def council(nights: Nights) -> Written:
    return nights.after


@pytest.fixture(scope="module")
def mapped(
    council: Written, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Format], Mapped]:
    """Map the same town in any of the formats of social care."""

    @cache
    def of(name: str) -> Mapped:
        folder = tmp_path_factory.mktemp(name)
        write(council.town, CHILDRENS_SOCIAL_CARE, (WRITERS[name],), folder)
        return map_folder(folder, FORMATS[name])

    return lambda format_: of(format_.name)


Map = Callable[[Format], Mapped]


@pytest.mark.parametrize(
    "kind",
    [
        "episode",
        "referral",
        "child_in_need",
        "child_in_need_plan",
        "child_protection",
        "looked_after",
    ],
)
def test_the_work_is_the_same_in_either_product(kind: str, mapped: Map) -> None:
    columns = ("record_id", "service", "kind", "start_date", "end_date", "outcome")
    spells = [
        mapped(format_).rows("involvement", *columns, where=f"kind = '{kind}'")
        for format_ in (LIQUIDLOGIC, SSD)
    ]
    assert len(spells[0]) > 20
    assert spells[0] == spells[1]


def test_there_is_no_work_of_another_kind(mapped: Map) -> None:
    kinds = [
        set(mapped(format_).rows("involvement", "service", "kind"))
        for format_ in (LIQUIDLOGIC, SSD)
    ]
    assert kinds[0] == kinds[1]


def test_the_people_are_the_same_in_either_product(mapped: Map) -> None:
    people = [
        mapped(format_).rows("person_record", *PERSON, *NUMBERS) for format_ in (LIQUIDLOGIC, SSD)
    ]
    assert len(people[0]) > 1000
    assert people[0] == people[1]


def test_the_relations_are_the_same_in_either_product(mapped: Map) -> None:
    """The dataset's own table of mothers repeats some."""
    columns = ("from_record_id", "type", "to_record_id", "from_date", "to_date")
    own = mapped(LIQUIDLOGIC).rows("relationship", *columns)
    theirs = mapped(SSD).rows("relationship", *columns, where="source_value <> 'mother'")
    # The dataset's source has no word that means a professional.
    told = {"professional": "other"}
    assert len(own) > 1000
    assert sorted((*row[:1], told.get(str(row[1]), row[1]), *map(str, row[2:])) for row in own) == (
        sorted((*row[:2], *map(str, row[2:])) for row in theirs)
    )


def test_homes_are_the_same_in_either_product(mapped: Map) -> None:
    columns = ("record_id", "from_date", "to_date", "postcode", "premises", "street")
    used = "use = 'home' and street is not null and premises is not null"
    own, theirs = (
        set(mapped(format_).rows("address", *columns, where=used)) for format_ in (LIQUIDLOGIC, SSD)
    )
    # The dataset has the address of whom it does not hold in one line, without a street apart.
    cohort = {row[0] for row in theirs}
    shared = {row for row in own if row[0] in cohort}
    assert len(theirs) > 300
    assert len(theirs & shared) > 0.97 * len(theirs)


def test_enquiries_are_those_of_the_census(mapped: Map) -> None:
    columns = ("record_id", "value", "on_date")
    enquiry = "flag = 'section_47'"
    own = set(mapped(LIQUIDLOGIC).rows("flag", *columns, where=enquiry))
    theirs = set(mapped(CENSUS).rows("flag", *columns, where=enquiry))
    assert len(theirs) > 20
    assert theirs < own
    assert {value for _, value, _ in own} == {"conference held", "no conference needed"}


@pytest.mark.parametrize("export", [export.name for export in LIQUIDLOGIC.exports])
def test_nearly_all_rows_are_the_same_a_week_later(export: str, nights: Nights) -> None:
    before, after = (read(night.folder, export) for night in (nights.before, nights.after))
    assert before
    assert share_kept(before, after) > 0.93


def test_nearly_all_numbers_are_given_again_a_week_later(nights: Nights) -> None:
    for export in LIQUIDLOGIC.exports:
        if export.table.key:
            (key,) = export.table.key
            before, after = (
                {row[key] for row in read(night.folder, export.name)}
                for night in (nights.before, nights.after)
            )
            assert len(before - after) <= 0.01 * len(before), export.name


def test_every_record_of_the_mapping_is_of_a_known_person(council: Written, mapped: Map) -> None:
    known = {row.record_id for row in council.ledger.rows}
    records = {number for (number,) in mapped(LIQUIDLOGIC).rows("person_record", "record_id")}
    assert records == known


def test_a_few_records_were_merged_into_another(council: Written) -> None:
    people = read(council.folder, "DIM_PERSON")
    merged = [row for row in people if row["DUPLICATED_DTTM"]]
    assert 0.003 < len(merged) / len(people) < 0.02
    by_id = {row["DIM_PERSON_ID"]: row for row in people}
    assert all(by_id[row["LEGACY_ID"]]["SURNAME"] == row["SURNAME"] for row in merged)


def test_an_unborn_child_has_an_estimated_date_to_come(council: Written) -> None:
    estimated = [r for r in read(council.folder, "DIM_PERSON") if r["DOB_ESTIMATED"] == "Y"]
    assert estimated
    as_at = council.world.as_at.isoformat()
    assert all(row["BIRTH_DTTM"] > as_at for row in estimated)


def test_some_contacts_are_there_twice_and_name_a_family(council: Written, mapped: Map) -> None:
    contacts = Counter(tuple(row.values()) for row in read(council.folder, "FACT_CONTACTS"))
    assert 0.1 < sum(count > 1 for count in contacts.values()) / len(contacts) < 0.35
    families = mapped(LIQUIDLOGIC).rows(
        "flag", "value", "record_id", where="flag = 'family_of_residence'"
    )
    assert len(set(families)) == len(families)
    sizes = Counter(family for family, _ in families)
    assert 0.3 < sum(size > 1 for size in sizes.values()) / len(sizes) < 0.95


def test_no_home_is_written_in_every_way_and_protected_addresses_are_marked(
    council: Written,
) -> None:
    addresses = read(council.folder, "DIM_PERSON_ADDRESS")
    none = {row["POSTCODE"] for row in addresses if row["STREET"] == "NO FIXED ABODE"}
    assert none <= {"ZZ99 3VZ", "XXXX XXX", "nopostcode"}
    assert {row["CONFIDENTIAL"] for row in addresses} == {"Y", "N"}


def test_most_placements_are_addresses_too(council: Written) -> None:
    placements = {r["FACT_CLA_PLACEMENT_ID"] for r in read(council.folder, "FACT_CLA_PLACEMENT")}
    addresses = {
        row["DIM_PERSON_ADDRESS_ID"]
        for row in read(council.folder, "DIM_PERSON_ADDRESS")
        if row["ADDSS_TYPE_CODE"] == "PLACEMENT"
    }
    assert addresses < placements
    assert len(addresses) > 0.7 * len(placements)


def test_the_towns_of_a_region_share_one_row_for_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("synthetic_data.plan.PEOPLE_IN_A_TOWN", 1_200)
    small = TownPlan(people=2_400, service_multiplier=3.0)
    outbox = Outbox(folder=tmp_path)
    for number in range(2):
        town = imagine_town(small, number)
        written = write(town, CHILDRENS_SOCIAL_CARE, (write_liquidlogic,), tmp_path, outbox)
        assert written.ledger.rows
    numbers = [row["DIM_PERSON_ID"] for row in read(tmp_path, "DIM_PERSON")]
    assert numbers.count(NOBODY) == 1
    assert len(set(numbers)) == len(numbers)
