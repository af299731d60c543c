"""Markdown in small pieces: pages, tables, lists. What they say is in the modules beside this."""

from collections.abc import Iterable, Sequence

MADE = "Made by `make docs` from the code: change the declarations and not this page."


def page(*parts: str) -> str:
    """Put parts under each other with a blank line between, and one line end after the last."""
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def bullets(lines: Iterable[str]) -> str:
    """List lines."""
    return "\n".join(f"- {line}" for line in lines)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out under a header."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


def code(*words: str) -> str:
    """Mark words as names of ours or of a file's."""
    return ", ".join(f"`{word}`" for word in words)


def yes(*, told: bool) -> str:
    """Say yes, or nothing: a column of noes hides the yeses."""
    return "yes" if told else ""
