"""Reading labelled pairs: what counts as an answer, and how everything wrong is told at once."""

from datetime import date
from pathlib import Path

import pytest

from linkage_models.calibration.labels import read_labels
from linkage_models.calibration.sheets import LabelError, escaped, sampling_file

HEADER = "source_l,record_id_l,source_r,record_id_r,same,reviewer,decided_on\n"
SAMPLING = "source_l,record_id_l,source_r,record_id_r,weight_of_sample\n"


def sheet(folder: Path, *rows: str, header: str = HEADER, sampling: str = "") -> Path:
    path = folder / "pairs.csv"
    path.write_text(header + "".join(f"{row}\n" for row in rows), "utf-8")
    if sampling:
        sampling_file(path).write_text(SAMPLING + sampling, "utf-8")
    return path


def test_answers_are_read_with_the_dates_they_span(tmp_path: Path) -> None:
    labels = read_labels(
        sheet(
            tmp_path,
            "gp,1,school,2,yes,AB,2026-02-01",
            "gp,3,school,4,No,AB,2026-01-15",
            "gp,5,school,6,,,",
        )
    )
    assert labels.pairs.to_pylist() == [
        {
            "source_l": "gp",
            "record_id_l": one,
            "source_r": "school",
            "record_id_r": other,
            "same": same,
            "weight_of_sample": 1.0,
        }
        for one, other, same in (("1", "2", True), ("3", "4", False))
    ]
    assert labels.unanswered == 1
    assert (labels.first_decided, labels.last_decided) == (date(2026, 1, 15), date(2026, 2, 1))


def test_chances_come_from_the_file_beside_whichever_way_round_it_has_a_pair(
    tmp_path: Path,
) -> None:
    path = sheet(
        tmp_path,
        "gp,1,school,2,yes,AB,",
        "school,4,gp,3,no,AB,",
        sampling="school,2,gp,1,12.5\nschool,4,gp,3,3\n",
    )
    read = read_labels(path).pairs
    assert read.column("weight_of_sample").to_pylist() == [12.5, 3.0]


def test_a_pair_judged_twice_counts_once_and_one_in_dispute_not_at_all(tmp_path: Path) -> None:
    labels = read_labels(
        sheet(
            tmp_path,
            "gp,1,school,2,yes,AB,",
            "school,2,gp,1,yes,CD,",
            "gp,3,school,4,yes,AB,",
            "gp,3,school,4,no,CD,",
        )
    )
    assert labels.pairs.column("record_id_l").to_pylist() == ["1"]
    assert labels.disputed == 1


def test_a_record_id_that_a_spreadsheet_would_run_comes_back_as_it_was(tmp_path: Path) -> None:
    labels = read_labels(sheet(tmp_path, f"gp,{escaped('=1')},school,'2,yes,AB,"))
    assert labels.pairs.column("record_id_l").to_pylist() == ["=1"]
    assert labels.pairs.column("record_id_r").to_pylist() == ["'2"]


def test_all_that_is_wrong_is_told_together_and_no_value_of_it(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "gp,SECRET,school,2,maybe,,2026-02-30",
        "gp,,school,3,yes,,",
        "gp,5,school,7,no, ,",
        "gp,9,gp,9,no,,yesterday",
        sampling="gp,SECRET,school,2,-3\n",
    )
    with pytest.raises(LabelError) as error:
        read_labels(path)
    told = str(error.value)
    assert "column source and record id: 1 of 4 rows hold a blank" in told
    assert "column source and record id: 1 of 4 rows hold one record twice" in told
    assert "column same: 1 of 4 rows hold neither yes nor no" in told
    assert "column decided_on: 2 of 4 rows hold no date such as 2026-09-30" in told
    assert "pairs.sampling.csv, column weight_of_sample: 1 of 1 rows hold no number above 0" in told
    assert "column reviewer: 4 of 4 rows hold an answer and no reviewer" in told
    assert "2 pairs are not in pairs.sampling.csv; a spreadsheet may have changed their ids" in told
    assert "SECRET" not in told


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("source_l,record_id_l,same\n", "columns are missing: source_r, record_id_r, reviewer"),
        (
            "a\tb\n",
            "columns are missing: source_l, record_id_l, source_r, record_id_r, same, reviewer",
        ),
    ],
)
def test_missing_columns_are_named(tmp_path: Path, header: str, told: str) -> None:
    with pytest.raises(LabelError, match=told):
        read_labels(sheet(tmp_path, "gp,1,yes", header=header))


def test_a_sheet_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"nowhere\.csv: it is not there"):
        read_labels(tmp_path / "nowhere.csv")


def test_a_spreadsheet_saved_in_another_code_is_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_bytes((HEADER + "gp,é,school,2,yes,,\n").encode("latin-1"))
    with pytest.raises(LabelError, match=r"pairs\.csv: it is not UTF-8"):
        read_labels(path)


def test_a_row_without_an_answer_needs_no_reviewer(tmp_path: Path) -> None:
    labels = read_labels(sheet(tmp_path, "gp,1,school,2,yes,AB,", "gp,3,school,4,,,"))
    assert (labels.pairs.num_rows, labels.unanswered) == (1, 1)


def test_ids_that_a_spreadsheet_changed_are_told_by_their_count(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "gp,123,school,2,yes,AB,",
        "gp,3,school,4,no,AB,",
        sampling="gp,000123,school,2,5\ngp,3,school,4,5\n",
    )
    with pytest.raises(LabelError) as error:
        read_labels(path)
    assert str(error.value) == (
        "pairs.csv: 1 pair is not in pairs.sampling.csv; a spreadsheet may have changed their ids"
    )


def test_a_sheet_of_which_every_id_was_changed_is_no_sheet_without_chances(tmp_path: Path) -> None:
    path = sheet(tmp_path, "gp,1,school,2,yes,AB,", sampling="gp,01,school,02,5\n")
    with pytest.raises(LabelError, match=r"1 pair is not in pairs\.sampling\.csv"):
        read_labels(path)


def test_a_damaged_sheet_is_told_apart_from_one_that_is_not_there(tmp_path: Path) -> None:
    path = sheet(tmp_path, 'gp,1,school,2,yes,"AB,')
    with pytest.raises(LabelError, match=r"pairs\.csv: it cannot be read as CSV, or is damaged"):
        read_labels(path)
