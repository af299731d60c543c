"""Control totals: what was sent against what came; and how much is very much."""

from pathlib import Path

import pytest

from pipelines.deliveries.bands import against_the_last, against_what_is_expected
from pipelines.deliveries.outcomes import Outcome
from pipelines.deliveries.totals import ControlTotal, read_totals
from sources.readers.reading import FileRefusedError
from tests.arriving import PATIENTS, Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(data=tmp_path)


@pytest.mark.parametrize("text", ["", "done\n", "\n", "2026-10-01 06:00\n"])
def test_a_marker_may_hold_no_totals(tmp_path: Path, text: str) -> None:
    marker = tmp_path / "_COMPLETE"
    marker.write_text(text, "utf-8")
    assert read_totals(marker) == ()


def test_totals_may_lack_a_number_or_a_hash(tmp_path: Path) -> None:
    marker = tmp_path / "_COMPLETE"
    marker.write_text("\ufefffile,records,sha256\na.csv,12,AB\nb.xml,,\n", "utf-8")
    assert read_totals(marker) == (
        ControlTotal(file="a.csv", records=12, sha256="ab"),
        ControlTotal(file="b.xml", records=None, sha256=""),
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_totals_count_in_whatever_encoding_a_script_writes(tmp_path: Path, encoding: str) -> None:
    marker = tmp_path / "_COMPLETE"
    marker.write_text("file,records\na.csv,12\n", encoding)
    assert read_totals(marker) == (ControlTotal(file="a.csv", records=12, sha256=""),)


@pytest.mark.parametrize("row", ["a.csv,many", "a.csv", "a.csv,1,2,3", f"{'a' * 200_000},1"])
def test_totals_that_cannot_be_read_are_told(tmp_path: Path, row: str) -> None:
    marker = tmp_path / "_COMPLETE"
    marker.write_text(f"file,records\n{row}\n", "utf-8")
    with pytest.raises(FileRefusedError, match="_COMPLETE: its control totals cannot be read"):
        read_totals(marker)


@pytest.mark.parametrize(
    ("marker", "told"),
    [
        (f"file,records\n{PATIENTS},3\n", ""),
        (f"file,records\n{PATIENTS},4\n", "4 records were sent and 3 are there"),
        ("file,records\nother.csv,1\n", "other.csv: it was sent and is not there"),
        (f"file,sha256\n{PATIENTS},{'0' * 64}\n", "it is not the file that was sent"),
        ("file,records\nx,y\n", "its control totals cannot be read"),
    ],
)
def test_a_delivery_is_refused_when_it_is_not_what_was_sent(
    place: Place, marker: str, told: str
) -> None:
    place.arrive("2026-10-01", marker=marker)
    facts = place.assess("2026-10-01")
    assert facts.outcome is (Outcome.REFUSED if told else Outcome.ACCEPTED)
    assert told in "; ".join(facts.reasons)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (100, 1001, "less than a tenth"),
        (100, 1000, ""),
        (1000, 100, ""),
        (1001, 100, "more than 10 times as many"),
        (1, 49, ""),
        (1, 50, "less than a tenth"),
        (0, 5, "no record, 5 in the last"),
        (0, 4, ""),
        (60, 0, ""),
    ],
)
def test_tenfold_either_way_is_strange_in_all_but_small_exports(
    now: int, before: int, told: str
) -> None:
    found = list(against_the_last({"a": now, "b": 7}, {"a": before, "b": 7}))
    assert len(found) == bool(told)
    assert told in "".join(found)


def test_an_export_that_no_longer_comes_is_strange() -> None:
    assert list(against_the_last({}, {"a": 9})) == ["a: no record, 9 in the last accepted delivery"]


def test_tables_have_the_records_that_are_expected() -> None:
    expected = {"patient": (10, 20)}
    assert list(against_what_is_expected({"patient": 10, "other": 0}, expected)) == []
    assert list(against_what_is_expected({"patient": 20}, expected)) == []
    assert list(against_what_is_expected({"patient": 21}, expected)) == [
        "patient: 21 records, expected are 10 to 20"
    ]
    assert len(list(against_what_is_expected({}, expected))) == 1
