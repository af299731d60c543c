"""What labels make of match weights: curves, their quality, the JSON, every pair's probability."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.calibration.applying import apply_calibration, said_of_probabilities
from linkage_models.calibration.bands import band_of, banded, largest_gap, nominal, wilson
from linkage_models.calibration.calibration import Calibration, load_calibration
from linkage_models.calibration.curves import fit_curves
from linkage_models.calibration.drawing import draw
from linkage_models.calibration.fitting import Origin, TooFewLabelsError, calibrate
from linkage_models.calibration.judging import judge_calibration
from linkage_models.calibration.labels import Labels, read_labels
from linkage_models.calibration.sampling import write_sheet
from linkage_models.calibration.sheets import LabelError
from tests.calibrating import Pairs, answer_sheet, fill_night, made_pairs, truth_of

ORIGIN = Origin(night=date(2026, 9, 30), model="abc", join_weight=9.0)


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        yield connection


def labelled(con: DuckDBPyConnection, pairs: Pairs, folder: Path, count: int = 400) -> Labels:
    fill_night(con, pairs)
    sheet = folder / "pairs.csv"
    write_sheet(con, sheet, pairs=count, seed=1)
    answer_sheet(sheet, truth_of(pairs))
    return read_labels(sheet)


def test_a_nominal_probability_is_odds_of_two_to_the_weight() -> None:
    assert nominal(np.array([0.0, 1.0, -2.0])) == pytest.approx([1 / 2, 2 / 3, 1 / 5])


def test_a_weight_on_an_edge_is_in_the_band_above_it() -> None:
    assert band_of(np.array([-5.001, -5.0, 0.0, 24.9, 25.0])).tolist() == [1, 2, 3, 7, 8]


@pytest.mark.parametrize(
    ("share", "pairs", "low", "high"),
    [(0.5, 10, 0.237, 0.763), (0.0, 20, 0.0, 0.161), (1.0, 20, 0.839, 1.0)],
)
def test_intervals_of_shares_are_wilsons(share: float, pairs: int, low: float, high: float) -> None:
    assert wilson(share, pairs) == pytest.approx((low, high), abs=1e-3)


def test_a_gap_counts_only_where_links_are_made_and_pairs_are_enough() -> None:
    weight = np.concatenate([np.full(60, 7.0), np.full(40, 12.0), np.full(60, 1.0)])
    probability = np.repeat([0.95, 0.99, 0.65], [60, 40, 60])
    is_match = np.repeat([True, False, False], [54, 46, 60])
    bands = banded(weight, probability, is_match)
    assert [band.gap for band in bands] == pytest.approx([0.65, 0.05, 0.99])
    assert largest_gap(bands) == pytest.approx(0.05)


def test_labels_that_stand_for_more_pairs_count_for_more() -> None:
    weight, probability = np.full(2, 7.0), np.full(2, 0.8)
    (band,) = banded(weight, probability, np.array([True, False]), np.array([3.0, 1.0]))
    assert band.share_true == pytest.approx(0.75)


def test_curves_find_the_chances_that_weights_overstate() -> None:
    pairs = made_pairs(60_000)
    drawn = draw(pairs.weight, pairs.is_close, 2_000, seed=1)
    i = drawn.index
    curves = fit_curves(pairs.weight[i], pairs.is_match[i], pairs.is_close[i], drawn.sample_weight)
    assert curves.pooled == ()
    found = curves.at(pairs.weight, pairs.is_close)
    assert np.abs(found - pairs.chance).mean() < 0.03
    assert np.abs(nominal(pairs.weight) - pairs.chance).mean() > 0.1


def test_a_closeness_with_few_labels_takes_the_curve_of_all() -> None:
    pairs = made_pairs(300)
    is_close = np.arange(300) >= 20
    curves = fit_curves(pairs.weight, pairs.is_match, is_close, np.ones(300))
    assert curves.pooled == ("elsewhere",)
    everything = fit_curves(
        pairs.weight, pairs.is_match, np.zeros(300, dtype=np.bool_), np.ones(300)
    )
    assert everything.pooled == ("one household",)
    assert curves.elsewhere.probability == pytest.approx(everything.one_household.probability)


def test_a_band_with_many_labels_does_not_drown_the_others() -> None:
    """Labels of sure links stand for a thousand pairs each, and still one is one label."""
    weight = np.repeat([-10.0, 3.0, 30.0], 60)
    is_match = np.tile([True, False], 90)
    is_match[:60] = np.arange(60) < 3
    is_match[120:] = True
    close = np.ones(180, dtype=np.bool_)
    even = fit_curves(weight, is_match, close, np.ones(180))
    uneven = fit_curves(weight, is_match, close, np.repeat([1.0, 1.0, 1_000.0], 60))
    assert even.one_household.probability == pytest.approx(uneven.one_household.probability)


def test_a_calibration_says_how_good_it_is(con: DuckDBPyConnection, tmp_path: Path) -> None:
    pairs = made_pairs(20_000)
    found = calibrate(con, labelled(con, pairs, tmp_path, 800), ORIGIN)
    joined = pairs.weight >= ORIGIN.join_weight
    precision = float(pairs.is_match[joined].mean())
    recall = float(pairs.is_match[joined].sum() / pairs.is_match.sum())
    assert found.at_join.pairs == int(joined.sum())
    assert found.at_join.precision.low <= precision <= found.at_join.precision.high
    assert found.at_join.recall.low <= recall <= found.at_join.recall.high
    assert found.at_join.precision.high - found.at_join.precision.low < 0.1
    assert found.quality.brier < found.quality.brier_nominal
    assert found.quality.log_loss < found.quality.log_loss_nominal
    assert sum(band.labels for band in found.quality.bands) == found.labels.used == 800
    assert found.labels.first_decided == found.labels.last_decided == date(2026, 9, 30)


def test_labels_of_pairs_that_were_not_scored_are_left_out_and_counted(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    labels = labelled(con, made_pairs(2_000), tmp_path)
    con.execute("delete from linkage.pair where record_number_l % 20 = 1")
    found = calibrate(con, labels, ORIGIN)
    assert found.labels.not_scored > 0
    assert found.labels.used + found.labels.not_scored == 400


def test_too_few_labels_or_one_answer_only_make_no_calibration(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    pairs = made_pairs(2_000)
    fill_night(con, pairs)
    few, one_answer = tmp_path / "few.csv", tmp_path / "one.csv"
    write_sheet(con, few, pairs=40, seed=1)
    answer_sheet(few, truth_of(pairs))
    write_sheet(con, one_answer, pairs=100, seed=1)
    answer_sheet(one_answer, lambda _: "yes")
    with pytest.raises(TooFewLabelsError, match="40 of 40 labelled pairs"):
        calibrate(con, read_labels(few), ORIGIN)
    with pytest.raises(TooFewLabelsError, match="100 of one person and 0 of two"):
        calibrate(con, read_labels(one_answer), ORIGIN)


def test_a_calibration_is_the_same_when_read_back(con: DuckDBPyConnection, tmp_path: Path) -> None:
    found = calibrate(con, labelled(con, made_pairs(2_000), tmp_path), ORIGIN)
    path = tmp_path / "calibration.json"
    found.save(path)
    assert load_calibration(path) == found
    first = path.read_bytes()
    load_calibration(path).save(path)
    assert path.read_bytes() == first
    kept = json.loads(first)
    assert {"night", "model", "labels", "curves", "quality", "at_join"} <= set(kept)
    assert max(len(line) for line in first.decode().splitlines()) < 80


@pytest.mark.parametrize("text", ["", "{}", '{"kind": "another/1"}'])
def test_what_is_no_calibration_is_told_by_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(text, "utf-8")
    with pytest.raises(LabelError, match=r"calibration\.json: it is not there, or is no"):
        load_calibration(path)


def test_every_pair_gets_the_probability_of_its_curve(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    pairs = made_pairs(3_000)
    pairs.weight[:2] = [-80.0, 90.0]
    found = calibrate(con, labelled(con, pairs, tmp_path), ORIGIN)
    assert apply_calibration(con, found) == 3_000
    rows = con.table("linkage.pair_probability").order("record_number_l").fetchnumpy()
    expected = found.fitted.at(pairs.weight, pairs.is_close)
    assert np.asarray(rows["probability"]) == pytest.approx(expected, abs=1e-12)
    assert np.asarray(rows["is_calibrated"]).all()
    said = said_of_probabilities(con)
    assert said.startswith("calibrated by 400 labelled pairs, decided from 2026-09-30")
    assert "true pairs that blocking brought together" in said
    (kept,) = con.table("linkage.calibration").select("calibration").fetchone() or ("",)
    assert Calibration.model_validate_json(kept) == found


def test_without_labels_probabilities_are_nominal_and_say_so(con: DuckDBPyConnection) -> None:
    pairs = made_pairs(50)
    fill_night(con, pairs)
    assert apply_calibration(con, None, "nobody has judged pairs") == 50
    rows = con.table("linkage.pair_probability").order("record_number_l").fetchnumpy()
    assert np.asarray(rows["probability"]) == pytest.approx(nominal(pairs.weight))
    assert not np.asarray(rows["is_calibrated"]).any()
    assert said_of_probabilities(con) == "nominal: not calibrated; nobody has judged pairs"


def test_pairs_that_were_labelled_are_not_judged_by_their_labels() -> None:
    pairs = made_pairs(30_000)
    report = judge_calibration(pairs.weight, pairs.is_match, pairs.is_close, labels=500)
    assert report.labels == 500
    assert sum(band.pairs for band in report.nominal) == 30_000
    assert sum(band.pairs for band in report.calibrated) == 29_500
    assert report.largest_gap_nominal > 0.2
    assert report.largest_gap_calibrated < 0.1
    assert report.gap_by_chance < report.largest_gap_calibrated


def test_half_of_a_few_pairs_stay_to_be_judged() -> None:
    pairs = made_pairs(100)
    report = judge_calibration(pairs.weight, pairs.is_match, pairs.is_close)
    assert report.labels == 50
    assert sum(band.pairs for band in report.calibrated) == 50


def test_where_there_are_no_pairs_nothing_is_claimed() -> None:
    nothing = made_pairs(0)
    report = judge_calibration(nothing.weight, nothing.is_match, nothing.is_close)
    assert report.nominal == report.calibrated == ()
    assert np.isnan(report.largest_gap_nominal)
    assert np.isnan(report.largest_gap_calibrated)
