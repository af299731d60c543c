"""What each join level gives: counted exactly, expected by labels, or by the model and said so."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from governance.register.trade_off import AtLevel, TradeOff
from linkage_models.calibration.labels import Labels, read_labels
from linkage_models.calibration.sampling import write_sheet
from linkage_models.calibration.trade_off import JOIN_LEVELS, curve_of
from linkage_models.clusters import components
from pipelines.threshold_evidence.trading_off import persons_at, trade_off_of
from tests.calibrating import answer_sheet, fill_night, made_pairs, truth_of

PAIRS = made_pairs(4_000)


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        fill_night(con, PAIRS)
        con.execute("create table linkage.person_record as from linkage.record")
        yield con


@pytest.fixture
def labels(con: DuckDBPyConnection, tmp_path: Path) -> Labels:
    sheet = tmp_path / "labels.csv"
    write_sheet(con, sheet, pairs=400, seed=1)
    answer_sheet(sheet, truth_of(PAIRS))
    return read_labels(sheet)


def few(labels: Labels, number: int) -> Labels:
    return Labels(
        pairs=labels.pairs.slice(0, number),
        unanswered=0,
        disputed=0,
        first_decided=None,
        last_decided=None,
    )


def test_levels_run_from_minus_five_to_fifteen_by_half_a_bit() -> None:
    assert (JOIN_LEVELS[0], JOIN_LEVELS[-1], len(JOIN_LEVELS)) == (-5.0, 15.0, 41)


def test_pairs_of_each_level_are_counted_and_none_is_rounded_over_it(
    con: DuckDBPyConnection,
) -> None:
    on_the_edge = "insert into linkage.pair by name select 1 as record_number_l, "
    con.execute(f"{on_the_edge} 4 as record_number_r, 1.0 as match_weight")
    con.execute(f"{on_the_edge} 6 as record_number_r, 0.999 as match_weight")
    weights = np.append(PAIRS.weight, [1.0, 0.999])
    pairs = curve_of(con, None).pairs
    assert pairs.tolist() == [int((weights >= level).sum()) for level in JOIN_LEVELS]


def test_labels_tell_precision_and_recall_of_every_level_with_intervals_that_hold_the_truth(
    con: DuckDBPyConnection, labels: Labels
) -> None:
    curve = curve_of(con, labels)
    assert (curve.is_calibrated, curve.labels) == (True, 400)
    joined = PAIRS.weight >= JOIN_LEVELS[:, None]
    right = (joined & PAIRS.is_match).sum(axis=1)
    precision, recall = right / joined.sum(axis=1), right / PAIRS.is_match.sum()
    for found, true in ((curve.precision, precision), (curve.recall, recall)):
        assert (found.low <= found.share).all()
        assert (found.share <= found.high).all()
        assert np.mean((found.low <= true) & (true <= found.high)) > 0.9
        assert np.abs(found.share - true).max() < 0.05
    assert (np.diff(curve.recall.share) <= 0).all()


def test_without_labels_shares_are_the_models_own_and_have_no_interval(
    con: DuckDBPyConnection,
) -> None:
    found = trade_off_of(con, None)
    assert not found.is_calibrated
    assert "the model's own probabilities, which nothing has checked: 0 labelled" in found.basis
    precision = found.at(1.0).precision
    assert precision is not None
    assert (precision.low, str(precision)) == (None, f"{precision.share:.1%}")
    assert found.calibration == ()


def test_labels_too_few_for_a_curve_are_held_against_the_models_own_probabilities(
    con: DuckDBPyConnection, labels: Labels
) -> None:
    found = trade_off_of(con, few(labels, 30))
    assert not found.is_calibrated
    assert "30 labelled pairs are among the night's; needed are 60, and 8 of each" in found.basis
    assert sum(band.labels for band in found.calibration) == 30
    assert all(band.predicted == band.nominal for band in found.calibration)


def test_bands_tell_what_was_predicted_without_their_labels_and_what_labels_say(
    con: DuckDBPyConnection, labels: Labels
) -> None:
    found = trade_off_of(con, labels)
    bands = {band.from_weight: band for band in found.calibration}
    assert sum(band.labels for band in bands.values()) == 400
    assert bands[None].to_weight == -20.0
    # These weights claim far too much, which the labels say and a calibration knows.
    doubtful = bands[5.0]
    assert doubtful.nominal > 0.95
    assert abs(doubtful.predicted - doubtful.labelled.share) < 0.15
    assert doubtful.labelled.share < 0.9


def test_the_persons_of_every_level_are_the_connected_records() -> None:
    random = np.random.default_rng(3)
    left = random.integers(0, 300, 900)
    right = random.integers(0, 300, 900)
    pair = np.unique(np.stack([np.minimum(left, right), np.maximum(left, right)]), axis=1)
    left, right = pair[:, pair[0] < pair[1]]
    weight = np.round(random.uniform(-8, 20, len(left)), 1)
    with duckdb.connect() as con:
        con.execute("create schema linkage")
        numbers = pa.table({"record_number": np.arange(1, 301)})
        con.from_arrow(numbers).create("linkage.record")
        # Two records can be linked with nobody, and are persons of their own.
        con.from_arrow(pa.table({"record_id": np.arange(302)})).create("linkage.person_record")
        pairs = {"record_number_l": left + 1, "record_number_r": right + 1}
        con.from_arrow(pa.table(pairs | {"match_weight": weight})).create("linkage.pair")
        found = persons_at(con)
    for level, persons in zip(JOIN_LEVELS, found, strict=True):
        joined = weight >= level
        assert persons == 2 + len(np.unique(components(300, left[joined], right[joined])))


def test_a_night_without_pairs_has_no_shares() -> None:
    with duckdb.connect() as con:
        fill_night(con, made_pairs(0))
        con.execute("create table linkage.person_record as from linkage.record")
        found = trade_off_of(con, None)
    assert {(each.links, each.persons, each.precision, each.recall) for each in found.levels} == {
        (0, 0, None, None)
    }


def test_a_page_asks_for_any_level_and_gets_the_nearest() -> None:
    levels = tuple(
        AtLevel(join=join, links=0, persons=0, precision=None, recall=None) for join in (0.0, 0.5)
    )
    found = TradeOff(is_calibrated=False, basis="", levels=levels, calibration=())
    assert [found.at(join).join for join in (-3.0, 0.2, 0.25, 0.3, 9.0)] == [0, 0, 0, 0.5, 0.5]


def test_what_is_kept_can_be_read_again(con: DuckDBPyConnection, labels: Labels) -> None:
    found = trade_off_of(con, labels)
    assert TradeOff.model_validate_json(found.model_dump_json()) == found
    assert trade_off_of(con, labels) == found
