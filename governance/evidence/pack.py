"""A pack as it is declared and as it is filled: sections in their order, and what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from governance.evidence.blocks import Answer, Answers, Block, Standing


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the pack: `key` is its place in the page, `asked_by` where it is asked for."""

    key: str
    title: str
    asked_by: str


@dataclass(frozen=True, kw_only=True)
class FilledSection:
    """A section with what is told in it."""

    section: Section
    blocks: tuple[Block, ...]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer of the section."""
        return tuple(
            each for block in self.blocks if isinstance(block, Answers) for each in block.answers
        )


@dataclass(frozen=True, kw_only=True)
class ExactTable:
    """Exact numbers of a night: for the officer, in a folder of their own that stays inside."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything of a pack. `about` says in short of what it is, for its head and for machines."""

    title: str
    mark: str
    about: Mapping[str, str]
    sections: tuple[FilledSection, ...]
    exact: tuple[ExactTable, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a pack whose parts cannot be told apart, or that points to what is not there.

        Raises:
            ValueError: so it is.
        """
        keys = [each.section.key for each in self.sections]
        names = [
            name for each in self.sections for block in each.blocks if (name := name_of(block))
        ]
        twice = sorted({name for of in (keys, names) for name in of if of.count(name) > 1})
        if twice:
            msg = f"parts of the pack are called alike: {', '.join(twice)}"
            raise ValueError(msg)
        seen = {key for each in self.sections for answer in each.answers for key in answer.see}
        if absent := sorted(seen - set(keys)):
            msg = f"answers point to sections that are not there: {', '.join(absent)}"
            raise ValueError(msg)

    def answers_that_are(self, standing: Standing) -> int:
        """Say how many answers stand so."""
        return sum(answer.standing is standing for each in self.sections for answer in each.answers)


def name_of(block: Block) -> str:
    """Return the name of a block that has one."""
    name = getattr(block, "name", "")
    return str(name)
