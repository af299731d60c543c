"""What a release folder holds, for synthetic and for real data."""

import csv
import hashlib
import json
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from governance.definition import Breakdown, CountDefinition, Measure, Unit
from governance.disclosure import PROFILES
from governance.figure import Figure, FigureRow, figures_from_rows
from governance.release import ReleaseContext, ReleaseSummary, write_release

SVG = "{http://www.w3.org/2000/svg}"
SECRET = 4213  # An exact number that must not be found anywhere; it is shown as 4215.


def count(count_id: str, title: str, *measures: Measure) -> CountDefinition:
    return CountDefinition(
        id=count_id,
        title=title,
        definition=f"{title}: who is counted & who is not, in a sentence <of its own>.",
        measures=measures,
        basis="Open at the as-at date.",
        sources=("adult_mental_health", "gp"),
        not_for="deciding about one family",
    )


CONTEXT = ReleaseContext(
    release_id="2026-09-30-1",
    as_at=date(2026, 9, 30),
    purpose="planning",
    profile=PROFILES["nhs"],
    definitions=(
        count(
            "A1",
            "Parents open to mental health",
            Measure(name="adults", title="Adults open to mental health", unit=Unit.ADULT),
            Measure(name="parents", title="Parents", unit=Unit.ADULT, share_of="adults open"),
        ),
        count(
            "A2",
            "Children of such adults",
            Measure(name="children", title="Children", unit=Unit.CHILD),
            Measure(name="unborn", title="Unborn children", unit=Unit.CHILD),
        ),
        count(
            "B3",
            "Children known to social care",
            Measure(name="children", title="Children", unit=Unit.CHILD, share_of="such children"),
        ),
        count("C1", "Services", Measure(name="families", title="Families", unit=Unit.FAMILY)),
        count("C2", "Combinations", Measure(name="families", title="Families", unit=Unit.FAMILY)),
    ),
    breakdowns=(
        Breakdown(name="tier", title="Tier"),
        Breakdown(name="age_band", title="Age band"),
        Breakdown(name="stage", title="Stage"),
        Breakdown(name="services", title="Number of services"),
        Breakdown(name="combination", title="Combination of services"),
        Breakdown(name="ward", title="Ward"),
    ),
    data_as_at={"gp": date(2026, 9, 1), "adult_mental_health": date(2026, 9, 29)},
    versions={"thinkfamily": "0.1.0", "splink": "5.0.0"},
    notes=("Schools are missing.",),
    labels={
        "stage": {"in_need": "Child in need", "child_protection": "Child protection plan"},
        "combination": {
            "adult_mental_health": "Adult mental health",
            "childrens_social_care": "Children's social care",
        },
        "source": {"gp": "GP practices"},
    },
    area="Synthton",
)
ROWS: list[FigureRow] = [
    ("A1", "adults", "total", "all", SECRET, 1871, None),
    ("A1", "parents", "total", "all", 1287, 1190, SECRET),
    ("A1", "parents", "tier", "P1", 842, 801, SECRET),
    ("A1", "parents", "tier", "P2", 3, 3, SECRET),
    ("A2", "children", "total", "all", 2143, 1214, None),
    ("A2", "unborn", "total", "all", 6, 6, None),
    ("A2", "children", "age_band", "00 to 04", 498, 402, None),
    ("A2", "children", "age_band", "05 to 09", 611, 503, None),
    ("A2", "children", "ward", "=cmd|' /C calc'!A0", 801, 500, None),
    ("A2", "children", "ward", "<script>alert(1)</script>", 9, 5, None),
    ("B3", "children", "stage", "child_protection", 38, 22, 131),
    ("B3", "children", "stage", "in_need", 211, 140, 655),
    ("C1", "families", "total", "all", 0, 0, None),
    ("C1", "families", "services", "1", 2512, 2512, None),
    ("C1", "families", "services", "2", 0, 0, None),
    ("C2", "families", "combination", "childrens_social_care", 352, 352, None),
    ("C2", "families", "combination", "adult_mental_health+childrens_social_care", 4, 4, None),
    ("C2", "families", "combination", "adult_mental_health", 1040, 1040, None),
]
CHARTS = ("A1_tier", "A2_age_band", "B3_stage", "C1_services", "C2_combination")


def figures() -> tuple[Figure, ...]:
    return figures_from_rows(ROWS)


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> ReleaseSummary:
    return write_release(figures(), CONTEXT, tmp_path_factory.mktemp("planning") / "release")


