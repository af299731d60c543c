"""The paths by which a column says where in a JSON record its value stands.

A path is steps between slashes, relative to the record of its table:

- `name` goes to that member of an object; in a list, to that of each object in it
- `2` goes to one place of a list, counted from 0; what is no list is a list of one
- `*` means all values of a list, and not only the first that there is
- `name[path=words]` keeps the objects in which that path leads to these words, `[path!=words]`
  those in which it does not, and `[path~words]` those in which it leads to words that end so, as
  the address of an extension does; several brackets all have to agree, and paths may nest in them
- `day()`, at the end, keeps of a date with a time its day as written, and nothing of a year or a
  month alone

The value is the first that the path leads to; with a `*` it is all of them, each on its own line.
Nothing is parsed here but paths.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from sources.declaration import DeclarationError
from sources.readers.strict_json import Value

Walk = Callable[[Value], Iterator[Value]]
Find = Callable[[Value], str | None]

_STEP = re.compile(r"(?P<name>[A-Za-z_]\w*)(?P<conditions>(\[.*\])?)", re.ASCII | re.DOTALL)
_OPERATOR = re.compile(r"(?P<path>.+?)(?P<operator>!=|=|~)(?P<words>.*)", re.DOTALL)
_DAY = "day()"
_PARTIAL_DAY = re.compile(r"\d{4}(-\d{2})?")
_DAY_LENGTH = 10


class NotOneValueError(ValueError):
    """A path leads to an object where a value is declared; told with the column's name."""


@cache
def finder(path: str) -> Find:
    """Return what finds the value of a path in a record.

    Raises:
        DeclarationError: the path is none.
    """
    steps = _split(path)
    ends_in_day = steps[-1] == _DAY
    walk = _walk(steps[:-1] if ends_in_day else steps, path)
    takes_all = "*" in steps

    def find(record: Value) -> str | None:
        texts = (text for value in walk(record) for text in _texts_at(value))
        if takes_all:
            return "\n".join(texts) or None
        found = next(texts, None)
        return _day(found) if ends_in_day and found else found

    return find


def first_step(path: str) -> str:
    """Return the member of a record that a path begins with."""
    found = _STEP.fullmatch(_split(path)[0])
    return found["name"] if found else ""


def objects(steps: tuple[str, ...], record: Value) -> Iterator[dict[str, Value]]:
    """Give the objects that plain steps lead to, however the lists on the way nest.

    Raises:
        NotOneValueError: they lead to something that is no object.
    """
    for value in _walk(steps, "/".join(steps))(record):
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield each
            elif each is not None:
                raise NotOneValueError


def _split(path: str) -> tuple[str, ...]:
    """Part a path at the slashes that stand in no bracket."""
    steps, depth = [""], 0
    for mark in path:
        depth += (mark == "[") - (mark == "]")
        if mark == "/" and not depth:
            steps.append("")
        else:
            steps[-1] += mark
    if depth or not all(steps):
        raise _no_path(path)
    return tuple(steps)


def _no_path(path: str) -> DeclarationError:
    return DeclarationError(f"{path!r} is no path into a record")


def _walk(steps: tuple[str, ...], path: str) -> Walk:
    walk = _stay
    for step in steps:
        walk = partial(_then, walk, _step(step, path))
    return walk


def _stay(record: Value) -> Iterator[Value]:
    yield record


def _then(first: Walk, second: Walk, record: Value) -> Iterator[Value]:
    for value in first(record):
        yield from second(value)


def _step(step: str, path: str) -> Walk:
    if step == "*":
        return _items
    if step.isdecimal():
        return partial(_place, int(step))
    found = _STEP.fullmatch(step)
    if found is None:
        raise _no_path(path)
    if not found["conditions"]:
        return partial(_member, found["name"])
    conditions = tuple(_condition(each, path) for each in _brackets(found["conditions"]))
    return partial(_chosen, found["name"], conditions)


def _brackets(text: str) -> Iterator[str]:
    """Give what stands in each of the outermost brackets."""
    depth, start = 0, 0
    for place, mark in enumerate(text):
        if mark == "[":
            depth += 1
            start = place + 1 if depth == 1 else start
        elif mark == "]":
            depth -= 1
            if not depth:
                yield text[start:place]


def _condition(text: str, path: str) -> Callable[[Value], bool]:
    """Read a condition; the operator is the first that stands in no bracket within."""
    hidden = re.sub(r"\[.*\]", lambda within: "_" * len(within[0]), text)
    found = _OPERATOR.fullmatch(hidden)
    if found is None:
        raise _no_path(path)
    find = finder(text[: found.end("path")])
    words, operator = text[found.start("words") :], found["operator"]

    def holds(record: Value) -> bool:
        value = find(record)
        if operator == "!=":
            return value != words
        return value is not None and (value == words if operator == "=" else value.endswith(words))

    return holds


def _items(value: Value) -> Iterator[Value]:
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value


def _place(number: int, value: Value) -> Iterator[Value]:
    listed = value if isinstance(value, list) else [value]
    yield from listed[number : number + 1]


def _member(name: str, value: Value) -> Iterator[Value]:
    if isinstance(value, dict):
        if name in value:
            yield value[name]
    elif isinstance(value, list):
        for each in value:
            yield from _member(name, each)


def _chosen(
    name: str, conditions: tuple[Callable[[Value], bool], ...], value: Value
) -> Iterator[Value]:
    for member in _member(name, value):
        for each in _items(member):
            if all(holds(each) for holds in conditions):
                yield each


def _texts_at(value: Value) -> Iterator[str]:
    """Give the values as text; blank ones and none are no values."""
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, str):
        if value and not value.isspace():
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts_at(each)
    elif isinstance(value, dict):
        raise NotOneValueError


def _day(text: str) -> str | None:
    return None if _PARTIAL_DAY.fullmatch(text) else text[:_DAY_LENGTH]
