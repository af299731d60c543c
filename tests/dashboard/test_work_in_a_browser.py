"""Each role does its work in a real browser, signed in through a provider, at a real server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipelines.warehouse import KEY_VARIABLE
from tests.dashboard import town_hall
from tests.dashboard.browsing import Desk, desk, serving
from tests.dashboard.conftest import Hall, open_hall
from tests.dashboard.town_hall import BY_ROLE
from tests.integration.support import AS_AT, KEY, Place, copy_of
from tests.ports import free_port

pytestmark = pytest.mark.browser

ASH, BO, DEE = "ash.analyst@example.org", "bo.analyst@example.org", BY_ROLE["dpo"]
BOTH = "both.roles@example.org"


@pytest.fixture(scope="module")
def served(_hamlet: Place, issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A hamlet's dashboard at a port: each test does work of another kind."""
    place = copy_of(_hamlet, tmp_path_factory.mktemp("worked") / "here")
    port = free_port()
    town_hall.with_sign_in(place.config, issuer, f"http://127.0.0.1:{port}")
    hall = open_hall(place)
    with serving(hall.app, port):
        yield hall


@pytest.fixture
def at_desk(served: Hall, browser: Browser, issuer: str) -> Iterator[Desk]:
    with desk(browser, served.app.state.office.config.dashboard.url, issuer) as found:
        yield found
        assert found.asked_elsewhere == []
        assert [each for each in found.complaints if "40" not in each] == []


def wait_for(page: Page, link: str) -> None:
    """Load the page again until something that is made aside is there."""
    for _ in range(240):
        if page.get_by_role("link", name=link, exact=True).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    pytest.fail(f"{link} never came")


def test_nobody_approves_their_own_release_and_another_does(at_desk: Desk) -> None:
    page = at_desk.page
    at_desk.sign_in(BOTH)
    at_desk.open("/releases")
    page.get_by_label("Reason").fill("The month's figures.")
    page.get_by_role("button", name="Write it and propose it").click()
    expect(page.get_by_role("status")).to_contain_text("being written")
    wait_for(page, f"{AS_AT}-nhs-v2")
    page.get_by_role("link", name=f"{AS_AT}-nhs-v2").click()
    page.locator("#approve-why").fill("It is mine.")
    page.get_by_role("button", name="Approve and publish").click()
    expect(page.locator("main")).to_contain_text("another person has to approve it")
    at_desk.sign_out()

    at_desk.sign_in(DEE)
    at_desk.open(f"/releases/{AS_AT}-nhs-v2")
    assert at_desk.violations() == []
    expect(page.locator("main")).to_contain_text("0 hidden numbers could be worked out")
    page.locator("#approve-why").fill("Looked at.")
    page.get_by_role("button", name="Approve and publish").click()
    expect(page.get_by_role("status")).to_contain_text("Approved and published.")
    at_desk.open("/audit")
    expect(page.locator("main")).to_contain_text("Intact.")
    expect(page.locator("main")).to_contain_text("approval was refused")


def test_levels_are_proposed_weighed_with_a_slider_and_approved_by_another(at_desk: Desk) -> None:
    page = at_desk.page
    at_desk.sign_in(BOTH)
    at_desk.open("/thresholds")
    page.locator("#level-join").fill("12")
    page.locator("#level-keep").fill("11")
    page.locator("#propose-why").fill("Fewer false links.")
    page.get_by_role("button", name="Count again and propose").click()
    wait_for(page, "Version 2")
    page.get_by_role("link", name="Version 2").click()
    page.locator("#approve-why").fill("Mine.")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("main")).to_contain_text("another person has to approve it")
    at_desk.sign_out()

    at_desk.sign_in(DEE)
    at_desk.open("/thresholds/2")
    assert at_desk.violations() == []
    slider, told = page.get_by_label("Join level", exact=True), page.locator("#at-level")
    expect(told).to_contain_text("Joined from +12.0")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(told).to_contain_text("Joined from +11.5")
    assert slider.get_attribute("aria-valuetext") == "+11.5"
    expect(page.locator("tr.chosen")).to_contain_text("+11.5")
    page.get_by_role("button", name="Explain").first.click()
    expect(page.locator("svg.bar").first).to_be_visible()
    assert at_desk.violations() == []
    at_desk.open("/thresholds/2")
    page.locator("#approve-why").fill("Agreed.")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("status")).to_contain_text("Version 2 is in force")