@pytest.fixture(scope="module")
def release(summary: ReleaseSummary) -> Path:
    return summary.folder


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    context = replace(CONTEXT, purpose="synthetic")
    return write_release(
        figures(), context, tmp_path_factory.mktemp("synthetic") / "release"
    ).folder


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a release as text, a workbook by its parts."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                for name in book.namelist():
                    yield f"{path.name}/{name}", book.read(name).decode()
        elif path.suffix == ".parquet":
            table = pq.read_table(path)
            yield path.name, f"{table.schema} {table.to_pylist()}"
        elif path.suffix == ".png":
            yield path.name, words_of_picture(path)
        elif path.is_file():
            yield path.name, path.read_text(encoding="utf-8")


def words_of_picture(path: Path) -> str:
    """What the text chunks of a PNG say."""
    content, at, words = path.read_bytes(), 8, []
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        if content[at + 4 : at + 8] == b"iTXt":
            words.append(content[at + 8 : at + 8 + length].replace(b"\0", b" ").decode())
        at += length + 12
    return "\n".join(words)


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet(folder: Path, name: str) -> Worksheet:
    found = load_workbook(folder / "release.xlsx")[name]
    assert isinstance(found, Worksheet)
    return found


def figure_cells(folder: Path, count_id: str) -> dict[tuple[str, str], tuple[object, object]]:
    rows = [[cell.value for cell in row] for row in sheet(folder, count_id).iter_rows()]
    header = next(number for number, row in enumerate(rows) if row[0] == "Measure")
    return {(str(row[0]), str(row[2])): (row[3], row[4]) for row in rows[header + 1 :]}


