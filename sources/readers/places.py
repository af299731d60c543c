"""What each place of an XML document means: a record of a table, a column of one, or a way on.

The places that are declared make a tree before a document is read, and those that are not are
added to it as they are met. Nothing is parsed here.
"""

from collections.abc import Sequence

import pyarrow as pa

from sources.declaration import RawTable, Xml
from sources.readers.naming import safe_name

# So many undeclared places are told apart; a document with more is odd enough to be told of these.
_MOST_UNDECLARED = 1_000
# Rows become columns in batches: a fraction of the memory, and the rows stay in the cache.
_BATCH = 2_048
_NUMBERS = ("_line", "_record", "_parent")

Row = list[str | int | None]


class PlacesError(ValueError):
    """The document is not what was declared; caught and told with the file's name."""


class Record:
    """The rows of a table, gathered while the document is read."""

    __slots__ = ("_blank", "_parts", "_rows", "_within", "count", "row", "table")

    def __init__(self, table: RawTable, within: "Record | None") -> None:
        self.table = table
        self.count = 0
        self.row: Row = []
        self._within = within
        self._blank: Row = [None] * (len(table.columns) + len(_NUMBERS))
        self._rows: list[Row] = []
        self._parts: list[pa.Table] = []

    def open(self, line: int) -> None:
        """Begin a row that knows its line and the record around it."""
        if len(self._rows) >= _BATCH:
            self._gather()
        self.count += 1
        self.row = row = self._blank.copy()
        row[-3:] = line, self.count, self._within.count if self._within else None
        self._rows.append(row)

    def parts(self) -> Sequence[pa.Table]:
        """Return all rows."""
        if self._rows or not self._parts:
            self._gather()
        return self._parts

    def _gather(self) -> None:
        names = [column.name for column in self.table.columns]
        columns = list(zip(*self._rows, strict=True)) or [()] * len(self._blank)
        types = [pa.string()] * len(names) + [pa.int64()] * len(_NUMBERS)
        self._parts.append(
            pa.table(
                {
                    name: pa.array(column, type_)
                    for name, column, type_ in zip((*names, *_NUMBERS), columns, types, strict=True)
                }
            )
        )
        self._rows.clear()


class Place:
    """One place: it opens the row of a `record`, or fills a position in the `row_of` one."""

    __slots__ = (
        *("above", "children", "depth", "is_undeclared", "name"),
        *("position", "record", "row_of", "within_column"),
    )

    def __init__(self, name: str, above: "Place | None") -> None:
        self.name = name
        self.above: Place = above or self
        self.children: dict[str, Place] = {}
        self.depth: int = above.depth + 1 if above else 0
        self.is_undeclared = False
        self.record: Record | None = None
        self.row_of: Record | None = None
        self.position = 0
        self.within_column: bool = bool(above and (above.row_of is not None or above.within_column))

    def at(self, path: str) -> "Place":
        """Return the place below this one, making the way to it."""
        place = self
        for step in path.split("/"):
            if step != ".":
                place = place.children.setdefault(step, Place(step, place))
        return place

    @property
    def path(self) -> str:
        """The way to the place from below the root, as it may be shown."""
        names: list[str] = []
        place = self
        while place.depth > 1:
            names.insert(0, safe_name(place.name.rpartition("}")[2]))
            place = place.above
        return "/".join(names)


class Places:
    """All places of a document, and what stood in those that nobody declared."""

    def __init__(self, tables: tuple[RawTable, ...], layout: Xml) -> None:
        self.document = Place("", None)
        self._layout = layout
        self._told: dict[str, None] = {}
        self._made = 0
        self._marks: list[int] = []
        by_depth = sorted(tables, key=lambda table: table.element.count("/"))
        of_table = {table.name: self._record(table) for table in by_depth}
        self.records = tuple(of_table[table.name] for table in tables)

    def _record(self, table: RawTable) -> Record:
        place = self.document.at(table.element)
        above = place.above
        while above.record is None and above.depth:
            above = above.above
        place.record = record = Record(table, above.record)
        for position, column in enumerate(table.columns):
            filled = place.at(column.path)
            filled.row_of, filled.position = record, position
        return record

    @property
    def undeclared(self) -> tuple[str, ...]:
        """The paths of elements that hold text and that nobody declared, as they were met."""
        return tuple(self._told)

    def undeclared_in(self, above: Place, tag: str) -> Place:
        """Return the place of an element that is not declared.

        Raises:
            PlacesError: it is the root, or nests too deep.
        """
        if not above.depth:
            raise PlacesError(self._another_root(tag))
        if above.depth >= self._layout.maximum_depth:
            msg = f"it nests deeper than {self._layout.maximum_depth} elements"
            raise PlacesError(msg)
        place = Place(tag, above)
        place.is_undeclared = True
        if self._made < _MOST_UNDECLARED:
            self._made += 1
            above.children[tag] = place
        return place

    def _another_root(self, tag: str) -> str:
        root = self._layout.root
        if tag.endswith(f"}}{root}"):
            return f"its root element {root} is in a namespace, and none is declared"
        return f"its root element is not {root}"

    def begin_undeclared(self, above: Place, text: list[str]) -> None:
        """Keep the text of a column that an undeclared element interrupts."""
        if above.row_of is not None or above.within_column:
            self._marks.append(len(text))
            return
        if above.is_undeclared:
            self._tell(above, text)
        text.clear()

    def end_undeclared(self, place: Place, text: list[str]) -> None:
        """Note that an undeclared element held text, which goes."""
        start = self._marks.pop() if place.within_column else 0
        self._tell(place, text[start:])
        del text[start:]

    def _tell(self, place: Place, text: list[str]) -> None:
        if len(self._told) < _MOST_UNDECLARED and any(map(str.strip, text)):
            self._told.setdefault(place.path)
