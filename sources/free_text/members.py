"""Which children a phrase names or ages: each of "two sons aged 6 and 9", both of "twins"."""

import re
from dataclasses import replace

from sources.free_text.people import Somebody, aged, read_people
from sources.free_text.words import HOW_MANY_AT_ONCE, NUMBER


def members_of(
    clause: str, found: re.Match[str], *, cased: bool, is_one: bool, child: str
) -> tuple[list[Somebody], int]:
    """Return who is named or aged in a phrase and after it, and where that ends."""
    people, end = read_people(clause, found.end(), cased=cased)
    groups = found.groupdict()
    ages = [
        aged(found.start(), word, groups["unit"])
        for word in re.findall(NUMBER, groups.get("ages") or "", re.IGNORECASE)
    ]
    if ages:
        named = [each for each in people if each.given_name]
        if len(named) >= len(ages) and not any(each.age for each in named):
            return _zipped(named[: len(ages)], ages), end
        return ages + [each for each in people if each.age is not None], end
    if is_one or not child:
        return _of_one(people, child), end
    plain = [each for each in people if each.is_plain and not each.given_name]
    if len(people) == 1 and plain:
        return ([], found.end()) if child not in HOW_MANY_AT_ONCE else (people * 2, end)
    if child in HOW_MANY_AT_ONCE or re.search("twin", found[0], re.IGNORECASE):
        return _at_once(people, HOW_MANY_AT_ONCE.get(child, 2)), end
    return _without_lone_age(people), end


def _zipped(people: list[Somebody], ages: list[Somebody]) -> list[Somebody]:
    return [
        Somebody(at=one.at, given_name=one.given_name, age=age.age, age_unit=age.age_unit)
        for one, age in zip(people, ages, strict=True)
    ]


def _of_one(people: list[Somebody], child: str) -> list[Somebody]:
    """Return the one child of a singular phrase, and those listed after it with their ages."""
    if not people:
        return []
    first, *others = people
    if child in ("child", "kid", "baby") and first.is_plain and not first.given_name:
        return []
    if first.age is None and others and not others[0].given_name and len(others) == 1:
        return _zipped([first], others)
    return [first, *(each for each in others if each.given_name and each.age is not None)]


def _at_once(people: list[Somebody], number: int) -> list[Somebody]:
    """Give twins the one age that is told of them."""
    ages = [each for each in people if each.age is not None]
    named = [each for each in people if each.given_name]
    if len(ages) == 1 and len(people) == 1 and not named:
        return ages * number
    if len(ages) == 1 and len(named) == number:
        return [_zipped([each], ages)[0] for each in named]
    return people


def _without_lone_age(people: list[Somebody]) -> list[Somebody]:
    """Leave out an age that only the last of several names has: it may be another's too."""
    aged_ones = [each for each in people if each.age is not None]
    if len(people) > 1 and len(aged_ones) == 1 and aged_ones[0] is people[-1]:
        return [*people[:-1], replace(people[-1], age=None, age_unit=None)]
    return people
