"""Words written wrongly: a slip of the finger, a name as it sounds, another accepted form."""

from synthetic_data.chance import Chance
from synthetic_data.naming.reference_lists import sections, short_forms

_NEAR_KEYS = {
    "a": "qs", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
_SOUNDS_ALIKE = (
    ("ph", "f"), ("ie", "y"), ("y", "ie"), ("ck", "k"), ("c", "k"), ("ee", "ea"), ("ll", "l"),
    ("l", "ll"), ("s", "z"), ("ei", "ie"), ("nn", "n"), ("t", "tt"), ("ey", "y"), ("a", "e"),
)  # fmt: skip
_SHORTEST_TO_BREAK = 3


def _left_out(word: str, place: int, _: Chance) -> str:
    return word[:place] + word[place + 1 :]


def _doubled(word: str, place: int, _: Chance) -> str:
    return word[:place] + word[place] + word[place:]


def _changed_places(word: str, place: int, chance: Chance) -> str:
    if place + 1 == len(word):
        return _near_key(word, place, chance)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _near_key(word: str, place: int, chance: Chance) -> str:
    return word[:place] + chance.pick(_NEAR_KEYS.get(word[place].lower(), "e")) + word[place + 1 :]


_SLIPS = (_left_out, _left_out, _left_out, _doubled, _changed_places, _near_key, _near_key)


def mistype(word: str, chance: Chance, first: int = 1) -> str:
    """Write a word with one slip of the finger at or after a position."""
    if len(word) < _SHORTEST_TO_BREAK:
        return word
    place = chance.whole(min(first, len(word) - 1), len(word) - 1)
    return chance.pick(_SLIPS)(word, place, chance)


def misspell(word: str, chance: Chance) -> str:
    """Write a word as it sounds, keeping its first letter."""
    body = word[1:]
    rules = [(old, new) for old, new in _SOUNDS_ALIKE if old in body]
    if not rules:
        return mistype(word, chance, 2)
    old, new = chance.pick(rules)
    return word[0] + body.replace(old, new, 1)


def respell(given: str, chance: Chance) -> str:
    """Write a given name in another accepted form: a short form, a spelling of Muhammad."""
    spellings = sections("communities.txt")["muhammad spelling"]
    if given in spellings:
        return chance.pick(spellings)
    forms = short_forms().get(given, ())
    return chance.pick(forms) if forms else misspell(given, chance)


def mistype_figure(number: str, chance: Chance) -> str:
    """Write a number with one wrong figure."""
    place, step = chance.whole(0, len(number) - 1), chance.whole(1, 9)
    return f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}"
