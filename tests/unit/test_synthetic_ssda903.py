"""The SSDA903 return as the town writes it: children in care, agreeing with the extract."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from synthetic_data.exports.ssd import write_ssd
from synthetic_data.exports.ssd_tables import person_id, return_year_before
from synthetic_data.exports.ssda903 import write_ssda903
from synthetic_data.facts import Stage
from synthetic_data.plan import TownPlan
from synthetic_data.records.habits import CHILDRENS_SOCIAL_CARE
from synthetic_data.town import imagine_town
from tests.two_nights import Nights, Row, Written, share_kept, write, write_nights

PLAN = TownPlan(people=4_000, seed=7, service_multiplier=3.0, scenario="looked_after")
WRITERS = (write_ssd, write_ssda903)
DATES = ("DOB", "DECOM", "DEC", "REVIEW", "MIS_START", "MIS_END", "SW_DECOM", "DATE_PLACED")


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    return write_nights(PLAN, CHILDRENS_SOCIAL_CARE, WRITERS, tmp_path_factory.mktemp("care"))


@pytest.fixture(scope="module")
def council(nights: Nights) -> Written:
    return nights.after


def on(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day


def returned(written: Written, name: str) -> list[Row]:
    return list(written.tables[f"ssda903_{name}"])


def of_each_child(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["CHILD"]].append(row)
    return found


def test_its_children_are_those_in_care_since_the_first_of_april(council: Written) -> None:
    world, since = council.world, return_year_before(PLAN.as_at, 0)
    expected = {
        person_id(world.people[spell.person])
        for spell in world.spells
        if spell.stage is Stage.LOOKED_AFTER and (spell.end is None or spell.end >= since)
    }
    children = [row["CHILD"] for row in returned(council, "header")]
    assert set(children) == expected == of_each_child(returned(council, "episodes")).keys()
    assert len(children) == len(expected) > 80


def test_its_numbers_births_and_sexes_are_the_extracts(council: Written) -> None:
    people = {row["person_id"]: row for row in council.tables["dm_persons"]}
    for row in returned(council, "header"):
        known = people[row["CHILD"]]
        assert (row["SEX"], row["ETHNIC"]) == (known["gender"], known["full_ethnicity_code"])
        assert row["DOB"] == (f"{_day(known['date_of_birth']):%d/%m/%Y}")
        assert row["UPN"] in (known["upn_id"], "UN1", "UN5")


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def test_periods_of_care_are_those_of_the_extract(council: Written) -> None:
    episodes = returned(council, "episodes")
    begun = {(row["CHILD"], on(row["DECOM"])) for row in episodes if row["RNE"] == "S"}
    since = return_year_before(PLAN.as_at, 0)
    ceased = {
        (row["CHILD"], on(row["DEC"]), row["REC"])
        for row in episodes
        if row["DEC"] and row["REC"] != "X1"
    }
    care = [
        row
        for row in council.tables["ssd_cla_episodes"]
        if not row["clae_cla_episode_ceased"] or _day(row["clae_cla_episode_ceased"]) >= since
    ]
    assert begun == {
        (row["clae_person_id"], _day(row["clae_cla_episode_start_date"])) for row in care
    }
    assert ceased == {
        (
            row["clae_person_id"],
            _day(row["clae_cla_episode_ceased"]),
            row["clae_cla_episode_ceased_reason"],
        )
        for row in care
        if row["clae_cla_episode_ceased"]
    }


def test_each_episode_follows_the_one_before_and_says_what_changed(council: Written) -> None:
    reasons: Counter[str] = Counter()
    for rows in of_each_child(returned(council, "episodes")).values():
        for before, after in pairwise(sorted(rows, key=lambda row: on(row["DECOM"]))):
            if after["RNE"] == "S":
                assert before["REC"] != "X1"
                continue
            assert (before["DEC"], before["REC"]) == (after["DECOM"], "X1")
            assert (before["LS"] != after["LS"]) == (after["RNE"] in "LB")
            reasons[after["RNE"]] += 1
    assert reasons.keys() >= {"L", "P"}


def test_children_at_home_are_told_from_those_who_are_placed(council: Written) -> None:
    placed = {row["addr_person_id"] for row in council.tables["ssd_address"]} & {
        row["person_id"]
        for row in council.tables["dm_addresses"]
        if row["address_type"] == "Placement"
    }
    latest = {row["CHILD"]: row for row in returned(council, "episodes")}
    at_home = {child for child, row in latest.items() if row["PLACE"] == "P1"}
    assert 0.03 < len(at_home) / len(latest) < 0.35
    assert len(at_home & placed) < 0.2 * len(at_home)
    assert all(row["PLACE"][0] in "UP" for row in latest.values())


def test_some_postcodes_are_left_out_or_typed_without_their_space(council: Written) -> None:
    homes = [row["HOME_POST"] for row in returned(council, "episodes")]
    written = [home for home in homes if home]
    assert 0.5 < len(written) / len(homes) < 1
    assert any(" " in home for home in written)
    assert any(" " not in home for home in written)


def test_no_file_tells_of_the_future_and_none_is_empty(council: Written) -> None:
    names = {name for name in council.tables if name.startswith("ssda903")}
    parts = {"header", "episodes", "reviews", "oc2", "missing", "previous_permanence"}
    assert names >= {f"ssda903_{part}" for part in parts}
    assert "ssda903_uasc" not in names
    for name in names:
        rows = council.tables[name]
        assert rows
        for row in rows:
            days = [on(row[column]) for column in DATES if row.get(column)]
            assert max(days, default=PLAN.as_at) <= PLAN.as_at, name


@pytest.mark.parametrize("name", ["header", "episodes", "reviews", "oc2", "sw_episodes"])
def test_nearly_all_rows_are_the_same_a_week_later(nights: Nights, name: str) -> None:
    before, after = (returned(night, name) for night in (nights.before, nights.after))
    assert share_kept(before, after) > 0.9


def test_the_same_night_is_written_in_the_same_bytes(council: Written, tmp_path: Path) -> None:
    again = write(council.town, CHILDRENS_SOCIAL_CARE, WRITERS, tmp_path)
    for path in council.folder.glob("ssda903*.csv"):
        assert (again.folder / path.name).read_bytes() == path.read_bytes()


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Written:
    plan = TownPlan(people=5_000, seed=5, service_multiplier=3.0, scenario="adoption")
    town = imagine_town(plan).on(date(2025, 12, 31))
    return write(town, CHILDRENS_SOCIAL_CARE, WRITERS, tmp_path_factory.mktemp("adopted"))


def test_an_adopted_child_leaves_care_for_adopters_whom_no_row_places(adopted: Written) -> None:
    children = {row["CHILD"] for row in returned(adopted, "ad1")}
    assert children
    assert children == {row["CHILD"] for row in returned(adopted, "placed_for_adoption")}
    for_adoption = [row for row in returned(adopted, "episodes") if row["PLACE"] == "A5"]
    assert {row["CHILD"] for row in for_adoption} == children
    for row in for_adoption:
        assert (row["LS"], row["REC"], row["PL_POST"]) == ("E1", "E11", "")


def test_no_row_is_of_an_identity_after_adoption(adopted: Written) -> None:
    world = adopted.world
    after = {person_id(world.people[number]) for number in world.adopted.values()}
    for name in ("header", "ad1", "placed_for_adoption"):
        assert not after & {row["CHILD"] for row in returned(adopted, name)}, name
