"""What planners read: the released figures, as they were released, and nothing else."""

import re
from html import unescape
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.planner.topics import TOPICS
from tests.conftest import NightRun
from tests.dashboard.conftest import Hall
from tests.dashboard.town_hall import BY_ROLE, Visitor
from tests.integration.searching import found_in

PAGES = [
    "/",
    "/topics",
    *(f"/topics/{topic.slug}" for topic in TOPICS),
    "/counts",
    "/counts/A2",
    "/counts/A2?by=ward",
    "/wards",
    "/trend",
    "/definitions",
    "/downloads",
]


def words(text: str) -> str:
    """Return what a page says, without its tags."""
    bare = re.sub(r"<(script|style).*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def rows_of(release: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = pq.read_table(release / "figures.parquet").to_pylist()
    return rows


@pytest.mark.parametrize("path", PAGES)
def test_a_planner_reads_every_page_without_signing_in_where_nobody_is_real(
    town_pages: Visitor, path: str
) -> None:
    answer = town_pages.get(path)
    assert answer.status_code == 200
    assert "nobody in these figures exists" in words(answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_shows_anybody(town_pages: Visitor, night: NightRun, path: str) -> None:
    assert found_in(path, town_pages.get(path).content, night.canary.needles) == set()


def test_a_count_is_shown_as_it_was_released(town_pages: Visitor, night: NightRun) -> None:
    rows = [row for row in rows_of(night.place.release) if row["count_id"] == "A2"]
    assert rows
    for breakdown in sorted({row["breakdown"] for row in rows} - {"total"}):
        page = words(town_pages.get(f"/counts/A2?by={breakdown}").text)
        for row in (row for row in rows if row["breakdown"] == breakdown):
            shown = f"{int(row['figure']):,}" if row["figure"].isdecimal() else row["figure"]
            told = shown if row["figure"].isdecimal() else f"not shown, to protect people {shown}"
            assert f"{row['category_title']} {told}" in page or row["measure"] == "unborn"


def test_a_hidden_figure_is_hidden_wherever_it_is_shown(
    town_pages: Visitor, night: NightRun
) -> None:
    hidden = [
        row
        for row in rows_of(night.place.release)
        if row["breakdown"] == "total" and not row["figure"].isdecimal()
    ]
    assert hidden
    for row in hidden:
        page = words(town_pages.get(f"/counts/{row['count_id']}").text)
        assert f"not shown, to protect people {row['figure']} {row['measure_title']}" in page


def test_figures_that_are_no_count_of_the_release_are_not_there(town_pages: Visitor) -> None:
    for path in ("/counts/Z9", "/counts/A2?by=surname", "/topics/surnames"):
        assert town_pages.get(path).status_code == 404


def test_downloads_are_the_sealed_files_and_are_noted(hall: Hall) -> None:
    visitor = hall.signed_in(BY_ROLE["planner"])
    listed = re.findall(r'href="/downloads/([^"]+)"', visitor.get("/downloads").text)
    assert {"release.xlsx", "report.html", "figures.csv", "tables/F1.csv"} <= set(listed)
    for name in listed:
        answer = visitor.get(f"/downloads/{name}")
        assert answer.content == (hall.place.release / name).read_bytes()
        assert answer.headers["content-disposition"].startswith("attachment")
    last = hall.app.state.office.register.entries()[-1]
    assert (last.action, last.by) == ("downloaded", BY_ROLE["planner"])
    assert listed[-1] in last.details


def test_nothing_of_a_night_is_given_to_planners(hall: Hall) -> None:
    visitor = hall.signed_in(BY_ROLE["planner"])
    for path in ("/thresholds", "/releases", "/audit", "/agreements", "/nights"):
        assert visitor.get(path).status_code in {403, 404}


def test_before_the_first_release_planners_are_told_so(own_hall: Hall) -> None:
    dpo, planner = own_hall.signed_in(BY_ROLE["dpo"]), own_hall.signed_in(BY_ROLE["planner"])
    release = f"/releases/{own_hall.place.release.name}"
    assert dpo.post(f"{release}/withdraw", {"reason": "Wrong."}).status_code == 303
    answer = planner.get("/")
    assert answer.status_code == 404
    assert "Nothing is published yet" in answer.text


def test_a_release_that_was_changed_on_disk_is_given_to_nobody(own_hall: Hall) -> None:
    planner = own_hall.signed_in(BY_ROLE["planner"])
    assert planner.get("/").status_code == 200
    path = own_hall.place.release / "figures.csv"
    path.chmod(0o600)
    path.write_text(path.read_text("utf-8").replace("0", "1"), "utf-8")
    assert planner.get("/").status_code == 404
    assert planner.get("/downloads/figures.csv").status_code == 404
    page = own_hall.signed_in(BY_ROLE["dpo"]).get(f"/releases/{own_hall.place.release.name}")
    assert "not as they were sealed" in page.text
