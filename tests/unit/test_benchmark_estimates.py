"""What the benchmark of estimates says of boroughs, and that its page says what was kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.estimates_page import PAGE, page, write_page
from benchmarks.estimates_results import Borough, Case, load_boroughs, save_boroughs, summarise

ROOT = Path(__file__).parents[2]
CASE = Case(
    figure="A2 children",
    counted=90,
    corrected=99.0,
    interval_from=95.0,
    interval_to=105.0,
    true=100,
)


def boroughs(*cases: Case) -> tuple[Borough, ...]:
    return tuple(
        Borough(level="clinical", seed=seed, cases=(case,)) for seed, case in enumerate(cases, 1)
    )


def test_bias_is_a_mean_and_error_its_root_mean_square() -> None:
    told = summarise([CASE, replace(CASE, counted=110, corrected=103.0)])
    assert told.counted_bias == pytest.approx(0.0)
    assert told.counted_spread == pytest.approx(0.1)
    assert told.corrected_bias == pytest.approx(0.01)
    assert told.width == pytest.approx(0.1)
    assert (told.held, told.boroughs) == (2, 2)


def test_a_figure_that_is_truly_zero_has_no_share_of_error() -> None:
    assert summarise([CASE, replace(CASE, true=0)]).boroughs == 1


def test_the_page_says_what_was_missed() -> None:
    held = [CASE] * 9
    assert "Not reached" not in page(boroughs(*held, replace(CASE, interval_to=99.5)), 20_000)
    wrong = page(boroughs(*[replace(CASE, corrected=90.0, interval_to=95.0)] * 4), 20_000)
    assert "bias of A2 children: -10.0%, asked at most 2%" in wrong
    assert "intervals hold the truth in 0.0%" in wrong


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    save_boroughs(boroughs(CASE), 500, tmp_path / "kept.json")
    assert load_boroughs(tmp_path / "kept.json") == (500, boroughs(CASE))


def test_the_page_in_docs_is_of_the_results_that_are_kept(tmp_path: Path) -> None:
    people, kept = load_boroughs(ROOT / "benchmarks" / "estimates.json")
    write_page(kept, people, tmp_path)
    assert (ROOT / "docs" / PAGE).read_text("utf-8") == (tmp_path / PAGE).read_text("utf-8")
