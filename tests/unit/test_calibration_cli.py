"""`thinkfamily labels`, and what a night says of its probabilities: on pairs made up for it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from linkage_models.calibration.applying import said_of_probabilities
from linkage_models.calibration.sheets import LabelError, sampling_file
from pipelines.calibrating import Calibrated, give_probabilities
from pipelines.config import Engine, load_config
from pipelines.nights import POINTER, Night, private_folder
from pipelines.warehouse import KEY_VARIABLE, open_warehouse
from tests.calibrating import answer_sheet, fill_night, made_pairs, truth_of
from tests.integration.support import AS_AT, KEY, Place, make_place

PAIRS = made_pairs(5_000)


@contextmanager
def opened(place: Place) -> Iterator[DuckDBPyConnection]:
    with open_warehouse(place.warehouse, KEY, Engine(threads=1)) as con:
        yield con


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place whose current night holds scored pairs and nothing else."""
    made = make_place(tmp_path / "place")
    night = Night(data=made.data, as_at=date.fromisoformat(AS_AT))
    private_folder(night.folder)
    with opened(made) as con:
        fill_night(con, PAIRS)
    (made.data / "nights" / POINTER).write_text(AS_AT, "utf-8")
    return made


def labelled(place: Place, pairs: int = 300) -> Path:
    sheet = place.data / "labels.csv"
    outcome = place.thinkfamily("labels", "sample", "--pairs", str(pairs), "--out", str(sheet))
    assert outcome.exit_code == 0, outcome.told
    answer_sheet(sheet, truth_of(PAIRS))
    return sheet


def test_a_sample_is_drawn_and_the_way_on_is_told(place: Place) -> None:
    sheet = place.folder / "pairs.csv"
    outcome = place.thinkfamily("labels", "sample", "--pairs", "120", "--out", str(sheet))
    assert outcome.exit_code == 0
    assert "120 pairs to label are in pairs.csv" in outcome.out
    assert "Keep pairs.sampling.csv beside it" in outcome.out
    assert len(sheet.read_text("utf-8").splitlines()) == 121
    assert sheet.stat().st_mode & 0o077 == sampling_file(sheet).stat().st_mode & 0o077 == 0


def test_a_sheet_with_answers_is_not_written_over(place: Place) -> None:
    sheet = labelled(place)
    before = sheet.read_bytes()
    outcome = place.thinkfamily("labels", "sample", "--out", str(sheet))
    assert outcome.exit_code == 1
    told = " ".join(outcome.err.split())
    assert "labels.csv and labels.sampling.csv are there already" in told
    assert "a sheet is never written over" in told
    assert sheet.read_bytes() == before


def test_a_blank_sheet_is_told_by_its_unanswered_rows(place: Place) -> None:
    sheet = labelled(place)
    answer_sheet(sheet, lambda _: "")
    outcome = place.thinkfamily("labels", "fit", "--labels", str(sheet))
    assert outcome.exit_code == 1
    assert "no pair is labelled: 300 rows are unanswered" in " ".join(outcome.err.split())


def test_answers_without_a_reviewer_are_refused(place: Place) -> None:
    sheet = labelled(place)
    sheet.write_text(sheet.read_text("utf-8").replace(",AB,", ",,", 7), "utf-8")
    outcome = place.thinkfamily("labels", "fit", "--labels", str(sheet))
    assert outcome.exit_code == 1
    told = " ".join(outcome.err.split())
    assert "column reviewer: 7 of 300 rows hold an answer and no reviewer" in told


def test_a_fit_shows_how_good_it_is_and_can_be_kept(place: Place) -> None:
    sheet, kept = labelled(place), place.folder / "calibration.json"
    outcome = place.thinkfamily("labels", "fit", "--labels", str(sheet), "--out", str(kept))
    assert outcome.exit_code == 0, outcome.told
    assert "Probabilities are calibrated by 300 labelled pairs" in outcome.out
    assert "largest gap of a band above 0.7" in outcome.out
    assert "below -20" in outcome.out
    assert "25 and above" in outcome.out
    assert json.loads(kept.read_text("utf-8"))["night"] == AS_AT


def test_the_same_answers_give_the_same_calibration(place: Place) -> None:
    sheet = labelled(place)
    for name in ("one.json", "two.json"):
        out = place.folder / name
        place.thinkfamily("labels", "fit", "--labels", str(sheet), "--out", str(out))
    assert (place.folder / "one.json").read_bytes() == (place.folder / "two.json").read_bytes()


def test_a_sheet_that_cannot_be_used_is_told_in_words(place: Place) -> None:
    sheet = labelled(place)
    sheet.write_text(sheet.read_text("utf-8").replace(",yes,", ",perhaps,"), "utf-8")
    outcome = place.thinkfamily("labels", "fit", "--labels", str(sheet))
    assert outcome.exit_code == 1
    assert "column same:" in outcome.err
    assert "perhaps" not in outcome.told


def test_without_a_sheet_a_fit_says_what_is_missing(place: Place) -> None:
    outcome = place.thinkfamily("labels", "fit")
    assert outcome.exit_code == 1
    assert "no sheet of labels is configured" in outcome.err


@pytest.fixture
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The register is asked for labels too."""
    monkeypatch.setenv(KEY_VARIABLE, KEY)


def given(place: Place) -> tuple[Calibrated, str]:
    config = load_config(place.config)
    with opened(place) as con:
        return give_probabilities(con, config, date.fromisoformat(AS_AT)), said_of_probabilities(
            con
        )


@pytest.mark.usefixtures("_key")
def test_a_night_without_labels_says_that_its_probabilities_are_nominal(place: Place) -> None:
    calibrated, said = given(place)
    assert calibrated == Calibrated(pairs=5_000, labels=0, is_calibrated=False)
    assert said == "nominal: not calibrated; no labelled pairs are configured"


@pytest.mark.usefixtures("_key")
def test_a_night_with_labels_is_calibrated_by_them(place: Place) -> None:
    labelled(place)
    place.configure('purpose = "synthetic"', 'purpose = "synthetic"\nlabels = "labels.csv"')
    calibrated, said = given(place)
    assert calibrated == Calibrated(pairs=5_000, labels=300, is_calibrated=True)
    assert said.startswith("calibrated by 300 labelled pairs")


@pytest.mark.usefixtures("_key")
def test_a_night_with_too_few_labels_stays_nominal_and_says_why(place: Place) -> None:
    labelled(place, pairs=40)
    place.configure('purpose = "synthetic"', 'purpose = "synthetic"\nlabels = "labels.csv"')
    calibrated, said = given(place)
    assert not calibrated.is_calibrated
    assert said.startswith("nominal: not calibrated; 40 of 40 labelled pairs are among the night's")


@pytest.mark.usefixtures("_key")
def test_a_night_whose_sheet_is_missing_stops(place: Place) -> None:
    place.configure('purpose = "synthetic"', 'purpose = "synthetic"\nlabels = "labels.csv"')
    with pytest.raises(LabelError, match=r"labels\.csv: it is not there"):
        given(place)
