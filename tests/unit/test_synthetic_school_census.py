"""The school census as the town's schools return it: who is in which term, and what is told."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path

import pytest

from sources.registry import FORMATS
from sources.school.school_census.codes import ETHNICITY
from synthetic_data.chance import Chance
from synthetic_data.exports.ctf import write_ctf
from synthetic_data.exports.desk import Desk, Outbox
from synthetic_data.exports.school_census import TERMS, write_school_census
from synthetic_data.exports.school_census_pupils import SchoolReturn
from synthetic_data.exports.school_census_terms import terms_by
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.records.habits import SCHOOL
from synthetic_data.records.ledger import Ledger
from synthetic_data.records.observer import Observer
from synthetic_data.services.schooling import School
from synthetic_data.town import imagine_town
from tests.builders import Mapped, map_folder
from tests.two_nights import Row, Written, write

PLAN = TownPlan(people=6_000, seed=7)
AUTUMN, SPRING, SUMMER = "2025_autumn", "2026_spring", "2026_summer"

HAS_LEFT = "kind = 'enrolment' and end_date is not null"


@dataclass(frozen=True, kw_only=True)
class Files:
    """What a night's files hold, by their names without the ending."""

    written: Written
    rows: Mapping[str, list[Row]]

    def all(self, table: str) -> list[Row]:
        return [row for term in (AUTUMN, SPRING, SUMMER) for row in self.rows[f"{term}_{table}"]]


