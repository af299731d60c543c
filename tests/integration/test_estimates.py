"""From sheets that reviewers filled in to corrected figures in a release: on a synthetic town."""

import csv
from datetime import date
from pathlib import Path

import pytest

from linkage_models.calibration.sheets import sampling_file
from synthetic_data.reviewing.answering import answer_pairs, answer_people
from tests.conftest import NightRun
from tests.integration.support import AS_AT, Place, copy_of, read_rows

DAY = date.fromisoformat(AS_AT)
EVERYBODY = "100000"


def drawn(place: Place, people: str = EVERYBODY) -> tuple[Path, Path]:
    pairs, sheet = place.data / "labels.csv", place.data / "people.csv"
    for words in (
        ("labels", "sample", "--out", str(pairs)),
        ("labels", "people", "--people", people, "--out", str(sheet)),
    ):
        outcome = place.thinkfamily(*words)
        assert outcome.exit_code == 0, outcome.told
    place.configure("# labels =", "labels =")
    place.configure("# reviewed =", "reviewed =")
    return pairs, sheet


def answered(place: Place, people: str = EVERYBODY) -> Place:
    pairs, sheet = drawn(place, people)
    truth = place.data / "truth" / AS_AT
    assert answer_pairs(pairs, truth, DAY) > 100
    assert answer_people(sheet, truth, DAY) > 100
    return place


def estimates(place: Place) -> dict[tuple[str, str], dict[str, str]]:
    rows = read_rows(place.publish() / "estimates.csv")
    return {(row["count_id"], row["measure"]): row for row in rows}


def true_figures(place: Place) -> dict[tuple[str, str], int]:
    with (place.data / "truth" / AS_AT / "figure.csv").open(encoding="utf-8", newline="") as file:
        return {(r["count_id"], r["measure"]): int(r["value"]) for r in csv.DictReader(file)}


@pytest.fixture(scope="module")
def reviewed(night: NightRun, tmp_path_factory: pytest.TempPathFactory) -> Place:
    return answered(copy_of(night.place, tmp_path_factory.mktemp("reviewed") / "place"))


def test_where_everybody_was_reviewed_the_estimates_are_the_truth(reviewed: Place) -> None:
    told, truth = estimates(reviewed), true_figures(reviewed)
    shown = {key: row for key, row in told.items() if row["corrected"]}
    assert len(shown) >= 4
    for key, row in shown.items():
        # Rounded to 5; who has no record is found by no reviewer either.
        assert abs(int(row["corrected"]) - truth[key]) <= 5, key
        assert int(row["interval_from"]) <= truth[key] <= int(row["interval_to"]), key
        assert row["basis"] == "measured on labels"
        assert int(row["labelled_pairs"]) > 100


def test_the_notes_of_the_release_say_how_links_were_measured(reviewed: Place) -> None:
    metadata = (reviewed.publish() / "metadata.json").read_text("utf-8")
    assert "how often was measured by reviewers on" in metadata
    assert "have a corrected estimate and an interval" in metadata


def test_the_same_sheets_give_the_same_estimates(reviewed: Place) -> None:
    first, again = ((reviewed.publish() / "estimates.csv").read_text("utf-8") for _ in range(2))
    assert first == again


def test_a_sheet_of_people_says_nothing_of_what_was_found(night: NightRun, tmp_path: Path) -> None:
    place = copy_of(night.place, tmp_path / "place")
    _, sheet = drawn(place, "60")
    rows = read_rows(sheet)
    assert 50 <= len(rows) <= 60
    assert all(row["person"] == "1" and row["source"] and row["record_id"] for row in rows)
    assert not any(
        row[name]
        for row in rows
        for name in ("family", "role", "cares_for", "reviewer", "decided_on")
    )
    assert [row["drawn"] for row in rows] == [str(n + 1) for n in range(len(rows))]
    assert sheet.stat().st_mode & 0o077 == sampling_file(sheet).stat().st_mode & 0o077 == 0
    again = place.thinkfamily("labels", "people", "--out", str(sheet))
    assert again.exit_code == 1
    assert "never written over" in again.told


def test_a_sheet_that_nobody_filled_in_corrects_nothing_and_the_release_says_so(
    night: NightRun, tmp_path: Path
) -> None:
    place = copy_of(night.place, tmp_path / "place")
    drawn(place, "60")
    told = estimates(place)
    assert not any(row["corrected"] or row["interval_from"] for row in told.values())
    metadata = (place.publish() / "metadata.json").read_text("utf-8")
    assert "0 labelled pairs, needed are 100; 0 reviewed people, needed are 60" in metadata


def test_a_sheet_that_contradicts_itself_stops_the_release_and_names_nobody(
    night: NightRun, tmp_path: Path
) -> None:
    place = answered(copy_of(night.place, tmp_path / "place"), "60")
    sheet = place.data / "people.csv"
    sheet.write_text(sheet.read_text("utf-8").replace(",parent,", ",auntie,"), "utf-8")
    outcome = place.thinkfamily("release", "--night", AS_AT)
    assert outcome.exit_code == 1
    assert "people.csv, column role:" in outcome.told
    assert not any(row["record_id"] in outcome.told for row in read_rows(sheet))
