"""How people are reached: a phone, and an e-mail address made of their name and a few figures.

The hosts are kept for examples and belong to nobody. Two people of one name rarely have the same
address. How records spoil these is `records.contact_points`.
"""

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from synthetic_data.chance import Chance
from synthetic_data.identifiers import PhoneBook

_CHANGED_PHONE, _CHANGED_EMAIL = 0.25, 0.3
_HOSTS = ("example.org", "example.com", "example.net")
_DOTTED, _JOINED, _INITIAL = 0.45, 0.25, 0.2
_FIGURES = (10, 9_999)
_LETTERS_WITHOUT_ACCENT = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactPoints:
    """The phone and the e-mail address of a person, and of some an earlier one."""

    phone: str = ""
    old_phone: str = ""
    email: str = ""
    old_email: str = ""


NOT_REACHED = ContactPoints()
"""Somebody too young for a phone of their own."""


def contact_points(
    phones: PhoneBook, given: str, family: str, before: str, chance: Chance
) -> ContactPoints:
    """Draw how somebody is reached.

    Args:
        phones: where the numbers come from.
        given: the name that is in the addresses.
        family: the surname in the present address.
        before: the surname in an earlier one.
        chance: what is drawn from.
    """
    has_old_phone, has_old_email = chance.happens(_CHANGED_PHONE), chance.happens(_CHANGED_EMAIL)
    return ContactPoints(
        phone=phones.mobile(),
        old_phone=phones.mobile() if has_old_phone else "",
        email=_email(given, family, chance),
        old_email=_email(given, before, chance) if has_old_email else "",
    )


@lru_cache(maxsize=100_000)
def _plain(name: str) -> str:
    """Return the letters of a name without accents, in lower case."""
    folded = normalize("NFKD", name.lower().translate(_LETTERS_WITHOUT_ACCENT))
    return "".join(mark for mark in folded if mark.isascii() and mark.isalnum())


def _email(given: str, family: str, chance: Chance) -> str:
    """Make an address of a name."""
    given, family, roll = _plain(given), _plain(family), chance.roll()
    if roll < _DOTTED:
        name = f"{given}.{family}"
    elif roll < _DOTTED + _JOINED:
        name = f"{given}{family}"
    elif roll < _DOTTED + _JOINED + _INITIAL:
        name = f"{given[:1]}{family}"
    else:
        name = f"{family}.{given}"
    return f"{name}{chance.whole(*_FIGURES)}@{chance.pick(_HOSTS)}"
