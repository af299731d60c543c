"""What an unattended machine is watched for, and who is told: `[health]`, `[drift]`, `[alerts]`."""

from datetime import time
from typing import Literal

from pydantic import Field, field_validator

from pipelines.config.values import Part


class HealthConfig(Part):
    """When the machine is in order.

    Attributes:
        night_by: by what time of day, in London, the night of that day is to be current.
        agreement_days: how many days before an agreement ends somebody is told.
        free_nights: room for how many nights as large as the last one is to be left on the disk.
    """

    night_by: time = time(6)
    agreement_days: int = Field(default=30, ge=0)
    free_nights: int = Field(default=3, ge=1)


class DriftConfig(Part):
    """How far a night may be from the last ones before it is held, and a person has to accept it.

    Attributes:
        nights: with how many of the last nights it is compared.
        volume: by which share of what is usual a number of rows may differ.
        completeness, link_rate, cluster_sizes, weights: which share of the whole may be told,
            linked or divided otherwise than is usual.
    """

    nights: int = Field(default=7, ge=1)
    volume: float = Field(default=0.2, gt=0)
    completeness: float = Field(default=0.05, gt=0, le=1)
    link_rate: float = Field(default=0.05, gt=0, le=1)
    cluster_sizes: float = Field(default=0.05, gt=0, le=1)
    weights: float = Field(default=0.05, gt=0, le=1)

    def limit_of(self, kind: str) -> float:
        """Return the limit of a kind of measure."""
        limit: float = getattr(self, kind)
        return limit


class MailConfig(Part):
    """The council's mail server. A password is never here: THINKFAMILY_SMTP_PASSWORD holds it."""

    host: str
    port: int = Field(default=587, ge=1, le=65535)
    encryption: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    sender: str
    to: tuple[str, ...] = Field(min_length=1)

    @field_validator("sender", "to")
    @classmethod
    def _is_one_line(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for address in (value,) if isinstance(value, str) else value:
            if "@" not in address or not address.isprintable() or " " in address:
                msg = "it is no address of e-mail"
                raise ValueError(msg)
        return value


class AlertsConfig(Part):
    """Who is told when a run fails or health is not good; nobody, where nothing is said.

    The address of a webhook lets anybody post: it comes from THINKFAMILY_WEBHOOK_URL, and `webhook`
    only says that there is one.
    """

    mail: MailConfig | None = None
    webhook: bool = False

    @property
    def has_targets(self) -> bool:
        """Whether anybody is told."""
        return self.mail is not None or self.webhook
