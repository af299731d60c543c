"""Signing in: only by the provider's own word, once, for the browser that asked."""

import re
import time
from pathlib import Path

import pytest

from dashboard.office import SECRET_VARIABLE, open_office
from governance.register.decision import same_person
from pipelines.config import ConfigError, load_config
from tests.dashboard.conftest import Hall
from tests.dashboard.town_hall import with_sign_in
from tests.integration.support import make_place

DPO = "dee.protection@example.org"


def test_who_signs_in_is_led_back_to_the_page_that_was_asked_for(hall: Hall) -> None:
    visitor = hall.visitor()
    assert visitor.get("/audit").headers["location"] == "/sign-in"
    assert visitor.sign_in(DPO).headers["location"] == "/audit"
    assert DPO in visitor.get("/audit").text


def test_an_answer_of_the_provider_is_taken_once(hall: Hall) -> None:
    visitor = hall.visitor()
    answer = visitor.answer_of_provider(DPO)
    assert visitor.get(answer).status_code == 303
    again = visitor.get(answer)
    assert again.status_code == 403
    assert "used before" in again.text
    assert visitor.get("/audit").headers["location"] == "/sign-in"


def test_an_answer_that_another_browser_asked_for_is_refused(hall: Hall) -> None:
    stolen = hall.visitor().answer_of_provider(DPO)
    thief = hall.visitor()
    thief.get("/sign-in/start")
    assert thief.get(stolen).status_code == 403
    assert thief.get("/audit").headers["location"] == "/sign-in"


@pytest.mark.parametrize(
    "answer",
    [
        "/signed-in",
        "/signed-in?code=x&state=y",
        "/signed-in?error=access_denied&error_description=<script>alert(1)</script>",
        "/signed-in?code=%00&state=%F0%9F%98%80",
    ],
)
def test_an_answer_that_nobody_asked_for_is_refused(hall: Hall, answer: str) -> None:
    visitor = hall.visitor()
    told = visitor.get(answer)
    assert told.status_code == 403
    assert "<script>" not in told.text
    assert visitor.get("/").headers["location"] == "/sign-in"


@pytest.mark.parametrize("cookie", ["x", "0" * 32, "../../etc/passwd", "' or 1=1 --", "e30=.e30="])
def test_a_forged_cookie_is_nobody(hall: Hall, cookie: str) -> None:
    visitor = hall.visitor()
    visitor.client.cookies.set("thinkfamily", cookie)
    assert visitor.get("/").headers["location"] == "/sign-in"


def test_a_session_laid_out_before_signing_in_is_not_the_session_after(hall: Hall) -> None:
    visitor = hall.visitor()
    answer = visitor.answer_of_provider(DPO)
    before = visitor.client.cookies["thinkfamily"]
    visitor.get(answer)
    assert visitor.client.cookies["thinkfamily"] != before
    attacker = hall.visitor()
    attacker.client.cookies.set("thinkfamily", before)
    assert attacker.get("/audit").headers["location"] == "/sign-in"


def test_signing_out_ends_the_session_whoever_kept_its_cookie(hall: Hall) -> None:
    visitor = hall.signed_in(DPO)
    cookie = visitor.client.cookies["thinkfamily"]
    assert visitor.post("/sign-out").headers["location"] == "/sign-in"
    kept = hall.visitor()
    kept.client.cookies.set("thinkfamily", cookie)
    assert kept.get("/audit").headers["location"] == "/sign-in"


