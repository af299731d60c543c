"""Liquidlogic's tables while they are filled; the rows are made by the modules beside this one."""

from sources.childrens_social_care.liquidlogic import LIQUIDLOGIC
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Row

NOBODY = "-1"
"""The row that stands for nobody, to which facts without a person point."""


class LiquidlogicTables:
    """The rows of all tables."""

    def __init__(self, desk: Desk) -> None:
        """Start with empty tables."""
        self.rows: dict[str, list[Row]] = {export.name: [] for export in LIQUIDLOGIC.exports}
        self._outbox = desk.outbox

    @property
    def is_first(self) -> bool:
        """Say whether no town of the region has been written yet."""
        return not any(self._file(name) in self._outbox.begun for name in self.rows)

    def add(self, table: str, row: Row) -> None:
        """Add a row."""
        self.rows[table].append(row)

    def write(self) -> None:
        """Write one file for each table."""
        for export in LIQUIDLOGIC.exports:
            rows = self.rows[export.name]
            self._outbox.write_rows(LIQUIDLOGIC, export, rows, self._file(export.name))

    @staticmethod
    def _file(table: str) -> str:
        return f"{table}.csv"
