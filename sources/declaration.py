"""The words a format is declared in: column, table, export, format.

A fact about a format is written here once and everything else is derived from it: the header
check, the landing, the typed reading, the synthetic exports, the data dictionary. No reading of
files and no SQL belongs here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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

    `default` is given to a code that is not listed; None leaves it unknown. Where classes have
    classes within them, a list goes `by_beginning`: a code means what the longest listed beginning
    of it means. Trusts and councils keep local codes, so `with_local` lets the configuration add to
    a list without touching it.
    """

    name: str
    values: Mapping[str, str]
    default: str | None = None
    by_beginning: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __reduce__(self) -> tuple[object, ...]:
        """Let a list pass to the process that reads files: a mapping proxy cannot."""
        return _code_list, (self.name, dict(self.values), self.default, self.by_beginning)

    def lists(self, code: str) -> bool:
        """Say whether the list knows what a code means."""
        return code in self.values or (self.by_beginning and code.startswith(tuple(self.values)))

    def with_local(self, local: Mapping[str, str]) -> "CodeList":
        """Return the list with a council's own codes added; a local code wins."""
        return replace(self, values={**self.values, **local})


def _code_list(
    name: str,
    values: Mapping[str, str],
    default: str | None,
    by_beginning: bool,  # noqa: FBT001 - as `__reduce__` gives it
) -> CodeList:
    return CodeList(name=name, values=values, default=default, by_beginning=by_beginning)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What an identifier looks like once a spreadsheet or a cast to a number has spoilt it.

    `mangled` is a regular expression for the whole value. Spoilt values look like values and mean
    nothing, so a column that holds more than a `tolerated` share of them is refused with its file.
    """

    name: str
    mangled: str
    told: str
    tolerated: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table as it is received.

    `path` is where an XML or JSON format keeps the value, relative to the table's element; other
    files have their header instead, which may call the column by one of its `aliases`, or by
    anything that matches the regular expression `pattern` in full, whatever its case. A `required`
    column may not be blank: such a record is rejected. An `optional` column may be absent from the
    header, as it is in older releases. `nulls` are further words that mean nothing in this column
    alone. A `born` date is a birth: before 1900 or after the delivery it cannot be right. In a
    table that is typed as a `SharedShape` the column is called by its `meaning` there.
    """

    name: str
    description: str
    kind: Kind = Kind.TEXT
    required: bool = False
    optional: bool = False
    codes: CodeList | None = None
    path: str = ""
    meaning: str = ""
    aliases: tuple[str, ...] = ()
    pattern: str = ""
    nulls: tuple[str, ...] = ()
    shape: Shape | None = None
    born: bool = False

    def __post_init__(self) -> None:
        if (self.codes is not None) != (self.kind is Kind.CODE):
            msg = f"column {self.name}: a code column has a code list, and only it"
            raise DeclarationError(msg)
        if self.born and self.kind is not Kind.DATE:
            msg = f"column {self.name}: only a date can be a birth"
            raise DeclarationError(msg)


@dataclass(frozen=True, kw_only=True)
class SharedShape:
    """The typed table that tables of several formats become, so that they share their SELECTs.

    `types` are its columns with their DuckDB types; what a table has not is null in it.
    """

    name: str
    types: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """A table that landing fills: one per delimited file, several per file of the other layouts.

    `element` says where in the file the records are: the XML or JSON path of the record from the
    root, or a regular expression for the name of the sheet in a workbook. `key` names the columns
    that tell records apart, within the delivery or only `key_in_file`; different records of one
    key are a fault, and all are rejected. A workbook may come without the sheet of an `optional`
    table. A table is typed under its own name, or `typed_as` a shape that others share: then `said`
    gives columns of that shape a value wherever the table itself has none.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    key_in_file: bool = False
    element: str = ""
    optional: bool = False
    typed_as: SharedShape | None = None
    said: tuple[tuple[str, str], ...] = ()

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
    """How a delimited text file is laid out.

    Without a header the columns stand in the order of the declaration, and all of them are there.
    `instruction` begins a row of explanations that may follow the header, and `trailer` a last line
    that says how many records there were; both are regular expressions for the row's first value,
    an instruction's for its beginning. A file whose system always `ends_with_newline` is cut short
    when it does not. A file that is not UTF-8 may be in the `fallback` encoding instead.
    """

    delimiter: str = ","
    encoding: str = "utf-8"
    fallback: str = ""
    quote_all: bool = False
    has_header: bool = True
    ignores_case: bool = False
    instruction: str = ""
    trailer: str = ""
    ends_with_newline: bool = True


@dataclass(frozen=True, kw_only=True)
class Xml:
    """How an XML file is laid out: its root element and how deep it may nest."""

    root: str
    maximum_depth: int = 12


@dataclass(frozen=True, kw_only=True)
class Xlsx:
    """How a workbook is laid out: a sheet for each table, its header among the first rows."""

    header_within: int = 10


@dataclass(frozen=True, kw_only=True)
class Json:
    """How JSON is laid out: one resource, a bundle of them, or one on every line (NDJSON)."""

    maximum_depth: int = 32


Layout = Delimited | Xml | Xlsx | Json


@dataclass(frozen=True, kw_only=True)
class Export:
    """One kind of file that a system hands over.

    Where nobody can rely on file names, an export is known `by_header`: of the files that match
    its pattern it takes those whose header has its columns and no other export's.
    """

    name: str
    description: str
    file_pattern: str
    layout: Layout
    tables: tuple[RawTable, ...]
    optional: bool = False
    by_header: bool = False

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
    conformed table, in files named after the table; what two formats map alike is in their
    `shared_package`. `excel_dates` says that dates may be the serial numbers of a spreadsheet.
    `stated_day` is the column, as `table.column`, in which an export says of which day it is, and
    `tells_delta` the flag in which it says that it holds only what changed: such a delivery is
    refused, for what is not in a delivery is taken to have ended.
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
    shared_package: str = ""
    excel_dates: bool = False
    stated_day: str = ""
    tells_delta: str = ""
    tables: Mapping[str, RawTable] = field(init=False)

    def __post_init__(self) -> None:
        tables = [table for export in self.exports for table in export.tables]
        object.__setattr__(self, "tables", MappingProxyType({t.name: t for t in tables}))
        if len(self.tables) != len(tables):
            msg = f"format {self.name}: two tables of one name"
            raise DeclarationError(msg)
        for told in filter(None, (self.stated_day, self.tells_delta)):
            name, _, column = told.partition(".")
            known = [each.name for each in self.tables[name].columns] if name in self.tables else []
            if column not in known:
                msg = f"format {self.name}: there is no column {told}"
                raise DeclarationError(msg)
