"""Who gets to which page and which action: every route, tried by everybody there is."""

import re

import pytest
from fastapi.routing import APIRoute

from dashboard.access.forms import TOKEN_FIELD
from dashboard.access.roles import Role, roles_of
from dashboard.app import ROUTERS
from tests.dashboard.conftest import Hall
from tests.dashboard.town_hall import BY_ROLE, Visitor

OPEN_TO_ALL = {
    "/sign-in",
    "/sign-in/start",
    "/signed-in",
    "/sign-in/made-up",
    "/sign-out",
    "/accessibility",
}
# A value for each parameter in a path; one that is not here fails the test of its route.
IN_PATHS = {
    "slug": "parents",
    "count_id": "F1",
    "name": "figures.csv",
    "kind": "svg",
    "release_id": "2026-09-30-nhs-v1",
    "version": "2",
    "day": "2026-09-30",
    "number": "1",
}
ROUTES = [each for router in ROUTERS for each in router.routes if isinstance(each, APIRoute)]
GUARDED = [each for each in ROUTES if each.path not in OPEN_TO_ALL]


def roles(route: APIRoute) -> frozenset[Role]:
    return roles_of([each.call for each in route.dependant.dependencies])


def methods(route: APIRoute) -> list[str]:
    return sorted(route.methods or ())


def filled(path: str) -> str:
    return re.sub(r"\{(\w+)(:path)?\}", lambda found: IN_PATHS[found.group(1)], path)


def ids(route: APIRoute) -> str:
    return f"{'-'.join(methods(route))} {route.path}"


@pytest.fixture(scope="module")
def visitors(hall: Hall) -> dict[str, Visitor]:
    return {role: hall.signed_in(name) for role, name in BY_ROLE.items()}


def test_every_route_that_is_not_open_to_all_says_whom_it_lets_in() -> None:
    assert GUARDED
    assert {each.path for each in ROUTES} >= OPEN_TO_ALL
    assert [each.path for each in GUARDED if not roles(each)] == []


def test_what_decides_is_never_open_to_planners() -> None:
    actions = [each for each in GUARDED if "POST" in methods(each)]
    assert actions
    assert [each.path for each in actions if Role.PLANNER in roles(each)] == []


@pytest.mark.parametrize("route", GUARDED, ids=ids)
def test_nobody_gets_in_without_signing_in(hall: Hall, route: APIRoute) -> None:
    visitor = hall.visitor()
    for method in methods(route):
        answer = visitor.client.request(method, filled(route.path), follow_redirects=False)
        assert (answer.status_code, answer.headers.get("location")) == (
            (303, "/sign-in") if method == "GET" else (403, None)
        )


@pytest.mark.parametrize("role", BY_ROLE)
@pytest.mark.parametrize("route", GUARDED, ids=ids)
def test_a_role_gets_to_its_own_pages_and_actions_alone(
    visitors: dict[str, Visitor], route: APIRoute, role: str
) -> None:
    visitor, path = visitors[role], filled(route.path)
    for method in methods(route):
        # A form without its fields: whoever may send it is told that it is not understood.
        answer = visitor.get(path) if method == "GET" else visitor.post(path)
        if Role(role) in roles(route):
            assert answer.status_code != 403, answer.text
            assert answer.headers.get("location") != "/sign-in"
        else:
            assert answer.status_code == 403
            assert "Not for your role" in answer.text


@pytest.mark.parametrize("role", BY_ROLE)
@pytest.mark.parametrize("route", [each for each in GUARDED if "POST" in methods(each)], ids=ids)
def test_no_form_is_taken_that_a_page_of_this_session_did_not_send(
    visitors: dict[str, Visitor], route: APIRoute, role: str
) -> None:
    client, path = visitors[role].client, filled(route.path)
    others = visitors["dpo" if role != "dpo" else "analyst"].token()
    forged = [
        client.post(path, data={"reason": "x"}),
        client.post(path, data={TOKEN_FIELD: "made-up", "reason": "x"}),
        client.post(path, data={TOKEN_FIELD: others, "reason": "x"}),
        client.post(
            path,
            data={TOKEN_FIELD: visitors[role].token(), "reason": "x"},
            headers={"sec-fetch-site": "cross-site"},
        ),
    ]
    assert [each.status_code for each in forged] == [403] * 4
    assert all("This form was not taken" in each.text for each in forged)
