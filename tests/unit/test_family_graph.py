"""The picture of a family: what it shows, what it says in words, what it lacks."""

import itertools
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from linkage_models.explaining.family.explanation import FamilyExplanation
from pipelines.cli.family_graph import alternative_text, write_family_graph
from pipelines.cli.family_layout import Layout, lay_out
from pipelines.cli.family_lines import ADULT_WIDTH, CHILD_WIDTH, Line
from tests.explained_families import (
    COUPLE,
    EIGHT,
    FOSTERED,
    HALF_SIBLINGS,
    SEPARATED,
    family,
)

SENTENCE = "A sentence about them."
NOTES = ["Night 2026-09-30, family model 0123456789ab."]
SVG = "{http://www.w3.org/2000/svg}"
ALL = {
    "couple": COUPLE,
    "separated": SEPARATED,
    "half-siblings": HALF_SIBLINGS,
    "foster carers": FOSTERED,
    "eight children": EIGHT,
}
every_family = pytest.mark.parametrize("told", ALL.values(), ids=ALL)


def drawn(told: FamilyExplanation, path: Path) -> Path:
    write_family_graph(told, SENTENCE, NOTES, path)
    return path


def parsed(told: FamilyExplanation, folder: Path) -> Element:
    return fromstring(drawn(told, folder / "family.svg").read_text("utf-8"))


def shown(told: FamilyExplanation, folder: Path) -> list[str]:
    """Return the words that are drawn."""
    parts = parsed(told, folder).iter()
    return [part.text for part in parts if part.tag in (f"{SVG}text", f"{SVG}tspan") and part.text]


def strokes(told: FamilyExplanation, folder: Path) -> list[tuple[str | None, str | None]]:
    """Return colour and dashes of each line; a bracket's and the legend's are among them."""
    lines = [
        part
        for part in parsed(told, folder).iter(f"{SVG}path")
        if part.get("stroke-width") == "2.2"
    ]
    return [(line.get("stroke"), line.get("stroke-dasharray")) for line in lines]


def ends(line: Line) -> tuple[tuple[float, float], tuple[float, float]]:
    return line.points[0], line.points[-1]


def test_everybody_is_drawn_with_role_label_and_age(tmp_path: Path) -> None:
    words = shown(HALF_SIBLINGS, tmp_path)
    for text in (
        "mother",
        "adult 1, 35 to 44",
        "child 1",
        "child 2",
        "5 to 9",
        "Home",
        "Elsewhere",
    ):
        assert text in words
    assert words.count("father") == 2
    assert SENTENCE in words
    assert NOTES[0] in words


def test_a_role_that_differs_for_one_child_is_written_at_its_line(tmp_path: Path) -> None:
    assert "step-parent" in shown(HALF_SIBLINGS, tmp_path)
    assert "step-parent" not in shown(COUPLE, tmp_path)


def test_stated_and_inferred_ties_differ_in_more_than_colour(tmp_path: Path) -> None:
    legend = [("#1d5b8f", "1,0"), ("#b34700", "6,4")]
    found = strokes(EIGHT, tmp_path)
    assert found.count(legend[0]) == 1 + 8
    assert found.count(legend[1]) == 1 + 8
    assert strokes(SEPARATED, tmp_path).count(legend[1]) == 1  # In the legend only.


def test_a_couple_shares_one_line_to_each_child_below_a_bracket() -> None:
    lines = lay_out(COUPLE).lines
    assert len(lines) == 1 + 2
    bracket, *others = lines
    middle = (bracket.points[1][0] + bracket.points[2][0]) / 2
    assert {line.points[0] for line in others} == {(middle, bracket.points[1][1])}


def test_parents_who_are_known_in_different_ways_share_no_line() -> None:
    assert len(lay_out(EIGHT).lines) == 16


def test_foster_carers_share_a_line_and_the_child_is_marked(tmp_path: Path) -> None:
    assert len(lay_out(FOSTERED).lines) == 2 + 1 + 1
    words = shown(FOSTERED, tmp_path)
    assert words.count("in foster care") == 1
    assert words.count("foster carer") == 2
    assert "Foster home" in words


@every_family
def test_nobody_stands_on_another_or_outside_their_home(told: FamilyExplanation) -> None:
    layout = lay_out(told)
    assert {spot.label for spot in layout.spots} == {
        each.label for each in (*told.children, *told.adults)
    }
    for is_child, width in ((False, ADULT_WIDTH), (True, CHILD_WIDTH)):
        places = sorted(spot.x for spot in layout.spots if spot.is_child == is_child)
        assert all(right - left >= width for left, right in itertools.pairwise(places))
    people = {each.label: each for each in (*told.children, *told.adults)}
    for spot in layout.spots:
        home = people[spot.label].home
        assert home is not None
        frame = next(each for each in layout.frames if each.left < spot.x < each.right)
        assert frame.title == told.homes[home].title
    assert all(
        one.right < other.left for one, other in zip(layout.frames, layout.frames[1:], strict=False)
    )


