"""A reader of release folders with a linear programme, who knows the published rules by heart.

Written apart from the product's own attacker: it reads files, works on real numbers and not on
whole ones, and asks for the least and the most that each hidden number can be.
"""

import json
import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from scipy.optimize import linprog
from scipy.sparse import csr_array, lil_array
from scipy.sparse.csgraph import connected_components

from pipelines.counts.definitions.relations import RELATIONS

Cell = tuple[str, ...]
_SOLVED, _UNBOUNDED = 0, 3
# Rule: smallest and largest hidden number, its symbol, the step of totals and of parts.
RULES: Mapping[str, tuple[int, int, str, int, int]] = {
    "nhs": (1, 7, "*", 5, 5),
    "strict": (0, 9, "*", 5, 5),
    "dfe": (1, 5, "c", 10, 1),
}


@dataclass
class Knowledge:
    """Numbers between bounds, and sums of them that are nought; `hidden` are to be worked out."""

    bounds: dict[Cell, tuple[float, float]] = field(default_factory=dict)
    sums: list[dict[Cell, int]] = field(default_factory=list)
    hidden: set[Cell] = field(default_factory=set)

    def know(self, cell: Cell, low: float, high: float) -> None:
        before = self.bounds.get(cell, (0.0, math.inf))
        self.bounds[cell] = max(before[0], low), min(before[1], high)

    def read(
        self,
        folder: Path,
        guessed: Container[Cell] = (),
        *,
        tables: Iterable[str] | None = None,
        name: str = "",
    ) -> None:
        """Read a release, or only the tables of some counts of it.

        Args:
            folder: the release.
            guessed: keys of figures that the reader guessed to be of too few families; every other
                number behind the symbol of small ones is taken for small.
            tables: the counts to read; all of them if not given.
            name: keeps the numbers of one night apart from those of another.
        """
        about = json.loads((folder / "metadata.json").read_text("utf-8"))
        rule = RULES[about["profile"]["name"]]
        rows = pq.read_table(folder / "figures.parquet").to_pylist()
        chosen = None if tables is None else set(tables)
        cells = [
            (name, row["count_id"], row["measure"], row["breakdown"], row["category"])
            for row in rows
            if chosen is None or row["count_id"] in chosen
        ]
        texts = [row["figure"] for row in rows if chosen is None or row["count_id"] in chosen]
        units = [row["unit"] for row in rows if chosen is None or row["count_id"] in chosen]
        for cell, text, unit in zip(cells, texts, units, strict=True):
            is_few = text == rule[2] and cell[1:] in guessed
            known = _bounds(text, rule, is_total=cell[3] == "total", unit=unit)
            self.know(cell, *((rule[1] + 1, math.inf) if is_few else known))
            if text == rule[2]:
                self.hidden.add(cell)
        self.sums += _sums(cells, about)

    def had(self) -> set[Cell]:
        """Return the hidden numbers that can be only one."""
        place = {cell: n for n, cell in enumerate(self._cells())}
        matrix = lil_array((len(self.sums), len(place)))
        for row, terms in enumerate(self.sums):
            for cell, times in terms.items():
                matrix[row, place[cell]] += times
        rows = matrix.tocsr()
        cells = list(place)
        found = set()
        # Numbers that no chain of sums connects say nothing of each other.
        count, block = connected_components(abs(rows).T @ abs(rows), directed=False)
        for each in range(count):
            of_block = np.flatnonzero(block == each)
            hidden = [n for n, of in enumerate(of_block) if cells[of] in self.hidden]
            if hidden and len(of_block) > 1:
                known = [self.bounds.get(cells[of], (0.0, math.inf)) for of in of_block]
                told = rows[:, of_block]
                told = told[np.diff(told.indptr) > 0]
                found |= {cells[of_block[n]] for n in hidden if _is_one(n, told, known)}
        return found

    def _cells(self) -> Iterator[Cell]:
        yield from dict.fromkeys([*self.bounds, *(cell for each in self.sums for cell in each)])


def _is_one(number: int, rows: csr_array, bounds: list[tuple[float, float]]) -> bool:
    """Say whether only one whole number lies between the least and the most that one can be."""
    ends = []
    for sign in (1, -1):
        goal = np.zeros(len(bounds))
        goal[number] = sign
        asked = linprog(  # type: ignore[call-overload]
            goal,
            A_eq=rows,
            b_eq=np.zeros(rows.shape[0]),
            bounds=[_open(each) for each in bounds],
        )
        assert asked.status in {_SOLVED, _UNBOUNDED}, asked.message
        ends.append(sign * asked.fun if asked.status == _SOLVED else math.inf)
    return math.inf not in ends and math.ceil(ends[0] - 1e-6) == math.floor(ends[1] + 1e-6)


def _open(bounds: tuple[float, float]) -> tuple[float, float | None]:
    return bounds[0], None if bounds[1] == math.inf else bounds[1]


def _bounds(
    text: str, rule: tuple[int, int, str, int, int], *, is_total: bool, unit: str
) -> tuple[float, float]:
    smallest, largest, symbol, total_step, part_step = rule
    if text == symbol:
        return (1 if unit == "record" and smallest == 0 else smallest), largest
    if not text.isdecimal():
        return 0, math.inf
    step, value = total_step if is_total else part_step, int(text)
    if value == 0:
        return 0, 0
    return max(value - step // 2, largest + 1), value + (step - 1) // 2


def _sums(cells: Sequence[Cell], about: Mapping[str, object]) -> list[dict[Cell, int]]:
    there = set(cells)
    adding = {each["name"] for each in about["breakdowns"] if each["adds_up"]}  # type: ignore[attr-defined]
    parts_of = {
        (each["id"], of["name"]): [tuple(part) for part in of["part_of"]]
        for each in about["definitions"]  # type: ignore[attr-defined]
        for of in each["measures"]
    }
    found: list[dict[Cell, int]] = []
    by: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        by[cell[:4]].append(cell)
    for (name, count_id, measure, breakdown), of in by.items():
        whole = (name, count_id, measure, "total", "all")
        if breakdown in adding - {"total"} and whole in there:
            found.append({whole: 1, **dict.fromkeys(of, -1)})
        if breakdown == "age_sex":
            for place, margin in enumerate(("age_band", "sex")):
                for side in by.get((name, count_id, measure, margin), ()):
                    of_side = [each for each in of if each[4].split("|")[place] == side[4]]
                    found.append({side: 1, **dict.fromkeys(of_side, -1)})
    for cell in cells:
        for part in parts_of[cell[1], cell[2]]:
            whole = (cell[0], *part, *cell[3:])
            if whole in there:
                found.append({whole: 1, cell: -1, ("rest", *cell, *whole): -1})
    return [*found, *_identities(cells)]


def _identities(cells: Sequence[Cell]) -> Iterator[dict[Cell, int]]:
    there = set(cells)
    for identity in RELATIONS.identities:
        for cell in cells:
            if cell[1:3] == identity.whole:
                parts = [(cell[0], *part, *cell[3:]) for part in identity.parts]
                if all(part in there for part in parts):
                    yield {cell: 1, **dict.fromkeys(parts, -1)}
