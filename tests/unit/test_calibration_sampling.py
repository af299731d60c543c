"""Which pairs are drawn to be labelled, with what chance, and what the reviewer gets to see."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import WEIGHT_BANDS, band_of
from linkage_models.calibration.drawing import STRATA, draw, quotas, strata_of
from linkage_models.calibration.sampling import write_sheet
from linkage_models.calibration.sheets import LabelError, sampling_file
from tests.calibrating import fill_night, made_pairs


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        yield connection


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_label_shares_of_the_bands_are_a_whole() -> None:
    assert sum(band.label_share for band in WEIGHT_BANDS) == pytest.approx(1)
    edges = [band.from_weight for band in WEIGHT_BANDS]
    assert edges == sorted(edges)


def test_most_labels_go_where_answers_are_least_certain() -> None:
    pairs = made_pairs(50_000)
    drawn = draw(pairs.weight, pairs.is_close, 400, seed=1)
    found = np.bincount(band_of(pairs.weight[drawn.index]), minlength=len(WEIGHT_BANDS))
    assert found.sum() == 400
    declared = [400 * band.label_share for band in WEIGHT_BANDS]
    assert np.abs(found - declared).max() <= 2


def test_the_rarer_closeness_gets_more_than_its_share() -> None:
    weight = np.full(10_000, 12.0)
    is_close = np.arange(10_000) >= 400
    drawn = draw(weight, is_close, 200, seed=1)
    elsewhere = int((~is_close[drawn.index]).sum())
    assert 200 * 0.04 < elsewhere < 100


def test_what_a_stratum_cannot_use_goes_to_the_others() -> None:
    sizes = np.zeros(STRATA, dtype=np.int64)
    sizes[[0, 6, 7, 10]] = [5_000, 3, 1, 5_000]
    found = quotas(sizes, 300)
    assert found.sum() == 300
    assert found[6] == 3
    assert found[7] == 1
    assert not found[sizes == 0].any()


def test_every_combination_of_sources_gets_its_share_of_a_stratum() -> None:
    weight = np.full(1_000, 7.0)
    sources = np.repeat([1, 2, 3], [700, 200, 100])
    drawn = draw(weight, np.ones(1_000, dtype=np.bool_), 100, 5, sources)
    found = np.bincount(sources[drawn.index])[1:]
    assert np.abs(found - [70, 20, 10]).max() <= 1


def test_drawn_pairs_stand_for_all_pairs_of_their_stratum() -> None:
    pairs = made_pairs(5_000)
    drawn = draw(pairs.weight, pairs.is_close, 400, seed=3)
    stratum = strata_of(pairs.weight, pairs.is_close)
    stood_for = np.bincount(stratum[drawn.index], drawn.sample_weight, STRATA)
    assert stood_for == pytest.approx(np.bincount(stratum, minlength=STRATA))


def test_each_pair_of_a_stratum_has_the_same_chance() -> None:
    weight = np.full(40, 7.0)
    sources = np.repeat([1, 2, 3], [5, 12, 23])
    times = np.zeros(40)
    for seed in range(800):
        times[draw(weight, np.ones(40, dtype=np.bool_), 10, seed, sources).index] += 1
    assert times.sum() == 8_000
    # Drawn 200 times each on average, with a standard deviation of 12.
    assert np.abs(times - 200).max() < 50


def test_the_sheet_shows_keys_in_an_order_that_tells_nothing(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    pairs = made_pairs(4_000)
    fill_night(con, pairs)
    sheet = tmp_path / "pairs.csv"
    assert write_sheet(con, sheet, pairs=300, seed=4) == 300
    rows = rows_of(sheet)
    assert list(rows[0]) == [
        "source_l",
        "record_id_l",
        "source_r",
        "record_id_r",
        "same",
        "reviewer",
        "decided_on",
    ]
    assert {row["same"] + row["reviewer"] + row["decided_on"] for row in rows} == {""}
    shown = [pairs.weight[(int(row["record_id_l"]) - 1) // 2] for row in rows]
    assert abs(np.corrcoef(np.arange(300), shown)[0, 1]) < 0.2
    assert len(set(map(str, rows))) == 300


def test_chances_stand_beside_the_sheet_in_the_order_of_keys(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    fill_night(con, made_pairs(4_000))
    sheet = tmp_path / "pairs.csv"
    write_sheet(con, sheet, pairs=300, seed=4)
    rows = rows_of(sampling_file(sheet))
    assert sum(float(row["weight_of_sample"]) for row in rows) == pytest.approx(4_000, rel=1e-4)
    keys = [list(row.values())[:4] for row in rows]
    assert keys == sorted(keys)
    assert sorted(keys) == sorted(list(row.values())[:4] for row in rows_of(sheet))


def test_the_same_seed_draws_the_same_sheet_and_another_seed_another(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    fill_night(con, made_pairs(4_000))
    for name, seed in (("one", 4), ("two", 4), ("three", 5)):
        write_sheet(con, tmp_path / f"{name}.csv", pairs=50, seed=seed)
    one, two, three = ((tmp_path / f"{name}.csv").read_bytes() for name in ("one", "two", "three"))
    assert one == two
    assert one != three


def test_a_sheet_that_is_there_is_never_written_over(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    fill_night(con, made_pairs(100))
    sheet = tmp_path / "pairs.csv"
    sheet.write_text("answers", "utf-8")
    with pytest.raises(LabelError, match=r"pairs\.csv is there already"):
        write_sheet(con, sheet, pairs=10, seed=1)
    assert sheet.read_text("utf-8") == "answers"


def test_a_night_without_pairs_has_nothing_to_label(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    fill_night(con, made_pairs(0))
    with pytest.raises(LabelError, match="no pairs"):
        write_sheet(con, tmp_path / "pairs.csv", pairs=10, seed=1)


def test_fewer_pairs_than_asked_for_are_all_drawn(con: DuckDBPyConnection, tmp_path: Path) -> None:
    fill_night(con, made_pairs(30))
    assert write_sheet(con, tmp_path / "pairs.csv", pairs=400, seed=1) == 30