def files_of(written: Written) -> Files:
    rows = {}
    for path in sorted(written.folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows[path.stem] = list(csv.DictReader(file))
    return Files(written=written, rows=rows)


@pytest.fixture(scope="module")
def last(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("last")
    return files_of(write(imagine_town(PLAN), SCHOOL, (write_school_census,), folder))


@pytest.fixture(scope="module")
def mapped(last: Files) -> Mapped:
    return map_folder(last.written.folder, FORMATS["school_census"], source="school")


def test_it_holds_the_terms_whose_census_was_taken(last: Files) -> None:
    assert {name.rsplit("_", 1)[0] for name in last.rows} == {AUTUMN, SPRING, SUMMER}
    assert [term.name for term in terms_by(date(2026, 9, 30), TERMS)] == [AUTUMN, SPRING, SUMMER]
    assert [(term.name, term.before) for term in terms_by(date(2026, 10, 1), 1)] == [
        ("2026_autumn", date(2026, 5, 21))
    ]
    assert [term.day for term in terms_by(date(2025, 5, 14), 2)] == [
        date(2024, 10, 3),
        date(2025, 1, 16),
    ]


@pytest.mark.parametrize("place", range(TERMS))
def test_on_roll_is_who_had_a_place_on_the_day(last: Files, place: int) -> None:
    world, term = last.written.world, terms_by(PLAN.as_at, TERMS)[place]
    expected = {
        each.upn
        for each in world.school_places
        if each.entered <= term.day <= (each.until or term.day)
    }
    pupils = last.rows[f"{term.name}_pupilonroll"]
    assert {row["upn"] for row in pupils} == expected
    assert len(expected) > 500
    twice = [upn for upn, n in Counter(row["upn"] for row in pupils).items() if n > 1]
    told = {row["upn"]: row["enrolstatus"] for row in pupils if row["enrolstatus"] == "S"}
    assert sorted(told) == sorted(twice)
    assert 0 < len(twice) < 0.03 * len(pupils)


def test_who_left_between_two_terms_is_told_once_some_without_a_number(last: Files) -> None:
    world, terms = last.written.world, terms_by(PLAN.as_at, TERMS)
    left = [
        place
        for place in world.school_places
        if place.until is not None and terms[0].before <= place.until < terms[-1].day
    ]
    leavers = last.all("pupilnolongeronroll")
    assert len(leavers) == len(left) > 40
    numbers = [row["upn"] for row in leavers if row["upn"]]
    assert set(numbers) <= {place.upn for place in left}
    assert 0.85 * len(left) < len(numbers) < len(left)


def test_who_left_two_schools_between_two_terms_is_in_two_rows(mapped: Mapped) -> None:
    ids = Counter(row[0] for row in mapped.rows("involvement", "record_id", where=HAS_LEFT))
    assert max(ids.values()) == 2
    assert mapped.landed.rejected == 0


def test_every_row_around_a_pupil_points_at_one_of_its_term(last: Files) -> None:
    for name, rows in last.rows.items():
        term = "_".join(name.split("_")[:2])
        on = {row["pupilonrolltableid"] for row in last.rows[f"{term}_pupilonroll"]}
        off = {
            row["pupilnolongeronrolltableid"] for row in last.rows[f"{term}_pupilnolongeronroll"]
        }
        for row in rows:
            assert row.get("pupilonrolltableid", "") in {*on, ""}
            assert row.get("pupilnolongeronrolltableid", "") in {*off, ""}


def test_ethnicity_and_care_for_others_are_asked_in_spring_alone(last: Files) -> None:
    for column in ("ethnicity", "youngcarer"):
        assert all(row[column] for row in last.rows[f"{SPRING}_pupilonroll"])
        for term in (AUTUMN, SUMMER):
            assert not any(row[column] for row in last.rows[f"{term}_pupilonroll"])
    assert {row["ethnicity"] for row in last.rows[f"{SPRING}_pupilonroll"]} <= set(ETHNICITY.values)


def test_some_schools_tell_finer_ethnic_codes_of_some_pupils(last: Files, tmp_path: Path) -> None:
    town, spring = last.written.town, terms_by(PLAN.as_at, TERMS)[1]
    people = town.world.people
    observer = Observer(town.world, SCHOOL, ErrorLevel.CLINICAL, Chance(3, "school"))
    desk = Desk(town=town, observer=observer, ledger=Ledger(), outbox=Outbox(folder=tmp_path))
    british = [p for p in town.world.school_places if people[p.person].ethnicity == "WBRI"][:10]
    schools = [School(establishment=str(2_001 + n), name="Oldmoor Primary") for n in range(60)]
    told = []
    for school in schools:
        back = SchoolReturn(desk, school, spring, set())
        told.append([next(back.pupil(place))[2]["ethnicity"] for place in british])
    finer = [codes for codes in told if "WENG" in codes]
    assert 0.15 < len(finer) / len(schools) < 0.5
    assert all("WBRI" in codes for codes in finer)


def test_totals_of_absence_are_told_in_autumn_and_codes_in_every_term(last: Files) -> None:
    for term, has_totals in ((AUTUMN, True), (SPRING, False), (SUMMER, False)):
        rows = last.rows[f"{term}_pupilonroll"]
        assert any(row["termlysessionsauthorised"] for row in rows) == has_totals
        assert any(row["termlysessionspossible"] for row in rows)
        assert {row["attendancereason"] for row in last.rows[f"{term}_termlysessiondetailsonroll"]}


def test_facts_of_the_world_are_what_is_told(last: Files) -> None:
    world = last.written.world
    places = {place.upn: place for place in world.school_places}
    for row in last.all("pupilonroll"):
        place = places[row["upn"]]
        assert row["senprovision"] in ("N", place.provision)
        assert (row["youngcarer"] in ("P", "S")) == (place.young_carer and row["youngcarer"] != "")
    pupils = {r["pupilonrolltableid"]: r["upn"] for r in last.rows[f"{SUMMER}_pupilonroll"]}
    fed = last.rows[f"{SUMMER}_fsmperiodsonroll"]
    going_on = [row for row in fed if not row["fsmenddate"]]
    free = sum(places[pupils[row["pupilonrolltableid"]]].free_meals for row in going_on)
    assert free > 0.9 * len(going_on)
    assert 0 < len(fed) - len(going_on) < 0.2 * len(fed)


def test_property_numbers_are_left_out_and_answered_as_quantities(last: Files) -> None:
    told = [row["uniquepropertyreferencenumber"] for row in last.all("addressesonroll")]
    odd = sum(uprn in ("1.0", "-1.0") for uprn in told)
    assert 0.005 < odd / len(told) < 0.1
    assert 0.5 < sum(len(uprn) > 9 for uprn in told) / len(told) < 0.95


def test_a_need_found_later_is_not_told_before(mapped: Mapped) -> None:
    where = "service = 'special_educational_needs'"
    starts = [start for (start,) in mapped.rows("involvement", "start_date", where=where)]
    days = {term.day for term in terms_by(PLAN.as_at, TERMS)}
    assert 0 < sum(start in days for start in starts) < 0.3 * len(starts)


def test_every_record_is_of_whom_the_ledger_says(last: Files, mapped: Mapped) -> None:
    people = {row.record_id: row.person_id for row in last.written.ledger.rows}
    assert len(people) == len(last.written.ledger.rows)
    records = mapped.rows("person_record", "record_id", "upn")
    assert {id_ for id_, _ in records} == people.keys()
    upns = {p.upn: last.written.world.people[p.person] for p in last.written.world.school_places}
    for id_, upn in records:
        if upn is not None:
            assert people[str(id_)] == upns[str(upn)].person_id
    assert 0 < sum(upn is None for _, upn in records) < 0.02 * len(records)


def test_flags_and_spells_are_all_reached(mapped: Mapped) -> None:
    flags = Counter(flag for (flag,) in mapped.rows("flag", "flag"))
    assert flags.keys() >= {
        *("absence", "persistent_absence", "free_school_meals", "suspension", "young_carer"),
        "special_educational_need",
    }
    # About a fifth of pupils miss a tenth of the year, as `pupils` says of England.
    assert 0.1 < flags["persistent_absence"] / flags["absence"] < 0.3
    kinds = Counter(kind for (kind,) in mapped.rows("involvement", "kind"))
    assert kinds.keys() == {"enrolment", "support", "education_health_care_plan"}


def test_beside_the_transfer_file_a_pupil_is_the_same_record(tmp_path: Path) -> None:
    town = imagine_town(TownPlan(people=2_000, seed=5))
    writers = (write_ctf, write_school_census)
    both = write(town, SCHOOL, writers, tmp_path)
    ids = Counter(row.record_id for row in both.ledger.rows)
    assert max(ids.values()) == 1
    apart = [map_folder(tmp_path, FORMATS[name]) for name in ("ctf", "school_census")]
    named: list[dict[object, object]] = [
        dict(map(itemgetter(0, 1), each.rows("person_record", "record_id", "family_name")))
        for each in apart
    ]
    shared = named[0].keys() & named[1].keys()
    assert len(shared) > 150
    assert sum(named[0][id_] == named[1][id_] for id_ in shared) > 0.97 * len(shared)


def test_a_census_says_the_same_on_every_later_night(last: Files, tmp_path: Path) -> None:
    town = last.written.town.on(PLAN.as_at - timedelta(days=60))
    before = files_of(write(town, SCHOOL, (write_school_census,), tmp_path))
    assert before.rows.keys() == last.rows.keys()
    for name, rows in before.rows.items():
        later = Counter(tuple(row.values()) for row in last.rows[name])
        kept = sum((Counter(tuple(row.values()) for row in rows) & later).values())
        assert kept >= 0.97 * max(len(rows), later.total()), name


def test_the_same_night_is_written_in_the_same_bytes(last: Files, tmp_path: Path) -> None:
    again = write(last.written.town, SCHOOL, (write_school_census,), tmp_path)
    for path in last.written.folder.glob("*.csv"):
        assert (again.folder / path.name).read_bytes() == path.read_bytes()
