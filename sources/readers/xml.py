"""XML files: declared elements become rows as the parser passes them, without building a tree.

Stray text between elements and elements nobody declared are passed over, because real returns
hold both; a DOCTYPE, another root, too deep nesting or an early end refuse the file.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors

import pyarrow as pa
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from sources.declaration import RawTable, Xml
from sources.readers.reading import FileRefusedError, TableRead, refuse

_CHUNK = 1 << 16
_CUT_SHORT = tuple(
    errors.codes[message]
    for message in (errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_UNCLOSED_TOKEN)
)


@dataclass(eq=False)
class _Element:
    """What a place in the document means: a record of a table, a column of one, or a way on."""

    children: dict[str, "_Element"] = field(default_factory=dict)
    table: int | None = None
    column: tuple[int, int] | None = None

    def at(self, path: str) -> "_Element":
        """Return the place below this one, making the way to it."""
        place = self
        for step in path.split("/"):
            place = place if step == "." else place.children.setdefault(step, _Element())
        return place


def _places(tables: tuple[RawTable, ...]) -> _Element:
    top = _Element()
    for number, table in enumerate(tables):
        record = top.at(table.element)
        record.table = number
        for position, column in enumerate(table.columns):
            record.at(column.path).column = (number, position)
    return top


class _MisfitError(ValueError):
    """The document is not what was declared; caught and told with the file's name."""


class _RecordTarget:
    """Receives the parser's events and gathers rows."""

    def __init__(self, tables: tuple[RawTable, ...], layout: Xml) -> None:
        self.widths = [len(table.columns) for table in tables]
        self.rows: list[list[list[str | int | None]]] = [[] for _ in tables]
        self.around: list[int] = []
        self.places: list[_Element | None] = [_places(tables)]
        self.text: list[str] = []
        self.layout = layout
        self.line: Callable[[], int] = lambda: 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Open an element; a record begins a row that knows its line and its parent."""
        depth = len(self.places)
        if depth == 1 and tag != self.layout.root:
            msg = f"its root element is not {self.layout.root}"
            raise _MisfitError(msg)
        if depth > self.layout.maximum_depth:
            msg = f"it nests deeper than {self.layout.maximum_depth} elements"
            raise _MisfitError(msg)
        above = self.places[-1]
        place = above.children.get(tag) if above is not None else None
        self.places.append(place)
        if place is None:
            return
        self.text.clear()
        if place.table is not None:
            self._open_record(place.table)

    def _open_record(self, number: int) -> None:
        parent = len(self.rows[self.around[-1]]) if self.around else None
        blank: list[str | int | None] = [None] * self.widths[number]
        self.rows[number].append([*blank, self.line(), len(self.rows[number]) + 1, parent])
        self.around.append(number)

    def data(self, text: str) -> None:
        """Gather text; only a declared column's is kept."""
        if self.places[-1] is not None:
            self.text.append(text)

    def end(self, _tag: str) -> None:
        """Close an element; a column's first value counts."""
        place = self.places.pop()
        if place is None:
            return
        if place.column is not None:
            number, position = place.column
            row = self.rows[number][-1]
            if row[position] is None:
                row[position] = "".join(self.text).strip()
        self.text.clear()
        if place.table is not None:
            self.around.pop()

    def close(self) -> None:
        """End of the document; the rows stay with the target."""


def read_xml(
    path: Path, data: bytes, layout: Xml, tables: tuple[RawTable, ...]
) -> tuple[TableRead, ...]:
    """Read the declared tables of an XML file.

    Raises:
        FileRefusedError: a DOCTYPE, an early end, another root, too deep, an unreadable
            encoding, or no records.
    """
    target = _RecordTarget(tables, layout)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    target.line = lambda: int(parser.parser.CurrentLineNumber)
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except DefusedXmlException:
        raise refuse(path, "it carries a DOCTYPE or entities, which no export needs") from None
    except ParseError as error:
        raise _broken(path, error) from None
    except _MisfitError as error:
        raise refuse(path, str(error)) from None
    except (LookupError, ValueError):
        # What the parser raises for an encoding it does not know, or cannot read.
        raise refuse(path, "it declares an encoding that cannot be read") from None
    reads = tuple(
        TableRead(table=table, rows=_arrow(table, rows), rejected=(), records=len(rows))
        for table, rows in zip(tables, target.rows, strict=True)
    )
    empty = [read.table.name for read in reads if read.table.key and not read.records]
    if empty:
        raise refuse(path, f"it holds no record of {', '.join(empty)}")
    return reads


def _broken(path: Path, error: ParseError) -> FileRefusedError:
    line = error.position[0]
    if error.code in _CUT_SHORT:
        return refuse(path, f"it ends in the middle, at line {line}: the file is cut short")
    return refuse(path, f"it is not well-formed XML at line {line}")


def _arrow(table: RawTable, rows: list[list[str | int | None]]) -> pa.Table:
    names = [column.name for column in table.columns]
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(names) + 3)
    text = {name: pa.array(columns[n], pa.string()) for n, name in enumerate(names)}
    numbers = {
        name: pa.array(columns[len(names) + n], pa.int64())
        for n, name in enumerate(("_line", "_record", "_parent"))
    }
    return pa.table(text | numbers)