@every_family
def test_lines_run_from_adults_down_to_children_and_no_two_meet_there(
    told: FamilyExplanation,
) -> None:
    layout = lay_out(told)
    down = [ends(line) for line in layout.lines if len(line.points) > 4]
    assert all(start[1] < end[1] for start, end in down)
    assert len({end for _, end in down}) == len(down)
    assert sum(line.is_stated for line in layout.lines) > 0


@every_family
def test_children_stand_below_adults_and_siblings_alike_from_the_eldest(
    told: FamilyExplanation,
) -> None:
    layout = lay_out(told)
    rows = {spot.y for spot in layout.spots if spot.is_child}
    assert len(rows) == 1
    assert max(spot.y for spot in layout.spots if not spot.is_child) < rows.pop()
    if told in (COUPLE, EIGHT):
        ordered = sorted((spot for spot in layout.spots if spot.is_child), key=lambda spot: spot.x)
        assert [spot.label for spot in ordered] == [each.label for each in told.children]
        first = min((spot for spot in layout.spots if not spot.is_child), key=lambda spot: spot.x)
        assert first.words[0] == "mother"


def test_the_first_home_stands_left_of_the_second() -> None:
    # The order that crosses fewest lines would have them the other way round.
    told = family(
        {
            "Home 1": ("child 1", "child 2", "adult 1"),
            "Home 2": ("child 3", "adult 2"),
            "Foster home": ("adult 3", "adult 4"),
        },
        [
            ("child 1", "foster_carer", "adult 3"),
            ("child 3", "mother", "adult 1"),
            ("child 3", "father", "adult 2"),
            ("child 3", "foster_carer", "adult 4"),
        ],
    )
    titles = [frame.title for frame in lay_out(told).frames]
    assert titles.index("Home 1") < titles.index("Home 2")


def test_who_else_lives_there_is_counted_in_the_frame(tmp_path: Path) -> None:
    assert "also here: 2 others" in shown(EIGHT, tmp_path)
    assert not [text for text in shown(COUPLE, tmp_path) if "also here" in text]


def test_the_picture_says_to_a_screen_reader_what_it_shows(tmp_path: Path) -> None:
    root = parsed(SEPARATED, tmp_path)
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == words.get("id")
    assert title.text == "Family unit 7: 2 children, 2 adults"
    assert words.text == alternative_text(SEPARATED, SENTENCE, NOTES)
    assert words.text == (
        f"Family graph. {SENTENCE} Home: adult 1 (mother, 35 to 44), child 1 (5 to 9) and child 2 "
        "(5 to 9). Elsewhere: adult 2 (father, 35 to 44). "
        "adult 1 is mother of child 1, stated, lives with the child. "
        "adult 2 is father of child 1, stated, lives elsewhere. "
        "adult 1 is mother of child 2, stated, lives with the child. "
        f"adult 2 is father of child 2, stated, lives elsewhere. {NOTES[0]}"
    )


@pytest.mark.parametrize("name", ["family.svg", "family.png", "FAMILY.PNG"])
def test_records_are_not_named_in_the_picture(tmp_path: Path, name: str) -> None:
    content = drawn(EIGHT, tmp_path / name).read_bytes()
    assert b"zyx-canary" not in content
    assert content.startswith(b"<svg" if name.endswith("svg") else b"\x89PNG")


@every_family
def test_the_same_family_gives_the_same_picture(told: FamilyExplanation, tmp_path: Path) -> None:
    first, second = (drawn(told, tmp_path / f"{n}.svg").read_bytes() for n in (1, 2))
    assert first == second


def test_a_child_of_whom_nobody_is_known_is_drawn_alone(tmp_path: Path) -> None:
    layout: Layout = lay_out(family({"Home not known": ("child 1",)}, []))
    assert (len(layout.spots), layout.lines) == (1, ())
    assert "Home not known" in shown(family({"Home not known": ("child 1",)}, []), tmp_path)


def test_a_long_sentence_is_broken_into_lines_and_not_cut(tmp_path: Path) -> None:
    sentence = " ".join(["2 children and their step-parent at one home;"] * 6)
    write_family_graph(replace(COUPLE, unit_id=12), sentence, NOTES, tmp_path / "family.svg")
    root = fromstring((tmp_path / "family.svg").read_text("utf-8"))
    lines = [part.text for part in root.iter(f"{SVG}tspan") if part.text]
    assert " ".join(lines).startswith(sentence)
