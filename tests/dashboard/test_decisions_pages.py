"""What officers decide on these pages: never their own proposal, and always on record."""

import re
import time

from linkage_models.calibration.trade_off import JOIN_LEVELS
from tests.dashboard.conftest import Hall
from tests.dashboard.test_planner_pages import words
from tests.dashboard.town_hall import BY_ROLE, Visitor
from tests.integration.support import AS_AT

DEE, ELI, BOTH = (
    "dee.protection@example.org",
    "eli.protection@example.org",
    "both.roles@example.org",
)
_LEVELS = {
    "join": "14",
    "keep": "12",
    "family_tie": "4",
    "only_adult": "-3",
    "beside_a_parent": "-6",
}


def when_done(hall: Hall, visitor: Visitor, path: str) -> str:
    """Wait until what was asked for is done, and return the page that tells of it."""
    jobs = hall.app.state.office.jobs
    for _ in range(600):
        if all(each.future.done() for each in (*jobs.of("release"), *jobs.of("threshold"))):
            break
        time.sleep(0.1)
    return visitor.get(path).text


def test_a_release_is_proposed_by_one_and_approved_by_another(own_hall: Hall) -> None:
    proposer, other = own_hall.signed_in(BOTH), own_hall.signed_in(DEE)
    asked = {"night": AS_AT, "profile": "nhs", "reason": "The month's figures."}
    assert proposer.post("/releases/propose", asked).status_code == 303
    page = when_done(own_hall, proposer, "/releases")
    assert f"{AS_AT}-nhs-v2 is proposed" in page
    path = f"/releases/{AS_AT}-nhs-v2"

    own = proposer.post(f"{path}/approve", {"reason": "It is mine."})
    assert own.status_code == 409
    assert "another person has to approve it" in own.text
    assert "release proposed" in [
        each.action for each in own_hall.app.state.office.register.entries()
    ]

    assert other.post(f"{path}/approve", {"reason": "Looked at."}).status_code == 303
    assert f"release {AS_AT}-nhs-v2" in own_hall.signed_in(BY_ROLE["planner"]).get("/").text
    told = [(each.action, each.by) for each in own_hall.app.state.office.register.entries()]
    assert ("approval was refused", BOTH) in told
    assert ("release approved", DEE) in told


def test_levels_are_proposed_shown_with_what_they_change_and_approved_by_another(
    own_hall: Hall,
) -> None:
    analyst, officer = own_hall.signed_in(BY_ROLE["analyst"]), own_hall.signed_in(DEE)
    asked = {**_LEVELS, "reason": "Fewer false links."}
    assert analyst.post("/thresholds/propose", asked).status_code == 303
    assert "version 2 is proposed" in when_done(own_hall, analyst, "/thresholds")

    page = officer.get("/thresholds/2").text
    told = words(page)
    assert "Exact figures of one night" in told
    assert "+14.0" in told
    assert "Sources of the pair" in told
    assert "Home of the pair One household" in told
    assert "version 1" in told
    assert page.count("data-words=") == len(JOIN_LEVELS)
    pair = dict(re.findall(r'name="(left|right)" value="(.+?)"', page))
    assert "Sum so far" in officer.post("/explain/pair", pair).text
    assert analyst.post("/thresholds/2/approve", {"reason": "Mine."}).status_code == 403
    assert officer.post("/thresholds/2/approve", {"reason": "Fewer."}).status_code == 303
    assert f"Version 2, approved by {DEE}" in officer.get("/thresholds").text
    _return_to_version_1(analyst, officer)


def _return_to_version_1(analyst: Visitor, officer: Visitor) -> None:
    path = "/thresholds/1"
    assert "Propose to return to it" in analyst.get(path).text
    assert "Propose to return to it" not in officer.get(path).text
    assert officer.post(f"{path}/approve", {"reason": "Back."}).status_code == 409
    assert analyst.post(f"{path}/return", {"reason": "Too many apart."}).status_code == 303
    told = words(officer.get(path).text)
    assert "return proposed" in told
    assert f"Return proposed by {BY_ROLE['analyst']}" in told
    assert officer.post(f"{path}/approve", {"reason": "Back."}).status_code == 303
    assert f"Version 1, approved by {DEE}" in officer.get("/thresholds").text


def test_levels_that_contradict_each_other_are_not_proposed_and_it_says_why(
    own_hall: Hall,
) -> None:
    analyst = own_hall.signed_in(BY_ROLE["analyst"])
    asked = {**_LEVELS, "keep": "15", "reason": "A mistake."}
    analyst.post("/thresholds/propose", asked)
    page = when_done(own_hall, analyst, "/thresholds")
    assert "keep is above join" in page
    assert "Version 2" not in page


def test_a_release_is_refused_with_a_reason_and_stays_on_record(own_hall: Hall) -> None:
    proposer, officer = own_hall.signed_in(BY_ROLE["analyst"]), own_hall.signed_in(ELI)
    asked = {"night": AS_AT, "profile": "strict", "reason": "A stricter rule."}
    proposer.post("/releases/propose", asked)
    when_done(own_hall, proposer, "/releases")
    path = f"/releases/{AS_AT}-strict-v1"
    assert officer.post(f"{path}/refuse", {"reason": "Not this month."}).status_code == 303
    page = officer.get(path).text
    assert "Not this month." in page
    assert "Approve and publish" not in page


def test_an_agreement_is_recorded_and_covers_its_source(own_hall: Hall) -> None:
    officer = own_hall.signed_in(DEE)
    fields = {
        "source": "gp",
        "reference": "SYNTHETIC-04",
        "legal_basis": "none needed",
        "from_date": "2026-01-01",
        "until_date": "2026-01-31",
        "reason": "It ended.",
    }
    assert officer.post("/agreements", fields).status_code == 303
    page = officer.get("/agreements").text
    assert "agreement SYNTHETIC-04 ended on 2026-01-31" in page
    wrong = officer.post("/agreements", fields | {"until_date": "2025-12-31"})
    assert wrong.status_code == 409
    assert "does not end before it begins" in wrong.text


def test_the_audit_log_says_whether_it_is_whole(own_hall: Hall) -> None:
    officer = own_hall.signed_in(DEE)
    assert "Intact." in officer.get("/audit").text
    (own_hall.place.data / "register.anchor").write_text('{"number": 99, "hash": "0"}', "utf-8")
    assert "The chain of entries is not whole." in officer.get("/audit").text


def test_the_audit_log_is_read_page_by_page_and_by_kind(own_hall: Hall) -> None:
    officer = own_hall.signed_in(DEE)
    for number in range(60):
        own_hall.app.state.office.note("somebody", "tried", f"number {number}")
    first, second = officer.get("/audit").text, officer.get("/audit?page=2").text
    assert "number 59" in first
    assert "number 3<" not in first
    assert "number 3<" in second
    only = officer.get("/audit?action=signed%20in").text
    assert "signed in" in only
    assert "number 59" not in only
