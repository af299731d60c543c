"""Who may sign in to the dashboard, through whom, and where its readers reach it."""

from typing import Literal

from pydantic import Field, field_validator, model_validator

from pipelines.config.values import Part, is_reached_safely

RoleName = Literal["planner", "analyst", "dpo"]
"""What somebody may do in the dashboard, as the design of governance calls them."""
ROLE_NAMES: tuple[RoleName, ...] = ("planner", "analyst", "dpo")


class DashboardConfig(Part):
    """The dashboard. The client's secret is never here: THINKFAMILY_OIDC_SECRET holds it.

    Attributes:
        url: where readers reach it, behind the council's proxy with TLS; needed for signing in.
        issuer: the OpenID Connect provider, as its own discovery document calls itself.
        client_id: what the provider calls this application.
        person_claim: the claim of the token that names a person as decisions are to name them.
        roles_claim: the claim that holds the person's roles.
        roles: how the provider calls each role.
        session_minutes: after so long without a request somebody is signed out.
        longest_session_hours: after so long everybody is.
        requests_per_minute: how many requests one person, or one address, may make.
        sign_ins_per_minute: how many requests about signing in one address may make.
    """

    url: str = ""
    issuer: str = ""
    client_id: str = ""
    person_claim: str = "preferred_username"
    roles_claim: str = "roles"
    roles: dict[RoleName, str] = Field(
        default_factory=lambda: {name: f"thinkfamily.{name}" for name in ROLE_NAMES}
    )
    session_minutes: int = Field(default=20, ge=1, le=120)
    longest_session_hours: int = Field(default=8, ge=1, le=12)
    requests_per_minute: int = Field(default=300, ge=10)
    sign_ins_per_minute: int = Field(default=60, ge=10)

    @field_validator("url", "issuer")
    @classmethod
    def _is_reached_safely(cls, url: str) -> str:
        """Take https; plain http reaches this machine alone."""
        if url and not is_reached_safely(url):
            msg = "it is to begin with https://"
            raise ValueError(msg)
        return url.rstrip("/")

    @model_validator(mode="after")
    def _signing_in_is_told_whole(self) -> "DashboardConfig":
        told = {"url": self.url, "issuer": self.issuer, "client_id": self.client_id}
        missing = [name for name, value in told.items() if not value]
        if self.has_sign_in and missing:
            msg = f"signing in needs {', '.join(missing)} too"
            raise ValueError(msg)
        if set(self.roles) != set(ROLE_NAMES) or len(set(self.roles.values())) != len(self.roles):
            msg = f"each of {', '.join(ROLE_NAMES)} needs a name of its own among the roles"
            raise ValueError(msg)
        return self

    @property
    def has_sign_in(self) -> bool:
        """Whether people sign in; without it only made-up people are shown, on this machine."""
        return bool(self.issuer or self.client_id)

    @property
    def is_behind_tls(self) -> bool:
        """Whether readers reach it by https, so that cookies travel in no other way."""
        return self.url.startswith("https://")
