"""What every answer carries, whatever was asked for."""

import pytest

from dashboard.access.forms import TOKEN_FIELD
from tests.dashboard.conftest import Hall, open_hall
from tests.dashboard.town_hall import BY_ROLE
from tests.integration.support import Place

_TEN = "[dashboard]\n{}_per_minute = 10\n\n"
PATHS = ["/", "/counts/A2", "/audit", "/sign-in", "/static/dashboard.css", "/no-such-page"]
INJECTED = [
    "/counts/A1'%20or%20'1'='1",
    "/counts/A1?by=ward';drop%20table%20audit;--",
    "/downloads/../../register.db",
    "/downloads/..%2f..%2fregister.db",
    "/downloads/%2e%2e/%2e%2e/register.db",
    "/downloads/tables/../metadata.json/../../current",
    "/downloads//etc/passwd",
    "/static/../../governance/release.py",
    "/static/..%2f..%2fapp.py",
    "/charts/..%2f..%2fmetadata.json.svg",
    "/topics/%00",
    "/releases/..%2f..",
    "/releases/2026-09-30-nhs-v1%27%20or%201=1--",
    "/thresholds/1%20or%201=1",
    "/audit?action='%20or%201=1--",
    "/audit?page=-1",
    "/audit?page=99999999999999999999",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_keeps_the_browser_from_others(hall: Hall, path: str) -> None:
    headers = hall.signed_in(BY_ROLE["dpo"]).get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers
    assert ("no-store" in headers["cache-control"]) != path.startswith("/static/")


@pytest.mark.parametrize("path", INJECTED)
def test_no_path_leads_out_of_what_is_served(hall: Hall, path: str) -> None:
    answer = hall.signed_in(BY_ROLE["dpo"]).get(path)
    assert answer.status_code in {200, 400, 404}
    if not path.startswith("/audit"):
        assert answer.status_code in {400, 404}
    for secret in ("SQLite", "root:", "Traceback", "def create_app", "sqlalchemy"):
        assert secret not in answer.text


def test_a_fault_of_ours_tells_nothing_of_what_it_was(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = hall.signed_in(BY_ROLE["planner"])

    def broken() -> None:
        msg = "a row of Quintessa Canary"
        raise KeyError(msg)

    monkeypatch.setattr(hall.app.state.office.library, "current", broken)
    answer = visitor.get("/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "Canary" not in answer.text
    assert "Canary" not in caplog.text
    assert "KeyError" in caplog.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_host_that_is_not_ours_is_refused(hall: Hall) -> None:
    answer = hall.visitor().client.get("/sign-in", headers={"host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.parametrize(("path", "rule"), [("/sign-in", "sign_ins"), ("/", "requests")])
def test_who_asks_too_much_is_told_to_wait(hamlet: Place, path: str, rule: str) -> None:
    hamlet.configure('[[source]]\nname = "adult', f'{_TEN.format(rule)}[[source]]\nname = "adult')
    visitor = open_hall(hamlet).visitor()
    told = [visitor.get(path).status_code for _ in range(12)]
    assert told == [200] * 10 + [429] * 2
    assert visitor.get("/static/dashboard.css").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"reason": "x" * 3000},
        {"reason": ""},
        {"reason": "fine", "night": "2026-09-30'; drop table release; --", "profile": "nhs"},
        {f"field{number}": "x" for number in range(200)},
    ],
)
def test_a_form_that_is_too_large_or_not_understood_changes_nothing(
    hall: Hall, body: dict[str, str]
) -> None:
    visitor = hall.signed_in(BY_ROLE["analyst"])
    before = len(hall.app.state.office.register.entries())
    answer = visitor.client.post(
        "/releases/propose", data={TOKEN_FIELD: visitor.token(), **body}, follow_redirects=False
    )
    assert answer.status_code in {400, 413}
    assert len(hall.app.state.office.register.entries()) == before
