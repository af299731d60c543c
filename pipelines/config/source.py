"""A source of `thinkfamily.toml`: where its deliveries are, how they are read, by what right."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator

from pipelines.config.values import (
    Delimiter,
    DescribedList,
    Encoding,
    Marker,
    Name,
    Part,
    Words,
)
from sources.conformed import ConformedTable
from sources.declaration import Delimited, Export, Format
from sources.generic.building import list_formats
from sources.mapping import select_of
from sources.registry import FORMATS, format_named


class Completion(StrEnum):
    """How it is known that a source has finished writing a delivery."""

    SETTLED = "settled"  # Its marker is there, or nothing of it has changed for a while.
    MARKER = "marker"  # Its marker is there.


class SourceConfig(Part):
    """One source: where its deliveries are, how they are read, and by what right.

    A delivery is finished when its `completion_marker` is there or, unless the source must write
    one, when nothing of it has changed for `settle_seconds`. `expected_rows` are the fewest and the
    most records of a table, and data older than `freshness_days` is told as unusual. `delimiter`
    and `encoding` are for a system that writes text files otherwise than its format declares.
    `lists` are files that no declared format describes, each with what its columns mean.
    """

    name: Name
    formats: tuple[str, ...] = ()
    lists: dict[Name, DescribedList] = Field(default_factory=dict)
    folder: str = ""
    controller: Words
    agreement: Words
    agreement_expires: date
    lawful_basis: Words
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    completion: Completion = Completion.SETTLED
    completion_marker: Marker = "_COMPLETE"
    settle_seconds: int = Field(default=120, ge=0)
    freshness_days: int | None = Field(default=None, ge=0)
    expected_rows: dict[str, tuple[int, int]] = Field(default_factory=dict)
    delimiter: Delimiter | None = None
    encoding: Encoding | None = None
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
