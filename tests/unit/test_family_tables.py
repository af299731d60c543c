"""The tables of an explained family unit on a narrow terminal: all of it is there to be read."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from linkage_models.explaining.family.explanation import FamilyExplanation
from pipelines.cli.context import Session
from pipelines.cli.explaining_family import show_family
from tests.explained_families import family

EVIDENCE = "stated by the practice and the school; has parental responsibility; one home now"


def told(unit: FamilyExplanation, width: int) -> str:
    """Show a unit on a terminal of some width."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    show_family(Session(config_file=Path(), console=console, errors=console), unit, "")
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def tables(text: str) -> list[str]:
    """The lines of tables; the sentences around them are left to the terminal to wrap."""
    return [line for line in text.splitlines() if line[:1] in "┃│┏┡└├"]


def evidence(text: str) -> str:
    """Put together what the table of ties holds as evidence, broken as it is over lines."""
    rows = [re.split("[│┃]", line) for line in tables(text)]
    return " ".join(" ".join(row[5] for row in rows if len(row) == 8).split())


@pytest.fixture
def unit() -> FamilyExplanation:
    built = family(
        {"Home": ("child 1", "adult 1", "adult 2"), "Elsewhere": ("adult 3",)},
        [
            ("child 1", "grandparent_carer", "adult 1"),
            ("child 1", "?step_parent", "adult 2"),
            ("child 1", "father", "adult 3"),
        ],
    )
    first, second, third = built.ties
    return replace(
        built,
        ties=(
            replace(first, evidence=EVIDENCE),
            replace(second, sources=("school",)),
            replace(third, weight=None, weighed=()),
        ),
    )


@pytest.mark.parametrize("width", [80, 100, 200])
def test_no_table_is_wider_than_the_terminal_and_nothing_is_cut(
    unit: FamilyExplanation, width: int
) -> None:
    text = told(unit, width)
    assert max(map(len, tables(text))) <= width
    assert "…" not in text
    assert EVIDENCE in evidence(text)
    assert "gp:zyx-canary-child 1" in text


def test_each_comparison_has_a_line_between_the_start_and_the_total(
    unit: FamilyExplanation,
) -> None:
    lines = [" ".join(re.split("[ │]+", line)).strip() for line in tables(told(unit, 80))]
    first = lines.index(next(line for line in lines if "child 1, adult 1" in line))
    start, stated, unknown, total = lines[first : first + 4]
    assert re.fullmatch(r"child 1, adult 1 any two people [+-]\d+\.\d", start)
    assert stated == "stated tie parent and child +12.5"
    assert unknown == "cannot be compared home"
    assert re.fullmatch(r"total [+-]\d+\.\d", total)


def test_a_tie_that_the_night_does_not_weigh_says_so(unit: FamilyExplanation) -> None:
    assert re.search(r"child 1, adult 3 │ +│ the night does not weigh the two", told(unit, 100))


def test_sources_of_a_tie_that_is_inferred_all_the_same_are_named(
    unit: FamilyExplanation,
) -> None:
    assert "; a tie stated by Schools" in evidence(told(unit, 80))
