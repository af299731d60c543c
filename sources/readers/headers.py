"""Matching the headers of a sheet to declared columns: by name, by alias, by pattern.

Spreadsheets are typed by hand: case, spacing and line breaks of a header mean nothing. A header
that says a column's name outright is that column; what is left over may match a pattern.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sources.declaration import Column, RawTable


class HeaderMisfitError(ValueError):
    """A header has not the declared columns; caught and told with the file's name."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """Where the declared columns of a table stand, and what else stands in their row."""

    positions: Mapping[str, int]
    row: int = -1
    repeated: tuple[str, ...] = ()
    undeclared: tuple[str, ...] = ()

    def check(self, table: RawTable) -> None:
        """Refuse a header that has not all columns, each once; all differences are told.

        Raises:
            HeaderMisfitError: a column is missing, or stands there twice.
        """
        missing = [
            column.name
            for column in table.columns
            if not column.optional and column.name not in self.positions
        ]
        problems = []
        if not self.positions:
            problems.append("none of its columns is found: no header, or another list")
        elif missing:
            problems.append(f"missing or renamed column {', '.join(missing)}")
        if self.repeated:
            problems.append(f"column {', '.join(self.repeated)} stands twice in the header")
        if problems:
            raise HeaderMisfitError("; ".join(problems))


def match_header(
    cells: Sequence[str], table: RawTable, row: int = 0, *, ignores_case: bool = True
) -> Header:
    """Match the cells of one row to the columns of a table."""
    left = {place: _plain(cell, ignores_case) for place, cell in enumerate(cells) if cell}
    positions: dict[str, int] = {}
    repeated: list[str] = []
    for is_named in (True, False):
        for column in table.columns:
            if column.name in positions:
                continue
            hits = _named(column, left, ignores_case) if is_named else _alike(column, left)
            if hits:
                positions[column.name] = hits[0]
                repeated += [column.name] if len(hits) > 1 else []
            for place in hits:
                del left[place]
    return Header(
        positions=positions,
        row=row,
        repeated=tuple(repeated),
        undeclared=tuple(cells[place] for place in left),
    )


def _plain(header: str, ignores_case: bool) -> str:  # noqa: FBT001 - handed on as it came
    """Return a header without what typing adds: more space than one and, where asked, case."""
    plain = " ".join(header.split())
    return plain.casefold() if ignores_case else plain


def _named(column: Column, headers: Mapping[int, str], ignores_case: bool) -> list[int]:  # noqa: FBT001
    names = {_plain(name, ignores_case) for name in (column.name, *column.aliases)}
    return [place for place, header in headers.items() if header in names]


def _alike(column: Column, headers: Mapping[int, str]) -> list[int]:
    if not column.pattern:
        return []
    pattern = re.compile(column.pattern, re.IGNORECASE)
    return [place for place, header in headers.items() if pattern.fullmatch(header)]
