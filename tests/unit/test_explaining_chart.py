"""The waterfall chart: what it shows, what it says to those who do not see it, what it lacks."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from linkage_models.explaining.explanation import Explanation, Guard
from linkage_models.explaining.records import RecordKey
from linkage_models.explaining.weighing import Reached
from pipelines.cli.waterfall import alternative_text, waterfall_of, write_waterfall

REMARKS = "Night 2026-09-30, person model 0123456789ab."
SVG = "{http://www.w3.org/2000/svg}"
EXPLAINED = Explanation(
    left=RecordKey(source="gp", record_id="zyx-canary-1"),
    right=RecordKey(source="childrens_social_care", record_id="zyx-canary-2"),
    start=-13.6,
    reached=(
        Reached(
            comparison="given_name",
            label="All other comparisons",
            is_known=True,
            weight=-6.0,
            rarity=0.0,
        ),
        Reached(
            comparison="date_of_birth",
            label="Exact match on date_of_birth_text",
            is_known=True,
            weight=12.4,
            rarity=0.0,
        ),
        Reached(comparison="upn", label="not known", is_known=False, weight=0.0, rarity=0.0),
    ),
    guard=Guard("twins", -8.0, "a reason"),
    weight=-15.2,
    weight_of_night=-7.2,
    join=2.0,
    rule="date of birth",
    not_held="",
    outcome="not joined",
    is_one_person=False,
    path=(),
)


def drawn(explained: Explanation, path: Path) -> Path:
    write_waterfall(explained, REMARKS, path)
    return path


def shown(path: Path) -> list[str]:
    """Return the words that are drawn, each once."""
    parts = fromstring(path.read_text("utf-8")).iter()
    texts = (part.text or "" for part in parts if part.tag in (f"{SVG}text", f"{SVG}tspan"))
    return list(dict.fromkeys(text for text in texts if text))


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        content = png[at + 4 : at + 8 + length]
        (check,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(content)
        yield content[:4], content[4:]
        at += 12 + length


def test_every_weight_the_total_and_the_join_level_are_drawn(tmp_path: Path) -> None:
    words = shown(drawn(EXPLAINED, tmp_path / "pair.svg"))
    for text in ("-13.6", "-6.0", "+12.4", "-8.0", "-15.2", "join level +2.0"):
        assert text in words
    for text in ("first name: different", "date of birth: the same", "guard: twins", "total"):
        assert text in words
    assert "Two records, two persons" in words
    assert "Full bars speak for one person, empty bars against it." in words


def test_what_cannot_be_compared_has_no_bar_and_is_told_below(tmp_path: Path) -> None:
    words = shown(drawn(EXPLAINED, tmp_path / "pair.svg"))
    assert "Cannot be compared: UPN." in words
    assert not [text for text in words if text.startswith("UPN")]


def test_bars_for_and_against_differ_in_more_than_colour(tmp_path: Path) -> None:
    paths = fromstring(drawn(EXPLAINED, tmp_path / "pair.svg").read_text("utf-8")).iter(
        f"{SVG}path"
    )
    bars = {(path.get("fill"), path.get("stroke")) for path in paths}
    assert ("white", "#b34700") in bars  # Against: first name and guard.
    assert ("#1d5b8f", None) in bars  # For: date of birth.


def test_the_picture_says_to_a_screen_reader_what_it_shows(tmp_path: Path) -> None:
    root = fromstring(drawn(EXPLAINED, tmp_path / "pair.svg").read_text("utf-8"))
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert words is not None
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == words.get("id")
    assert title.text == "Two records, two persons"
    assert words.text == alternative_text(EXPLAINED, REMARKS)
    assert words.text == (
        "Waterfall chart. Two records, two persons: GP practices and Children's social care. "
        "start, any two records: -13.6; first name, different: -6.0; date of birth, the same: "
        "+12.4; guard, twins: -8.0. Total -15.2, where the join level is +2.0: not joined. "
        f"Cannot be compared: UPN. {REMARKS}"
    )


@pytest.mark.parametrize("name", ["pair.png", "PAIR.PNG"])
def test_a_png_carries_the_words_beside_the_picture(tmp_path: Path, name: str) -> None:
    found = list(chunks(drawn(EXPLAINED, tmp_path / name).read_bytes()))
    assert (found[0][0], found[-1][0]) == (b"IHDR", b"IEND")
    title, words = [content for kind, content in found if kind == b"iTXt"]
    assert title == b"Title\0\0\0\0\0Two records, two persons"
    assert words == b"Description\0\0\0\0\0" + alternative_text(EXPLAINED, REMARKS).encode()


def test_the_records_are_not_named_in_the_picture(tmp_path: Path) -> None:
    for name in ("pair.svg", "pair.png"):
        assert b"zyx-canary" not in drawn(EXPLAINED, tmp_path / name).read_bytes()


def test_two_records_of_one_source_name_it_once(tmp_path: Path) -> None:
    pair = replace(EXPLAINED, right=RecordKey(source="gp", record_id="2"))
    assert "GP practices." in shown(drawn(pair, tmp_path / "pair.svg"))


def test_a_source_that_nobody_gave_a_title_goes_by_its_own_name() -> None:
    pair = replace(EXPLAINED, right=RecordKey(source="adult_housing", record_id="2"))
    assert "GP practices and Adult housing." in alternative_text(pair, REMARKS)


def test_the_same_pair_gives_the_same_picture(tmp_path: Path) -> None:
    first, second = (drawn(EXPLAINED, tmp_path / f"{n}.svg").read_bytes() for n in (1, 2))
    assert first == second


def test_weights_stand_beside_the_bars_where_the_join_level_never_crosses_them() -> None:
    for join in (-40.0, 0.0, 1.0, 40.0):
        layers = waterfall_of(replace(EXPLAINED, join=join), REMARKS)["vconcat"][0]["layer"]  # type: ignore[index]
        width = waterfall_of(EXPLAINED, REMARKS)["vconcat"][0]["width"]  # type: ignore[index]
        (numbers,) = (
            each["encoding"]["x"]["value"]
            for each in layers
            if each["mark"]["type"] == "text" and "field" in each["encoding"]["y"]
        )
        assert numbers > width
