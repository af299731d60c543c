"""Names and ages in a list of children: "Ava 4 and Leo (7)", "Ava, Leo and Mia aged 4, 7 and 9".

Reads what stands at one place of a clause and says where it ended. Whose children they are is
the business of `phrases`.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from sources.free_text.words import CHILD, NOT_AFTER_NAME, NOT_NAMES, NUMBER, NUMBERS, PLACES_OF

AgeUnit = Literal["years", "months", "weeks"]
ADULT_AGE = 18
_DAYS_IN_WEEK = 7

_UNIT = r"(?:years?|yrs?|y|yo|months?|mths?|mos?|m|weeks?|wks?|days?)"
_OLD = r"(?:[ -]*(?:of age|olds?|yo))?"
_NEARLY = r"(?:nearly|almost|approx|about|now|turning|just)?\s*"
_WITH_UNIT = rf"(?P<number>{NUMBER})[ -]*(?P<unit>{_UNIT})\b{_OLD}(?!\s+(?:ago|before|later|of|in))"
# A number without its unit is an age only where nothing that could be counted follows.
_BARE = (
    rf"(?P<bare>{NUMBER})(?![\d%£:.]\d|\d|[-/]\d|\w)(?!\s+(?:and|or)\s+(?:a\s+)?(?:half|\d+\s+times))"
    r"(?=\s*(?:$|[,.;:()\[\]-]|/\s*[A-Z]|(?:and|who|lives?|living|stays?|staying|both|all|at|in|is"
    r"|are|with|attends?|goes|from|by|plus|remains?|removed|placed|under|now|does|resid\w+"
    r"|respectively|previously|currently|no|still|has|have|every|often|since)\b"
    r"|(?-i:[A-ZÀ-Þ][a-zà-ÿ])|[^\W\d_]{3,}[\s(]+\d))"
)
_AGE = re.compile(
    rf"(?P<said>(?:ages?|aged)\s*[:=]?\s*)?{_NEARLY}(?:{_WITH_UNIT}|{_BARE})", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"(?:[\s,:()\[\]/<-]|\b(?:and|plus|called|named|names?|namely|are|is|who\s+is|who\s+are|a|the"
    r"|respectively|both|eldest|oldest|elder|older|middle|younger|youngest)\b)*",
    re.IGNORECASE,
)
_BEFORE_AGE = re.compile(r"(?:[\s,:(\[-]|\b(?:who\s+is|is|now)\b)*", re.IGNORECASE)
_CLOSING = re.compile(r"(?:\s*[)\]])?")
_AWAY_OR_AT_HOME = re.compile(
    r"\b(?:at\s+home|(?:lives?\s+)?with\s+(?:her|him|pt|(?:the\s+)?patient)|in\s+(?:foster\s+)?care)\b[\s,:)-]*"
    r"(?:and\s+)?",
    re.IGNORECASE,
)
_LISTED_ON = re.compile(r"[,(]|\b(?:and|plus)\b", re.IGNORECASE)
_COUNTS = re.compile(rf"\s+{CHILD}\b", re.IGNORECASE)
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'][A-ZÀ-Þ]?[a-zà-ÿ]+)*(?![\w'])")
_ANY_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{2,})*(?![\w'])")
_INITIAL = re.compile(r"[A-Z](?=[\s(,-]+(?:aged\s+)?\d)")
_SURNAME = re.compile(r"\s+([A-ZÀ-Þ][a-zà-ÿ]+(?:[-'][A-ZÀ-Þ]?[a-zà-ÿ]+)*)(?![\w'])")


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """A name, an age or both, and where in the note they stand.

    An age that `is_plain` is a number alone, which could also count something.
    """

    at: int
    given_name: str | None = None
    age: int | None = None
    age_unit: AgeUnit | None = None
    is_plain: bool = False

    @property
    def is_adult(self) -> bool:
        """Say whether an age is told and is one of a grown-up."""
        return self.age is not None and self.age_unit == "years" and self.age >= ADULT_AGE


def is_cased(text: str) -> bool:
    """Say whether a text tells names by their capitals: it has both kinds of letters."""
    return any(letter.isupper() for letter in text) and any(letter.islower() for letter in text)


def number_of(word: str) -> int:
    """Return the number that digits or a word say."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def aged(at: int, number: str, unit: str | None) -> Somebody:
    """Return somebody of an age."""
    value = number_of(number)
    if unit and unit.lower().startswith("m"):
        return Somebody(at=at, age=value, age_unit="months")
    if unit and unit.lower().startswith("w"):
        return Somebody(at=at, age=value, age_unit="weeks")
    if unit and unit.lower().startswith("d"):
        return Somebody(at=at, age=value // _DAYS_IN_WEEK, age_unit="weeks")
    return Somebody(at=at, age=value, age_unit="years", is_plain=unit is None)


def _age(clause: str, at: int) -> tuple[Somebody, int] | None:
    found = _AGE.match(clause, at)
    if not found:
        return None
    number = found["number"] or found["bare"]
    somebody = aged(at, number, found["unit"] if found["number"] else None)
    in_brackets = at > 0 and clause[at - 1] in "(["
    if found["said"] or in_brackets:
        somebody = replace(somebody, is_plain=False)
    closing = _CLOSING.match(clause, found.end())
    return somebody, closing.end() if closing else found.end()


def _name(clause: str, at: int, *, cased: bool) -> tuple[str | None, int] | None:
    """Return a given name, or nothing for an initial, and where it ends, a surname included."""
    if cased and _INITIAL.match(clause, at):
        return None, at + 1
    found = (_CAPITALISED if cased else _ANY_WORD).match(clause, at)
    if not found or found[0].lower() in NOT_NAMES or PLACES_OF.match(clause[found.end() :]):
        return None
    end = found.end()
    surname = _SURNAME.match(clause, end) if cased else None
    if surname and surname[1].lower() not in NOT_NAMES:
        end = surname.end()
    if NOT_AFTER_NAME.match(clause[end:]) or PLACES_OF.match(clause[end:]):
        return None
    return found[0], end


def _named(clause: str, at: int, *, cased: bool) -> tuple[Somebody, int] | None:
    """Read a name with the age after it, if there is one."""
    name = _name(clause, at, cased=cased)
    if name is None:
        return None
    given_name, end = name
    before = _BEFORE_AGE.match(clause, end)
    age = _age(clause, before.end() if before else end)
    if age is None:
        return (Somebody(at=at, given_name=given_name), end) if cased and given_name else None
    somebody, end = age
    return replace(somebody, at=at, given_name=given_name), end


def _one(clause: str, at: int, *, cased: bool) -> tuple[Somebody, int] | None:
    """Read one child: a name with or without an age, an age before a name, or an age."""
    age = _age(clause, at)
    if age is None:
        return _named(clause, at, cased=cased)
    somebody, end = age
    if not somebody.is_plain and cased and clause[end : end + 1] == " ":
        name = _name(clause, end + 1, cased=cased)
        if name is not None:
            return replace(somebody, given_name=name[0]), name[1]
    return age


def read_people(clause: str, at: int, *, cased: bool) -> tuple[list[Somebody], int]:
    """Read a list of children from a place on, and say where it ended."""
    people: list[Somebody] = []
    while True:
        between = _BETWEEN.match(clause, at)
        start = between.end() if between else at
        found = _one(clause, start, cased=cased)
        if found is None:
            found = _after_where_one_lives(clause, start, cased=cased)
        if found is None or _is_count(clause, at, start, found):
            return _paired(people), at
        people.append(found[0])
        at = found[1]


def _after_where_one_lives(clause: str, at: int, *, cased: bool) -> tuple[Somebody, int] | None:
    """Read the next child of a list that says of each where it lives."""
    home = _AWAY_OR_AT_HOME.match(clause, at)
    found = _named(clause, home.end(), cased=cased) if home else None
    return found if found and found[0].age is not None else None


def _is_count(clause: str, at: int, start: int, found: tuple[Somebody, int]) -> bool:
    """Say whether a number counts the children that follow: "Leo 7 and 1 daughter"."""
    somebody, end = found
    is_listed = _LISTED_ON.search(clause, at, start) is not None
    return not somebody.given_name and is_listed and _COUNTS.match(clause, end) is not None


def _paired(people: list[Somebody]) -> list[Somebody]:
    """Give names their ages where all names come first: "Ava, Leo and Mia (4, 7 and 9)"."""
    named = [each for each in people if each.given_name]
    ages = [each for each in people if each.age is not None]
    names_lead = all(each.given_name for each in people[: len(named)])
    if not 1 < len(named) == len(ages) or len(named) == len(people) or not names_lead:
        return people
    return [
        replace(age, at=name.at, given_name=name.given_name)
        for name, age in zip(named, ages, strict=True)
    ]
