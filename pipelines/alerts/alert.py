"""What an alert says: it leaves the safe environment, so it names runs, checks and counts only.

Why something failed names files and columns; it is read on the machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.health.finding import Finding, Grade

_LOOK = "On the machine: thinkfamily health. Nothing of a person is in this message."


@dataclass(frozen=True, kw_only=True)
class Alert:
    """A title and what is told below it, a line each."""

    title: str
    lines: Sequence[str]

    @property
    def text(self) -> str:
        """The whole as plain text."""
        return "\n".join([self.title, "", *self.lines, "", _LOOK])


def about_health(findings: Iterable[Finding]) -> Alert | None:
    """Tell what is not good: what it is about, and how many; nothing where all is good."""
    bad = [each for each in findings if each.grade is not Grade.GOOD]
    if not bad:
        return None
    critical = sum(each.grade is Grade.CRITICAL for each in bad)
    lines = [f"{each.grade.name.lower()}: {each.about} {each.of}".strip() for each in bad]
    title = f"thinkfamily: {critical} critical, {len(bad) - critical} to be looked at"
    return Alert(title=title, lines=sorted(lines))


def trial() -> Alert:
    """Return an alert that says that it is none."""
    return Alert(title="thinkfamily: a trial", lines=("Alerts arrive here. Nothing is wrong.",))
