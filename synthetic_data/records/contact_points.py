"""Phones and e-mail addresses as an office takes them down: old, a partner's, or mistyped.

As many draws are made whatever is written, so that a move or a wedding changes nothing else in a
record. A slip stays within the last figures of a phone and before the @ of an address: the ranges
and the hosts that are nobody's are not left.
"""

from synthetic_data.chance import Chance
from synthetic_data.facts import Person
from synthetic_data.records.errors import (
    MISTYPED_EMAIL,
    OLD_EMAIL,
    SHARED_EMAIL,
    WRONG_PHONE,
    ErrorLevel,
)
from synthetic_data.records.habits import Source

_OLD_PHONE, _PARTNERS_PHONE = 0.3, 0.03
_FIGURES_THAT_SLIP, _OTHER_FIGURES = 3, 9
_CHANGED_PLACES = 0.4


def phone_given(person: Person, partner: Person | None, chance: Chance) -> str:
    """Return the number given: an old one of some people, and rarely the partner's."""
    has_old, has_partners = (chance.happens(share) for share in (_OLD_PHONE, _PARTNERS_PHONE))
    if person.old_phone and has_old:
        return person.old_phone
    return partner.phone if partner is not None and has_partners else person.phone


def phone_as_written(number: str, source: Source, wrong: float, chance: Chance) -> str:
    """Write a number in one of the ways of a source, in some share with a slip."""
    slips, place, way = chance.roll() < wrong, chance.roll(), chance.roll()
    if not number:
        return ""
    written = _misdialled(number, place) if slips else number
    if way < source.writes_country_code:
        return f"+44 {written[1:]}"
    is_joined = way < source.writes_country_code + source.joins_phone
    return written.replace(" ", "") if is_joined else written


def wrong_phones(level: ErrorLevel, factor: float) -> float:
    """Return the share of numbers with a slip, for a person who is so much oftener got wrong."""
    return WRONG_PHONE[level] * factor


def email_as_written(
    person: Person, partner: Person | None, level: ErrorLevel, factor: float, chance: Chance
) -> str:
    """Write an e-mail address: at times an old one, or the one that a couple shares."""
    roll, slips, place = chance.roll(), chance.roll(), chance.roll()
    address = person.email
    if person.old_email and roll < OLD_EMAIL[level]:
        address = person.old_email
    elif partner is not None and roll > 1.0 - SHARED_EMAIL[level]:
        address = partner.email
    is_mistyped = bool(address) and slips < MISTYPED_EMAIL[level] * factor
    return _mistyped(address, place) if is_mistyped else address


def _misdialled(number: str, place: float) -> str:
    """Let two figures change places, or write another for one of the last; `place` says which."""
    kept, tail = number[:-_FIGURES_THAT_SLIP], number[-_FIGURES_THAT_SLIP:]
    if place < _CHANGED_PLACES:
        for swapped in (f"{tail[0]}{tail[2]}{tail[1]}", f"{tail[1]}{tail[0]}{tail[2]}"):
            if swapped != tail:
                return kept + swapped
    at, step = divmod(int(place * _FIGURES_THAT_SLIP * _OTHER_FIGURES), _OTHER_FIGURES)
    return f"{kept}{tail[:at]}{(int(tail[at]) + step + 1) % 10}{tail[at + 1 :]}"


def _mistyped(address: str, place: float) -> str:
    """Leave a letter out, or let it change places with the next one."""
    name, host = address.split("@")
    at, is_swapped = divmod(int(place * 2 * len(name)), 2)
    after = name[at + 1 : at + 2] + name[at] if is_swapped else ""
    written = name[:at] + after + name[at + 1 + is_swapped :]
    return f"{name[:at] + name[at + 1 :] if written == name else written}@{host}"
