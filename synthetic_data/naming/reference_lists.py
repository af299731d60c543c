"""Reading the reference lists: plain words under headings, written for this project."""

from functools import cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = files("synthetic_data.naming").joinpath("reference", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _unique(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


@cache
def words(name: str) -> tuple[str, ...]:
    """Return all words of a list in their order, each once."""
    return _unique([word for line in _lines(name) for word in line.split()])


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a list under each of its headings in brackets."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in _lines(name):
        if line.startswith("["):
            heading = line.strip("[]")
            found[heading] = []
        else:
            found[heading] += line.split()
    return {heading: _unique(listed) for heading, listed in found.items()}


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Return the short and pet forms of a given name."""
    return _forms("short_forms.txt")


@cache
def given_variants() -> dict[str, tuple[str, ...]]:
    """Return other usual spellings of a given name."""
    return _forms("given_variants.txt")


def _forms(name: str) -> dict[str, tuple[str, ...]]:
    return {line.split()[0]: tuple(line.split()[1:]) for line in _lines(name)}


@cache
def forenames_by_decade() -> dict[tuple[str, int], tuple[str, ...]]:
    """Return British given names by sex and decade of birth, the commonest first."""
    found = {}
    for line in _lines("forenames_british.txt"):
        sex, decade, *listed = line.split()
        found[sex, int(decade)] = _unique(listed)
    return found
