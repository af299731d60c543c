"""The whole of `thinkfamily.toml`: what is planned with the data, the sources, the machine."""

from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from pipelines.config.dashboard import DashboardConfig
from pipelines.config.geography import Geography
from pipelines.config.operations import AlertsConfig, DriftConfig, HealthConfig
from pipelines.config.source import SourceConfig
from pipelines.config.values import Part
from sources.conformed import PLACE, POSTCODE


class Engine(Part):
    """What the warehouse may use of the machine."""

    threads: int = Field(default=2, ge=1)
    memory_limit: str = "4GB"


class RegisterConfig(Part):
    """Where decisions are kept: a file in the data folder, unless a database server is named.

    A password is never here: it comes from THINKFAMILY_REGISTER_PASSWORD. `anchor` is the file
    that the end of the audit chain is written to, best on another disk than the register.
    """

    url: str = ""
    anchor: Path = Path("register.anchor")

    @field_validator("url")
    @classmethod
    def _is_a_url_without_a_password(cls, url: str) -> str:
        if not url:
            return url
        try:
            parsed = make_url(url)
        except (ArgumentError, ValueError):
            msg = "it is no URL of a database, such as postgresql+psycopg://user@host/register"
            raise ValueError(msg) from None
        if parsed.password or "password" in parsed.query:
            msg = "it holds a password: set THINKFAMILY_REGISTER_PASSWORD instead"
            raise ValueError(msg)
        return url


class Retention(Part):
    """For how many days nights, releases and deliveries are kept; for ever, where nothing is said.

    What is older is removed every morning, or by `thinkfamily retention`. The last good night, what
    it was built of, and the last release stay.
    """

    nights_days: int | None = Field(default=None, ge=1)
    releases_days: int | None = Field(default=None, ge=1)
    deliveries_days: int | None = Field(default=None, ge=1)


class Config(Part):
    """A council's whole configuration. Secrets are never in it.

    `opt_outs` is a list of NHS numbers, in the data folder, of people who objected to the use of
    their data: sources to which `opt_outs_apply` are counted without them. `decisions` lists, in
    the data folder too, pairs of records that people decided to be the same person or different.
    `labels` is a sheet, there too, of drawn pairs that people judged: probabilities fit it.
    `reviewed` is one of drawn people whose records and family somebody found: with both, headline
    figures are corrected.
    """

    purpose: Literal["synthetic", "planning"]
    disclosure_profile: Literal["nhs", "strict", "dfe"] = "nhs"
    data: Path = Path("data")
    engine: Engine = Engine()
    register_: RegisterConfig = Field(default=RegisterConfig(), alias="register")
    retention: Retention = Retention()
    dashboard: DashboardConfig = DashboardConfig()
    health: HealthConfig = HealthConfig()
    drift: DriftConfig = DriftConfig()
    alerts: AlertsConfig = AlertsConfig()
    geography: Geography | None = None
    opt_outs: Path | None = None
    labels: Path | None = None
    reviewed: Path | None = None
    decisions: Path | None = None
    source: tuple[SourceConfig, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sources_are_told_apart(self) -> "Config":
        names = [source.name for source in self.source]
        repeated = sorted({name for name in names if names.count(name) > 1})
        geographies = [source.name for source in self.source if source.fills(POSTCODE)]
        gazetteers = [source.name for source in self.source if source.fills(PLACE)]
        if repeated:
            msg = f"sources are configured twice: {repeated}"
            raise ValueError(msg)
        if len(geographies) != 1:
            msg = f"one reference source is needed for the geography, configured are {geographies}"
            raise ValueError(msg)
        if len(gazetteers) > 1:
            msg = f"one source at most tells what kind of place a UPRN is, not {gazetteers}"
            raise ValueError(msg)
        heeding = [source.name for source in self.source if source.opt_outs_apply]
        if heeding and self.opt_outs is None:
            msg = f"opt-outs apply to {heeding}, and `opt_outs` names no list of them"
            raise ValueError(msg)
        return self

    @property
    def opt_out_list(self) -> Path | None:
        """The list of those who objected, where there is one."""
        return None if self.opt_outs is None else self.data / self.opt_outs

    @property
    def label_sheet(self) -> Path | None:
        """The sheet of labelled pairs, where there is one."""
        return None if self.labels is None else self.data / self.labels

    @property
    def people_sheet(self) -> Path | None:
        """The sheet of people whose records and family were found, where there is one."""
        return None if self.reviewed is None else self.data / self.reviewed

    @property
    def decision_list(self) -> Path | None:
        """The list of what people decided about pairs of records, where there is one."""
        return None if self.decisions is None else self.data / self.decisions

    @property
    def people_sources(self) -> tuple[SourceConfig, ...]:
        """The sources that are about people."""
        return tuple(source for source in self.source if not source.is_reference)

    @property
    def reference_sources(self) -> tuple[SourceConfig, ...]:
        """The sources that are about places: the geography, and a gazetteer that comes apart."""
        return tuple(source for source in self.source if source.is_reference)

    @property
    def reference_source(self) -> SourceConfig:
        """The source of the geography."""
        return next(source for source in self.source if source.fills(POSTCODE))
