"""What a reader knows to add up: which figures are sums, parts or wholes of which others.

Sums over categories and parts of measures follow from the declarations of counts and breakdowns.
What definitions say beyond that, in words, is declared as `Identity`, `Gathering` and `Share`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from governance.definition import Breakdown, CountDefinition, Measure, Unit

Counted = tuple[str, str]
"""A count's id and the name of one of its measures."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A measure that is the sum of others, in every cell that all of them are given by."""

    whole: Counted
    parts: tuple[Counted, ...]


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """Cells of one breakdown that gather cells of another, as `category_of` says; "" is in none."""

    whole: Counted
    breakdown: str
    parts: Counted
    parts_breakdown: str
    category_of: Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Share:
    """A measure whose percentages are of a figure that is published too: of its cell or total."""

    measure: Counted
    whole: Counted
    of_total: bool = False


@dataclass(frozen=True, kw_only=True)
class Relations:
    """Everything that is declared. `crossed` names the two breakdowns that a crossed one is of."""

    definitions: tuple[CountDefinition, ...]
    breakdowns: tuple[Breakdown, ...]
    crossed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    identities: tuple[Identity, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    shares: tuple[Share, ...] = ()

    @property
    def measures(self) -> dict[Counted, Measure]:
        """Every measure that is declared."""
        return {(each.id, of.name): of for each in self.definitions for of in each.measures}

    @property
    def units(self) -> dict[Counted, Unit]:
        """What one of each measure is one of."""
        return {counted: measure.unit for counted, measure in self.measures.items()}

    @property
    def adding_up(self) -> frozenset[str]:
        """Breakdowns whose categories add up to the total."""
        return frozenset(each.name for each in self.breakdowns if each.adds_up)