class Page(HTMLParser):
    """Collects the tags of a page, and whatever would make a browser ask for something."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_release_holds_its_tables_charts_workbook_report_and_seal(
    summary: ReleaseSummary,
) -> None:
    assert set(summary.files) == {
        "CHECKSUMS.sha256",
        "figures.csv",
        "figures.parquet",
        "metadata.json",
        "release.xlsx",
        "report.html",
        *(
            f"tables/{definition.id}.{kind}"
            for definition in CONTEXT.definitions
            for kind in ("csv", "parquet")
        ),
        *(f"charts/{name}.{kind}" for name in CHARTS for kind in ("svg", "png")),
    }
    assert (summary.figure_count, summary.suppressed_count) == (len(ROWS), 4)


def test_no_exact_number_is_in_any_file(release: Path) -> None:
    exact = {number for row in ROWS for number in row[4:] if number}
    telling = {number for number in exact if number > 300 and number % 5}
    assert SECRET in telling
    spelled = "|".join(f"{number}|{number:,}" for number in sorted(telling))
    for name, text in texts(release):
        without_tags = re.sub("<[^>]*>", " ", text)
        if not name.endswith(".sha256"):
            assert not re.search(rf"(?<![\d.])({spelled})(?!\d)", without_tags), name


def test_two_runs_give_the_same_bytes(release: Path, tmp_path: Path) -> None:
    again = write_release(reversed(figures()), CONTEXT, tmp_path / "again").folder
    files = [path.relative_to(release) for path in release.rglob("*") if path.is_file()]
    assert files
    assert [
        path for path in files if (release / path).read_bytes() != (again / path).read_bytes()
    ] == []


def test_files_are_read_only_and_folders_closed_to_others(release: Path) -> None:
    for path in (release, *release.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode & ~0o750 == 0 if path.is_dir() else mode == 0o440, path


def test_the_checksums_seal_every_other_file(summary: ReleaseSummary, release: Path) -> None:
    seal = release / "CHECKSUMS.sha256"
    lines = [line.split("  ") for line in seal.read_text(encoding="utf-8").splitlines()]
    assert [name for _, name in lines] == sorted(set(summary.files) - {seal.name})
    for digest, name in lines:
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == digest
    assert hashlib.sha256(seal.read_bytes()).hexdigest() == summary.checksum


def test_every_output_says_that_synthetic_data_is_synthetic(synthetic: Path) -> None:
    for name, text in texts(synthetic):
        is_part_of_workbook = name.startswith("release.xlsx/")
        if not is_part_of_workbook and not name.endswith(".sha256"):
            assert "Synthetic data" in text, name
    assert {row["data"] for row in csv_rows(synthetic / "figures.csv")} == {"Synthetic data"}
    assert {row["data"] for row in csv_rows(synthetic / "tables" / "A2.csv")} == {"Synthetic data"}


def test_every_sheet_says_that_synthetic_data_is_synthetic(synthetic: Path) -> None:
    book = load_workbook(synthetic / "release.xlsx")
    for page in book.worksheets:
        assert str(page["A1"].value).startswith("Synthetic data")
        assert "Synthetic data" in str(page.oddHeader.left.text)
        assert "Synthetic data" in str(page.oddFooter.left.text)


def test_no_output_calls_real_data_synthetic(release: Path) -> None:
    for name, text in texts(release):
        assert not re.search("synthetic(?!ton)", text, re.IGNORECASE), name


def test_figures_are_in_reading_order_whatever_order_they_come_in(release: Path) -> None:
    rows = csv_rows(release / "figures.csv")
    assert [row["count_id"] for row in rows] == sorted(row["count_id"] for row in rows)
    stages = [row["category"] for row in rows if row["breakdown"] == "stage"]
    assert stages == ["in_need", "child_protection"]  # As the labels are listed.
    combinations = [row["category_title"] for row in rows if row["breakdown"] == "combination"]
    assert combinations == [
        "Adult mental health",
        "Children's social care",
        "Adult mental health + Children's social care",
    ]


def test_the_long_table_gives_figure_percentage_and_words(release: Path) -> None:
    rows = {
        (row["count_id"], row["measure"], row["category"]): row
        for row in csv_rows(release / "figures.csv")
    }
    parents = rows["A1", "parents", "all"]
    assert parents["figure"] == "1285"
    assert parents["percentage"] == "30.5"
    assert parents["percentage_of"] == "adults open"
    assert parents["note"] == "Rounded to the nearest 5. Not for: deciding about one family"
    hidden = rows["A1", "parents", "P2"]
    assert (hidden["figure"], hidden["percentage"]) == ("*", "")
    assert hidden["note"].startswith("Too small to show.")
    assert rows["C1", "families", "2"]["figure"] == "0"


def test_parquet_holds_what_the_csv_holds(release: Path) -> None:
    table = pq.read_table(release / "figures.parquet")
    expected = csv_rows(release / "figures.csv")
    assert table.column_names == list(expected[0])
    assert table.column("figure").to_pylist() == [row["figure"] for row in expected]
    assert set(table.column("as_at").to_pylist()) == {CONTEXT.as_at}


def test_text_that_starts_like_a_formula_is_escaped(release: Path) -> None:
    cell = "'=cmd|' /C calc'!A0"
    assert cell in [row["category"] for row in csv_rows(release / "figures.csv")]
    assert ("Children", cell) in figure_cells(release, "A2")
    types = {each.data_type for row in sheet(release, "A2").iter_rows() for each in row}
    assert "f" not in types


def test_numbers_in_the_workbook_are_numbers(release: Path) -> None:
    cells = figure_cells(release, "A1")
    assert cells["Parents", "All"] == (1285, 0.305)
    assert cells["Parents", "P2"] == ("*", None)


def test_a_sheet_keeps_its_header_in_sight(release: Path) -> None:
    page = sheet(release, "A1")
    header = next(row[0].row for row in page.iter_rows() if row[0].value == "Measure")
    assert page.freeze_panes == f"A{(header or 0) + 1}"
    assert page.print_title_rows == f"${header}:${header}"


def test_the_contents_lead_to_every_sheet(release: Path) -> None:
    cells = [row[0] for row in sheet(release, "Contents").iter_rows()]
    links = [cell.hyperlink.location for cell in cells if cell.hyperlink]
    names = load_workbook(release / "release.xlsx").sheetnames[1:]
    assert links == [f"'{name}'!A1" for name in names]


def test_the_workbook_was_made_on_the_as_at_date(release: Path) -> None:
    created = load_workbook(release / "release.xlsx").properties.created
    assert created.date() == CONTEXT.as_at


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_a_name_and_a_description_in_words(release: Path, name: str) -> None:
    root = fromstring((release / "charts" / f"{name}.svg").read_text(encoding="utf-8"))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")
    assert "30 September 2026" in str(description.text)


def test_a_hidden_number_is_drawn_as_an_empty_stub_with_a_star(release: Path) -> None:
    svg = (release / "charts" / "C2_combination.svg").read_text(encoding="utf-8")
    root = fromstring(svg)
    words = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert words.count("*") == 1
    assert svg.count("stroke-dasharray") == 1
    assert "Adult mental health" in words
    assert "adult_mental_health" not in svg
    assert "Adult mental health + Children's social care: too small to show" in str(
        getattr(root.find(f"{SVG}desc"), "text", "")
    )


def test_a_chart_without_figures_is_left_out(tmp_path: Path) -> None:
    few = [figure for figure in figures() if figure.count_id == "C1"]
    empty = [replace(figure, value=0, family_count=0) for figure in figures()[-1:]]
    summary = write_release([*few, *empty], CONTEXT, tmp_path / "release")
    assert [name for name in summary.files if name.endswith(".svg")] == ["charts/C1_services.svg"]


def test_the_largest_of_too_many_combinations_are_drawn(tmp_path: Path) -> None:
    (last,) = figures()[-1:]
    many = [
        replace(last, category=f"service_{n}", value=100 + 5 * n, family_count=100 + 5 * n)
        for n in range(20)
    ]
    folder = write_release(many, CONTEXT, tmp_path / "release").folder
    svg = (folder / "charts" / "C2_combination.svg").read_text(encoding="utf-8")
    assert "The 15 largest are drawn" in svg
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert report.count('<th scope="row">Service ') == 20


def test_the_report_asks_for_nothing_and_runs_nothing(release: Path) -> None:
    page = Page(release / "report.html")
    asking = {"script", "link", "img", "iframe", "object", "embed", "form"}
    assert not asking & {tag for tag, _ in page.tags}
    assert not [attributes for _, attributes in page.tags if "src" in attributes]
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    targets = {str(each["href"]) for each in page.attributes("a")}
    assert {target[1:] for target in targets if target.startswith("#")} <= ids
    assert {target for target in targets if not target.startswith("#")} == set()
    text = (release / "report.html").read_text(encoding="utf-8")
    assert "url(" not in text
    assert "@import" not in text


def test_words_in_the_report_are_never_taken_for_markup(release: Path) -> None:
    text = (release / "report.html").read_text(encoding="utf-8")
    assert "&lt;of its own&gt;" in text
    assert "<of its own>" not in text


def test_headings_of_the_report_follow_one_another(release: Path) -> None:
    levels = [
        int(tag[1]) for tag, _ in Page(release / "report.html").tags if re.fullmatch("h[1-6]", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_and_ids_of_the_report_serve_a_screen_reader(release: Path) -> None:
    page = Page(release / "report.html")
    assert page.attributes("html") == [{"lang": "en-GB"}]
    assert len(page.attributes("caption")) == len(page.attributes("table")) == len(CHARTS) + 1
    assert all(each.get("scope") in {"col", "row"} for each in page.attributes("th"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {
        str(attributes["aria-labelledby"])
        for _, attributes in page.tags
        if "aria-labelledby" in attributes
    }
    assert set(" ".join(named).split()) <= set(ids)


def test_the_report_opens_with_the_headlines_and_what_they_are_not_for(release: Path) -> None:
    text = (release / "report.html").read_text(encoding="utf-8")
    glance = text[text.index('<h2 id="headlines">') : text.index('<h2 id="charts">')]
    assert re.findall(r'class="number">([^<]+)<', glance) == ["1,285", "2,145", "0"]
    assert "30.5% of adults open" in glance
    assert glance.count("Not for:") == 3


def test_headlines_can_be_chosen_and_a_hidden_one_says_so(tmp_path: Path) -> None:
    context = replace(CONTEXT, headlines=(("A2", "unborn"),))
    folder = write_release(figures(), context, tmp_path / "release").folder
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert text.count('<span class="number">') == 1
    assert "Too small to show:" in text


def test_the_metadata_says_what_the_release_was_made_with(release: Path) -> None:
    metadata = json.loads((release / "metadata.json").read_text(encoding="utf-8"))
    assert metadata["schema"] == "thinkfamily-release/1"
    assert metadata["purpose"] == "planning"
    assert metadata["as_at"] == "2026-09-30"
    assert metadata["data_as_at"] == {"adult_mental_health": "2026-09-29", "gp": "2026-09-01"}
    assert metadata["profile"]["name"] == "nhs"
    assert [each["id"] for each in metadata["definitions"]] == ["A1", "A2", "B3", "C1", "C2"]
    assert metadata["versions"] == {"splink": "5.0.0", "thinkfamily": "0.1.0"}
    assert metadata["evidence"]["figures"] == len(ROWS)
    assert metadata["evidence"]["suppressed"] == 4
    assert metadata["evidence"]["charts"] == list(CHARTS)
