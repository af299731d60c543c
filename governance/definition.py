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
    REFERRAL = "referral"
    RECORD = "record"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One figure of a count.

    `counted` says in words who or what is counted (the numerator), `share_of` what a share of it
    is a share of (the denominator). `part_of` names measures, as count and measure, that hold
    everybody who is counted here, category by category: a reader may subtract the one from the
    other, so disclosure control must know.
    """

    name: str
    title: str
    unit: Unit
    share_of: str = ""
    counted: str = ""
    part_of: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class CountDefinition:
    """A published count, in words that a planner can read without training.

    `breakdowns` names every breakdown that any measure of it is given by, the total aside.
    """

    id: str
    title: str
    definition: str
    measures: tuple[Measure, ...]
    basis: str
    sources: tuple[str, ...]
    not_for: str
    breakdowns: tuple[str, ...] = ()

    def measure(self, name: str) -> Measure:
        """Return one of the count's measures by its name."""
        return next(measure for measure in self.measures if measure.name == name)


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """A way a count is broken down. Its categories sort as text, so they are named to sort well.

    `adds_up` says whether everybody counted is in exactly one category, so that the categories
    add up to the total; stages of social care, for one, overlap. `goes_by` says how it is worked
    out which category somebody is in, where the title and the categories do not say it all.
    """

    name: str
    title: str
    adds_up: bool = True
    goes_by: str = ""

    @property
    def full_title(self) -> str:
        """The title, saying where categories overlap."""
        return self.title if self.adds_up else f"{self.title} (parts overlap)"


CROSSED = "|"
"""What stands between the two parts of a category of two breakdowns at once."""

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
