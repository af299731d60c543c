"""How a person's names are put together by the custom of a community.

The given name, the middle name and the family's surname are found by `names`; what of them comes
from the parents is `inheritance`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from synthetic_data.chance import Chance, Weighted
from synthetic_data.naming.reference_lists import sections

_BOTH_SURNAMES = 0.5
_DAY_NAME = 0.3
_MUHAMMAD_FIRST = 0.33
_TITLE_AMONG_YOUNG, _TITLE_AMONG_OLD = 0.12, 0.5
_TITLES_WANE_FROM, _TITLES_WANE_YEARS = 2005, 60
_SINGH_OR_KAUR_AS_SURNAME = 0.45


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """Who is to be named.

    `mans_name` is the given name of the father, or of a husband, that custom may put in the
    middle; `taken` are the siblings' names.
    """

    community: str
    sex: str
    born: date
    family: str
    mans_name: str = ""
    taken: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Naming:
    """The names a person is born with, and a surname they also go by."""

    given: str
    middle: str
    family: str
    other_family: str = ""
    known_as: str = ""


def feminine(surname: str) -> str:
    """Return the form of a Polish surname that a woman bears."""
    return f"{surname[:-1]}a" if surname.endswith(("ski", "cki", "dzki")) else surname


def masculine(surname: str) -> str:
    """Return the form of a Polish surname that a man bears."""
    return f"{surname[:-1]}i" if surname.endswith(("ska", "cka", "dzka")) else surname


def named(given: str, middle: str, who: Bearer, chance: Chance) -> Naming:
    """Put a person's names together by the custom of the community."""
    custom = _CUSTOMS.get(who.community)
    if custom is None:
        return Naming(given=given, middle=middle, family=who.family)
    return custom(given, middle, who, chance)


def _polish(given: str, middle: str, who: Bearer, _: Chance) -> Naming:
    family = feminine(who.family) if who.sex == "F" else masculine(who.family)
    return Naming(given=given, middle=middle, family=family)


def _portuguese(given: str, middle: str, who: Bearer, chance: Chance) -> Naming:
    """Both surnames stand in one record and only the last in another."""
    both, last = who.family, who.family.split()[-1]
    if both == last:
        return Naming(given=given, middle=middle, family=last)
    family, other = (both, last) if chance.happens(_BOTH_SURNAMES) else (last, both)
    return Naming(given=given, middle=middle, family=family, other_family=other)


def _african(given: str, middle: str, who: Bearer, chance: Chance) -> Naming:
    """Some have a day name at home and another first name on paper."""
    if not chance.happens(_DAY_NAME):
        return Naming(given=given, middle=middle, family=who.family)
    day_name = sections("communities.txt")[f"african day {who.sex}"][who.born.weekday()]
    return Naming(given=given, middle=day_name, family=who.family, known_as=day_name)


def _muslim(given: str, _: str, who: Bearer, chance: Chance) -> Naming:
    """A boy may be Muhammad and known by his second name; a woman may bear a title."""
    lists, family = sections("communities.txt"), who.family
    if who.sex == "M":
        spellings = lists["muhammad spelling"]
        if given in spellings or not chance.happens(_MUHAMMAD_FIRST):
            return Naming(given=given, middle="", family=family)
        first = Weighted.ranked(spellings, 1.0).draw(chance)
        return Naming(given=first, middle=given, family=family, known_as=given)
    age = min(max((_TITLES_WANE_FROM - who.born.year) / _TITLES_WANE_YEARS, 0.0), 1.0)
    if chance.happens(_TITLE_AMONG_YOUNG + _TITLE_AMONG_OLD * age):
        title = Weighted.ranked(lists["muslim title"], 0.9).draw(chance)
        return Naming(given=given, middle="", family=title, other_family=family)
    return Naming(given=given, middle="", family=family)


def _sikh(given: str, _: str, who: Bearer, chance: Chance) -> Naming:
    """Singh or Kaur is the surname to some sources, the clan name to others."""
    title = "Singh" if who.sex == "M" else "Kaur"
    if chance.happens(_SINGH_OR_KAUR_AS_SURNAME):
        return Naming(given=given, middle="", family=title, other_family=who.family)
    return Naming(given=given, middle=title, family=who.family, other_family=title)


_CUSTOMS: MappingProxyType[str, Callable[[str, str, Bearer, Chance], Naming]] = MappingProxyType(
    {
        "african": _african,
        "muslim": _muslim,
        "polish": _polish,
        "portuguese": _portuguese,
        "sikh": _sikh,
    }
)
