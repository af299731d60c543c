"""What a note says of the patient's children, read with care: nothing is guessed.

Pure functions of a text. Where notes come from and where their readings go is `notes`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sources.free_text.people import AgeUnit, Somebody, is_cased
from sources.free_text.phrases import Own, read_clause, says_nothing_else
from sources.free_text.residence import Homes, Residence
from sources.free_text.tidying import Part, clauses_of, tidy
from sources.free_text.words import OTHERS, PARTNER

Status = Literal["yes", "no", "unknown"]
LONGEST = 1_000
"""Characters that are read: what is longer is a case history, and its end is about other things."""
MOST_CHILDREN = 15
"""A note that seems to name more is no note about a family."""


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A child of the patient as a note mentions it: by name, by age or by both."""

    given_name: str | None
    age: int | None
    age_unit: AgeUnit | None
    residence: Residence


@dataclass(frozen=True, kw_only=True)
class NoteReading:
    """What a note says: whether the patient is a parent of dependent children, how many, whom."""

    status: Status = "unknown"
    dependent_children: int | None = None
    mentions: tuple[Mention, ...] = ()


NOTHING_SAID = NoteReading()
NO_CHILDREN = NoteReading(status="no", dependent_children=0)
# Who was adopted by others has other parents now.
_ADOPTED = re.compile(
    r"\b(?:they|both|all|who|children|kids|son|daughter|baby)\s+(?:(?:were|was|are|is|have|has|been"
    r"|all|both|since)\s+)+adopted\b|\bplaced\s+for\s+adoption\b",
    re.IGNORECASE,
)
# With nobody named, "has 2 children" is said of whoever the sentence began with, "she has" of
# whoever the last one was about.
_SAID_OF_PATIENT = re.compile(r"^\W*(?:the\s+)?(?:pt|patient|client)\b", re.IGNORECASE)
_SHE_OR_HE = re.compile(r"^\W*(?:she|he)\b", re.IGNORECASE)
_PARTNER_AT_HOME = re.compile(
    rf"\bwith\s+(?:(?:her|his|their|a|current|new)\s+)*(?:{PARTNER})\b(?!')", re.IGNORECASE
)
_OTHERS = re.compile(rf"\b(?:{OTHERS})\b", re.IGNORECASE)
_ABOUT_OTHERS = re.compile(
    rf"^\W*(?:(?:her|his|the|a|an|older|younger|has)\s+)*(?:{OTHERS})\b", re.IGNORECASE
)


def read_note(text: str) -> NoteReading:
    """Read a note about the children of the person it is about."""
    tidied = tidy(text[:LONGEST])
    if _ADOPTED.search(tidied):
        return NOTHING_SAID
    if says_nothing_else(tidied):
        return NO_CHILDREN
    own, says_none = _read_clauses(tidied, cased=is_cased(text))
    if says_none:
        # A note that says both cannot be right about both.
        return NOTHING_SAID if own else NO_CHILDREN
    return _read_own(tidied, own)


def _read_own(tidied: str, own: list[Own]) -> NoteReading:
    """Put together what is said of the patient's own children."""
    dependent = [each for each in own if not _is_grown_up(each)]
    people = _unrepeated(each for phrase in dependent for each in phrase.people)
    minors = [each for each in people if not each.is_adult]
    if not dependent or len(people) > MOST_CHILDREN:
        return NOTHING_SAID
    number = _number(dependent, people)
    if number is not None and len(minors) > number:
        # Names or ages of somebody else are among them.
        return NoteReading(status="yes")
    return NoteReading(
        status="yes",
        dependent_children=number,
        mentions=_mentions(tidied, minors, dependent),
    )


def _read_clauses(tidied: str, *, cased: bool) -> tuple[list[Own], bool]:
    """Read the clauses in turn; after somebody else's children a bare list is not believed."""
    own: list[Own] = []
    says_none, may_list = False, True
    for part in clauses_of(tidied):
        if _is_about_others(part):
            may_list = False
            continue
        read = read_clause(part.clause, cased=cased, may_list=may_list)
        own.extend(_placed(each, part.start) for each in read.own)
        says_none = says_none or read.says_none
        may_list = may_list and not read.speaks_of_others
    return own, says_none


def _is_about_others(part: Part) -> bool:
    """Say whether the subject of a clause may be somebody whom the note has just named."""
    if _SAID_OF_PATIENT.match(part.clause):
        return False
    if part.begun:
        return _OTHERS.search(_PARTNER_AT_HOME.sub(" ", part.begun)) is not None
    return bool(_SHE_OR_HE.match(part.clause) and _ABOUT_OTHERS.match(part.earlier))


def _placed(own: Own, start: int) -> Own:
    people = tuple(
        Somebody(
            at=each.at + start,
            given_name=each.given_name,
            age=each.age,
            age_unit=each.age_unit,
            is_plain=each.is_plain,
        )
        for each in own.people
    )
    return Own(
        **{**vars(own), "start": own.start + start, "end": own.end + start, "people": people}
    )


def _is_grown_up(own: Own) -> bool:
    return own.is_grown or (bool(own.people) and all(each.is_adult for each in own.people))


def _unrepeated(people: Iterable[Somebody]) -> list[Somebody]:
    """Leave out a second mention of one name."""
    names, kept = set[str](), []
    for each in people:
        name = (each.given_name or "").lower()
        if not name or name not in names:
            kept.append(each)
        names.add(name)
    return kept


def _number(dependent: list[Own], people: list[Somebody]) -> int | None:
    """Return how many dependent children are stated, where what is stated agrees."""
    generic = {each.number for each in dependent if each.is_generic and each.number}
    if len(generic) > 1:
        return None
    adults = sum(each.is_adult for each in people)
    if generic:
        total = generic.pop()
        if adults and len(people) != total:
            return None
        return (total - adults) or None
    numbers = [each.number for each in dependent if not each.is_generic]
    if numbers and None not in numbers and len(numbers) == len(dependent):
        total = sum(number or 0 for number in numbers)
        return total - adults if not adults or len(people) == total else None
    if len(dependent) == 1 and not dependent[0].is_one and len(people) > 1:
        return len(people) - adults
    return None


def _mentions(tidied: str, minors: list[Somebody], own: list[Own]) -> tuple[Mention, ...]:
    homes = Homes(tidied)
    places = [each.at for each in minors]
    names = [each.given_name for each in minors if each.given_name]
    at_home = {each.at for phrase in own if phrase.with_patient for each in phrase.people}
    mentions = []
    for each in minors:
        residence = homes.of(each.at, each.given_name, places, names)
        if each.at in at_home:
            residence = "with_patient" if residence != "elsewhere" else "unknown"
        if each.given_name or each.age is not None:
            mentions.append(
                Mention(
                    given_name=each.given_name,
                    age=each.age,
                    age_unit=each.age_unit,
                    residence=residence,
                )
            )
    return tuple(mentions)
