"""The dashboard over a small town's night and release, with people who sign in."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dashboard.app import create_app
from dashboard.office import SECRET_VARIABLE, open_office
from pipelines.config import load_config
from pipelines.warehouse import KEY_VARIABLE
from tests.conftest import NightRun
from tests.dashboard import town_hall
from tests.dashboard.town_hall import Visitor
from tests.integration.support import KEY, Place, copy_of

URL = "http://127.0.0.1:8999"


@dataclass(frozen=True, kw_only=True)
class Hall:
    """A dashboard, the place it serves, and a way in."""

    place: Place
    app: FastAPI

    def visitor(self) -> Visitor:
        """Return somebody who is not signed in."""
        return Visitor(client=TestClient(self.app, base_url=URL, raise_server_exceptions=False))

    def signed_in(self, name: str) -> Visitor:
        """Return somebody who is."""
        visitor = self.visitor()
        answer = visitor.sign_in(name)
        assert answer.status_code == 303, answer.text
        return visitor


@pytest.fixture(scope="session")
def issuer() -> Iterator[str]:
    with town_hall.provider() as found:
        yield found


@pytest.fixture(scope="session", autouse=True)
def secrets_of_the_process() -> Iterator[None]:
    held = dict(os.environ)
    os.environ.update({KEY_VARIABLE: KEY, SECRET_VARIABLE: town_hall.SECRET})
    yield
    os.environ.clear()
    os.environ.update(held)


def open_hall(place: Place) -> Hall:
    config = load_config(place.config)
    return Hall(place=place, app=create_app(open_office(config, place.config, "127.0.0.1")))


@pytest.fixture(scope="session")
def hall(_hamlet: Place, issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Hall:
    """A dashboard that people sign in to, for tests that change nothing that others read."""
    place = copy_of(_hamlet, tmp_path_factory.mktemp("hall") / "here")
    town_hall.with_sign_in(place.config, issuer, URL)
    return open_hall(place)


@pytest.fixture
def own_hall(hamlet: Place, issuer: str) -> Hall:
    """A dashboard of one test's own."""
    town_hall.with_sign_in(hamlet.config, issuer, URL)
    return open_hall(hamlet)


@pytest.fixture(scope="session")
def town_pages(night: NightRun, tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """The dashboard of a town without signing in, as its planner reads it."""
    place = copy_of(night.place, tmp_path_factory.mktemp("pages") / "here")
    return open_hall(place).visitor()


@pytest.fixture
def make_hall() -> Callable[[Path], Hall]:
    return lambda folder: open_hall(Place(folder=folder))
