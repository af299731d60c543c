"""The register of a council's configuration: where it lies, and who is at work with it."""

import os
from datetime import date

from sqlalchemy import URL, make_url

from governance.register.chain import Entry
from governance.register.faults import PASSED_IN
from governance.register.register import Register, open_register
from pipelines.clock import now
from pipelines.config import Config
from pipelines.refusal import NotAllowedError
from pipelines.warehouse import key_from_environment

_FILE = "register.db"


def register_of(config: Config, secret: str | None = None) -> Register:
    """Open the register, or begin one; with the key that is set, where none is given.

    Raises:
        RegisterError: it cannot be opened, or a newer version of the product made it.
        WarehouseKeyError: the key is missing, or too short to protect anything.
    """
    anchor = config.data / config.register_.anchor
    return open_register(_url(config), secret or key_from_environment(), anchor)


def operator(config: Config, as_name: str | None = None) -> str:
    """Return who is at work: the account that this process runs under.

    The environment has no say, since anybody can set it. Where nobody is real, names may be given.

    Raises:
        NotAllowedError: a name is given, and people are real.
    """
    if as_name is None:
        return _account()
    if config.purpose != "synthetic":
        msg = 'who decides is who is signed in: a name is given only with purpose = "synthetic"'
        raise NotAllowedError(msg)
    return as_name


def _account() -> str:
    if os.name == "nt":  # Windows has no list of accounts by number.
        return os.getlogin()
    import pwd  # noqa: PLC0415 - only there where accounts have numbers

    return pwd.getpwuid(os.geteuid()).pw_name


def note_night(config: Config, as_at: date, *, becomes_current: bool) -> None:
    """Note that a night is whole, which anchors the audit chain every night too."""
    with register_of(config).changing() as change:
        change.note(
            Entry(
                at=now().isoformat(),
                by=operator(config),
                action="night made current" if becomes_current else "night filled in",
                subject=as_at.isoformat(),
                details={},
            )
        )


def _url(config: Config) -> URL:
    if not config.register_.url:
        return URL.create("sqlite", database=str(config.data / _FILE))
    url = make_url(config.register_.url)
    password = os.environ.get(PASSED_IN)
    return url.set(password=password) if password else url
