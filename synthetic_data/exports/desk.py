"""What a source has on its desk when it writes an export: the town, its own eyes, a folder.

Every writer takes a `Desk` and nothing else. Which writers there are is `delivery`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sources.declaration import Export, Format, RawTable
from synthetic_data.exports.writing import Element, Row, XmlWriter, write_delimited
from synthetic_data.records.ledger import Ledger
from synthetic_data.records.observer import Observer
from synthetic_data.town import Town


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """The folder of one source's delivery; the towns of a region share its files."""

    folder: Path
    begun: set[str] = field(default_factory=set)

    def write_rows(self, format_: Format, export: Export, rows: Iterable[Row], name: str) -> None:
        """Write a delimited file, or the next town's rows of one, in the order of its key.

        Raises:
            NotDeclaredError: a row does not fit the declaration.
        """
        ordered = sorted(rows, key=lambda row: _place(export.table, row))
        write_delimited(format_, export, ordered, self.folder / name, more=self._more(name))

    def write_elements(
        self, format_: Format, export: Export, elements: Iterable[Element], name: str
    ) -> None:
        """Write an XML file, or the next town's records of one: a header, then by their key.

        Raises:
            NotDeclaredError: a record does not fit the declaration.
        """
        writer = XmlWriter(format_, export)
        ordered = sorted(elements, key=lambda each: _place(each.table, each.values))
        writer.write(ordered, self.folder / name, more=self._more(name))

    def _more(self, name: str) -> bool:
        more = name in self.begun
        self.begun.add(name)
        return more


def _place(table: RawTable, row: Row) -> list[str]:
    """Return by what a row is sorted: a family must not stand together because it was made so.

    A table without a key goes by what is required of it; a header has neither and stands first.
    """
    names = table.key or [column.name for column in table.columns if column.required]
    return [str(row[name]) for name in names]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One source's view of one town on one night, and where it writes.

    `is_first` tells the first town of a region, which alone writes the headers of a return.
    """

    town: Town
    observer: Observer
    ledger: Ledger
    outbox: Outbox

    @property
    def stamp(self) -> str:
        """Return the night as file names have it."""
        return f"{self.town.world.as_at:%Y%m%d}"

    @property
    def is_first(self) -> bool:
        """Say whether nothing has been written yet."""
        return not self.outbox.begun
