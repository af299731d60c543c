"""Every page in a real browser, at a real server: who can read it, and with what."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.planner.topics import TOPICS
from tests.conftest import NightRun
from tests.dashboard import town_hall
from tests.dashboard.browsing import Desk, desk, serving
from tests.dashboard.conftest import open_hall
from tests.dashboard.town_hall import BY_ROLE
from tests.integration.support import AS_AT, copy_of
from tests.ports import free_port

pytestmark = pytest.mark.browser

RELEASE = f"{AS_AT}-nhs-v1"
PAGES = {
    "planner": [
        "/",
        "/topics",
        *(f"/topics/{topic.slug}" for topic in TOPICS),
        "/counts",
        "/counts/A2",
        "/counts/A2?by=ward",
        "/counts/F1",
        "/wards",
        "/trend",
        "/definitions",
        "/downloads",
        "/accessibility",
        "/audit",
        "/no-such-page",
    ],
    "analyst": [
        "/nights",
        f"/nights/{AS_AT}",
        "/attention",
        "/explain",
        "/labelling",
        "/thresholds",
        "/thresholds/1",
        "/releases",
        "/agreements",
    ],
    "dpo": [
        f"/releases/{RELEASE}",
        "/releases",
        "/thresholds",
        "/thresholds/1",
        "/labelling",
        "/agreements",
        "/subjects",
        "/audit",
    ],
}


@pytest.fixture(scope="module")
def base(night: NightRun, issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = copy_of(night.place, tmp_path_factory.mktemp("served") / "here")
    port = free_port()
    town_hall.with_sign_in(place.config, issuer, f"http://127.0.0.1:{port}")
    with serving(open_hall(place).app, port) as found:
        yield found


@pytest.fixture
def at_desk(base: str, browser: Browser, issuer: str) -> Iterator[Desk]:
    with desk(browser, base, issuer) as found:
        yield found
        assert found.asked_elsewhere == []


@pytest.mark.parametrize("role", PAGES)
def test_no_page_has_a_fault_that_a_checker_of_accessibility_finds(
    at_desk: Desk, role: str
) -> None:
    assert at_desk.page.goto(f"{at_desk.base}/sign-in")
    found = {"/sign-in": at_desk.violations()}
    at_desk.sign_in(BY_ROLE[role])
    for path in PAGES[role]:
        at_desk.open(path)
        found[path] = at_desk.violations()
        assert at_desk.page.locator("h1").count() == 1
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert [each for each in at_desk.complaints if "40" not in each] == []


@pytest.mark.parametrize("width", [640, 320], ids=["desk at 200%", "phone"])
@pytest.mark.parametrize("role", PAGES)
def test_every_page_fits_a_narrow_window(
    base: str, browser: Browser, issuer: str, role: str, width: int
) -> None:
    """At 200% a window of 1,280 has the room of 640; tables and charts scroll by themselves."""
    with desk(browser, base, issuer, width=width) as narrow:
        narrow.sign_in(BY_ROLE[role])
        for path in PAGES[role]:
            narrow.open(path)
            wide = narrow.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, wide)


def test_a_planner_reads_the_profile_and_takes_the_workbook(
    at_desk: Desk, tmp_path: Path, night: NightRun
) -> None:
    at_desk.sign_in(BY_ROLE["planner"])
    page = at_desk.page
    expect(page.get_by_role("heading", level=1)).to_have_text("At a glance")
    assert page.locator(".headlines .number").count() >= 4
    page.get_by_role("link", name="Children of mental health patients").first.click()
    page.wait_for_load_state("load")
    chart = page.locator("figure.chart img").first
    assert chart.evaluate("image => image.naturalWidth") > 0
    assert "Population pyramid" in (chart.get_attribute("alt") or "")
    page.get_by_text("The same as a table").first.click()
    assert page.get_by_role("table").first.is_visible()
    page.get_by_role("link", name="Breakdowns of A2").click()
    page.get_by_role("link", name="Ward", exact=True).click()
    assert page.get_by_role("rowheader").count() >= 2
    page.get_by_role("link", name="Downloads").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Workbook").click()
    path = tmp_path / "taken.xlsx"
    taken.value.save_as(path)
    assert path.read_bytes() == (night.place.release / "release.xlsx").read_bytes()


def test_a_planner_reads_without_scripts(base: str, browser: Browser, issuer: str) -> None:
    with desk(browser, base, issuer, scripts=False) as bare:
        bare.sign_in(BY_ROLE["planner"])
        for path in ("/", "/topics/services", "/counts/A2?by=age_band", "/wards", "/trend"):
            bare.open(path)
            assert bare.page.locator("h1").is_visible()
            assert bare.page.locator(".number, table").count()


def test_the_keyboard_alone_gets_past_the_navigation_and_to_every_page(at_desk: Desk) -> None:
    at_desk.sign_in(BY_ROLE["planner"])
    page = at_desk.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    at_desk.open("/")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
    assert {"/topics", "/counts", "/wards", "/trend", "/definitions"} <= set(reached)


def test_an_analyst_explains_a_pair_in_doubt(at_desk: Desk, night: NightRun) -> None:
    at_desk.sign_in(BY_ROLE["analyst"])
    at_desk.open("/attention")
    page = at_desk.page
    page.get_by_role("button", name="Explain").first.click()
    expect(page.get_by_role("table")).to_contain_text("date of birth")
    assert page.locator("svg.bar").count() >= 5
    assert at_desk.violations() == []
    said = page.content()
    assert [value for value in night.canary.needles.values() if value in said] == []


def test_whoever_signs_out_sees_nothing_by_going_back(at_desk: Desk) -> None:
    at_desk.sign_in(BY_ROLE["dpo"])
    at_desk.open("/audit")
    at_desk.sign_out()
    at_desk.page.go_back(wait_until="load")
    at_desk.page.reload()
    expect(at_desk.page.get_by_role("heading", level=1)).to_have_text("Sign in")
