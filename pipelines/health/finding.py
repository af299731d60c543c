"""What was found of one thing that is watched: how bad it is, in words and often a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Grade(IntEnum):
    """How bad it is; the numbers are what monitoring takes as exit codes."""

    GOOD = 0
    WARNING = 1  # Somebody looks at it today.
    CRITICAL = 2  # Readers go without, or what is kept may not be what was kept.


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at. `of` tells apart what there are several of, as by source."""

    about: str
    grade: Grade
    words: str
    of: str = ""
    number: float | None = None


def worst(findings: Iterable[Finding]) -> Grade:
    """Return the grade of the whole."""
    return max((each.grade for each in findings), default=Grade.GOOD)
