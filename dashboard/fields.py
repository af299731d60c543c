"""What forms and addresses may hold, by type: whatever else comes is not understood.

A control character is refused everywhere: a database on a server cannot keep some of them, and a
log must not be written over with others.
"""

import unicodedata
from typing import Annotated

from fastapi import Form, Path
from pydantic import AfterValidator


def _printable(text: str) -> str:
    if any(unicodedata.category(each) in {"Cc", "Cs"} and each not in "\r\n\t" for each in text):
        msg = "it holds a control character"
        raise ValueError(msg)
    return text


_Printable = AfterValidator(_printable)
Reason = Annotated[str, Form(min_length=1, max_length=2000), _Printable]
"""Why somebody decides so."""
Note = Annotated[str, Form(max_length=2000), _Printable]
"""What somebody adds, or nothing."""
Words = Annotated[str, Form(min_length=1, max_length=500), _Printable]
"""A few words."""
Key = Annotated[str, Form(min_length=1, max_length=200), _Printable]
"""A record or a family, as sources or nights call it."""
Text = Annotated[str, Form(max_length=200), _Printable]
"""What is known of somebody, or nothing."""
Bits = Annotated[float, Form(ge=-40, le=40)]
"""A match weight."""
Day = Annotated[str, Form(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A date as it is written in names of folders."""
Name = Annotated[str, Form(pattern=r"^[a-z]{1,20}$")]
"""One of the names that the program gives."""
Version = Annotated[int, Path(ge=1, le=1_000_000)]
"""The number of a version."""
