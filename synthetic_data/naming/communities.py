"""The communities of a town: how large each is, and what its people say of themselves.

A community stands for a custom of naming and for a list of names, no more. The names are
`lists`, the customs `names` and `customs`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from synthetic_data.chance import Chance, Weighted

BRITISH = "british"
# Near a northern or Midland borough of the census of 2021, each small community rounded up to be
# met in a town of 10,000.
_COMMUNITIES = {
    BRITISH: 0.739,
    "irish": 0.015,
    "polish": 0.04,
    "romanian": 0.01,
    "portuguese": 0.008,
    "turkish": 0.005,
    "muslim": 0.072,
    "sikh": 0.022,
    "hindu": 0.017,
    "south_indian": 0.008,
    "african": 0.025,
    "somali": 0.008,
    "caribbean": 0.018,
    "arabic": 0.005,
    "chinese": 0.008,
}
COMMUNITIES = tuple(_COMMUNITIES)
_ETHNICITIES = {
    BRITISH: {"WBRI": 0.95, "WOTH": 0.02, "NOBT": 0.03},
    "irish": {"WIRI": 0.7, "WBRI": 0.3},
    "polish": {"WOTH": 0.95, "NOBT": 0.05},
    "romanian": {"WOTH": 0.94, "REFU": 0.03, "NOBT": 0.03},
    "portuguese": {"WOTH": 0.86, "MOTH": 0.06, "OOTH": 0.08},
    "turkish": {"WOTH": 0.6, "OOTH": 0.37, "NOBT": 0.03},
    "muslim": {"APKN": 0.6, "ABAN": 0.22, "AOTH": 0.13, "OOTH": 0.05},
    "sikh": {"AIND": 0.97, "REFU": 0.03},
    "hindu": {"AIND": 0.97, "REFU": 0.03},
    "south_indian": {"AIND": 0.8, "AOTH": 0.2},
    "african": {"BAFR": 0.95, "BOTH": 0.05},
    "somali": {"BAFR": 0.93, "BOTH": 0.04, "OOTH": 0.03},
    "caribbean": {"BCRB": 0.9, "BOTH": 0.1},
    "arabic": {"OOTH": 0.9, "AOTH": 0.05, "REFU": 0.05},
    "chinese": {"CHNE": 1.0},
}
_MIXED_ETHNICITY = MappingProxyType(
    {
        "muslim": "MWAS",
        "sikh": "MWAS",
        "hindu": "MWAS",
        "south_indian": "MWAS",
        "african": "MWBA",
        "somali": "MWBA",
        "caribbean": "MWBC",
        "arabic": "MOTH",
        "chinese": "MOTH",
    }
)
KEEPS_OWN_NAME = frozenset(
    {"muslim", "sikh", "chinese", "somali", "arabic", "portuguese", "south_indian"}
)
"""Communities in which a wife does not take her husband's surname."""
FIRST_OF_JANUARY = MappingProxyType(
    {"african": 0.08, "muslim": 0.05, "somali": 0.2, "arabic": 0.06}
)
"""Shares of adults whose birth nobody registered: they are entered as born on that day."""


class Census:
    """Draws which community somebody is of, and the ethnic code they give."""

    def __init__(self, often: Mapping[str, float] = MappingProxyType({})) -> None:
        """Make the tables ready to draw from.

        Args:
            often: how many times as frequent as usual each community is; 1 where it is not named.
        """
        self._communities = Weighted.of(
            {name: share * often.get(name, 1.0) for name, share in _COMMUNITIES.items()}
        )
        self._ethnicities = {name: Weighted.of(table) for name, table in _ETHNICITIES.items()}

    def community(self, chance: Chance) -> str:
        """Draw the community a household's naming follows."""
        return self._communities.draw(chance)

    def ethnicity(self, community: str, chance: Chance) -> str:
        """Draw the ethnic code a person would give."""
        return self._ethnicities[community].draw(chance)


def mixed_ethnicity(one: str, other: str) -> str:
    """Return the code of a child of parents of two communities; blank where they are of one."""
    if one == other:
        return ""
    known = (_MIXED_ETHNICITY.get(community, "") for community in sorted((one, other)))
    return next((code for code in known if code), "WOTH")
