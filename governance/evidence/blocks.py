"""What a section of the pack is made of: words, lists, tables, answers, pictures, documents.

A block holds texts that may be shown as they are. How it looks is in `templates`, how it is told to
a machine in `telling.py`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How far something that is asked is answered."""

    KNOWN = "known"
    NOT_KNOWN = "not known"
    COUNCIL = "to be filled in by the council"


@dataclass(frozen=True, kw_only=True)
class Text:
    """A paragraph."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A paragraph that stands out."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading inside a section."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Sentences, one under the other."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: its name is that of its file, `amounts` names the columns that hold numbers.

    Without rows, `empty` says so.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: frozenset[str] = frozenset()
    empty: str = "None."

    def __post_init__(self) -> None:
        """Refuse rows that do not fit under the header.

        Raises:
            ValueError: a row is too long or too short, or a column is named that is not there.
        """
        if any(len(row) != len(self.columns) for row in self.rows):
            msg = f"table {self.name}: a row has not the {len(self.columns)} columns of its header"
            raise ValueError(msg)
        if not self.amounts <= set(self.columns):
            msg = f"table {self.name}: amounts names a column that is not there"
            raise ValueError(msg)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is asked, and the answer; `see` names sections of the pack that show it."""

    key: str
    asks: str
    told: str
    standing: Standing = Standing.KNOWN
    see: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Answers that belong together; their name is that of their file."""

    name: str
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawn chart with its own description inside."""

    name: str
    title: str
    svg: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document that is shown whole, as Markdown; its headings go below those of the section."""

    name: str
    title: str
    markdown: str


Block = Text | Notice | Heading | Listing | Table | Answers | Picture | Document
