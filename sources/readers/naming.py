"""Names of files as somebody else chose them: shown safely, and what they say of a file.

A name is never given to a library as a path, and never shown or stored as it is where it holds
anything but plain characters. Which export a name belongs to is `recognising`.
"""

import hashlib
from fnmatch import fnmatchcase
from pathlib import PurePath

# Longer names are cut where they are shown; every file system in use allows more.
_LONGEST_SHOWN = 120
_UNFINISHED_ENDS = (".part", ".partial", ".tmp", ".filepart", ".crdownload", "~")
# What Office and LibreOffice put beside a file while somebody has it open.
_UNFINISHED_STARTS = ("~", ".~")


def safe_name(name: str) -> str:
    """Return a name fit to be shown and stored: plain characters are kept, others replaced.

    A name that is changed ends in a part of its hash, so that two names stay two.
    """
    kept = "".join(c if c.isascii() and c.isprintable() and c != "/" else "_" for c in name)
    if kept == name and len(name) <= _LONGEST_SHOWN:
        return name
    known_by = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    suffix = PurePath(kept).suffix[:10]
    return f"{kept.removesuffix(suffix)[:_LONGEST_SHOWN]}-{known_by}{suffix}"


def is_unfinished(name: str) -> bool:
    """Say whether a name is one that programs give to a file that is still arriving."""
    return name.lower().endswith(_UNFINISHED_ENDS) or name.startswith(_UNFINISHED_STARTS)


def is_aside(name: str) -> bool:
    """Say whether a file is about the delivery and no part of it, as a completion marker is."""
    return name.startswith("_")


def matches(name: str, pattern: str) -> bool:
    """Compare a name with the pattern of an export; systems on Windows change the case."""
    return fnmatchcase(name.casefold(), pattern.casefold())
