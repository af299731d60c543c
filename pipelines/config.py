"""`thinkfamily.toml`: what a council says of its sources, checked whole when it is loaded."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from sources.declaration import Format
from sources.registry import FORMATS, format_named

_Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class ConfigError(ValueError):
    """The configuration cannot be used; every problem of it is in the message."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceConfig(_Part):
    """One source: where its deliveries are, how they are read, and by what right."""

    name: _Name
    formats: tuple[str, ...] = Field(min_length=1)
    folder: str = ""
    controller: str
    agreement: str
    agreement_expires: date
    lawful_basis: str
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _formats_are_declared(self) -> "SourceConfig":
        unknown = [name for name in self.formats if name not in FORMATS]
        if unknown:
            msg = f"formats {unknown} are not declared; declared are {sorted(FORMATS)}"
            raise ValueError(msg)
        return self

    @property
    def read_as(self) -> tuple[Format, ...]:
        """The formats, the one believed first coming first."""
        return tuple(format_named(name) for name in self.formats)

    @property
    def is_reference(self) -> bool:
        """Whether the source is about places and not about people."""
        return all(format_.reference for format_ in self.read_as)


class Engine(_Part):
    """What the warehouse may use of the machine."""

    threads: int = Field(default=2, ge=1)
    memory_limit: str = "4GB"


class Config(_Part):
    """A council's whole configuration. Secrets are never in it."""

    purpose: Literal["synthetic", "planning"]
    disclosure_profile: Literal["nhs"] = "nhs"
    data: Path = Path("data")
    engine: Engine = Engine()
    source: tuple[SourceConfig, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sources_are_told_apart(self) -> "Config":
        names = [source.name for source in self.source]
        repeated = sorted({name for name in names if names.count(name) > 1})
        references = [source.name for source in self.source if source.is_reference]
        if repeated:
            msg = f"sources are configured twice: {repeated}"
            raise ValueError(msg)
        if len(references) != 1:
            msg = f"one reference source is needed for the geography, configured are {references}"
            raise ValueError(msg)
        return self

    @property
    def people_sources(self) -> tuple[SourceConfig, ...]:
        """The sources that are about people."""
        return tuple(source for source in self.source if not source.is_reference)

    @property
    def reference_source(self) -> SourceConfig:
        """The source of the geography."""
        return next(source for source in self.source if source.is_reference)

    def expired_agreements(self, as_at: date) -> list[str]:
        """Name the sources whose sharing agreement has ended by a date."""
        return [
            f"{source.name}: agreement {source.agreement} ended on {source.agreement_expires}"
            for source in self.source
            if source.agreement_expires < as_at
        ]


def load_config(path: Path) -> Config:
    """Load and check the configuration; `data` is taken from the folder of the file.

    Raises:
        ConfigError: the file is missing, is not TOML, or breaks a rule; all problems are named.
    """
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        msg = f"there is no configuration at {path}"
        raise ConfigError(msg) from None
    except tomllib.TOMLDecodeError as error:
        msg = f"{path.name} is not TOML: {error}"
        raise ConfigError(msg) from None
    try:
        config = Config.model_validate(read)
    except ValidationError as error:
        problems = "\n".join(
            f"  - {'.'.join(str(step) for step in problem['loc']) or 'file'}: {problem['msg']}"
            for problem in error.errors(include_input=False)
        )
        msg = f"{path.name} cannot be used:\n{problems}"
        raise ConfigError(msg) from None
    return config.model_copy(update={"data": (path.parent / config.data).resolve()})
