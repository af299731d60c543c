"""What is refused before anything of a release is written."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from governance.definition import FIGURE_COLUMNS, Breakdown, CountDefinition, Measure, Unit
from governance.disclosure import PROFILES
from governance.figure import Figure, FigureRow, figures_from_rows
from governance.figure_check import check_release
from governance.release import ReleaseContext, ReleaseError, write_release

A2 = CountDefinition(
    id="A2",
    title="Children",
    definition="Children of adults open to mental health.",
    measures=(
        Measure(name="children", title="Children", unit=Unit.CHILD, share_of="all children"),
        Measure(name="families", title="Families", unit=Unit.FAMILY),
        Measure(name="adults", title="Adults", unit=Unit.ADULT),
    ),
    basis="Open at the as-at date.",
    sources=("gp",),
    not_for="deciding about one family",
)
CONTEXT = ReleaseContext(
    release_id="r1",
    as_at=date(2026, 9, 30),
    purpose="synthetic",
    profile=PROFILES["nhs"],
    definitions=(A2,),
    breakdowns=(Breakdown(name="ward", title="Ward"),),
    data_as_at={"gp": date(2026, 9, 29)},
    versions={"thinkfamily": "0.1.0"},
)
GOOD: FigureRow = ("A2", "children", "total", "all", 40, 30, 90)


def problems(*rows: FigureRow, context: ReleaseContext = CONTEXT) -> tuple[str, ...]:
    with pytest.raises(ReleaseError) as refused:
        check_release(figures_from_rows(rows), context)
    return refused.value.problems


def test_good_figures_are_let_through() -> None:
    check_release(figures_from_rows([GOOD]), CONTEXT)


def test_a_row_is_read_in_the_order_of_the_figure_columns() -> None:
    (figure,) = figures_from_rows([GOOD])
    assert tuple(getattr(figure, column) for column in FIGURE_COLUMNS) == GOOD


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("Z9", "children", "total", "all", 40, 30, None), "count has no definition"),
        (("A2", "uncles", "total", "all", 40, 30, None), "measure has no definition"),
        (("A2", "children", "planet", "earth", 40, 30, None), "breakdown has no declaration"),
        (("A2", "children", "total", "north", 40, 30, None), "belongs to the total"),
        (("A2", "children", "ward", "all", 40, 30, None), "belongs to the total"),
        (("A2", "children", "total", "all", -1, 0, None), "the value is negative"),
        (("A2", "adults", "total", "all", 5, -1, None), "number of families is negative"),
        (("A2", "children", "total", "all", 40, 41, None), "more families than the value"),
        (("A2", "children", "total", "all", 40, 30, 39), "larger than the whole"),
        (("A2", "families", "total", "all", 40, 30, None), "but the two differ"),
        (("A2", "children", "total", "all", 40, 0, None), "no family of theirs"),
        (("A2", "adults", "total", "all", 40, 30, 90), "what a share of it is a share of"),
    ],
)
def test_a_wrong_figure_is_refused_with_its_reason(row: FigureRow, problem: str) -> None:
    (found,) = problems(row)
    assert problem in found
    assert found.startswith(f"{row[0]} {row[1]} by {row[2]}: ")


@pytest.mark.parametrize("value", [None, 40.0, True])
def test_a_number_that_is_not_a_whole_number_is_refused(value: object) -> None:
    (good,) = figures_from_rows([GOOD])
    wrong = replace(good, value=value)  # type: ignore[arg-type]
    with pytest.raises(ReleaseError, match="not a whole number"):
        check_release((wrong,), CONTEXT)


def test_the_same_figure_twice_is_refused() -> None:
    assert problems(GOOD, GOOD) == ("A2 children by total: given more than once (2 figures)",)


def test_no_figures_are_no_release() -> None:
    assert problems() == ("there are no figures",)


def test_all_problems_are_reported_together() -> None:
    found = problems(
        ("Z9", "children", "total", "all", 40, 30, None),
        ("A2", "children", "ward", "north", -7, 0, None),
        ("A2", "children", "ward", "south", -9, 0, None),
    )
    assert found == (
        "A2 children by ward: the value is negative (2 figures)",
        "Z9 children by total: its count has no definition (1 figure)",
    )


def test_a_message_never_quotes_a_number_of_people() -> None:
    message = "\n".join(problems(("A2", "children", "ward", "north", 4213, 4217, 4211)))
    assert "421" not in message


def test_definitions_that_contradict_each_other_are_refused() -> None:
    odd = replace(A2, id="../A3")
    context = replace(
        CONTEXT,
        definitions=(A2, A2, odd),
        headlines=(("A2", "uncles"),),
        labels={"ward": {"n": "North", "m": "North"}},
    )
    found = " | ".join(problems(GOOD, context=context))
    assert "A2: defined 2 times" in found
    assert "an id is letters and digits" in found
    assert "headline A2 uncles" in found
    assert "two categories have the same" in found


def test_an_unknown_purpose_is_refused() -> None:
    with pytest.raises(ValueError, match="purpose 'live'"):
        replace(CONTEXT, purpose="live")  # type: ignore[arg-type]


def test_nothing_is_written_when_a_figure_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "release"
    bad = Figure(
        count_id="Z9", measure="m", breakdown="total", category="all", value=1, family_count=1
    )
    with pytest.raises(ReleaseError):
        write_release([bad], CONTEXT, folder)
    assert not folder.exists()


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("of an earlier release", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_release(figures_from_rows([GOOD]), CONTEXT, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
