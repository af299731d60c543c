"""One plain sentence of a family unit: who lives together, and who is elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from linkage_models.explaining.family.explanation import FamilyExplanation, Person
from linkage_models.explaining.family.words import (
    ROLES,
    counted,
    listed,
    plainly,
    role_in_words,
)

NameSource = Callable[[str], str]

_ELSEWHERE = "elsewhere"
_RANK = {role: rank for rank, role in enumerate(ROLES)}


def in_a_sentence(family: FamilyExplanation, name_source: NameSource = plainly) -> str:
    """Say who the unit is, home by home, and by whom adults elsewhere are known.

    Args:
        family: the unit.
        name_source: gives a source's name in words.
    """
    told: list[str] = []
    for number, home in enumerate(family.homes):
        if home.has_children:
            told.append(_at_home(family, number, is_first=not told))
    away = [
        adult
        for adult in family.adults
        if adult.home is None or not family.homes[adult.home].has_children
    ]
    told += _elsewhere(family, away, name_source)
    sentence = "; ".join(told)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _at_home(family: FamilyExplanation, number: int, *, is_first: bool) -> str:
    children = family.at(number, family.children)
    told = [
        _role_at_home(family, adult, children)
        for adult in sorted(
            (each for each in family.adults if number in (each.home, *each.also_at)),
            key=lambda adult: not _ties_all(family, adult, children),
        )
    ]
    home = "one home" if is_first else "another home"
    who = listed([*_counted_children(family, children), *_together(told)])
    if not family.homes[number].is_known:
        return f"{who}, home not known"
    return f"{who} at {home}{'' if told else ' with no parent or carer known there'}"


def _ties_all(family: FamilyExplanation, adult: Person, children: Sequence[Person]) -> bool:
    tied = {tie.child for tie in family.ties_of(adult.label)}
    return all(child.label in tied for child in children)


def _together(told: Sequence[str]) -> list[str]:
    """Tell adults once who would be told alike, such as two mothers."""
    return [
        each if number == 1 else _of_several(each, number) for each, number in Counter(told).items()
    ]


def _of_several(told: str, number: int) -> str:
    if told.startswith("the "):
        return f"{number} adults, each {told}"
    return f"{told.replace(' ', f' {number} ', 1)}s"


def _counted_children(family: FamilyExplanation, children: Sequence[Person]) -> list[str]:
    unborn = sum(child.role == "unborn_child" for child in children)
    born = len(children) - unborn
    fostered = sum(family.is_fostered(child.label) for child in children)
    count = "" if fostered == len(children) else f"{fostered} "
    placed = f" ({count}in foster care)" if fostered else ""
    return [
        *([f"{counted(born, 'child', 'children')}{placed}"] if born else []),
        *([counted(unborn, "unborn child", "unborn children")] if unborn else []),
    ]


def _role_at_home(family: FamilyExplanation, adult: Person, children: Sequence[Person]) -> str:
    here = {child.label for child in children}
    ties = [tie for tie in family.ties_of(adult.label) if tie.child in here]
    if not ties:
        return f"the {role_in_words(adult.role)} of others"
    inferred = "" if any(tie.is_stated for tie in ties) else "inferred "
    roles = Counter(tie.role for tie in ties)
    if len(roles) == 1 and len(ties) == len(children):
        return f"{'their' if len(children) > 1 else 'its'} {inferred}{role_in_words(ties[0].role)}"
    return f"the {inferred}{_several(roles)}"


def _several(roles: Counter[str]) -> str:
    """Say to how many children somebody is what: to one a father, to another a step-parent."""
    ordered = sorted(roles.items(), key=lambda each: _RANK.get(each[0], len(_RANK)))
    told = [f"{role_in_words(role)} of {_number(number)}" for role, number in ordered]
    return f"{listed(told)} of them"


def _number(number: int) -> str:
    return "one" if number == 1 else str(number)


def _elsewhere(
    family: FamilyExplanation, adults: Sequence[Person], name_source: NameSource
) -> list[str]:
    """Tell adults who live apart; those of whom the same is known are told at once."""
    alike: dict[tuple[str, tuple[tuple[str, str], ...]], list[set[str]]] = defaultdict(list)
    for adult in adults:
        ties = family.ties_of(adult.label)
        where = "home not known" if adult.residence == "unknown" else _ELSEWHERE
        sources = {source for tie in ties if tie.is_stated for source in tie.sources}
        alike[where, tuple((tie.child, tie.role) for tie in ties)].append(sources)
    return [
        _away(
            Counter(role for _, role in tied),
            len(sources),
            where,
            [name_source(each) for each in sorted(set().union(*sources))],
            is_of_all=len(tied) == len(family.children),
        )
        for (where, tied), sources in alike.items()
    ]


def _away(
    roles: Counter[str], number: int, where: str, sources: list[str], *, is_of_all: bool
) -> str:
    only = role_in_words(next(iter(roles)))
    is_one = is_of_all and len(roles) == 1
    words = only if is_one else _several(roles)
    comma = "" if is_one and where == _ELSEWHERE else ","
    inferred = "" if sources else "inferred "
    if number > 1:
        words = f"{number} {inferred}{words.replace(only, f'{only}s', 1)}"
    else:
        words = f"{inferred}{words}"
        words = f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
    known = f", stated by {listed(sources)}" if sources else ""
    return f"{words}{comma} {where}{known}"
