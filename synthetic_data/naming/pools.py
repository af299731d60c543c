"""Rare names: composed from parts, and taken from Faker's pools.

They leave out the names that are `known` already. How often they are borne is `lists`.
"""

from collections.abc import Sequence
from importlib import import_module

from synthetic_data.identifiers import Scatter
from synthetic_data.naming.reference_lists import sections


def pool(locales: Sequence[str], attribute: str, known: Sequence[str] = ()) -> list[str]:
    """Return names of Faker's locales: single words, hyphens and apostrophes allowed."""
    listed: dict[str, None] = {}
    for locale in locales:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        listed.update(dict.fromkeys(getattr(provider, attribute)))
    common = set(known)
    return [
        name
        for name in listed
        if name not in common and name.replace("-", "").replace("'", "").isalpha()
    ]


def composed_surnames(known: Sequence[str]) -> list[str]:
    """Join parts of place names, in an order that looks random."""
    parts = sections("toponym_parts.txt")
    seconds = (*parts["second"], *parts["older second"])
    stems = [first + link for link in ("", *parts["link"]) for first in parts["first"]]
    composed = list(dict.fromkeys(stem + second for stem in stems for second in seconds))
    common = set(known)
    spread = Scatter(size=len(composed))
    return [composed[place] for place in spread if composed[place] not in common]


def composed_polish_surnames(known: Sequence[str]) -> list[str]:
    """Join stems and endings of Polish surnames."""
    parts = sections("communities.txt")
    return [
        stem + end
        for end in parts["polish surname end"]
        for stem in parts["polish surname stem"]
        if stem + end not in known
    ]
