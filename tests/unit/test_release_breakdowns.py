"""A release says how each of its breakdowns is worked out: metadata, workbook and report."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from governance.definition import Breakdown, CountDefinition, Measure, Unit
from governance.disclosure import PROFILES
from governance.figure import figures_from_rows
from governance.release import ReleaseContext, write_release
from pipelines.counts.breakdowns import BREAKDOWNS

WARD = "Of the home <in use> & of no other."
CONTEXT = ReleaseContext(
    release_id="2026-09-30-1",
    as_at=date(2026, 9, 30),
    purpose="planning",
    profile=PROFILES["nhs"],
    definitions=(
        CountDefinition(
            id="A2",
            title="Children",
            definition="Children of somebody.",
            measures=(Measure(name="children", title="Children", unit=Unit.CHILD),),
            basis="Open on the as-at date.",
            sources=("gp",),
            not_for="deciding about one family",
        ),
    ),
    breakdowns=(
        Breakdown(name="total", title="Total"),
        Breakdown(name="sex", title="Sex"),
        Breakdown(name="ward", title="Ward", goes_by=WARD),
        Breakdown(name="stage", title="Stage", adds_up=False, goes_by="The stages that are open."),
        Breakdown(name="school", title="School", goes_by="The newest school."),
    ),
    data_as_at={"gp": date(2026, 9, 1)},
    versions={},
)
FIGURES = figures_from_rows([
    ("A2", "children", "total", "all", 400, 300, None),
    ("A2", "children", "sex", "F", 400, 300, None),
    ("A2", "children", "stage", "open", 400, 300, None),
    ("A2", "children", "ward", "E1", 400, 300, None),
])  # fmt: skip


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(FIGURES, CONTEXT, tmp_path_factory.mktemp("said") / "release").folder


def definitions_sheet(folder: Path) -> list[tuple[object, ...]]:
    book = load_workbook(folder / "release.xlsx")
    return [tuple(cell.value or "" for cell in row[:3]) for row in book["Definitions"].iter_rows()]


def test_the_metadata_has_the_words_of_every_breakdown(release: Path) -> None:
    told = json.loads((release / "metadata.json").read_text("utf-8"))["breakdowns"]
    assert {each["name"]: each["goes_by"] for each in told} == {
        "total": "",
        "sex": "",
        "ward": WARD,
        "stage": "The stages that are open.",
        "school": "The newest school.",
    }


def test_the_workbook_explains_the_breakdowns_it_has_in_their_order(release: Path) -> None:
    rows = definitions_sheet(release)
    header = rows.index(("", "Broken down by", "How it is worked out"))
    # Sex needs no words, and nothing is shown by school.
    assert rows[header + 1 :] == [
        ("", "Ward", WARD),
        ("", "Stage (parts overlap)", "The stages that are open."),
    ]


def test_the_report_explains_the_breakdowns_it_has(release: Path) -> None:
    page = (release / "report.html").read_text("utf-8")
    said = page.split("How breakdowns are worked out", 1)[1].split("</section>", 1)[0]
    assert "<dd>Of the home &lt;in use&gt; &amp; of no other.</dd>" in said
    assert "<dt>Stage (parts overlap)</dt>" in said
    assert "The newest school." not in page
    assert WARD not in page


def test_where_nothing_is_to_be_said_there_is_no_heading(tmp_path: Path) -> None:
    context = replace(CONTEXT, breakdowns=(Breakdown(name="total", title="Total"),))
    folder = write_release(FIGURES[:1], context, tmp_path / "release").folder
    assert "How breakdowns are worked out" not in (folder / "report.html").read_text("utf-8")
    assert ("", "Broken down by", "How it is worked out") not in definitions_sheet(folder)


def test_breakdowns_whose_parts_overlap_say_why() -> None:
    assert all(each.goes_by for each in BREAKDOWNS if not each.adds_up)
    assert len({each.name for each in BREAKDOWNS}) == len(BREAKDOWNS)
