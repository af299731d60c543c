"""What tests of the register share: one in a folder, decisions, and a release of two files."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, event

from governance.register import register as register_module
from governance.register.chain import audit_key
from governance.register.database import open_database
from governance.register.decision import Decision
from governance.register.register import Register
from governance.register.releases import Release
from governance.seal import write_checksums
from pipelines import release_folders
from pipelines.release_life import Draft, ReleaseLife
from tests.integration.support import KEY

SECRET = KEY
NIGHT = date(2026, 9, 30)
_MOMENTS = count()
_on_server: dict[Path, URL] = {}


class Crash(BaseException):
    """The process ends here: no handler of ours may catch it."""


def url_of(data: Path) -> URL:
    return _on_server.get(data) or URL.create("sqlite", database=str(data / "register.db"))


def lay_on_server(data: Path, url: URL) -> None:
    """Let the register of a folder lie on a server, for the tests that run on both."""
    _on_server[data] = url


def register_in(data: Path) -> Register:
    return Register(open_database(url_of(data)), audit_key(SECRET), data / "register.anchor")


def by(name: str, reason: str = "It was looked at.") -> Decision:
    """Decide, each time a second later."""
    at = datetime(2026, 10, 1, tzinfo=UTC) + timedelta(seconds=next(_MOMENTS))
    return Decision(by=name, at=at.isoformat(), reason=reason)


def write_small(name: str, folder: Path) -> str:
    folder.mkdir()
    (folder / "figures.csv").write_text(f"release,figure\n{name},20\n", "utf-8")
    (folder / "report.html").write_text(f"<p>{name}</p>", "utf-8")
    return write_checksums(folder)


def draft(night: date = NIGHT, profile: str = "nhs") -> Draft:
    return Draft(night=night, profile=profile, night_checksum="0" * 64, write=write_small)


def publish(life: ReleaseLife, night: date = NIGHT) -> Release:
    proposed = life.propose(draft(night), by("analyst"))
    return life.approve(proposed.id, by("officer"))


def pointed_to(data: Path) -> str | None:
    pointer = data / "releases" / "current"
    return pointer.read_text("utf-8") if pointer.is_file() else None


@contextmanager
def crash_at(step: int, data: Path) -> Iterator[ReleaseLife]:
    """Give releases that crash just before one of their lasting steps, counted from 0.

    Steps are: a folder's new name, a transaction kept, the anchor, a mark, the pointer.
    """
    steps = count()

    def crash(*_: object) -> None:
        if next(steps) == step:
            raise Crash

    engine = open_database(url_of(data))
    event.listen(engine, "commit", crash)
    register = Register(engine, audit_key(SECRET), data / "register.anchor")
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (register_module, "write_anchor"),
            (release_folders, "write_atomically"),
            (Path, "rename"),
            (Path, "unlink"),
        ):
            kept = getattr(module, name)

            def step_by_step(*values: object, kept: object = kept, **named: object) -> object:
                crash()
                return kept(*values, **named)  # type: ignore[operator]

            patch.setattr(module, name, step_by_step)
        yield ReleaseLife(data, register)
