"""The tables that JSON records fill: their rows, and what is found in each record for them.

Which records there are in a file, and what becomes of a bad one, is `resources`.
"""

import pyarrow as pa

from sources.declaration import RawTable
from sources.readers.damage import LONGEST_VALUE
from sources.readers.reading import Rejected, TableRead
from sources.readers.resource_paths import NotOneValueError, finder, first_step, objects
from sources.readers.strict_json import Value

_NUMBERS = ("_line", "_record", "_parent")
_BATCH = 4_096

Row = list[str | int | None]


class BadRecordError(ValueError):
    """A resource that has no place in the tables; caught and set aside with the message."""


class ResourceTable:
    """One table while it is filled: its own rows, and the tables of the lists within it."""

    def __init__(
        self, table: RawTable, steps: tuple[str, ...] = (), above: "ResourceTable | None" = None
    ) -> None:
        """Begin a table without rows; its records are where the steps lead within those above."""
        self.table = table
        self.steps = steps
        self.within: list[ResourceTable] = []
        self.count = 0
        self.rejected: list[Rejected] = []
        self.notes: list[str] = []
        self._finds = [(column.name, finder(column.path)) for column in table.columns]
        self._known = {first_step(column.path) for column in table.columns} | {"resourceType"}
        self._rows: list[Row] = []
        self._parts: list[pa.Table] = []
        if above is not None:
            above.within.append(self)
            above._known.add(steps[0])

    def undeclared(self, record: dict[str, Value]) -> set[str]:
        """Return the members of a record that nobody declared."""
        return record.keys() - self._known

    def values(self, record: dict[str, Value]) -> Row:
        """Find the value of every column in a record.

        Raises:
            BadRecordError: a value is an object, or as long as a book.
        """
        row: Row = []
        for name, find in self._finds:
            try:
                value = find(record)
            except NotOneValueError:
                msg = f"{name} is not a single value"
                raise BadRecordError(msg) from None
            if value is not None and len(value) > LONGEST_VALUE:
                msg = "a value is longer than 64 kB"
                raise BadRecordError(msg)
            row.append(value)
        return row

    def records_in(self, record: dict[str, Value]) -> list[dict[str, Value]]:
        """Return the records of this table within one of the table above.

        Raises:
            BadRecordError: something else stands there.
        """
        try:
            return list(objects(self.steps, record))
        except NotOneValueError:
            msg = f"{'/'.join(self.steps)} is no list of records"
            raise BadRecordError(msg) from None

    def add(self, row: Row, line: int, parent: int | None) -> int:
        """Add a row and return its number."""
        if len(self._rows) >= _BATCH:
            self._gather()
        self.count += 1
        self._rows.append([*row, line, self.count, parent])
        return self.count

    def read(self) -> TableRead:
        """Return all that was added."""
        if self._rows or not self._parts:
            self._gather()
        return TableRead(
            table=self.table,
            rows=pa.concat_tables(self._parts),
            rejected=tuple(self.rejected),
            records=self.count + len(self.rejected),
            notes=tuple(self.notes),
        )

    def _gather(self) -> None:
        names = [column.name for column in self.table.columns]
        columns = list(zip(*self._rows, strict=True)) or [()] * (len(names) + len(_NUMBERS))
        types = [pa.string()] * len(names) + [pa.int64()] * len(_NUMBERS)
        arrays = [pa.array(c, type_) for c, type_ in zip(columns, types, strict=True)]
        self._parts.append(pa.table(dict(zip((*names, *_NUMBERS), arrays, strict=True))))
        self._rows.clear()
