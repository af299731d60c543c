"""What single values of the configuration may be, each refused in words where it is something else.

What belongs together, and what one value asks of another, is told where it is declared.
"""

from codecs import lookup
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from sources.generic.catalogue import UnknownPresetError, amended
from sources.generic.description import ListDescription

TO_FILL_IN = "TO FILL IN"
"""How `thinkfamily map` begins what only a person can say; it is not left standing."""


class Part(BaseModel):
    """A part of the configuration: what it does not declare is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_reached_safely(url: str) -> bool:
    """Say whether an address is reached by TLS; in plain http only this machine is."""
    parts = urlsplit(url)
    is_here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    return bool(parts.hostname) and (parts.scheme == "https" or is_here)


def _filled_in(words: str) -> str:
    if not words.strip() or words.startswith(TO_FILL_IN):
        msg = "it is still to be filled in"
        raise ValueError(msg)
    return words


def _with_preset(content: object) -> object:
    try:
        return amended(content) if isinstance(content, dict) else content
    except UnknownPresetError as error:
        raise ValueError(str(error)) from None


def _known(encoding: str) -> str:
    try:
        lookup(encoding)
    except LookupError:
        msg = f"no encoding is called {encoding}"
        raise ValueError(msg) from None
    return encoding


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""A name that is a part of names of tables."""
Words = Annotated[str, AfterValidator(_filled_in)]
"""What only a person can say."""
Marker = Annotated[str, StringConstraints(pattern=r"^_[A-Za-z0-9_.-]+$")]
"""A plain file name that no export has: files that begin so are never read as exports."""
Delimiter = Annotated[str, StringConstraints(pattern=r"^[,;|\t~^]$")]
"""What stands between the values of a text file."""
Encoding = Annotated[str, AfterValidator(_known)]
"""How a text file is encoded, by a name that Python knows."""
DescribedList = Annotated[ListDescription, BeforeValidator(_with_preset)]
"""A file that no declared format describes; a preset may be the beginning of its description."""
