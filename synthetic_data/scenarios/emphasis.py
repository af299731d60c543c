"""How much more frequent than usual things are: the words that a scenario is declared in.

Multipliers only. The number that is multiplied stays with the module that draws, and with an
emphasis of 1 it draws what it draws without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _frozen(table: Mapping[str, float]) -> Mapping[str, float]:
    return MappingProxyType(dict(table))


@dataclass(frozen=True, kw_only=True)
class Emphasis:
    """How many times as frequent as in an ordinary town each thing is.

    `households` and `communities` are by name; what is not named is as frequent as ever.
    """

    households: Mapping[str, float] = field(default_factory=dict)
    communities: Mapping[str, float] = field(default_factory=dict)
    multiple_births: float = 1.0
    large_families: float = 1.0
    expected_children: float = 1.0
    namesakes: float = 1.0
    moves: float = 1.0
    services: float = 1.0
    looked_after: float = 1.0

    def __post_init__(self) -> None:
        """Keep the tables as they are given."""
        object.__setattr__(self, "households", _frozen(self.households))
        object.__setattr__(self, "communities", _frozen(self.communities))

    def of_household(self, kind: str) -> float:
        """Return how many times as frequent a kind of household or place is."""
        return self.households.get(kind, 1.0)


USUAL = Emphasis()
