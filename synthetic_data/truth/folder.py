"""The truth of one night as a folder of CSV files, to which one town after the other is added."""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from synthetic_data.records.ledger import Ledger
from synthetic_data.truth.cells import Cells
from synthetic_data.truth.counts import Cell, Figure, count_changes, true_figures
from synthetic_data.truth.family_units import Families
from synthetic_data.truth.tables import TABLES

_FIGURES = ("count_id", "measure", "value")
_BREAKDOWNS = ("count_id", "measure", "breakdown", "category", "value")


class TruthFolder:
    """The truth of a night: `add` every town, then `close` to write the figures of all of them."""

    def __init__(
        self, folder: Path, *, earlier: "TruthFolder | None" = None, has_census: bool = False
    ) -> None:
        """Open the folder, with empty tables.

        Args:
            folder: where the files are written; it is made, and what it held is replaced.
            earlier: the truth of the night before, against which changes are counted; its towns
                have been added when this one is closed.
            has_census: whether schools send a census, and so tell more than who is enrolled.
        """
        self._folder = folder
        self._earlier = earlier
        self._has_census = has_census
        self.figures: dict[tuple[str, str], int] = {}
        self._breakdowns: Counter[Cell] = Counter()
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            self._write(table.name, [table.header.split()], mode="w")

    def add(self, families: Families, ledger: Ledger) -> None:
        """Add the truth of a town."""
        for table in TABLES:
            self._write(table.name, table.rows(families, ledger), mode="a")
        figures, breakdowns = true_figures(families, ledger, has_census=self._has_census)
        for count_id, measure, value in figures:
            key = count_id, measure
            self.figures[key] = self.figures.get(key, 0) + value
        self._breakdowns.update(breakdowns)

    def close(self) -> None:
        """Write the figures and their breakdowns, summed over the towns."""
        figures = [_FIGURES, *sorted((*key, value) for key, value in self.figures.items())]
        self._write("figure", [*figures, *self._changes()], mode="w")
        cells = sorted((*cell, value) for cell, value in self._breakdowns.items())
        self._write("breakdown", [_BREAKDOWNS, *cells], mode="w")

    def _changes(self) -> list[Figure]:
        """Return what changed since the night before, if there was one."""
        if self._earlier is None:
            return []
        return list(count_changes(self.figures, self._earlier.figures))

    def _write(self, name: str, rows: Iterable[Cells], *, mode: str) -> None:
        with (self._folder / f"{name}.csv").open(mode, encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
