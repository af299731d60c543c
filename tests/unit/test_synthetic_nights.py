"""Consecutive nights show one town that lives on: what happened between them and nothing else."""

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from sources.readers.files import read_delivery
from synthetic_data import plan as plans
from synthetic_data.deliveries import OccupiedError, steps_of, write_town
from synthetic_data.exports.delivery import USUAL, declared_formats
from synthetic_data.history import world_on
from synthetic_data.plan import TownPlan
from synthetic_data.town import imagine_town
from tests.written_towns import counted, figures, ledger_of, truth_table, write

AS_AT = date(2026, 9, 30)
# The first night is 1 September: before it, many pupils were at another school.
NIGHTS = TownPlan(people=4_000, seed=7, nights=2, days_between=29, service_multiplier=3.0)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(NIGHTS, tmp_path_factory.mktemp("nights"))


def subjects(folder: Path, night: date) -> dict[tuple[str, str], str]:
    """Return whom each record of a night is about."""
    return {
        (row["source"], row["record_id"]): row["person_id"]
        for row in truth_table(folder, night, "record")
    }


def digests(folder: Path, night: date) -> dict[str, str]:
    """Return what every file of a night is, but figures that compare it with the night before."""
    return {
        str(path.relative_to(folder)): sha256(without_change(path)).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and night.isoformat() in path.parts
    }


def without_change(path: Path) -> bytes:
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(b"E2,")]
    return b"".join(kept) if path.name == "figure.csv" else path.read_bytes()


def written_rows(folder: Path, night: date) -> dict[str, Counter[tuple[str, ...]]]:
    """Return the rows of every table of people, as they are read."""
    rows: dict[str, Counter[tuple[str, ...]]] = {}
    written_formats = [each for formats in declared_formats().values() for each in formats]
    for format_ in (each for each in written_formats if not each.reference):
        written = folder / "exports" / format_.system / night.isoformat()
        for files in read_delivery(format_.system, written, [format_]).values():
            for read in (table for file in files for table in file.tables):
                names = [column.name for column in read.table.columns]
                told = zip(*(read.rows[name].to_pylist() for name in names), strict=True)
                rows.setdefault(read.table.name, Counter()).update(told)
    return rows


def test_the_last_of_several_nights_is_the_night_of_a_plan_with_one(
    nights: Path, tmp_path: Path
) -> None:
    one = TownPlan(people=NIGHTS.people, seed=NIGHTS.seed, service_multiplier=3.0)
    assert digests(write(one, tmp_path), AS_AT) == digests(nights, AS_AT)


def test_a_record_is_about_the_same_person_on_every_night(nights: Path) -> None:
    first, last = (subjects(nights, night) for night in NIGHTS.nights_of)
    kept = first.keys() & last.keys()
    assert len(kept) > 0.97 * len(first)
    turned = [record for record in kept if first[record] != last[record]]
    # A pupil's contacts are numbered by their place: when one goes, others move up.
    assert all(":contact:" in record for _, record in turned)
    assert len(turned) < 0.005 * len(kept)


def test_a_person_known_on_both_nights_keeps_the_records_they_had(nights: Path) -> None:
    first, last = (subjects(nights, night) for night in NIGHTS.nights_of)
    again = {(source, person) for (source, _), person in last.items()}
    for source in {source for source, _ in first}:
        known = [r for r, person in first.items() if r[0] == source and (source, person) in again]
        lost = [record for record in known if record not in last]
        assert len(lost) < 0.01 * len(known), source


def test_a_child_that_is_born_keeps_its_record_in_social_care(tmp_path: Path) -> None:
    plan = TownPlan(
        people=1_500,
        seed=7,
        nights=2,
        days_between=60,
        service_multiplier=8.0,
        scenario="unborn",
    )
    folder = write(plan, tmp_path)
    before, now = (
        {row["person_id"]: row["date_of_birth"] for row in truth_table(folder, night, "person")}
        for night in plan.nights_of
    )
    born = {person for person, day in before.items() if not day and now.get(person)}
    first, last = (subjects(folder, night) for night in plan.nights_of)
    records = [
        record
        for record, person in first.items()
        if person in born and record[0] == "childrens_social_care"
    ]
    assert records
    assert all(last[record] == first[record] for record in records)


