"""A pack as page, tables and JSON: whole, escaped, marked, sealed, and always the same bytes."""

import csv
import json
import re
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from shutil import rmtree

import pytest

from governance.evidence.assessment import AFTER_RISKS, BEFORE_RISKS
from governance.evidence.blocks import (
    Answer,
    Answers,
    Document,
    Listing,
    Notice,
    Picture,
    Standing,
    Table,
    Text,
)
from governance.evidence.guild import GUILD
from governance.evidence.items import Item, answered, council, told, unknown
from governance.evidence.pack import ExactTable, FilledSection, Pack, Section
from governance.evidence.page import as_html
from governance.evidence.record import RECORD
from governance.evidence.transparency import ATRS
from governance.evidence.writing import FOR_THE_OFFICER, PAGE, write_pack

SEE_SOURCES = Answer(key="1", asks="By what right?", told="By two.", see=("sources",))
TABLE = Table(
    name="agreements",
    title="Agreements",
    columns=("Source", "Reference", "Rows"),
    rows=(("GP practices", "=cmd()", "1,205"), ("<b>Schools</b>", "a" * 64, "*")),
    amounts=frozenset({"Rows"}),
)


def section(key: str, *blocks: object) -> FilledSection:
    declared = Section(key=key, title=f"About {key}", asked_by="Asked for by somebody.")
    return FilledSection(section=declared, blocks=blocks)  # type: ignore[arg-type]


def pack(mark: str = "Synthetic data") -> Pack:
    return Pack(
        title="Evidence on a night",
        mark=mark,
        about={"Of": "the night of 2026-09-30"},
        sections=(
            section(
                "overview",
                Text(words="Words & <script>alert(1)</script>"),
                Answers(name="standing", title="How it stands", answers=(SEE_SOURCES,)),
            ),
            section(
                "sources",
                TABLE,
                Notice(words="Look here."),
                Listing(items=("One.", "Two.")),
                Picture(name="flow", title="Flow", svg="<svg><title>Flow</title></svg>"),
                Document(name="card", title="Card", markdown="# Card\n\n[a](../b.md) <i>c</i>\n"),
            ),
        ),
        exact=(ExactTable(name="flow_exact", columns=("value",), rows=(("3",),)),),
    )