def test_a_session_ends_after_its_longest_time_however_busy(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = hall.signed_in(DPO)
    later = time.time() + 8 * 3600 + 1
    monkeypatch.setattr("time.time", lambda: later)
    assert visitor.get("/audit").headers["location"] == "/sign-in"


def test_a_session_that_nobody_uses_ends_and_is_forgotten(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = hall.signed_in(DPO)
    later = time.monotonic() + 20 * 60 + 1
    monkeypatch.setattr("time.monotonic", lambda: later)
    assert visitor.get("/audit").headers["location"] == "/sign-in"


def test_who_has_no_role_here_is_told_so_and_noted(hall: Hall) -> None:
    visitor = hall.visitor()
    told = visitor.sign_in("nobody.here@example.org")
    assert told.status_code == 403
    assert "no role" in told.text
    assert visitor.get("/").headers["location"] == "/sign-in"
    last = hall.app.state.office.register.entries()[-1]
    assert (last.action, last.by) == ("sign-in refused", "nobody.here@example.org")


def test_signing_in_and_out_is_in_the_audit_log(hall: Hall) -> None:
    hall.signed_in(DPO).post("/sign-out")
    entries = hall.app.state.office.register.entries()[-2:]
    assert [(each.action, each.by) for each in entries] == [
        ("signed in", DPO),
        ("signed out", DPO),
    ]


@pytest.mark.parametrize("asked", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_nobody_is_led_to_another_site(hall: Hall, asked: str) -> None:
    visitor = hall.visitor()
    visitor.get(f"/{asked}")
    assert visitor.sign_in(DPO).headers["location"].startswith("/")
    assert "evil" not in visitor.sign_in(DPO).headers["location"]


def test_cookies_travel_by_https_alone_where_readers_come_by_it(
    own_hall: Hall, issuer: str
) -> None:
    place = own_hall.place
    place.configure('url = "http://127.0.0.1:8999"', 'url = "https://127.0.0.1:8999"')
    config = load_config(place.config)
    from dashboard.app import create_app  # noqa: PLC0415 - another one, by https

    app = create_app(open_office(config, place.config, "127.0.0.1"))
    visitor = Hall(place=place, app=app).visitor()
    answer = visitor.get("/sign-in/start")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-thinkfamily=")
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= set(
        re.split(r";\s*", cookie.lower())
    )
    assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_real_people_are_never_shown_without_signing_in(tmp_path: Path) -> None:
    place = make_place(tmp_path / "council")
    place.configure('purpose = "synthetic"', 'purpose = "planning"')
    with pytest.raises(ConfigError, match="needs \\[dashboard\\]"):
        open_office(load_config(place.config), place.config, "127.0.0.1")


def test_a_network_is_never_served_without_signing_in(tmp_path: Path) -> None:
    place = make_place(tmp_path / "council")
    with pytest.raises(ConfigError, match="this machine alone"):
        open_office(load_config(place.config), place.config, "0.0.0.0")  # noqa: S104


def test_signing_in_needs_the_secret_of_the_provider(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make_place(tmp_path / "council")
    with_sign_in(place.config, "https://login.example.org", "https://think.example.org")
    monkeypatch.delenv(SECRET_VARIABLE)
    with pytest.raises(ConfigError, match=SECRET_VARIABLE):
        open_office(load_config(place.config), place.config, "127.0.0.1")


@pytest.mark.parametrize(
    "told",
    [
        'issuer = "http://login.example.org"',
        'issuer = "https://login.example.org"',
        'url = "ftp://think.example.org"',
        'client_id = "thinkfamily"',
        'roles = {planner = "a", analyst = "a", dpo = "b"}',
        "session_minutes = 600",
    ],
)
def test_a_dashboard_that_is_told_wrongly_is_refused(tmp_path: Path, told: str) -> None:
    place = make_place(tmp_path / "council")
    place.configure(
        '[[source]]\nname = "adult', f'[dashboard]\n{told}\n\n[[source]]\nname = "adult'
    )
    with pytest.raises(ConfigError, match="dashboard"):
        load_config(place.config)


def test_made_up_people_are_told_apart_as_decisions_tell_people_apart() -> None:
    from dashboard.access.roles import MADE_UP  # noqa: PLC0415 - its own test

    names = [each.name for each in MADE_UP]
    assert not any(same_person(one, other) for one in names for other in names if one is not other)
