"""Small lists that the models read, written by us from common usage: names and what they stand for.

Here belong lists that hold for every source. Cleaning of one source's fields belongs to `sources`,
and numbers that are learnt belong to `trained`. A line of a list is a key, a colon and names; names
of two words are written as one (ABDULRAHMAN), so they are looked up without their spaces.
"""

from collections.abc import Iterator
from importlib import resources

import pyarrow as pa


def short_forms() -> pa.Table:
    """Return short forms of given names with the formal names they may stand for."""
    pairs = [(form, formal) for formal, form in _pairs("short_forms.txt")]
    return pa.table({"short": [form for form, _ in pairs], "formal": [f for _, f in pairs]})


def spellings() -> pa.Table:
    """Return every spelling of a name, the usual one included, with the key of the name.

    A name has one key, so that two names are spellings of one exactly when their keys are equal.
    """
    keys = _keys()
    return pa.table({"name": list(keys), "key": list(keys.values())})


def name_keys() -> pa.Table:
    """Return given names with the keys they may be known by: their own and those of formal names.

    Two names are known forms of one when they have a key in common: KATE, KATHRYN and CATHERINE.
    A name that is not here has itself as its only key.
    """
    keys = _keys()
    of_name = {name: {key} for name, key in keys.items()}
    for formal, short in _pairs("short_forms.txt"):
        own = of_name.setdefault(short, {short})
        own.add(keys.get(formal, formal))
    for name, key in keys.items():  # A spelling of a short form stands for what the form does.
        of_name[name] = of_name[name] | of_name[key]
    pairs = [(name, key) for name in sorted(of_name) for key in sorted(of_name[name])]
    return pa.table({"name": [name for name, _ in pairs], "key": [key for _, key in pairs]})


def naming_words() -> pa.Table:
    """Return words of name fields that tell no two people apart, with their kind.

    Kinds are placeholder (all of a name, without its spaces), title, courtesy (a name taken by
    custom), shared (a name that brothers have in common before the one they are called by) and
    particle (part of a family name). Where a word says a sex, `sex` holds it.
    """
    spelt: dict[str, list[str]] = {}
    for key, name in _pairs("spellings.txt"):
        spelt.setdefault(key, []).append(name)
    rows = [
        (each, kind, sex or None)
        for kind_and_sex, word in _pairs("naming_words.txt")
        for kind, _, sex in [kind_and_sex.partition(" ")]
        for each in [word, *spelt.get(word, [])]
    ]
    return pa.table(
        {
            "word": [word for word, _, _ in rows],
            "kind": [kind for _, kind, _ in rows],
            "sex": pa.array([sex for _, _, sex in rows], pa.string()),
        }
    )


def _keys() -> dict[str, str]:
    keys = {}
    for key, name in _pairs("spellings.txt"):
        keys[key] = keys[name] = key
    return keys


def _pairs(file: str) -> Iterator[tuple[str, str]]:
    """Read a list as (key, name), in the order it is written."""
    text = (resources.files(__name__) / file).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            key, _, names = line.partition(": ")
            for name in names.split():
                yield key, name
