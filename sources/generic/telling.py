"""Writing the section of `thinkfamily.toml` that describes a list, with what only a person knows.

It is text and no configuration yet: whoever adds it checks it as it will be read.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sources.declaration import Delimited
from sources.generic.looking import FileLook
from sources.generic.suggesting import Suggestion


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What no file says: whose the data are, and by what right they are here."""

    controller: str
    agreement: str
    agreement_expires: str
    lawful_basis: str


@dataclass(frozen=True, kw_only=True)
class Service:
    """What it means that somebody is in the list: nothing, or that a service works with them."""

    service: str = ""
    kind: str = ""


def section(  # noqa: PLR0913, PLR0917 - what a section says, read across
    source: str, name: str, look: FileLook, suggestion: Suggestion, terms: Terms, service: Service
) -> str:
    """Return the section of a source with one list."""
    return "\n".join(
        (
            "[[source]]",
            f"name = {_quoted(source)}",
            f"controller = {_quoted(terms.controller)}",
            f"agreement = {_quoted(terms.agreement)}",
            f"agreement_expires = {_day(terms.agreement_expires)}",
            f"lawful_basis = {_quoted(terms.lawful_basis)}",
            "",
            f"[source.lists.{name}]",
            *_list(look, suggestion, service),
            "",
            f"[source.lists.{name}.columns]",
            *(f"{role} = {_quoted(header)}" for role, header in suggestion.columns.items()),
            *_unread(look, suggestion.columns),
            "",
        )
    )


def _list(look: FileLook, suggestion: Suggestion, service: Service) -> Iterator[str]:
    yield f"file = {_quoted(pattern_of(look.path.name))}"
    yield f"a_row_is = {_quoted(suggestion.a_row_is)}"
    if service.service:
        yield f"service = {_quoted(service.service)}"
        yield f"kind = {_quoted(service.kind)}"
    yield f"dates = [{', '.join(_quoted(words) for words in suggestion.dates)}]"
    if isinstance(look.layout, Delimited):
        yield f"delimiter = {_quoted(look.layout.delimiter)}"
        yield f"encoding = {_quoted(look.layout.encoding)}"
    else:
        yield f"sheet = {_quoted(look.sheet)}"


def _unread(look: FileLook, columns: Mapping[str, str]) -> Iterator[str]:
    """Give the headers that no role was found for, as comments."""
    unread = [c.header for c in look.columns if c.header not in set(columns.values())]
    if unread:
        yield "# Not read, because nobody has said what they mean:"
        yield from (f"# {_quoted(header)}" for header in unread)


def pattern_of(name: str) -> str:
    """Return a pattern for the files of later deliveries: dates in a name change."""
    stem, _, ending = name.rpartition(".")
    kept = "".join("*" if letter.isdigit() or letter in "[]?*" else letter for letter in stem)
    while "**" in kept or "*-*" in kept or "*_*" in kept:
        kept = kept.replace("*-*", "*").replace("*_*", "*").replace("**", "*")
    return f"{kept.rstrip('*_- ')}*.{ending}" if kept.strip("*_- ") else f"*.{ending}"


def _quoted(text: str) -> str:
    """Write a basic string of TOML, which takes the escapes of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _day(text: str) -> str:
    """Write a date as TOML has it; words that are none stay words."""
    is_day = text[:4].isdigit() and text[4:5] == "-"
    return text if is_day else _quoted(text)
