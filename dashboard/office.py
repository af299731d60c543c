"""What pages work with: the configuration, the register, the releases. Made once, at the start."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dashboard.access.sessions import ExpiringStore
from dashboard.jobs import Jobs
from dashboard.reading.library import Library
from dashboard.reading.nights import NightsRead
from governance.register.chain import Entry
from governance.register.decision import Decision
from governance.register.register import Register
from pipelines.clock import now
from pipelines.config import Config, ConfigError
from pipelines.register import register_of

SECRET_VARIABLE = "THINKFAMILY_OIDC_SECRET"  # noqa: S105 # pragma: allowlist secret


@dataclass(frozen=True, kw_only=True)
class Office:
    """The data folder as the dashboard works with it."""

    config: Config
    config_file: Path
    client_secret: str = field(default="", repr=False)
    sessions: ExpiringStore = field(default_factory=ExpiringStore)
    jobs: Jobs = field(default_factory=Jobs)

    @property
    def is_open_to_all(self) -> bool:
        """Whether anybody may look and be whom they like: nobody in the data exists."""
        return not self.config.dashboard.has_sign_in

    @cached_property
    def register(self) -> Register:
        """The register."""
        return register_of(self.config)

    @cached_property
    def nights(self) -> NightsRead:
        """The nights, for those who run the linkage."""
        return NightsRead(self.config)

    @cached_property
    def library(self) -> Library:
        """The releases that readers are given."""
        return Library(self.config.data, self.register)

    def note(self, by: str, action: str, subject: str, **details: str | int) -> None:
        """Add to the audit chain what somebody did or looked at."""
        with self.register.changing() as change:
            change.note(
                Entry(at=now().isoformat(), by=by, action=action, subject=subject, details=details)
            )


def decision(by: str, reason: str) -> Decision:
    """Return what somebody decides now."""
    return Decision(by=by, at=now().isoformat(), reason=reason.strip())


def open_office(config: Config, config_file: Path, host: str) -> Office:
    """Get ready to serve.

    Raises:
        ConfigError: real people would be shown without signing in, or made-up ones to a network.
        RegisterError: the register cannot be opened.
        WarehouseKeyError: the key is missing.
    """
    secret = os.environ.get(SECRET_VARIABLE, "")
    settings = config.dashboard
    if not settings.has_sign_in and config.purpose != "synthetic":
        msg = f'purpose = "{config.purpose}" needs [dashboard] with url, issuer and client_id'
        raise ConfigError(msg)
    if not settings.has_sign_in and host not in {"127.0.0.1", "::1", "localhost"}:
        msg = "without signing in the dashboard is served to this machine alone: leave --host out"
        raise ConfigError(msg)
    if settings.has_sign_in and not secret:
        msg = f"{SECRET_VARIABLE} is not set: it is what the sign-in provider knows this by"
        raise ConfigError(msg)
    office = Office(config=config, config_file=config_file, client_secret=secret)
    office.register.entries  # noqa: B018 - opened here, so that what is wrong is told at the start
    return office
