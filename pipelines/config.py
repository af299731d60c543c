"""`thinkfamily.toml`: what a council says of its sources, checked whole when it is loaded."""

import tomllib
from codecs import lookup
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from sources.conformed import PLACE, POSTCODE, ConformedTable
from sources.declaration import Delimited, Export, Format
from sources.generic.building import list_formats
from sources.generic.catalogue import UnknownPresetError, amended
from sources.generic.description import ListDescription
from sources.mapping import select_of
from sources.registry import FORMATS, format_named

_Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
# A plain file name that no export has: files that begin so are never read as exports.
_Marker = Annotated[str, StringConstraints(pattern=r"^_[A-Za-z0-9_.-]+$")]
_Delimiter = Annotated[str, StringConstraints(pattern=r"^[,;|\t~^]$")]


TO_FILL_IN = "TO FILL IN"
"""How `thinkfamily map` begins what only a person can say; it is not left standing."""


def _is_filled_in(words: str) -> str:
    if not words.strip() or words.startswith(TO_FILL_IN):
        msg = "it is still to be filled in"
        raise ValueError(msg)
    return words


def _with_preset(content: object) -> object:
    try:
        return amended(content) if isinstance(content, dict) else content
    except UnknownPresetError as error:
        raise ValueError(str(error)) from None


_Words = Annotated[str, AfterValidator(_is_filled_in)]
_List = Annotated[ListDescription, BeforeValidator(_with_preset)]


class ConfigError(ValueError):
    """The configuration cannot be used; every problem of it is in the message."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Completion(StrEnum):
    """How it is known that a source has finished writing a delivery."""

    SETTLED = "settled"  # Its marker is there, or nothing of it has changed for a while.
    MARKER = "marker"  # Its marker is there.


class SourceConfig(_Part):
    """One source: where its deliveries are, how they are read, and by what right.

    A delivery is finished when its `completion_marker` is there or, unless the source must write
    one, when nothing of it has changed for `settle_seconds`. `expected_rows` are the fewest and the
    most records of a table, and data older than `freshness_days` is told as unusual. `delimiter`
    and `encoding` are for a system that writes text files otherwise than its format declares.
    `lists` are files that no declared format describes, each with what its columns mean.
    """

    name: _Name
    formats: tuple[str, ...] = ()
    lists: dict[_Name, _List] = Field(default_factory=dict)
    folder: str = ""
    controller: _Words
    agreement: _Words
    agreement_expires: date
    lawful_basis: _Words
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    completion: Completion = Completion.SETTLED
    completion_marker: _Marker = "_COMPLETE"
    settle_seconds: int = Field(default=120, ge=0)
    freshness_days: int | None = Field(default=None, ge=0)
    expected_rows: dict[str, tuple[int, int]] = Field(default_factory=dict)
    delimiter: _Delimiter | None = None
    encoding: str | None = None
    opt_outs_apply: bool = False

    @model_validator(mode="after")
    def _formats_are_declared(self) -> "SourceConfig":
        unknown = [name for name in self.formats if name not in FORMATS]
        if unknown:
            msg = f"formats {unknown} are not declared; declared are {sorted(FORMATS)}"
            raise ValueError(msg)
        if not self.formats and not self.lists:
            msg = "it names neither a format nor a list"
            raise ValueError(msg)
        tables = {t for name in self.formats for t in format_named(name).tables}
        shared = sorted(tables & set(self.lists))
        if shared:
            msg = f"its lists {shared} are called like tables of its formats"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _is_of_people_or_of_places(self) -> "SourceConfig":
        of_places = [format_.name for format_ in self.read_as if format_.reference]
        if of_places and not self.is_reference:
            msg = f"{of_places} are about places: they belong to a source without people's formats"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _bands_are_of_its_tables(self) -> "SourceConfig":
        tables = {table for format_ in self.read_as for table in format_.tables}
        unknown = sorted(set(self.expected_rows) - tables)
        if unknown:
            msg = f"expected_rows names {unknown}; the tables of {self.name} are {sorted(tables)}"
            raise ValueError(msg)
        for table, (least, most) in sorted(self.expected_rows.items()):
            if not 0 <= least <= most:
                msg = f"expected_rows of {table} are the fewest and the most records, in this order"
                raise ValueError(msg)
        return self

    @field_validator("encoding")
    @classmethod
    def _encoding_is_known(cls, encoding: str | None) -> str | None:
        if encoding is not None:
            try:
                lookup(encoding)
            except LookupError:
                msg = f"no encoding is called {encoding}"
                raise ValueError(msg) from None
        return encoding

    @property
    def read_as(self) -> tuple[Format, ...]:
        """The formats, the one believed first coming first, laid out as this source writes them."""
        declared = tuple(format_named(name) for name in self.formats)
        if self.delimiter is not None or self.encoding is not None:
            declared = tuple(
                replace(format_, exports=tuple(map(self._laid_out, format_.exports)))
                for format_ in declared
            )
        return (*declared, *list_formats(self.name, self.lists))

    def _laid_out(self, export: Export) -> Export:
        layout = export.layout
        if not isinstance(layout, Delimited):
            return export
        changed = replace(
            layout,
            delimiter=self.delimiter or layout.delimiter,
            encoding=self.encoding or layout.encoding,
        )
        return replace(export, layout=changed)

    @property
    def is_reference(self) -> bool:
        """Whether the source is about places and not about people."""
        return all(format_.reference for format_ in self.read_as)

    def fills(self, table: ConformedTable) -> bool:
        """Say whether the source is where a table of places comes from."""
        return self.is_reference and any(select_of(each, table) for each in self.read_as)


class Engine(_Part):
    """What the warehouse may use of the machine."""

    threads: int = Field(default=2, ge=1)
    memory_limit: str = "4GB"


class Config(_Part):
    """A council's whole configuration. Secrets are never in it.

    `opt_outs` is a list of NHS numbers, in the data folder, of people who objected to the use of
    their data: sources to which `opt_outs_apply` are counted without them. `decisions` lists, in
    the data folder too, pairs of records that people decided to be the same person or different.
    `labels` is a sheet, there too, of drawn pairs that people judged: probabilities fit it.
    """

    purpose: Literal["synthetic", "planning"]
    disclosure_profile: Literal["nhs"] = "nhs"
    data: Path = Path("data")
    engine: Engine = Engine()
    opt_outs: Path | None = None
    labels: Path | None = None
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
        ConfigError: the file is missing, cannot be read, is not UTF-8 text or not TOML, or breaks
            a rule; all problems are named.
    """
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        msg = f"there is no configuration at {path}"
        raise ConfigError(msg) from None
    except OSError as error:
        msg = f"{path.name} cannot be read ({error.strerror})"
        raise ConfigError(msg) from None
    except UnicodeDecodeError:
        msg = f"{path.name} is not UTF-8 text"
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
