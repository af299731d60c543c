"""JSON files: one resource, a bundle of them, or one on every line (NDJSON).

The `resourceType` says which tables a resource fills: that of its own name, and those of the lists
within it, whose rows know the record around them. Columns are found by `resource_paths`. A line
that cannot be read is set aside with its number, a broken document refuses the file. Resources of
other types are counted and passed over. In a bundle, the place of an entry is its line.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeGuard

from sources.declaration import Json, RawTable
from sources.readers.damage import MOST_UNDECODED
from sources.readers.naming import safe_name
from sources.readers.reading import Rejected, TableRead, refuse
from sources.readers.resource_tables import BadRecordError, ResourceTable, Row
from sources.readers.strict_json import StrictJsonError, Value, check_text, is_suspect, parse

_BUNDLE = "Bundle"
_TYPE = re.compile(r"[A-Z][A-Za-z]{1,40}")  # What else stands for a type may be anything.
_COUNT, _EARLIER = re.compile("[0-9]{1,18}"), {"previous", "prev"}
_NO_ENTRIES = "the entry of its bundle is no list"
_BOM = b"\xef\xbb\xbf"
# So many undeclared members and types are told apart.
_MOST_TOLD = 1_000
# A file of lines whose first one is damaged shows what it is in the next ones.
_LINES_LOOKED_AT, _LOOKED_AT = 5, 1 << 20

# A row for a table, and the place of the row around it among those found with it.
_Found = tuple[ResourceTable, Row, int | None]


class _Reading:
    """The tables of a file while its resources are read."""

    def __init__(self, layout: Json, tables: Sequence[RawTable]) -> None:
        self.layout = layout
        self.others: Counter[str] = Counter()
        self.undeclared: dict[str, None] = {}
        self._by_element: dict[str, ResourceTable] = {}
        for table in sorted(tables, key=lambda each: each.element.count("/")):
            self._by_element[table.element] = self._placed(table)
        self.tables = [self._by_element[table.element] for table in tables]

    def _placed(self, table: RawTable) -> ResourceTable:
        """Place a table in the nearest one whose records are around its own."""
        steps = table.element.split("/")
        for length in range(len(steps) - 1, 0, -1):
            above = self._by_element.get("/".join(steps[:length]))
            if above is not None:
                return ResourceTable(table, tuple(steps[length:]), above)
        return ResourceTable(table)

    def reject(self, line: int, reason: str, content: bytes, type_: str = "") -> None:
        """Set a resource aside, with those of its type where that is known."""
        table = self._by_element.get(type_, self.tables[0])
        text = content.decode(errors="replace")
        table.rejected.append(Rejected(line=line, reason=reason, content=text))

    def take(self, value: Value, line: int, content: bytes = b"", *, is_suspect: bool) -> None:
        """Take one resource, or set it aside with its content."""
        type_ = value.get("resourceType") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(type_, str) or not type_.isalpha():
            self.reject(line, "it has no resourceType", content or _written(value))
            return
        table = self._by_element.get(type_)
        if table is None:
            is_told = _TYPE.fullmatch(type_) and len(self.others) < _MOST_TOLD
            self.others[type_ if is_told else "others"] += 1
            return
        found: list[_Found] = []
        try:
            if is_suspect:
                check_text(value)
            self._collect(table, value, None, found)
        except (BadRecordError, StrictJsonError) as error:
            self.reject(line, str(error), content or _written(value), type_)
            return
        numbers: list[int] = []
        for filled, row, around in found:
            numbers.append(filled.add(row, line, None if around is None else numbers[around]))

    def _collect(
        self,
        table: ResourceTable,
        record: dict[str, Value],
        around: int | None,
        found: list[_Found],
    ) -> None:
        """Find the row of a record and of those within it, each with the place of its outer one."""
        for name in table.undeclared(record):
            if len(self.undeclared) < _MOST_TOLD:
                self.undeclared.setdefault(f"{table.table.element}/{safe_name(name)}")
        place = len(found)
        found.append((table, table.values(record), around))
        for inner in table.within:
            for each in inner.records_in(record):
                self._collect(inner, each, place, found)


def _written(value: Value) -> bytes:
    return json.dumps(value).encode()


def read_json(
    path: Path, data: bytes, layout: Json, tables: tuple[RawTable, ...]
) -> tuple[tuple[TableRead, ...], tuple[str, ...]]:
    """Read the declared tables of a JSON file.

    Returns:
        The tables, and the members of their records that nobody declared.

    Raises:
        FileRefusedError: not UTF-8, broken, ambiguous, too deep, or without a declared resource.
    """
    data = data.removeprefix(_BOM)
    reading = _Reading(layout, tables)
    if _is_lines(data, layout):
        _read_lines(path, data, reading)
        is_empty_bundle = False
    else:
        is_empty_bundle = _read_document(path, data, reading)
    records = sum(each.count + len(each.rejected) for each in reading.tables if not each.steps)
    if not records and not is_empty_bundle:
        told = ", ".join(each.table.element for each in reading.tables if not each.steps)
        raise refuse(path, f"it holds no resource of {told}")
    for type_, count in sorted(reading.others.items()):
        reading.tables[0].notes.append(f"{count} of {type_} are passed over")
    reads = tuple(each.read() for each in reading.tables)
    return reads, tuple(sorted(reading.undeclared))


def _is_lines(data: bytes, layout: Json) -> bool:
    """Say whether every line is a resource of its own, and not all lines are one document."""
    lines = [line for line in data[:_LOOKED_AT].split(b"\n") if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 - one line is one document
        return False
    return any(_is_resource(line, layout) for line in lines[:_LINES_LOOKED_AT])


def _is_resource(line: bytes, layout: Json) -> bool:
    try:
        value = parse(line, layout.maximum_depth)
    except StrictJsonError:
        return False
    return isinstance(value, dict) and "resourceType" in value


def _read_lines(path: Path, data: bytes, reading: _Reading) -> None:
    """Read a resource from every line that is not blank."""
    lines = undecoded = 0
    missing: Counter[str] = Counter()
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        lines += 1
        try:
            value = parse(line, reading.layout.maximum_depth)
        except StrictJsonError as error:
            undecoded += not _is_text(line)
            reading.reject(number, str(error), line)
            continue
        if _has_no_list(value):
            reading.reject(number, _NO_ENTRIES, line)
            continue
        missing.update(_missing_pages(value))
        for resource in _resources(value):
            reading.take(resource, number, line, is_suspect=is_suspect(line))
    # Letters of another encoding stand in the names of some people, and only they would be lost.
    if undecoded > max(1, MOST_UNDECODED * lines):
        raise refuse(path, f"{undecoded} of its lines are not utf-8 text")
    for told, count in sorted(missing.items()):
        reading.tables[0].notes.append(f"in {count} of its lines {told}")


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_document(path: Path, data: bytes, reading: _Reading) -> bool:
    """Read one resource or a bundle, and say whether it is a bundle of nothing."""
    try:
        value = parse(data, reading.layout.maximum_depth)
    except StrictJsonError as error:
        raise refuse(path, str(error)) from None
    if not isinstance(value, dict) or "resourceType" not in value:
        raise refuse(path, "it is no resource and no bundle of them")
    if _has_no_list(value):
        raise refuse(path, _NO_ENTRIES)
    resources, suspect = list(_resources(value)), is_suspect(data)
    for place, resource in enumerate(resources, start=1):
        reading.take(resource, place, is_suspect=suspect)
    reading.tables[0].notes += _missing_pages(value)
    return _is_bundle(value) and not resources


def _is_bundle(value: Value) -> TypeGuard[dict[str, Value]]:
    return isinstance(value, dict) and value.get("resourceType") == _BUNDLE


def _has_no_list(value: Value) -> bool:
    """Say whether a value is a bundle whose entries are something else than a list."""
    return _is_bundle(value) and not isinstance(value.get("entry"), list | None)


def _resources(value: Value) -> Iterator[Value]:
    """Give the resources that a value is: those of the entries of a bundle, or itself."""
    if not _is_bundle(value):
        yield value
        return
    entries = value.get("entry")
    for entry in entries if isinstance(entries, list) else []:
        yield entry.get("resource") if isinstance(entry, dict) else None


def _missing_pages(value: Value) -> Iterator[str]:
    """Tell that there is more of a bundle than is here: a further page, or more than it holds."""
    if not _is_bundle(value):
        return
    links, entries, total = value.get("link"), value.get("entry"), value.get("total")
    listed = links if isinstance(links, list) else []
    relations = {str(link.get("relation")) for link in listed if isinstance(link, dict)}
    held = len(entries) if isinstance(entries, list) else 0
    if "next" in relations:
        yield "it is a page of a bundle, and there is a further one"
    # The last of several pages holds less than the whole search has found.
    elif value.get("type") == "searchset" and not relations & _EARLIER and _number(total) > held:
        yield "it is a search that has found more than it holds, and names no further page"


def _number(total: Value) -> int:
    """Return a number, which stays text when it is parsed."""
    return int(total) if isinstance(total, str) and _COUNT.fullmatch(total) else 0
