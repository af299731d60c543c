"""Writing delimited and XML files from the declarations of `sources`.

Column order, dates, words for yes and no, spelling of null and code lists all come from the
declaration, so a written file is what the declaration says or is not written. What goes into a
row is the business of each format's own module.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from html import escape
from os import SEEK_END
from pathlib import Path

from sources.declaration import Column, Delimited, Export, Format, RawTable, Xml

Value = str | int | bool | date | None
Row = Mapping[str, Value]
Render = Callable[[Value], str]

_DECIMALS_LEFT_OUT = 3


class NotDeclaredError(ValueError):
    """A row holds what its declaration does not allow; a mistake of the synthetic export."""


@lru_cache(maxsize=100_000)
def _dated(day: date, pattern: str) -> str:
    """Write a day; a database's moments have three decimals."""
    written = day.strftime(pattern)
    return written[:-_DECIMALS_LEFT_OUT] if pattern.endswith("%f") else written


def _word(words: tuple[str, ...], preferred: str) -> str:
    return preferred if preferred in words else words[0]


def _render(format_: Format, column: Column, null: str, yes: str, no: str) -> Render:
    """Return how values of one column are written."""
    pattern = format_.date_formats[0]

    def render(value: Value) -> str:
        if value is None or value == "":
            if column.required:
                msg = f"{format_.name}: {column.name} is required and a row has none"
                raise NotDeclaredError(msg)
            return null
        if isinstance(value, bool):
            return yes if value else no
        if isinstance(value, date):
            return _dated(value, pattern)
        if column.codes is not None and column.codes.default is None:
            _refuse_unlisted(format_, column, str(value))
        return str(value)

    return render


def _refuse_unlisted(format_: Format, column: Column, value: str) -> None:
    if column.codes is not None and not column.codes.lists(value):
        msg = f"{format_.name}: {column.name} has a code that {column.codes.name} does not list"
        raise NotDeclaredError(msg)


def _flag_words(format_: Format, *, is_xml: bool) -> tuple[str, str]:
    """Return the words for yes and no: in XML those of its own type; letters are capitals."""
    if is_xml:
        return _word(format_.true_words, "true"), _word(format_.false_words, "false")
    yes, no = format_.true_words[0], format_.false_words[0]
    return (yes.upper(), no.upper()) if len(yes) == 1 else (yes, no)


def _check_names(table: RawTable, row: Row) -> None:
    unknown = set(row) - {column.name for column in table.columns}
    if unknown:
        msg = f"{table.name}: {', '.join(sorted(unknown))} not declared"
        raise NotDeclaredError(msg)


def write_delimited(
    format_: Format, export: Export, rows: Iterable[Row], path: Path, *, more: bool = False
) -> int:
    """Write one delimited file and return how many rows were written.

    Args:
        format_: the format the export belongs to.
        export: which export of the format it is.
        rows: what to write, by column name; columns left out are null.
        path: where to write it.
        more: add to the rows that are there.

    Raises:
        NotDeclaredError: a row does not fit the declaration.
    """
    layout = export.layout
    if not isinstance(layout, Delimited):
        msg = f"{export.name} is not a delimited file"
        raise NotDeclaredError(msg)
    yes, no = _flag_words(format_, is_xml=False)
    null = format_.nulls[-1]
    columns = export.table.columns
    renders = [(column.name, _render(format_, column, null, yes, no)) for column in columns]
    names = {column.name for column in columns}
    count = 0
    with path.open("a" if more else "w", encoding=layout.encoding, newline="") as file:
        writer = csv.writer(
            file,
            delimiter=layout.delimiter,
            quoting=csv.QUOTE_ALL if layout.quote_all else csv.QUOTE_MINIMAL,
            lineterminator="\n",
        )
        if layout.has_header and not more:
            writer.writerow([column.name for column in columns])
        for row in rows:
            if not names.issuperset(row):
                _check_names(export.table, row)
            writer.writerow([render(row.get(name)) for name, render in renders])
            count += 1
    return count


@dataclass(frozen=True, kw_only=True)
class Element:
    """One record of an XML file with the records nested in it."""

    table: RawTable
    values: Row
    nested: tuple["Element", ...] = ()


