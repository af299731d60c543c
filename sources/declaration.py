"""The words a format is declared in: column, table, export, format.

A fact about a format is written here once and everything else is derived from it: the header
check, the landing, the typed reading, the synthetic exports, the data dictionary. No reading of
files and no SQL belongs here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class DeclarationError(ValueError):
    """A declaration contradicts itself; a programming error, found at import."""


class Kind(StrEnum):
    """What a column's text means once it is read."""

    TEXT = "text"
    DATE = "date"
    FLAG = "flag"
    CODE = "code"
    NUMBER = "number"


@dataclass(frozen=True, kw_only=True)
class CodeList:
    """A code list: the source's code to our word.

    `default` is given to a code that is not listed; None leaves it unknown. Trusts and councils
    keep local codes, so `with_local` lets the configuration add to a list without touching it.
    """

    name: str
    values: Mapping[str, str]
    default: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def with_local(self, local: Mapping[str, str]) -> "CodeList":
        """Return the list with a council's own codes added; a local code wins."""
        return CodeList(name=self.name, values={**self.values, **local}, default=self.default)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table as it is received.

    `path` is where an XML format keeps the value, relative to the table's element; a delimited
    file has its header instead. A `required` column may not be blank: such a record is rejected.
    An `optional` column may be absent from the header, as it is in older releases.
    """

    name: str
    description: str
    kind: Kind = Kind.TEXT
    required: bool = False
    optional: bool = False
    codes: CodeList | None = None
    path: str = ""
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.codes is not None) != (self.kind is Kind.CODE):
            msg = f"column {self.name}: a code column has a code list, and only it"
            raise DeclarationError(msg)


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """A table that landing fills: one per delimited file, several per XML file.

    `element` is the XML path of the record, from the root. `key` names the columns that tell
    records apart, within the delivery or only `key_in_file`; different records of one key are a
    fault, and all are rejected.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    key_in_file: bool = False
    element: str = ""

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        repeated = sorted({name for name in names if names.count(name) > 1})
        unknown = sorted(set(self.key) - set(names))
        if repeated or unknown:
            msg = f"table {self.name}: columns declared twice {repeated}, keys unknown {unknown}"
            raise DeclarationError(msg)

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, kw_only=True)
class Delimited:
    """How a delimited text file is laid out."""

    delimiter: str = ","
    encoding: str = "utf-8"
    quote_all: bool = False


@dataclass(frozen=True, kw_only=True)
class Xml:
    """How an XML file is laid out: its root element and how deep it may nest."""

    root: str
    maximum_depth: int = 12


@dataclass(frozen=True, kw_only=True)
class Export:
    """One kind of file that a system hands over."""

    name: str
    description: str
    file_pattern: str
    layout: Delimited | Xml
    tables: tuple[RawTable, ...]
    optional: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.layout, Delimited) and len(self.tables) != 1:
            msg = f"export {self.name}: a delimited file holds exactly one table"
            raise DeclarationError(msg)

    @property
    def table(self) -> RawTable:
        """The single table of a delimited export."""
        return self.tables[0]


@dataclass(frozen=True, kw_only=True)
class Format:
    """A system's own format: its exports and how its text is to be read.

    `names_people` is False for returns that carry no names: they join to the system's own extract
    on its id and make no persons of their own beside it. `package` holds one SELECT per
    conformed table, in files named after the table.
    """

    name: str
    system: str
    description: str
    package: str
    exports: tuple[Export, ...]
    date_formats: tuple[str, ...] = ("%Y-%m-%d",)
    nulls: tuple[str, ...] = ("",)
    true_words: tuple[str, ...] = ("1", "true", "y", "yes")
    false_words: tuple[str, ...] = ("0", "false", "n", "no")
    names_people: bool = True
    reference: bool = False
    tables: Mapping[str, RawTable] = field(init=False)

    def __post_init__(self) -> None:
        tables = [table for export in self.exports for table in export.tables]
        object.__setattr__(self, "tables", MappingProxyType({t.name: t for t in tables}))
        if len(self.tables) != len(tables):
            msg = f"format {self.name}: two tables of one name"
            raise DeclarationError(msg)
