"""Annex A as the town writes it: eleven sheets that agree with the extract and the census."""

import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from defusedxml.ElementTree import parse

from sources.childrens_social_care.annex_a import ANNEX_A
from sources.registry import FORMATS
from synthetic_data.exports.annex_a import write_annex_a
from synthetic_data.exports.cin_census import write_cin_census
from synthetic_data.exports.desk import Outbox
from synthetic_data.exports.ssd import write_ssd
from synthetic_data.exports.ssda903 import write_ssda903
from synthetic_data.exports.workbook import (
    NOT_AVAILABLE,
    CellRow,
    header_of,
    serial_of,
    write_workbook,
)
from synthetic_data.exports.writing import NotDeclaredError
from synthetic_data.facts import Stage
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE
from synthetic_data.town import imagine_town
from tests.builders import map_folder
from tests.two_nights import Written, write

PLAN = TownPlan(people=4_000, seed=7, service_multiplier=3.0, scenario="looked_after")
WRITERS = (write_ssd, write_cin_census, write_annex_a)
SINCE = date(2026, 3, 1)
(EXPORT,) = ANNEX_A.exports
List = list[dict[str, object]]


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(
        imagine_town(PLAN), CHILDRENS_SOCIAL_CARE, WRITERS, tmp_path_factory.mktemp("annex")
    )


def lists_of(path: Path) -> dict[int, List]:
    """Return the rows of each list by the names of their columns."""
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames == [f"List {number}" for number in range(1, 12)]
    found = {}
    for number, table in enumerate(EXPORT.tables, start=1):
        header, *rows = book[f"List {number}"].iter_rows(values_only=True)
        assert list(header) == [header_of(column) for column in table.columns]
        names = [column.name for column in table.columns]
        found[number] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


@pytest.fixture(scope="module")
def lists(council: Written) -> dict[int, List]:
    (path,) = council.folder.glob("*.xlsx")
    return lists_of(path)


