"""Naming people by the custom of a community, the sex and the year of birth.

What linkage learns from names depends on their shape: two random people share a surname with a
chance of about 0.0012, and most surnames are rare. Which spelling a source uses is no matter of
this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from synthetic_data.chance import Chance, Weighted
from synthetic_data.name_lists import given_names, surnames
from synthetic_data.reference_lists import sections

_COMMUNITIES = {
    "british": 0.755,
    "irish": 0.015,
    "polish": 0.045,
    "muslim": 0.075,
    "sikh": 0.025,
    "hindu": 0.025,
    "african": 0.03,
    "caribbean": 0.02,
    "chinese": 0.01,
}
_ETHNICITIES = {
    "british": {"WBRI": 0.95, "WOTH": 0.02, "NOBT": 0.03},
    "irish": {"WIRI": 0.7, "WBRI": 0.3},
    "polish": {"WOTH": 0.95, "NOBT": 0.05},
    "muslim": {"APKN": 0.6, "ABAN": 0.22, "AOTH": 0.13, "OOTH": 0.05},
    "sikh": {"AIND": 0.97, "REFU": 0.03},
    "hindu": {"AIND": 0.97, "REFU": 0.03},
    "african": {"BAFR": 0.95, "BOTH": 0.05},
    "caribbean": {"BCRB": 0.9, "BOTH": 0.1},
    "chinese": {"CHNE": 1.0},
}
KEEPS_OWN_NAME = ("muslim", "sikh", "chinese")

_BRITISH_SURNAME_ELSEWHERE = 0.3
_MIDDLE_NAME = 0.6
_MUHAMMAD_FIRST = 0.33
_TITLE_AMONG_YOUNG, _TITLE_AMONG_OLD = 0.12, 0.5
_TITLES_WANE_FROM, _TITLES_WANE_YEARS = 2005, 60
_SINGH_OR_KAUR_AS_SURNAME = 0.45


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


class NameBook:
    """Draws names for people of the town."""

    def __init__(self, chance: Chance) -> None:
        """Open the book on a stream of chance."""
        self._chance = chance
        self._communities = Weighted.of(_COMMUNITIES)
        self._ethnicities = {name: Weighted.of(table) for name, table in _ETHNICITIES.items()}

    def community(self) -> str:
        """Draw the community a household's naming follows."""
        return self._communities.draw(self._chance)

    def ethnicity(self, community: str) -> str:
        """Draw the ethnic code a person would give."""
        return self._ethnicities[community].draw(self._chance)

    def surname(self, community: str) -> str:
        """Draw a family's surname."""
        borrows = community in ("irish", "caribbean")
        if borrows and self._chance.happens(_BRITISH_SURNAME_ELSEWHERE):
            community = "british"
        return surnames(community).draw(self._chance)

    def given(self, community: str, sex: str, born: int, taken: Sequence[str] = ()) -> str:
        """Draw a given name that no sibling has."""
        names = given_names(community, sex, born // 10 * 10)
        name = names.draw(self._chance)
        while name in taken:
            name = names.draw(self._chance)
        return name

    def person(
        self, community: str, sex: str, born: int, family: str, taken: Sequence[str] = ()
    ) -> Naming:
        """Name a person of a family by the custom of the community."""
        given = self.given(community, sex, born, taken)
        if community == "muslim":
            return self._muslim(given, sex, born, family)
        if community == "sikh":
            return self._sikh(given, sex, family)
        if community == "polish" and sex == "F":
            family = feminine(family)
        has_middle = community != "chinese" and self._chance.happens(_MIDDLE_NAME)
        middle = self.given(community, sex, born, (given,)) if has_middle else ""
        return Naming(given=given, middle=middle, family=family)

    def _muslim(self, given: str, sex: str, born: int, family: str) -> Naming:
        """A boy may be Muhammad and known by his second name; a woman may bear a title."""
        chance, lists = self._chance, sections("communities.txt")
        if sex == "M":
            spellings = lists["muhammad spelling"]
            if given in spellings or not chance.happens(_MUHAMMAD_FIRST):
                return Naming(given=given, middle="", family=family)
            first = Weighted.ranked(spellings, 1.0).draw(chance)
            return Naming(given=first, middle=given, family=family, known_as=given)
        age = min(max((_TITLES_WANE_FROM - born) / _TITLES_WANE_YEARS, 0.0), 1.0)
        if chance.happens(_TITLE_AMONG_YOUNG + _TITLE_AMONG_OLD * age):
            title = Weighted.ranked(lists["muslim title"], 0.9).draw(chance)
            return Naming(given=given, middle="", family=title, other_family=family)
        return Naming(given=given, middle="", family=family)

    def _sikh(self, given: str, sex: str, family: str) -> Naming:
        """Singh or Kaur is the surname to some sources, the clan name to others."""
        title = "Singh" if sex == "M" else "Kaur"
        if self._chance.happens(_SINGH_OR_KAUR_AS_SURNAME):
            return Naming(given=given, middle="", family=title, other_family=family)
        return Naming(given=given, middle=title, family=family, other_family=title)