def test_pairs_are_judged_blind_by_keyboard_and_a_third_decides(at_desk: Desk) -> None:
    page = at_desk.page
    at_desk.sign_in(ASH)
    at_desk.open("/labelling")
    page.get_by_label("How many").fill("3")
    page.locator("#why").fill("A first measure.")
    page.get_by_role("button", name="Draw them").click()
    assert at_desk.violations() == []
    page.get_by_role("link", name="Judge the next pair").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pair")
    assert "join level" not in page.inner_text("main")
    assert at_desk.violations() == []
    pair = page.url
    judge(page, "1")
    expect(page.locator("main")).to_contain_text("join level")
    page.keyboard.press("n")
    expect(page).not_to_have_url(pair)
    at_desk.sign_out()

    at_desk.sign_in(BO)
    page.goto(pair)
    assert "join level" not in page.inner_text("main")
    assert "You said" not in page.inner_text("main")
    judge(page, "2")
    at_desk.sign_out()

    at_desk.sign_in(DEE)
    at_desk.open("/labelling")
    page.locator("#disputed ~ ul a").first.click()
    expect(page).to_have_url(pair)
    page.keyboard.press("2")
    page.locator("#why").fill("Two dates of birth.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("status")).to_contain_text("is decided")
    page.goto(pair)
    expect(page.locator("main")).to_contain_text("Decided: two people")
    expect(page.locator("main")).to_contain_text("join level")


def judge(page: Page, key: str) -> None:
    """Answer a pair without a mouse."""
    page.keyboard.press(key)
    assert page.locator("input[name=said]:checked").count() == 1
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_person_is_found_erased_and_it_is_certified(at_desk: Desk, served: Hall) -> None:
    nights = served.app.state.office.nights
    with nights.opened(nights.current()) as con:
        row = con.sql(
            "select record_id, person_id from linkage.person_record join linkage.person "
            "using (person_id) where source_count > 1 and source = 'gp' order by all limit 1"
        ).fetchone()
    assert row
    page = at_desk.page
    at_desk.sign_in(DEE)
    find(page, f"gp:{row[0]}")
    expect(page.get_by_role("heading", level=1)).to_have_text("One person fits")
    assert at_desk.violations() == []
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the document").click()
    assert "What is held of one person" in taken.value.path().read_text("utf-8")
    page.get_by_label("Erase").check()
    page.locator("#why").fill("They asked.")
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("main")).to_contain_text("Erasure in force")
    assert at_desk.violations() == []

    build_a_night(served.place, "2026-10-01")
    page.locator("summary", has_text="Certify").click()
    page.locator("#why-1").fill("A night was built.")
    page.get_by_role("button", name="Remove and certify").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Certificate of erasure 1")
    assert at_desk.violations() == []
    find(page, f"gp:{row[0]}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nobody fits")


def build_a_night(place: Place, as_at: str) -> None:
    """Build a night in a process of its own, as a timer would: this one drives a browser."""
    thinkfamily = str(Path(sys.executable).parent / "thinkfamily")
    ran = subprocess.run(
        [thinkfamily, "--config", str(place.config), "night", "--as-at", as_at],
        env=os.environ | {KEY_VARIABLE: KEY},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def find(page: Page, record: str) -> None:
    """Look for a person by a record of theirs."""
    page.get_by_role("link", name="People's rights").first.click()
    page.get_by_label("Record", exact=True).fill(record)
    page.locator("#why").fill("A request of today.")
    page.get_by_role("button", name="Find").click()
