"""What a value looks like: a date, an NHS number, a postcode, a phone. Never what it is.

Whether an identifier is right is judged by the macros when it is mapped; here it is enough to tell
what a column may mean.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from sources.generic.words import FALSE_WORDS, RELATIONSHIP_WORDS, SEX_WORDS, TRUE_WORDS
from sources.nhs_numbers import has_check_digit

_DAY, _MONTH, _YEAR = "(0?[1-9]|[12][0-9]|3[01])", "(0?[1-9]|1[0-2])", "(1[89]|20)[0-9]{2}"
_TIME = r"[ T][0-9]{1,2}:[0-9]{2}"

DATE_SHAPES = MappingProxyType(
    {
        "dd/mm/yyyy": re.compile(f"{_DAY}/{_MONTH}/{_YEAR}"),
        "mm/dd/yyyy": re.compile(f"{_MONTH}/{_DAY}/{_YEAR}"),
        "yyyy-mm-dd": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}"),
        "dd-mm-yyyy": re.compile(f"{_DAY}-{_MONTH}-{_YEAR}"),
        "dd.mm.yyyy": re.compile(rf"{_DAY}\.{_MONTH}\.{_YEAR}"),
        "yyyymmdd": re.compile(f"{_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"),
        "dd mmm yyyy": re.compile(f"{_DAY} [A-Z][a-z]{{2}} {_YEAR}"),
        "dd-mmm-yyyy": re.compile(f"{_DAY}-[A-Z][a-z]{{2}}-{_YEAR}"),
        "dd/mm/yyyy hh:mm": re.compile(f"{_DAY}/{_MONTH}/{_YEAR}{_TIME}"),
        "dd/mm/yyyy hh:mm:ss": re.compile(f"{_DAY}/{_MONTH}/{_YEAR}{_TIME}:[0-9]{{2}}"),
        "yyyy-mm-dd hh:mm:ss": re.compile(f"{_YEAR}-{_MONTH}-{_DAY}{_TIME}:[0-9]{{2}}"),
    }
)
"""The forms of dates; a day up to 12 fits both orders, and the column decides."""

_SHAPES = MappingProxyType(
    {
        "UPN": re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]"),
        "postcode": re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}", re.IGNORECASE),
        "e-mail": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
        "phone": re.compile(r"(\+?44|0)[0-9 ()-]{8,14}"),
        "UPRN": re.compile(r"[0-9]{11,12}(\.0)?"),
        "whole number": re.compile(r"[0-9]{1,9}"),
    }
)
_NHS_NUMBER = re.compile(r"([0-9]{3})[ -]?([0-9]{3})[ -]?([0-9]{4})")

ORDER = ("NHS number", *DATE_SHAPES, *_SHAPES, "sex word", "relationship word", "yes or no")
"""Every shape, the one that is believed first where several fit as well."""

BLANK = frozenset({"sex word", "relationship word", "yes or no"})
"""Shapes that a header may have: `Mother` names a column as well as a person."""


def likeness_of(text: str) -> Iterator[str]:
    """Give the shapes that a value has."""
    found = _NHS_NUMBER.fullmatch(text)
    if found and has_check_digit(found[1] + found[2] + found[3]):
        yield "NHS number"
    for shapes in (DATE_SHAPES, _SHAPES):
        yield from (name for name, shape in shapes.items() if shape.fullmatch(text))
    if text in SEX_WORDS.values:
        yield "sex word"
    if text in RELATIONSHIP_WORDS.values:
        yield "relationship word"
    if text.lower() in {*TRUE_WORDS, *FALSE_WORDS}:
        yield "yes or no"
