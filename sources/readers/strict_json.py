"""JSON as it must be to be believed: no key twice, no NaN, nothing nested without end.

The library takes the last of two equal keys, words that are no numbers, and whatever depth the
stack allows. Numbers stay the text that they are. What a document means is `resources`.
"""

import json
import re
from collections.abc import Iterator
from typing import NoReturn

Value = str | bool | list["Value"] | dict[str, "Value"] | None

# The longest number that means anything in a record has fewer digits by far.
_LONGEST_NUMBER = 40
# What may be a control character or half of one of two parts, before it is looked at closely. Raw
# ones below the blank are no JSON at all.
_SUSPECT = re.compile(rb"\\u(00[0189]|007[fF]|[dD][89a-fA-F])|\\[bf]|\x7f|\xc2[\x80-\x9f]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class StrictJsonError(ValueError):
    """Text is not JSON that can be believed; the message says why and quotes nothing."""


def parse(data: bytes, maximum_depth: int) -> Value:
    """Parse one JSON value.

    Raises:
        StrictJsonError: it is not UTF-8, not well-formed, ambiguous, or nests too deep.
    """
    try:
        value: Value = _DECODER.decode(data.decode())
    except UnicodeDecodeError:
        msg = "it is not utf-8 text"
        raise StrictJsonError(msg) from None
    except json.JSONDecodeError as error:
        msg = "it ends in the middle" if _is_cut(error) else "it is not well-formed JSON"
        raise StrictJsonError(msg) from None
    except RecursionError:
        raise _too_deep(maximum_depth) from None
    if _is_deeper(value, maximum_depth):
        raise _too_deep(maximum_depth)
    return value


def is_suspect(data: bytes) -> bool:
    """Say whether a value parsed from these bytes may hold what is no character."""
    return _SUSPECT.search(data) is not None


def check_text(value: Value) -> None:
    """Refuse a value whose text holds what is no character.

    Raises:
        StrictJsonError: a control character or half a character stands in it.
    """
    for text in _texts(value):
        if _CONTROL.search(text):
            msg = "a control character stands in a value"
            raise StrictJsonError(msg)
        if not _is_whole(text):
            msg = "a value holds half a character"
            raise StrictJsonError(msg)


def _is_cut(error: json.JSONDecodeError) -> bool:
    """Say whether a list or an object is begun and never closed."""
    text = error.doc.strip()
    is_closed = text.endswith(("}", "]")) and error.pos < len(error.doc.rstrip())
    return text.startswith(("{", "[")) and not is_closed


def _object(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    found = dict(pairs)
    if len(found) != len(pairs):
        msg = "a key stands twice in an object"
        raise StrictJsonError(msg)
    return found


def _number(text: str) -> str:
    if len(text) > _LONGEST_NUMBER:
        msg = f"a number has more than {_LONGEST_NUMBER} digits"
        raise StrictJsonError(msg)
    return text


def _no_number(_word: str) -> NoReturn:
    msg = "NaN or Infinity stands for a number"
    raise StrictJsonError(msg)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_number, parse_float=_number, parse_constant=_no_number
)


def _too_deep(maximum_depth: int) -> StrictJsonError:
    return StrictJsonError(f"it nests deeper than {maximum_depth} levels")


def _is_deeper(value: Value, most: int) -> bool:
    """Say whether lists and objects nest deeper than this; level by level, without recursion."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(most):
        if not level:
            return False
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, dict | list)
        ]
    return bool(level)


def _texts(value: Value) -> Iterator[str]:
    """Give every text in a value, names of members too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
