"""Every route with whatever somebody may send: never a fault, never without its headers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.openapi import from_dict

from dashboard.access.forms import TOKEN_FIELD
from dashboard.app import ROUTERS
from tests.dashboard import town_hall
from tests.dashboard.browsing import serving
from tests.dashboard.conftest import open_hall
from tests.dashboard.town_hall import BY_ROLE
from tests.integration.support import Place, copy_of
from tests.ports import free_port

_SLOW_OR_LEADS_AWAY = ("/sign-in/start", "/sign-out", "/releases/propose", "/thresholds/propose")


@dataclass(frozen=True, kw_only=True)
class Fuzzed:
    """A dashboard that is served, and somebody's session in it with the token of its forms."""

    url: str
    cookies: dict[str, str]
    token: str


@pytest.fixture(scope="module")
def fuzzed(
    _hamlet: Place, issuer: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fuzzed]:
    place = copy_of(_hamlet, tmp_path_factory.mktemp("fuzzed") / "here")
    port = free_port()
    town_hall.with_sign_in(place.config, issuer, f"http://127.0.0.1:{port}")
    place.configure("requests_per_minute = 5000", "requests_per_minute = 1000000")
    hall = open_hall(place)
    visitor = hall.signed_in(BY_ROLE["dpo"])
    with serving(hall.app, port) as url:
        yield Fuzzed(url=url, cookies=dict(visitor.client.cookies), token=visitor.token())


def _operations() -> dict[str, Any]:
    app = FastAPI()
    for router in ROUTERS:
        app.include_router(router)
    results: Iterable[Any] = from_dict(app.openapi()).get_all_operations()
    found = [each.ok() for each in results]
    return {each.label: each for each in found if each.path not in _SLOW_OR_LEADS_AWAY}


OPERATIONS = _operations()


def test_the_routes_are_there_to_be_tried() -> None:
    assert len(OPERATIONS) > 20


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_route_takes_whatever_is_sent_without_a_fault(fuzzed: Fuzzed, name: str) -> None:
    @given(case=OPERATIONS[name].as_strategy())
    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def tried(case: "Case[Any]") -> None:
        if isinstance(case.body, dict):
            case.body[TOKEN_FIELD] = fuzzed.token
        answer = case.call(
            base_url=fuzzed.url, cookies=fuzzed.cookies, allow_redirects=False, timeout=30
        )
        assert answer.status_code < 500
        assert "content-security-policy" in answer.headers
        assert "Traceback" not in answer.text

    tried()
