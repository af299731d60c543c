"""Finding names for people by community, sex and the day of birth.

What linkage learns from names depends on their shape: two random people share a surname with a
chance of about 0.0012, and most surnames are rare. Which spelling a source uses is no matter of
this module; how the names of one person are put together is `customs`.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from synthetic_data.chance import Chance
from synthetic_data.naming.communities import Census
from synthetic_data.naming.customs import Bearer, Naming, named
from synthetic_data.naming.lists import BRITISH_NAMES, FIRST_DECADE, given_names, surnames
from synthetic_data.naming.reference_lists import given_variants, sections

_BRITISH_SURNAME_ELSEWHERE = 0.3
_FATHERS_NAME_AS_SURNAME = 0.5
_MIDDLE_NAME = 0.6
_MIDDLE_NAMES = MappingProxyType(
    {"chinese": 0.0, "muslim": 0.0, "polish": 0.5, "romanian": 0.45, "sikh": 0.0, "turkish": 0.2}
)
_MANS_NAME_IN_MIDDLE = MappingProxyType(
    {"arabic": 0.6, "hindu": 0.75, "somali": 1.0, "south_indian": 0.2}
)
_GENERATION = 30
_VARIANT = 0.12
_DOUBLE_GIVEN, _DOUBLE_GIVEN_SINCE = MappingProxyType({"F": 0.025, "M": 0.012}), 1996
# The share of double surnames among those born in the first year; it doubles in each generation.
_DOUBLE_SURNAME, _DOUBLE_SURNAME_FROM, _DOUBLES_WITHIN_YEARS = 0.0015, 1930, 26.0
_DOUBLE_WITH_SPACE = 0.2


class NameBook:
    """Draws names for people of the town."""

    def __init__(
        self, chance: Chance, communities: Mapping[str, float] = MappingProxyType({})
    ) -> None:
        """Open the book on a stream of chance.

        Args:
            chance: what names are drawn from.
            communities: how many times as frequent as usual each community is.
        """
        self._chance = chance
        self._census = Census(communities)

    def community(self) -> str:
        """Draw the community a household's naming follows."""
        return self._census.community(self._chance)

    def ethnicity(self, community: str) -> str:
        """Draw the ethnic code a person would give."""
        return self._census.ethnicity(community, self._chance)

    def surname(self, community: str, born: int) -> str:
        """Draw a family's surname; two in one are more frequent among those born lately."""
        chance = self._chance
        if community in ("irish", "caribbean") and chance.happens(_BRITISH_SURNAME_ELSEWHERE):
            community = "british"
        if community == "south_indian" and chance.happens(_FATHERS_NAME_AS_SURNAME):
            return given_names(community, "M", FIRST_DECADE).draw(chance)
        names = surnames(community)
        if community == "portuguese":
            return f"{names.draw(chance)} {names.draw(chance)}"
        generations = max(born - _DOUBLE_SURNAME_FROM, 0) / _DOUBLES_WITHIN_YEARS
        if community == "british" and chance.happens(_DOUBLE_SURNAME * 2.0**generations):
            return self.double_barrelled(names.draw(chance), names.draw(chance))
        return names.draw(chance)

    def double_barrelled(self, one: str, other: str) -> str:
        """Join two surnames, mostly by a hyphen."""
        return f"{one}{' ' if self._chance.happens(_DOUBLE_WITH_SPACE) else '-'}{other}"

    def person(self, who: Bearer) -> Naming:
        """Name a person of a family by the custom of the community."""
        given = self._given(who, (*who.taken, who.mans_name))
        return named(given, self._middle(given, who), who, self._chance)

    def _given(self, who: Bearer, taken: Sequence[str]) -> str:
        """Draw a given name that no sibling has."""
        names = given_names(who.community, who.sex, who.born.year // 10 * 10)
        name = self._respelt(names.draw(self._chance), who)
        while name in taken:
            name = self._respelt(names.draw(self._chance), who)
        return name

    def _respelt(self, name: str, who: Bearer) -> str:
        """Let another name be joined to a name, or another of its usual spellings be given."""
        chance = self._chance
        may_double = who.born.year >= _DOUBLE_GIVEN_SINCE and who.community in BRITISH_NAMES
        if may_double and chance.happens(_DOUBLE_GIVEN[who.sex]):
            return chance.pick(sections("double_forenames.txt")[who.sex])
        variants = given_variants().get(name, ())
        return chance.pick(variants) if variants and chance.happens(_VARIANT) else name

    def _middle(self, given: str, who: Bearer) -> str:
        chance = self._chance
        if who.community in _MANS_NAME_IN_MIDDLE:
            has_it = chance.happens(_MANS_NAME_IN_MIDDLE[who.community])
            return self._mans_name(given, who) if has_it else ""
        has_middle = chance.happens(_MIDDLE_NAMES.get(who.community, _MIDDLE_NAME))
        return self._given(who, (given,)) if has_middle else ""

    def _mans_name(self, given: str, who: Bearer) -> str:
        """Return the father's given name; one of his generation where he is not known."""
        names = given_names(who.community, "M", (who.born.year - _GENERATION) // 10 * 10)
        name = who.mans_name or names.draw(self._chance)
        while name == given:
            name = names.draw(self._chance)
        return name