def shares_kept(folder: Path, plan: TownPlan) -> dict[str, float]:
    """Return which share of a table's rows of the first night stands in the last as it was."""
    first, last = written_rows(folder, plan.nights_of[0]), written_rows(folder, plan.as_at)
    return {
        name: 1.0 - (rows - last[name]).total() / rows.total()
        for name, rows in first.items()
        if rows.total() >= 50
    }


def test_in_a_month_most_rows_stay_as_they_are(nights: Path) -> None:
    kept = shares_kept(nights, NIGHTS)
    assert len(kept) > 15
    assert all(share > 0.8 for share in kept.values()), kept
    assert any(share < 1.0 for share in kept.values())


def test_in_a_day_nearly_all_rows_stay_as_they_are(tmp_path: Path) -> None:
    plan = TownPlan(people=2_000, seed=7, nights=2, days_between=1, service_multiplier=3.0)
    kept = shares_kept(write(plan, tmp_path), plan)
    assert len(kept) > 15
    assert all(share > 0.97 for share in kept.values()), kept


def test_a_record_is_only_ever_about_somebody_who_exists(nights: Path) -> None:
    history = imagine_town(NIGHTS).world
    for night in NIGHTS.nights_of:
        view = world_on(history, night)
        known = {view.people[number].person_id for number in view.home}
        assert set(subjects(nights, night).values()) - {""} <= known


def test_the_truth_of_each_night_is_that_of_its_view(nights: Path) -> None:
    history = imagine_town(NIGHTS).world
    found = [figures(nights, night) for night in NIGHTS.nights_of]
    for night, told in zip(NIGHTS.nights_of, found, strict=True):
        assert counted(world_on(history, night), ledger_of(nights, night)) == told
    assert found[0] != found[1]


def test_no_town_is_written_beside_another_whatever_its_nights(tmp_path: Path) -> None:
    write(TownPlan(people=60, as_at=AS_AT, nights=2), tmp_path)
    steps: list[str] = []
    for night in (AS_AT, AS_AT + timedelta(days=30)):
        plan = TownPlan(people=60, seed=2, as_at=night)
        with pytest.raises(OccupiedError, match="already holds 2026-09-29, 2026-09-30: two towns"):
            write_town(plan, tmp_path / "exports", tmp_path / "truth", steps.append)
    assert steps == []
    assert not (tmp_path / "truth" / "2026-10-30").exists()


def test_a_delivery_of_one_source_is_enough_to_be_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "exports" / "gp" / "2020-01-31" / "patients.csv"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("NHS number\n", "utf-8")
    with pytest.raises(OccupiedError, match="already holds 2020-01-31: two towns"):
        write(TownPlan(people=60), tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [theirs]


def test_empty_folders_of_a_night_are_nobodys_delivery(tmp_path: Path) -> None:
    (tmp_path / "exports" / "gp" / AS_AT.isoformat()).mkdir(parents=True)
    write(TownPlan(people=60), tmp_path)
    assert (tmp_path / "truth" / AS_AT.isoformat() / "record.csv").is_file()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError])
def test_a_run_that_was_stopped_can_be_tried_again(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    plan = TownPlan(people=60, nights=2)

    def stop_at_the_practices(step: str) -> None:
        if step == f"{AS_AT}: writing gp":
            raise stop

    with pytest.raises(stop):
        write_town(plan, tmp_path / "exports", tmp_path / "truth", stop_at_the_practices)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    write(plan, tmp_path)


def test_as_many_steps_are_told_as_were_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "PEOPLE_IN_A_TOWN", 60)
    plan = TownPlan(people=120, nights=2, scenario="us_dates")
    steps: list[str] = []
    write_town(plan, tmp_path / "exports", tmp_path / "truth", steps.append)
    assert len(steps) == steps_of(plan) == 2 * (1 + 2 * (len(USUAL) + 1)) + 1
    assert steps[0] == "town 1 of 2: making people"
    assert steps[-1] == "spoiling gp: us_dates"
