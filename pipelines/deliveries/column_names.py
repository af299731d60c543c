"""Which names of undeclared columns may be told: a list without a header has people in their place.

Only what is told of a file is here; which columns are declared is the business of the readers.
"""

import re
from collections.abc import Iterable

from sources.generic.likeness import BLANK, likeness_of

NAMELESS = ""
"""What stands for a column whose name may not be told."""

_LONGEST = 60
_NAME = re.compile(r"[A-Za-z_][\w \-/.:?()]*")
_DIGITS = re.compile(r"[0-9]{5,}")


def told_names(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the cells of a header, those that may not be told as nameless.

    One cell that is plainly a value makes values of all: beside a birthday stands a surname.
    """
    row = tuple(cells)
    if any(_shapes(cell) - {"whole number"} for cell in row):
        return (NAMELESS,) * len(row)
    return tuple(cell if _is_name(cell) else NAMELESS for cell in row)


def _is_name(cell: str) -> bool:
    """Say whether a cell is written as names of columns are."""
    text = cell.strip()
    is_plain = len(text) <= _LONGEST and _NAME.fullmatch(text) is not None
    return is_plain and not _DIGITS.search(text)


def _shapes(cell: str) -> set[str]:
    """Return the shapes of values that a cell has, and no name of a column."""
    return set(likeness_of(cell.strip())) - BLANK
