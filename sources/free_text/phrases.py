"""Whose children a clause speaks of: the patient's own, somebody else's, none, or nobody's known.

A phrase is the patient's only where every word before it is understood, or where a possessive
stands right before it and nobody else comes earlier in the clause.
"""

import re
from dataclasses import dataclass, replace

from sources.free_text.members import members_of
from sources.free_text.owners import OWNED, OWNER, is_understood, is_whose
from sources.free_text.people import Somebody, number_of, read_people
from sources.free_text.words import (
    ADJECTIVE,
    ADOPTED_AWAY,
    CHILD,
    COMPOUND,
    DOUBT,
    GROWN,
    HOW_MANY_AT_ONCE,
    LOSS,
    MANY,
    MANY_OF_A_SEX,
    NOT_BORN,
    NOT_LIVING,
    NUMBER,
    OTHER_KIND_OF_CHILD,
    OTHERS,
    PARTNER,
    PETS,
    PREGNANT,
    WISHED,
)

_AGES = (
    rf"(?P<ages>(?:{NUMBER}(?:\s*,\s*|-?\s*and\s+|-|/|\s+)){{0,5}}{NUMBER})"
    r"[ -]*(?P<unit>years?|yrs?|yr|yo|y|months?|mths?|mos?|weeks?|wks?)\b[- ]*(?:of age|olds?\b)?"
)
_PHRASE = re.compile(
    rf"(?<![\w'-])(?P<whose>(?:(?:{OWNER}|the|both|all|of|a|an)\s+){{0,4}})"
    rf"(?:(?P<number>{NUMBER})\s+)?(?P<then>(?:{OWNER}|of|the)\s+){{0,3}}"
    rf"(?P<kind>(?:(?:{ADJECTIVE})[\s,]{{1,3}}){{0,5}})(?:{_AGES}\s*)?(?P<kind2>(?:(?:{ADJECTIVE})\s+){{0,3}})"
    rf"(?P<child>{CHILD})\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    rf"(?<![\w'-])(?P<whose>(?:(?:{OWNER}|the|a|an)\s+){{0,3}}){_AGES}"
    r"(?=\s*(?:$|[.,;:()]|(?:and|who|with|at|called|named|lives?|living)\b|(?-i:[A-Z][a-z]+)))",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|nil|0|zero|childless|without(?:\s+any)?|never\s+had(?:\s+any)?"
    r"|(?:does|do|did|has|have)(?:\s+not|n'?t)(?:\s+(?:have|got|had))?(?:\s+(?:any|a))?"
    r"|den(?:ies|ied|ying)(?:\s+(?:having|that\s+(?:she|he)\s+has))?(?:\s+(?:had|any|a))*)"
    r"(?:\s+(?:dependent|dependant|biological|own))*"
    rf"(?:(?<=childless)|\s+(?:{MANY}|child|dependants|dependents|offspring))(?![\w'-])",
    re.IGNORECASE,
)
_NOT_A_PARENT = re.compile(r"\bnot\s+a\s+(?:parent|mother|father|mum|dad)\b", re.IGNORECASE)
_NONE_ENDS = re.compile(
    r"\s*(?:$|[,.:)/-]|\((?=confirmed|per\b|as per)|(?:of\s+(?:her|his|their)\s+own|and\s+"
    r"(?:no|lives|never|is|single|not)"
    r"|or\s+(?:dependants|dependents|siblings|pets|partner|family|caring|pregnan\w+)|at\s+present|currently"
    r"|to\s+date|as\s+yet|yet|herself|himself)\b(?!\s+living))",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\s*(?:none|nil|no|childless|n)\s*", re.IGNORECASE)
_OTHERS = re.compile(rf"\b(?:{OTHERS})\b", re.IGNORECASE)
_NO_BIRTH = re.compile(rf"\b(?:{NOT_LIVING}|{NOT_BORN})\b", re.IGNORECASE)
_GROWN = re.compile(rf"\b(?:{GROWN})\b", re.IGNORECASE)
_GROWN_AFTER = re.compile(
    r"^\W*(?:(?:are|is|both|all|now|who)\s+)*(?:adults?|grown|over\s+18|left home|at university"
    r"|in (?:his|her|their) (?:twenties|thirties|20s|30s|40s))\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    rf"^\s*(?:of|to|by|from|belonging\s+to)\s+(?:(?:her|his|a|the|their)\s+)*(?:\w+\s+)?(?:{OTHERS})"
    r"\b(?!\s+(?:relationship|marriage))(?<!previous partner)(?<!former partner)",
    re.IGNORECASE,
)
_LINKS = re.compile(rf"(?:[\s,:()/-]|\b(?:and|plus|a|an|another|with|also|one|{OWNER})\b)*", re.I)
_WHICH = re.compile(r"\b(?:first|second|third|last|other|further|more)\b", re.IGNORECASE)
_LIVES_WITH = re.compile(
    r"\b(?:lives?|living|resid\w+|stays?|staying)\s+(?:at\s+home\s+)?with\s*"
    rf"(?:(?:(?:her|his|their|current|new)\s+)*(?:{PARTNER})(?:\s+(?-i:[A-Z])\w+)?\s*(?:,|and)\s*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Own:
    """A phrase about the patient's own children: how many, who, and where it stands."""

    start: int
    end: int
    number: int | None
    is_generic: bool
    is_one: bool
    is_grown: bool
    with_patient: bool
    people: tuple[Somebody, ...]


@dataclass(frozen=True, kw_only=True)
class Clause:
    """What a clause says: own children, none, and whether it speaks of somebody else's."""

    own: tuple[Own, ...] = ()
    says_none: bool = False
    speaks_of_others: bool = False


def says_nothing_else(tidied: str) -> bool:
    """Say whether a note is only a word for none."""
    return _NOTHING.fullmatch(tidied.rstrip(" .!")) is not None


def read_clause(clause: str, *, cased: bool, may_list: bool) -> Clause:
    """Read one clause.

    Args:
        clause: the clause, tidied.
        cased: whether names are told by their capitals.
        may_list: whether names with ages alone may be a list of the patient's children.
    """
    if _has_none(clause):
        return Clause(says_none=True)
    speaks_of_others = _OTHERS.search(clause) is not None or PETS.search(clause) is not None
    own: list[Own] = []
    ended, at = -1, 0
    while found := _next_phrase(clause, at):
        links = _LINKS.match(clause, ended) if ended >= 0 else None
        is_linked = links is not None and links.end() >= found.start()
        goes_on = is_linked or (ended >= 0 and _is_continued(clause[ended : found.start()]))
        phrase = _own(clause, found, cased=cased, goes_on=goes_on)
        at = found.end()
        if phrase is not None:
            shares_home = is_linked and bool(own) and own[-1].with_patient
            own.append(replace(phrase, with_patient=phrase.with_patient or shares_home))
            ended = at = phrase.end
    if not own and may_list:
        own.extend(_listed(clause, cased=cased))
    return Clause(own=tuple(own), speaks_of_others=speaks_of_others and not own)


def _next_phrase(clause: str, at: int) -> re.Match[str] | None:
    """Return the first phrase about children from a place on, the longer one of two."""
    found = [each for each in (_PHRASE.search(clause, at), _ELLIPSIS.search(clause, at)) if each]
    return min(found, key=lambda each: (each.start(), -each.end()), default=None)


def _is_continued(between: str) -> bool:
    """Say whether a phrase goes on with a list: "Leo (7) lives with her, daughter Ava"."""
    return re.search(r"(?:,|\band)\s*$", between) is not None and is_understood(between)


def _has_none(clause: str) -> bool:
    """Say whether a clause says that the patient has no children at all."""
    for found in (*_NONE.finditer(clause), *_NOT_A_PARENT.finditer(clause)):
        before = clause[: found.start()]
        if is_understood(before) and _NONE_ENDS.match(clause[found.end() :]):
            return not DOUBT.search(clause)
    return False


def _own(clause: str, found: re.Match[str], *, cased: bool, goes_on: bool) -> Own | None:
    """Return a phrase about children where they are clearly the patient's own, alive and born."""
    groups = found.groupdict()
    before, after = clause[: found.start()], clause[found.end() :]
    whose = f"{groups['whose']} {groups.get('then') or ''}"
    kind = f"{groups.get('kind') or ''} {groups.get('kind2') or ''}"
    child = (groups.get("child") or "").lower()
    if (child and COMPOUND.match(after)) or _NO_BIRTH.search(kind) or _OF_SOMEBODY.match(after):
        return None
    if OTHER_KIND_OF_CHILD.search(before) or _is_in_doubt(clause, before, after, kind):
        return None
    number = _number(groups, child)
    is_one = not re.fullmatch(rf"{MANY}|{MANY_OF_A_SEX}", child) and bool(child)
    if child and re.search(r"\bonly\b", kind, re.IGNORECASE) and not OWNED.search(whose):
        return None
    if not (goes_on or is_whose(before, after, whose, groups)):
        return None
    people, end = members_of(clause, found, cased=cased, is_one=is_one, child=child)
    is_any = child == "baby" or _WHICH.search(kind)
    if is_one and is_any and not (people or OWNED.search(whose) or number):
        return None
    if number == 1 and is_one and OWNED.search(whose):
        number = None
    return Own(
        start=found.start(),
        end=end,
        number=number,
        is_generic=bool(re.fullmatch(rf"{MANY}|child|kid", child)),
        is_one=is_one or not child,
        is_grown=bool(_GROWN.search(kind) or _GROWN_AFTER.match(clause[end:])),
        with_patient=_LIVES_WITH.search(before) is not None,
        people=tuple(people),
    )


def _is_in_doubt(clause: str, before: str, after: str, kind: str) -> bool:
    is_adopted = re.search(r"\badopted\b", kind, re.IGNORECASE) is not None
    return bool(
        DOUBT.search(before)
        or after.lstrip().startswith("?")
        or DOUBT.search(after[:40])
        or LOSS.search(clause)
        or re.search(r"\blost\b(?!\s+(?:custody|care|residency))", clause, re.IGNORECASE)
        or PREGNANT.search(before + kind)
        or PREGNANT.match(after.lstrip(" ,(:-"))
        or (ADOPTED_AWAY.search(clause) and not is_adopted)
        or (WISHED.search(before) and "see" not in before.lower())
    )


def _number(groups: dict[str, str | None], child: str) -> int | None:
    if groups.get("number"):
        return number_of(groups["number"] or "")
    if child in HOW_MANY_AT_ONCE:
        return HOW_MANY_AT_ONCE[child]
    return 1 if re.search(r"\ban?\b", groups["whose"] or "", re.IGNORECASE) else None


def _listed(clause: str, *, cased: bool) -> list[Own]:
    """Read a clause that begins with names and ages: "Ava 4, Leo 7"."""
    people, end = read_people(clause, 0, cased=cased)
    full = [each for each in people if each.given_name and each.age is not None]
    is_clear = len(full) > 1 or (full and not full[0].is_plain)
    if len(full) != len(people) or not is_clear or (not cased and len(full) < 2):  # noqa: PLR2004
        return []
    rest = clause[end:]
    if (
        LOSS.search(clause)
        or DOUBT.search(clause)
        or PETS.search(clause)
        or _OF_SOMEBODY.match(rest)
    ):
        return []
    if re.match(r"\W*(?:is|are|-|\()?\s*(?:her|his|the|a)?\s*(?:" + OTHERS + r")\b", rest, re.I):
        return []
    return [
        Own(
            start=full[0].at,
            end=end,
            number=len(full) if len(full) > 1 else None,
            is_generic=True,
            is_one=False,
            is_grown=False,
            with_patient=False,
            people=tuple(full),
        )
    ]