@dataclass(kw_only=True)
class _Node:
    text: str = ""
    parts: list[tuple[str, "_Node"]] = field(default_factory=list)

    def last(self, steps: Iterable[str]) -> "_Node":
        """Return the node at the end of a path, entering the latest of each name."""
        node = self
        for step in steps:
            found = next((part for name, part in reversed(node.parts) if name == step), None)
            if found is None:
                found = _Node()
                node.parts.append((step, found))
            node = found
        return node

    def written(self, depth: int) -> Iterator[str]:
        for name, part in self.parts:
            indent = " " * depth
            if part.parts:
                yield f"{indent}<{name}>\n"
                yield from part.written(depth + 1)
                yield f"{indent}</{name}>\n"
            else:
                yield f"{indent}<{name}>{escape(part.text, quote=False)}</{name}>\n"


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(step for step in path.split("/") if step != ".")


@cache
def _inner_path(outer: str, inner: str) -> tuple[str, ...]:
    """Return the path of a table's element within another's."""
    return _steps(inner.removeprefix(f"{outer}/"))


class XmlWriter:
    """Writes the records of one XML export."""

    def __init__(self, format_: Format, export: Export) -> None:
        """Prepare to write the files of an export.

        Raises:
            NotDeclaredError: the export is not XML.
        """
        if not isinstance(export.layout, Xml):
            msg = f"{export.name} is not an XML file"
            raise NotDeclaredError(msg)
        yes, no = _flag_words(format_, is_xml=True)
        self._root = export.layout.root
        self._renders = {
            (table.name, column.name): _render(format_, column, "", yes, no)
            for table in format_.tables.values()
            for column in table.columns
        }

    def _fill(self, node: _Node, element: Element) -> None:
        """Put a record's values and nested records into its node; null is an absent element."""
        _check_names(element.table, element.values)
        for column in element.table.columns:
            value = element.values.get(column.name)
            text = self._renders[element.table.name, column.name](value)
            if text:
                node.last(_steps(column.path)).text = text
        for inner in element.nested:
            *wrappers, own = _inner_path(element.table.element, inner.table.element)
            opened = _Node()
            node.last(wrappers).parts.append((own, opened))
            self._fill(opened, inner)

    def write(self, elements: Iterable[Element], path: Path, *, more: bool = False) -> None:
        """Write a file of these records, or add them to the last list of one that is there.

        Raises:
            NotDeclaredError: a record does not fit the declaration.
        """
        root, wrappers = _Node(), list[str]()
        for element in elements:
            *wrappers, own = _steps(element.table.element.removeprefix(f"{self._root}/"))
            node = _Node()
            root.last(wrappers).parts.append((own, node))
            self._fill(node, element)
        if more:
            begun = wrappers if self._has_list(wrappers, path) else []
            self._add(root.last(begun), begun, path)
            return
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
            file.write(f"<{self._root}>\n")
            file.writelines(root.written(1))
            file.write(f"</{self._root}>\n")

    def _has_list(self, wrappers: list[str], path: Path) -> bool:
        """Say whether a file has the list already: a town without such records wrote none."""
        opening = "".join(f"<{name}>" for name in wrappers[:1]).encode()
        with path.open("rb") as file:
            return any(line.strip() == opening for line in file)

    def _add(self, node: _Node, wrappers: list[str], path: Path) -> None:
        """Put records before the closing tags of the list that a file ends with.

        Raises:
            NotDeclaredError: the file ends with another list.
        """
        depths = reversed(list(enumerate((self._root, *wrappers))))
        closing = "".join(f"{' ' * depth}</{name}>\n" for depth, name in depths).encode()
        with path.open("r+b") as file:
            file.seek(-len(closing), SEEK_END)
            end = file.tell()
            if file.read() != closing:
                msg = f"{path.name} does not end with a list that can be added to"
                raise NotDeclaredError(msg)
            file.seek(end)
            file.truncate()
            file.writelines(line.encode() for line in node.written(len(wrappers) + 1))
            file.write(closing)
