"""`thinkfamily counts --night`: exact figures of a night, marked as not for release."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.config import load_config
from pipelines.nights import Night
from pipelines.warehouse import open_warehouse
from tests.integration.support import AS_AT, KEY, Outcome, Place, make_place

FIGURES = [
    ("A1", "amh_adults", "total", "all", 1003, 990, None),
    ("A1", "parents", "total", "all", 301, 297, 1003),
    ("A1", "parents", "sex", "M", 98, 97, 400),
    ("A1", "parents", "sex", "F", 203, 202, 603),
    ("A2", "children", "age_sex", "0 to 4|F", 3, 2, 41),
    ("A2", "children", "total", "all", 512, 301, 2345),
    ("C2", "families", "combination", "adult_mental_health+early_help", 4, 4, 1200),
    # Of a count that is declared no more nothing can be said.
    ("Z9", "people", "total", "all", 77, 77, None),
]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path / "place")


@pytest.fixture
def counted(place: Place) -> Place:
    """A place whose night has counted."""
    config = load_config(place.config)
    night = Night(data=config.data, as_at=date.fromisoformat(AS_AT))
    night.folder.mkdir(parents=True)
    with open_warehouse(night.warehouse, KEY, config.engine) as con:
        con.execute("create schema counts")
        con.execute(
            "create table counts.figure (count_id varchar, measure varchar, breakdown varchar,"
            " category varchar, value bigint, family_count bigint, of_value bigint)"
        )
        con.executemany("insert into counts.figure values (?, ?, ?, ?, ?, ?, ?)", FIGURES)
    return place


def rows(outcome: Outcome) -> list[list[str]]:
    """Return the cells of every row of the table."""
    lines = [line for line in outcome.out.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def test_the_totals_of_a_night_are_exact_and_marked(counted: Place) -> None:
    outcome = counted.thinkfamily("counts", "--night", AS_AT)
    assert outcome.exit_code == 0
    assert f"Exact figures of night {AS_AT}: not for release." in outcome.out
    assert "Synthetic data: nobody in these figures exists." in outcome.out
    assert rows(outcome) == [
        ["A1", "Adults open to adult mental health who are parents", "", "", "", ""],
        ["", "All adults open to adult mental health", "1,003", "990", "", ""],
        ["", "Patients who are parents", "301", "297", "1,003", "30.0%"],
        ["A2", "Dependent children of adults open to adult mental health", "", "", "", ""],
        ["", "Children of patients", "512", "301", "2,345", "21.8%"],
    ]


def test_one_count_of_a_night_is_shown_with_its_breakdowns_in_words(counted: Place) -> None:
    outcome = counted.thinkfamily("counts", "--night", AS_AT, "--count", "a1")
    assert outcome.exit_code == 0
    assert "A patient is somebody with an open referral" in outcome.out
    assert rows(outcome)[2:] == [
        ["", "Patients who are parents", "301", "297", "1,003", "30.0%"],
        ["", "Patients who are parents, Sex: Female", "203", "202", "603", "33.7%"],
        ["", "Patients who are parents, Sex: Male", "98", "97", "400", "24.5%"],
    ]
    of_children = counted.thinkfamily("counts", "--night", AS_AT, "--count", "A2")
    assert "Children of patients, Age and sex: 0 to 4, Female" in of_children.out
    combined = counted.thinkfamily("counts", "--night", AS_AT, "--count", "C2")
    assert "Combination of services: Adult mental health + Early help" in combined.out


def test_a_count_that_no_source_tells_of_says_so(counted: Place) -> None:
    outcome = counted.thinkfamily("counts", "--night", AS_AT, "--count", "C6")
    assert outcome.exit_code == 0
    assert "No source tells of this." in outcome.out


def test_exact_figures_of_real_people_are_not_called_synthetic(counted: Place) -> None:
    counted.configure('purpose = "synthetic"', 'purpose = "planning"')
    outcome = counted.thinkfamily("counts", "--night", AS_AT)
    assert outcome.exit_code == 0
    assert "not for release" in outcome.out
    assert "Synthetic" not in outcome.out


def test_a_night_that_is_not_there_is_told(place: Place) -> None:
    outcome = place.thinkfamily("counts", "--night", AS_AT)
    assert outcome.exit_code == 1
    assert f"night {AS_AT} is not there whole" in outcome.err


def test_exact_figures_need_the_key(counted: Place) -> None:
    assert counted.thinkfamily("counts", "--night", AS_AT, THINKFAMILY_KEY="").exit_code == 3


@pytest.mark.parametrize("words", [("--night", "30/09/2026"), ("--night", AS_AT, "--count", "Z9")])
def test_wrong_words_of_a_night_are_a_usage_error(place: Place, words: tuple[str, ...]) -> None:
    assert place.thinkfamily("counts", *words).exit_code == 2


def test_exact_figures_leave_no_file_behind(counted: Place) -> None:
    before = counted.published()
    assert counted.thinkfamily("counts", "--night", AS_AT).exit_code == 0
    assert counted.published() == before
