"""One synthetic town and its night, run once and shared by every test that only reads them."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree, which

import pytest
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine

from pipelines.warehouse import KEY_VARIABLE
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from tests import postgresql, registers
from tests.integration.canary import Canary, plant_canary
from tests.integration.support import (
    AS_AT,
    KEY,
    Outcome,
    Place,
    copy_of,
    edit_rows,
    make_place,
)


@dataclass(frozen=True, kw_only=True)
class Town:
    """A town's exports with a canary family in them, and one column that nobody declared."""

    data: Path
    canary: Canary


@dataclass(frozen=True, kw_only=True)
class NightRun:
    """A night that ran and was released, what it told, and whose values it must not tell."""

    place: Place
    outcome: Outcome
    canary: Canary


@pytest.fixture(scope="session", autouse=True)
def _engines_are_kept() -> Iterator[None]:
    """Let Dagster keep its engines of SQLite: it makes one an event, a fifth of a small night."""
    with pytest.MonkeyPatch.context() as patch:
        for storage in (sqlite_event_log, sqlite_run_storage):
            patch.setattr(storage, "create_engine", _kept(storage.create_engine))
        yield


def _kept(create_engine: Callable[..., Engine]) -> Callable[..., Engine]:
    engines: dict[str, Engine] = {}

    def create_or_take(url: str, **options: object) -> Engine:
        if url not in engines:
            engines[url] = create_engine(url, **options)
        return engines[url]

    return create_or_take


class Shared:
    """What one process of a run makes for all of them; each has a copy of its own."""

    def __init__(self, own: Path, *, is_alone: bool) -> None:
        self._own = own
        self._all = own if is_alone else own.parent

    def made_once(self, name: str, make: Callable[[Path], Outcome | Canary]) -> tuple[Path, object]:
        """Return the folder that was made, and what was told of it."""
        folder, told = self._all / f"made_{name}", self._all / f"{name}.pickle"
        with FileLock(self._all / f"{name}.lock"):
            if not told.is_file():
                told.write_bytes(pickle.dumps(make(folder)))
        copied = self._own / name
        copytree(folder, copied)
        return copied, pickle.loads(told.read_bytes())  # noqa: S301 - written by us just now.


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Shared:
    return Shared(tmp_path_factory.getbasetemp(), is_alone=worker_id == "master")


@pytest.fixture(scope="session")
def town(shared: Shared) -> Town:
    data, canary = shared.made_once("town", _make_town)
    assert isinstance(canary, Canary)
    return Town(data=data, canary=canary)


@pytest.fixture(scope="session")
def night(town: Town, shared: Shared) -> NightRun:
    """The night as an analyst runs it: the installed command, in its own process and folder."""
    folder, outcome = shared.made_once("here", lambda made: _run_apart(made, town))
    assert isinstance(outcome, Outcome)
    return NightRun(place=Place(folder=folder), outcome=outcome, canary=town.canary)


@pytest.fixture(scope="session")
def second_night(town: Town, shared: Shared) -> NightRun:
    """The same exports once more, in this process and another folder."""
    folder, outcome = shared.made_once("elsewhere", lambda made: _run_within(made, town.data))
    assert isinstance(outcome, Outcome)
    return NightRun(place=Place(folder=folder), outcome=outcome, canary=town.canary)


@pytest.fixture(scope="session")
def _hamlet(shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The smallest place with a good night, to be copied by tests that spoil it."""
    data = tmp_path_factory.mktemp("hamlet")
    plan = TownPlan(people=200, seed=5, as_at=date.fromisoformat(AS_AT), service_multiplier=3.0)
    write_town(plan, data / "exports", data / "truth")
    folder, _ = shared.made_once("good", lambda made: _run_within(made, data))
    return Place(folder=folder)


def _make_town(data: Path) -> Canary:
    write_town(
        TownPlan(people=2_000, seed=5, service_multiplier=3.0), data / "exports", data / "truth"
    )
    canary = plant_canary(data / "exports", data / "truth" / AS_AT, AS_AT)
    path = next((data / "exports" / "childrens_social_care" / AS_AT).glob("dm_persons_*.csv"))
    edit_rows(path, lambda row: row | {"new_in_this_release": "1"})
    return canary


def _run_apart(folder: Path, town: Town) -> Outcome:
    place = make_place(folder)
    copytree(town.data, place.data)
    scratch = place.folder / "scratch"
    scratch.mkdir()
    command = [str(Path(sys.executable).parent / "thinkfamily"), "--config", str(place.config)]
    environment = os.environ | {KEY_VARIABLE: KEY, "TMPDIR": str(scratch), "COLUMNS": "300"}
    ran = subprocess.run(
        [*command, "night", "--as-at", AS_AT],
        cwd=scratch,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    outcome = Outcome(exit_code=ran.returncode, out=ran.stdout, err=ran.stderr)
    assert outcome.exit_code == 0, outcome.told
    place.publish()
    return outcome


def _run_within(folder: Path, data: Path) -> Outcome:
    place = make_place(folder)
    copytree(data, place.data)
    outcome = place.thinkfamily("night", "--as-at", AS_AT)
    assert outcome.exit_code == 0, outcome.told
    place.publish()
    return outcome


@pytest.fixture
def hamlet(_hamlet: Place, tmp_path: Path) -> Place:
    """A copy of a small place whose last night was good."""
    return copy_of(_hamlet, tmp_path / "hamlet")


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server, shared by the tests of one process; each has a database of its own."""
    found = postgresql.programs()
    if found is None:
        pytest.skip(postgresql.NOT_INSTALLED)
    with postgresql.private_folder() as folder, postgresql.server_in(folder, found) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Registers in this test's folder lie in a file; and once more, on a server."""
    if request.param == "postgresql":
        server: postgresql.Server = request.getfixturevalue("server")
        registers.lay_on_server(tmp_path, server.new_database())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; while it runs no night can be built in this process, whose event loop it has."""
    chromium = which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()