def day_of(value: object) -> date:
    """Return a day, however the list has it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int):
        return date.fromordinal(date(1899, 12, 30).toordinal() + value)
    return datetime.strptime(str(value), "%d/%m/%Y").date()  # noqa: DTZ007 - a day


def starts(rows: List, column: str) -> Counter[tuple[str, date]]:
    return Counter((str(row["child_id"]), day_of(row[column])) for row in rows)


@pytest.mark.parametrize(
    ("number", "table", "days"),
    [
        (6, "ssd_cin_episodes", ("cine_referral_date", "cine_close_date")),
        (7, "ssd_cp_plans", ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date")),
    ],
)
def test_need_and_plans_are_those_of_the_extract(
    council: Written, lists: dict[int, List], number: int, table: str, days: tuple[str, str]
) -> None:
    start, end = days
    expected = Counter(
        (row[f"{start.split('_')[0]}_person_id"], date.fromisoformat(row[start][:10]))
        for row in council.tables[table]
        if row.get("cine_referral_nfa") != "Y"
        and (not row[end] or row[end][:10] >= SINCE.isoformat())
    )
    assert starts(lists[number], "started_on") == expected
    assert expected.total() > 20


def test_children_in_care_are_those_of_the_extract(
    council: Written, lists: dict[int, List]
) -> None:
    open_now = {
        row["clae_person_id"]
        for row in council.tables["ssd_cla_episodes"]
        if not row["clae_cla_episode_ceased"]
    }
    listed = {str(row["child_id"]) for row in lists[8] if row["ceased_on"] is None}
    assert listed == open_now
    assert len(listed) > 50


def test_enquiries_are_those_of_the_census(council: Written, lists: dict[int, List]) -> None:
    (path,) = council.folder.glob("CIN_Census_*.xml")
    told = {
        (child.findtext(".//LAchildID"), enquiry.findtext("S47ActualStartDate"))
        for child in parse(path).iter("Child")
        for enquiry in child.iter("Section47")
    }
    rows = starts(lists[5], "discussed_on")
    assert {(child, day.isoformat()) for child, day in rows if day >= date(2026, 4, 1)} <= told
    assert rows


@pytest.mark.parametrize(
    ("number", "column"),
    [
        (1, "contact_on"),
        (2, "assessment_started"),
        (3, "referred_on"),
        (4, "assessment_authorised"),
        (5, "discussed_on"),
    ],
)
def test_lists_look_back_half_a_year_and_no_further(
    lists: dict[int, List], number: int, column: str
) -> None:
    days = [day_of(row[column]) for row in lists[number]]
    assert days
    assert SINCE <= min(days) <= max(days) <= PLAN.as_at


def test_dates_stand_as_dates_as_text_and_as_bare_numbers(lists: dict[int, List]) -> None:
    assert {type(row["contact_on"]) for row in lists[1]} == {datetime}
    assert {type(row["assessment_started"]) for row in lists[2]} == {str}
    assert {type(row["started_on"]) for row in lists[7]} == {int}
    assert serial_of(date(2015, 1, 25)) == 42029


def test_sexes_are_typed_with_their_letter_and_without(lists: dict[int, List]) -> None:
    sexes = Counter(str(row["sex"]) for rows in lists.values() for row in rows)
    assert sexes.keys() >= {"a) Male", "Male", "b) Female", "Female"}
    plain = sexes["Male"] + sexes["Female"]
    assert 0.08 < plain / sexes.total() < 0.22
    ethnic = {str(row["ethnicity"]) for row in lists[6]}
    assert all(re.fullmatch(r"[a-t]\) [A-Z]{4}", code) for code in ethnic)


def test_staff_are_not_found_for_some_and_have_hard_spaces(lists: dict[int, List]) -> None:
    workers = Counter(str(row["worker"]) for number in (3, 4, 6) for row in lists[number])
    assert 0.02 < workers[NOT_AVAILABLE] / workers.total() < 0.12
    assert 0.5 < sum(n for name, n in workers.items() if "\u00a0" in name) / workers.total() < 0.8


def test_ages_are_decimals_of_those_who_are_born(lists: dict[int, List]) -> None:
    for row in lists[6]:
        assert (row["age"] is None) == (
            row["date_of_birth"] is None or day_of(row["date_of_birth"]) > PLAN.as_at
        )
    assert any(isinstance(row["age"], float) for row in lists[6])


def test_the_same_night_is_written_in_the_same_bytes(council: Written, tmp_path: Path) -> None:
    again = write(council.town, CHILDRENS_SOCIAL_CARE, (write_annex_a,), tmp_path)
    (path,) = council.folder.glob("*.xlsx")
    assert (again.folder / path.name).read_bytes() == path.read_bytes()


def test_a_child_stands_under_one_number_a_week_later(council: Written, tmp_path: Path) -> None:
    before = council.town.on(date(2026, 9, 23))
    earlier = write(before, CHILDRENS_SOCIAL_CARE, (write_annex_a,), tmp_path)
    (was,), (now,) = earlier.folder.glob("*.xlsx"), council.folder.glob("*.xlsx")
    rows = [
        {(row["child_id"], row["sex"], row["date_of_birth"]) for row in lists_of(path)[6]}
        for path in (was, now)
    ]
    assert len(rows[0] & rows[1]) > 0.9 * len(rows[0])


def test_each_town_of_a_region_writes_a_workbook(council: Written, tmp_path: Path) -> None:
    outbox = Outbox(folder=tmp_path)
    for _ in range(2):
        write(council.town, CHILDRENS_SOCIAL_CARE, (write_annex_a,), tmp_path, outbox)
    names = {"Annex_A_20260930.xlsx", "Annex_A_20260930_2.xlsx"}
    assert outbox.begun == names == {path.name for path in tmp_path.iterdir()}


def test_adopters_are_nobody_of_the_town(tmp_path: Path) -> None:
    plan = TownPlan(people=5_000, seed=5, service_multiplier=3.0, scenario="adoption")
    town = imagine_town(plan).on(date(2025, 12, 31))
    council = write(town, CHILDRENS_SOCIAL_CARE, (write_ssd, write_annex_a), tmp_path)
    (path,) = council.folder.glob("*.xlsx")
    lists = lists_of(path)
    families = {row["family_id"] for row in lists[10]}
    assert families == {row["family_id"] for row in lists[11]}
    assert len(lists[11]) == 2 * len(lists[10]) > 0
    known = {row["person_id"] for row in council.tables["dm_persons"]}
    assert not known & {str(row["adopter_id"]) for row in lists[11]}
    adopted = {
        spell.person for spell in town.world.spells if spell.stage is Stage.LOOKED_AFTER
    } & town.world.adopted.keys()
    assert len(lists[10]) <= len(adopted)


def test_beside_the_extract_the_returns_tell_of_no_other_stage(
    council: Written, tmp_path: Path
) -> None:
    """Only what the extract has no table for is new: contacts, referrals, assessments."""
    for path in council.folder.glob("*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    write(council.town, CHILDRENS_SOCIAL_CARE, (write_ssda903,), tmp_path)
    columns = ("record_id", "kind", "start_date", "end_date")
    told = [
        set(map_folder(tmp_path, *(FORMATS[name] for name in names)).rows("involvement", *columns))
        for names in (("ssd",), ("ssd", "ssda903", "annex_a"))
    ]
    assert told[0] <= told[1]
    assert {row[1] for row in told[1] - told[0]} == {"contact", "referral", "assessment"}


def test_what_is_not_declared_is_not_written(tmp_path: Path) -> None:
    (contacts, *_) = EXPORT.tables
    path = tmp_path / "x.xlsx"
    rows: tuple[CellRow, ...] = ({"child_id": "1"}, {"child_id": "1", "contact_on": SINCE, "x": 1})
    for row in rows:
        with pytest.raises(NotDeclaredError, match="annex_a_list_1"):
            write_workbook(EXPORT, {"List 1": (contacts, [row])}, path)
