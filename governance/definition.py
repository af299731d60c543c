"""What a count is: the declaration that the SQL, the release and the documents all follow.

A count's own SQL and its declaration live in `pipelines/counts`; only their shape is here.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What one of a count is one of."""

    ADULT = "adult"
    CHILD = "child"
    FAMILY = "family"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One figure of a count. `share_of` says in words what a share of it is a share of."""

    name: str
    title: str
    unit: Unit
    share_of: str = ""


@dataclass(frozen=True, kw_only=True)
class CountDefinition:
    """A published count, in words that a planner can read without training."""

    id: str
    title: str
    definition: str
    measures: tuple[Measure, ...]
    basis: str
    sources: tuple[str, ...]
    not_for: str

    def measure(self, name: str) -> Measure:
        """Return one of the count's measures by its name."""
        return next(measure for measure in self.measures if measure.name == name)


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """A way a count is broken down. Its categories sort as text, so they are named to sort well."""

    name: str
    title: str


# Exact figures, as the `.sql` files select them. `of_value` is the whole that a share is of.
FIGURE_COLUMNS = (
    "count_id",
    "measure",
    "breakdown",
    "category",
    "value",
    "family_count",
    "of_value",
)
