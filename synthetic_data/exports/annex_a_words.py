"""What Annex A calls things: codes with the letter of their place in Ofsted's lists."""

from collections.abc import Mapping
from string import ascii_lowercase
from types import MappingProxyType

from sources.childrens_social_care.annex_a.codes import ETHNIC_ANNEX_A

_SOURCE_WORDS = (
    ("Individual", ("1A", "1B", "1C", "1D")),
    ("Schools", ("2A",)),
    ("Education services", ("2B",)),
    ("Health services", ("3A", "3B", "3C", "3D", "3E", "3F")),
    ("Housing", ("4",)),
    ("LA services", ("5A", "5B", "5C")),
    ("Police", ("6",)),
    ("Other legal agency", ("7",)),
    ("Other", ("8",)),
    ("Anonymous", ("9",)),
    ("Unknown", ("10",)),
)
_SOURCES = MappingProxyType({code: words for words, codes in _SOURCE_WORDS for code in codes})
_LETTERS = MappingProxyType(dict(zip(_SOURCES, ascii_lowercase, strict=False)))
_NEEDS = MappingProxyType(
    {
        "N1": "Abuse or Neglect",
        "N2": "Child's Disability",
        "N3": "Parental Disability or Illness",
        "N4": "Family in Acute Stress",
        "N5": "Family Dysfunction",
        "N6": "Socially Unacceptable Behaviour",
        "N7": "Low Income",
        "N8": "Absent Parenting",
        "N9": "Cases Other than Children in Need",
    }
)
CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "NEG": "Neglect",
        "PHY": "Physical abuse",
        "SAB": "Sexual abuse",
        "EMO": "Emotional abuse",
        "MUL": "Multiple/not recommended",
    }
)
"""Categories of abuse, written out."""

FOSTERED = "f) U6: Foster placement - not FFA"
WITH_PARENTS = "n) P1: Placed with own parents"
SEXES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "M": ("a) Male", "Male"),
        "F": ("b) Female", "Female"),
        "U": ("c) Not stated/recorded", "c) Not stated/recorded (or unborn)"),
    }
)
"""A sex with its letter, and how it is typed in too."""

_ETHNIC: Mapping[str, str] = MappingProxyType(
    {
        written.partition(") ")[2]: written
        for written in reversed(tuple(ETHNIC_ANNEX_A.values))
        if ") " in written
    }
)


def source_words(code: str) -> str:
    """Return who referred: 'q) 6: Police'."""
    return f"{_LETTERS[code]}) {code}: {_SOURCES[code]}" if code in _SOURCES else code


def need_words(code: str) -> str:
    """Return a primary need: 'N1 - Abuse or Neglect'."""
    return f"{code} - {_NEEDS[code]}" if code in _NEEDS else code


def ethnic_words(code: str) -> str:
    """Return an ethnic code with its letter."""
    return _ETHNIC.get(code, code)


def yes_or_no(answer: bool) -> str:  # noqa: FBT001 - the answer itself
    """Return an answer with its letter, as most of the lists have it."""
    return "a) Yes" if answer else "b) No"
