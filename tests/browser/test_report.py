"""The report of a release as a planner opens it: one file, in a browser, without a network."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.conftest import NightRun

pytestmark = pytest.mark.browser

# An image's name for a screen reader: its label, the element it points to, or its own title.
NAMES_OF_CHARTS = """
() => [...document.querySelectorAll("svg")].filter(svg => !svg.closest("svg svg")).map(svg => {
    const pointed = svg.getAttribute("aria-labelledby");
    const labels = pointed ? pointed.split(" ").map(id => document.getElementById(id)) : [];
    return svg.getAttribute("aria-label")
        || labels.map(label => label ? label.textContent : "").join(" ").trim()
        || (svg.querySelector(":scope > title") || {textContent: ""}).textContent;
})
"""


@dataclass(kw_only=True)
class Opened:
    """A page, what it asked for and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def report(browser: Browser, night: NightRun, request: pytest.FixtureRequest) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": request.param, "height": 844}, offline=True)
    opened = Opened(page=context.new_page())
    opened.page.on("request", lambda asked: opened.requests.append(asked.url))
    opened.page.on(
        "console",
        lambda said: (
            opened.complaints.append(said.text) if said.type in {"error", "warning"} else None
        ),
    )
    opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.page.goto((night.place.release / "report.html").as_uri(), wait_until="load")
    yield opened
    context.close()


def test_the_report_says_what_it_is_and_that_nobody_in_it_exists(report: Opened) -> None:
    assert "ynthetic" in report.page.title()
    assert report.page.title().endswith(", 30 September 2026")
    assert report.page.locator("h1").is_visible()
    assert "ynthetic" in report.page.get_by_role("complementary").inner_text()


def test_the_headline_figures_are_visible(report: Opened) -> None:
    numbers = report.page.locator(".headlines .number")
    assert numbers.count() >= 4
    for number in numbers.all():
        assert number.is_visible()
        assert number.inner_text().strip()


def test_the_report_asks_for_nothing_but_itself(report: Opened, night: NightRun) -> None:
    assert report.requests == [(night.place.release / "report.html").as_uri()]


def test_the_browser_complains_of_nothing(report: Opened) -> None:
    assert report.complaints == []


def test_every_chart_has_a_name(report: Opened) -> None:
    names = report.page.evaluate(NAMES_OF_CHARTS)
    assert len(names) >= 5
    assert all(names)
    assert len(set(names)) == len(names)


def test_no_fault_is_found_that_a_checker_of_accessibility_finds(report: Opened) -> None:
    found = Axe().run(report.page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


def test_the_page_does_not_scroll_sideways(report: Opened) -> None:
    wide, seen = report.page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= seen
