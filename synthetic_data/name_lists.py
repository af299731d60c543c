"""The frequent and the rare names of each community, ready to draw from.

Frequent names are this project's own lists; rare ones are composed from parts of place names and
taken from Faker's pools, so that most surnames of a town are borne by one family.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from synthetic_data.chance import Chance, Weighted
from synthetic_data.reference_lists import forenames_by_decade, sections, words

FIRST_DECADE, LAST_DECADE = 1920, 2020
BRITISH_NAMES = ("british", "irish", "caribbean")

_RARE_SURNAMES, _RARE_ELSEWHERE = 0.55, 0.45
_RARE_GIVEN_FIRST, _RARE_GIVEN_RISE = 0.1, 0.04
_FAKER_TAILS = {"african": ("yo_NG", "ig_NG", "tw_GH"), "hindu": ("en_IN",), "irish": ("en_IE",)}


@dataclass(frozen=True, kw_only=True)
class NameList:
    """Frequent names, rare names and how often a rare one is borne."""

    frequent: Weighted[str]
    rare: tuple[str, ...]
    rare_share: float

    def draw(self, chance: Chance) -> str:
        """Draw a name."""
        if self.rare and chance.happens(self.rare_share):
            return chance.pick(self.rare)
        return self.frequent.draw(chance)


def _pool(locale: str, attribute: str) -> tuple[str, ...]:
    """Return the names of one Faker locale that are single plain words."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    return tuple(dict.fromkeys(name for name in getattr(provider, attribute) if name.isalpha()))


def _rare_british_surnames() -> tuple[str, ...]:
    parts = sections("toponym_parts.txt")
    composed = [first + second for first in parts["first"] for second in parts["second"]]
    listed = (*_pool("en_GB", "last_names"), *_pool("en_US", "last_names"), *composed)
    common = set(words("surnames.txt"))
    return tuple(dict.fromkeys(name for name in listed if name not in common))


@cache
def surnames(community: str) -> NameList:
    """Return the surnames of a community."""
    if community == "british":
        frequent = Weighted.ranked(words("surnames.txt"), 0.6, 0.5)
        return NameList(frequent=frequent, rare=_rare_british_surnames(), rare_share=_RARE_SURNAMES)
    head = sections("communities.txt")[f"{community} surname"]
    pools = (_pool(locale, "last_names") for locale in _FAKER_TAILS.get(community, ()))
    tail = tuple(name for pool in pools for name in pool if name not in head)
    return NameList(frequent=Weighted.ranked(head, 0.7, 1.0), rare=tail, rare_share=_RARE_ELSEWHERE)


@cache
def given_names(community: str, sex: str, decade: int) -> NameList:
    """Return the given names of a community; British ones change, and grow more various."""
    if community not in BRITISH_NAMES:
        listed = sections("communities.txt")[f"{community} {sex}"]
        return NameList(frequent=Weighted.ranked(listed, 0.6, 1.0), rare=(), rare_share=0.0)
    decade = min(max(decade, FIRST_DECADE), LAST_DECADE)
    attribute = "first_names_female" if sex == "F" else "first_names_male"
    return NameList(
        frequent=Weighted.ranked(forenames_by_decade()[sex, decade], 0.6, 1.0),
        rare=tuple(dict.fromkeys(_pool("en_GB", attribute) + _pool("en_IE", attribute))),
        rare_share=_RARE_GIVEN_FIRST + _RARE_GIVEN_RISE * (decade - FIRST_DECADE) / 10,
    )