class Read(HTMLParser):
    """Reads ids, links and names of elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pack(pack(), tmp_path)
    return tmp_path


def page_of(folder: Path) -> tuple[str, Read]:
    text = (folder / PAGE).read_text("utf-8")
    read = Read()
    read.feed(text)
    return text, read


def test_every_link_of_the_page_leads_to_a_place_in_it(folder: Path) -> None:
    _, read = page_of(folder)
    assert {"#overview", "#sources"} <= set(read.links)
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_the_page_needs_nothing_but_itself_and_has_no_script(folder: Path) -> None:
    text, read = page_of(folder)
    assert not {"script", "link", "img", "iframe", "i", "b"} & read.tags
    assert "default-src 'none'" in text
    assert "http" not in re.sub(r"http-equiv", "", text)
    assert "Words &amp; &lt;script&gt;" in text


def test_the_page_says_that_data_is_synthetic_and_only_then(folder: Path, tmp_path: Path) -> None:
    assert "Synthetic data: nobody in this pack exists." in page_of(folder)[0]
    real = tmp_path / "real"
    real.mkdir()
    write_pack(replace(pack(), mark=""), real)
    assert "nobody in this pack exists" not in page_of(real)[0]
    assert "ynthetic" not in (real / "tables" / "agreements.csv").read_text("utf-8")


def test_a_table_is_a_csv_without_formulas_whose_lines_are_marked(folder: Path) -> None:
    with (folder / "tables" / "agreements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0] == {
        "Source": "GP practices",
        "Reference": "'=cmd()",
        "Rows": "1,205",
        "data": "Synthetic data",
    }


def test_json_tells_everything_that_the_page_does(folder: Path) -> None:
    told_ = json.loads((folder / "evidence.json").read_text("utf-8"))
    kinds = [[block["kind"] for block in each["blocks"]] for each in told_["sections"]]
    assert kinds == [["text", "answers"], ["table", "notice", "listing", "picture", "document"]]
    answer = told_["sections"][0]["blocks"][1]["answers"][0]
    assert answer["told"] == "By two."
    assert answer["standing"] == "known"
    for block in told_["sections"][1]["blocks"]:
        assert "file" not in block or (folder / block["file"]).is_file()


def test_what_may_be_handed_on_is_sealed_without_what_stays_inside(folder: Path) -> None:
    rmtree(folder / FOR_THE_OFFICER)
    lines = (folder / "CHECKSUMS.sha256").read_text("utf-8").splitlines()
    sealed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    del there["CHECKSUMS.sha256"]
    found = {name: sha256(path.read_bytes()).hexdigest() for name, path in there.items()}
    assert sealed == found


def test_exact_numbers_lie_apart_and_are_sealed_apart(folder: Path) -> None:
    inside = folder / FOR_THE_OFFICER
    assert "3" in (inside / "flow_exact.csv").read_text("utf-8")
    assert "flow_exact.csv" in (inside / "CHECKSUMS.sha256").read_text("utf-8")
    assert "flow_exact" not in (folder / "evidence.json").read_text("utf-8")


def test_the_same_pack_is_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    assert write_pack(pack(), again)
    for path in again.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (folder / path.relative_to(again)).read_bytes()


def test_a_pack_whose_parts_are_called_alike_is_refused() -> None:
    with pytest.raises(ValueError, match="called alike: agreements"):
        replace(pack(), sections=(section("overview", TABLE), section("sources", TABLE)))


def test_an_answer_that_points_nowhere_is_refused() -> None:
    block = Answers(name="standing", title="", answers=(replace(SEE_SOURCES, see=("gone",)),))
    with pytest.raises(ValueError, match="not there: gone"):
        replace(pack(), sections=(section("overview", block),))


@pytest.mark.parametrize(
    ("rows", "amounts", "match"),
    [
        ((("one",),), frozenset(), "not the 2 columns"),
        ((("one", "two"),), frozenset({"Number"}), "column that is not there"),
    ],
)
def test_a_table_that_does_not_fit_its_header_is_refused(
    rows: tuple[tuple[str, ...], ...], amounts: frozenset[str], match: str
) -> None:
    with pytest.raises(ValueError, match=match):
        Table(name="t", title="T", columns=("A", "B"), rows=rows, amounts=amounts)


def test_a_document_keeps_no_html_links_pictures_or_marks_and_lower_headings() -> None:
    html = as_html(
        "# Card\n\n<!-- made: levels -->\n\n![a picture](x.svg)\n\n## Use\n\n"
        "[decision](../0010.md) <script>x</script>\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    )
    assert "<h3>Card</h3>" in html
    assert "<h4>Use</h4>" in html
    assert "decision" in html
    assert "<td>2</td>" in html
    for absent in ("href", "<script>", "made:", "picture", "<img"):
        assert absent not in html


@pytest.mark.parametrize("items", [GUILD, RECORD, ATRS, BEFORE_RISKS, AFTER_RISKS])
def test_items_are_told_apart_and_those_of_a_part_stand_together(items: tuple[Item, ...]) -> None:
    assert len({each.key for each in items}) == len(items)
    parts = [each.part for each in items]
    assert len(list(answered("x", items, {each.key: told("It is.") for each in items}))) == len(
        dict.fromkeys(parts)
    )


ITEMS = (
    Item(key="1", part="First", asks="What?"),
    Item(key="2", part="First", asks="Why?"),
    Item(key="3", part="Second", asks="Who?"),
)


def test_replies_become_answers_that_say_how_they_stand() -> None:
    replies = {"1": told("This.", "sources"), "2": unknown("it is gone"), "3": council("who.")}
    first, second = answered("asked", ITEMS, replies)
    assert [(each.told, each.standing) for each in (*first.answers, *second.answers)] == [
        ("This.", Standing.KNOWN),
        ("Not known: it is gone.", Standing.NOT_KNOWN),
        ("For the council to fill in: who.", Standing.COUNCIL),
    ]
    assert (first.name, second.title) == ("asked_1", "Second")


@pytest.mark.parametrize("keys", [("1", "2"), ("1", "2", "3", "4")])
def test_an_item_without_a_reply_and_a_reply_without_an_item_are_refused(
    keys: tuple[str, ...],
) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        list(answered("asked", ITEMS, {key: told("This.") for key in keys}))
