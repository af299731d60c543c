"""A trust's form about children in RiO: a note of each child, mostly in free text.

What it says is so on the day of the form, and mostly right. The number beside it is what was
asked of being a parent, which is a fact of the world.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from synthetic_data.exports import rio_family_words as say
from synthetic_data.exports.rio_tables import Client, RioTables
from synthetic_data.facts import ADULT_AGE, Person

_HAS_FORM, _HAS_NUMBER, _FILLED_AFTER_YEARS = 0.45, 0.6, 0.4
_NOT_ASKED, _PARENT_WRITTEN_NONE, _ONLY_COUNTED = 0.07, 0.02, 0.1
_LEFT_OUT, _NO_NAME, _NO_AGE, _AGE_WRONG = 0.03, 0.06, 0.07, 0.04
_DELETED = 0.01
_MONTHS_IN_YEAR = 12
_OF_WOMAN = MappingProxyType(
    {"subject": "she", "object": "her", "possessive": "her", "other": "dad"}
)
_OF_MAN = MappingProxyType({"subject": "he", "object": "him", "possessive": "his", "other": "mum"})


@dataclass(frozen=True, kw_only=True)
class _Family:
    """A client's children on the day of a form."""

    minors: tuple[Person, ...]
    grown: tuple[Person, ...]
    at_home: frozenset[bool]
    in_care: bool


class RioFamilyForm:
    """Writes the forms; a restricted client is not asked."""

    def __init__(self, tables: RioTables) -> None:
        """Fill this table."""
        self._tables = tables
        self._world = tables.world
        self._chance = tables.chance

    def add_form(self, client: Client) -> None:
        """Add the form of a client who was asked to fill one in."""
        chance = self._chance
        self._tables.observer.turn_to("family form", client.person)
        has_form, waited = chance.happens(_HAS_FORM), chance.wait(_FILLED_AFTER_YEARS)
        has_number, is_deleted = chance.happens(_HAS_NUMBER), chance.happens(_DELETED)
        drawn = client.since + timedelta(days=int(waited * 365))
        day = min(drawn, client.until or drawn)
        if not has_form or day > self._world.as_at:
            return
        family = self._family(client.person, day)
        self._tables.add(
            "ClientFamilyForm",
            {
                "FormID": f"{client.client_id}50",
                "ClientID": client.client_id,
                "FormDate": day,
                "ChildrenDetails": say.typed(self._note(client, family, day), chance),
                "DependentChildren": self._number(client, family) if has_number else None,
                "Deleted": is_deleted,
            },
        )

    def _family(self, person: Person, day: date) -> _Family:
        world = self._world
        children = [
            world.people[number]
            for number in world.children.get(person.number, ())
            if number not in world.adopted and number in world.home
        ]
        born = [
            each
            for each in children
            if each.date_of_birth <= day and not each.expected and (each.died or day) >= day
        ]
        minors = tuple(each for each in born if each.age_at(day) < ADULT_AGE)
        own = world.home_on(person.number, day)
        return _Family(
            minors=minors,
            grown=tuple(each for each in born if each.age_at(day) >= ADULT_AGE),
            at_home=frozenset(world.home_on(each.number, day) == own for each in minors),
            in_care=any(
                placement.holds_on(day)
                for each in minors
                for placement in world.placements.get(each.number, ())
            ),
        )

    def _number(self, client: Client, family: _Family) -> int | None:
        """Return how many children depend on a client, as was written of being a parent."""
        status = self._world.parental_status.get(client.person.number)
        if status == "no":
            return 0
        return (len(family.minors) or None) if status == "yes" else None

    def _note(self, client: Client, family: _Family, day: date) -> str:
        chance = self._chance
        roll = chance.roll()
        words = {**_words_about(client.person), **self._strangers()}
        if roll < _NOT_ASKED:
            return chance.pick(say.NOT_SAID).format(**words)
        if family.minors and roll < 1.0 - _PARENT_WRITTEN_NONE:
            return self._of_minors(family, day, words)
        if family.grown and not family.minors:
            eldest = family.grown[0]
            told = {**words, **_counted(len(family.grown)), **_kin(eldest)}
            return chance.pick(say.GROWN_UP).format(**told, years=eldest.age_at(day))
        return chance.pick(say.NO_CHILDREN).format(**words)

    def _of_minors(self, family: _Family, day: date, words: dict[str, str]) -> str:
        chance = self._chance
        told = [each for each in family.minors if not chance.happens(_LEFT_OUT)]
        told = told or list(family.minors)
        words = {**words, **_counted(len(told)), **_kin(told[0])}
        home = self._home(family)
        if len(told) > 1 and chance.happens(_ONLY_COUNTED):
            return (chance.pick(say.COUNTED) + home).format(**words)
        has_names, has_ages = not chance.happens(_NO_NAME), not chance.happens(_NO_AGE)
        style = chance.pick(say.NAMED if has_names else say.NAMELESS)
        if has_names and not has_ages:
            style = say.NAME_ALONE[0]
        items = [self._child(each, day, style) for each in told]
        lead = chance.pick(say.ONE if len(told) == 1 else say.MANY)
        return (lead + home).format(**words, list=say.listed(items, chance))

    def _child(self, child: Person, day: date, style: str) -> str:
        chance = self._chance
        years = child.age_at(day) + (chance.pick((-1, 1)) if chance.happens(_AGE_WRONG) else 0)
        if years < 1 and style in say.NAMED:
            style = chance.pick(say.NAMED_BABY)
        months = (day - child.date_of_birth).days * _MONTHS_IN_YEAR // 365
        return style.format(name=child.given, years=max(years, 0), months=max(months, 1))

    def _home(self, family: _Family) -> str:
        """Return what is said of where the children live, where all live alike."""
        chance = self._chance
        if family.in_care and len(family.at_home) == 1:
            return chance.pick(say.IN_CARE)
        if family.at_home == {True}:
            return chance.pick(say.WITH_PATIENT)
        return chance.pick(say.ELSEWHERE) if family.at_home == {False} else ""

    def _strangers(self) -> dict[str, str]:
        """Return other people's children, who are nobody of the town."""
        one, other = self._chance.shuffled(say.STRANGERS)[:2]
        number = self._chance.whole(2, 14)
        return {"stranger": one, "other_stranger": other, "number": str(number), **_counted(2)}


def _words_about(person: Person) -> dict[str, str]:
    words = dict(_OF_WOMAN if person.sex == "F" else _OF_MAN)
    return {**words, **{name.title(): word.title() for name, word in words.items()}}


def _counted(count: int) -> dict[str, str]:
    return {"count": str(count), "words": say.WORDS[min(count, len(say.WORDS) - 1)]}


def _kin(child: Person) -> dict[str, str]:
    kin = "daughter" if child.sex == "F" else "son"
    return {"kin": kin, "Kin": kin.title()}
