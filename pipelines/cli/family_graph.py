"""The picture of a family unit: homes as frames, adults above, children below, a line for each tie.

It names roles, labels and age bands, and neither people nor their records.
"""

import textwrap
from pathlib import Path

import altair as alt

from governance.framing import Drawing, Frame, framed
from linkage_models.explaining.family.explanation import FamilyExplanation, Person
from linkage_models.explaining.family.words import (
    counted,
    listed,
    residence_in_words,
    role_in_words,
)
from pipelines.cli.family_layout import lay_out
from pipelines.cli.family_marks import LEGEND_HEIGHT, Canvas, layers
from pipelines.cli.picturing import write_picture

_LEAST_WIDTH = 520
# How wide a letter is, below the picture and above it.
_LETTER, _LETTER_ABOVE = 6.0, 6.8


def write_family_graph(
    family: FamilyExplanation, sentence: str, notes: list[str], path: Path
) -> None:
    """Draw a family unit into a file, SVG or PNG by its ending, with words for the unsighted.

    Args:
        family: the unit.
        sentence: what it is, in one sentence.
        notes: what is told below the picture.
        path: the file.

    Raises:
        OSError: the file cannot be written.
    """
    write_picture(
        _drawing(family, sentence, notes),
        path,
        heading(family),
        alternative_text(family, sentence, notes),
    )


def heading(family: FamilyExplanation) -> str:
    """Name a unit by its number of the night, and its children."""
    children = counted(len(family.children), "child", "children")
    return f"Family unit {family.unit_id}: {children}, {counted(len(family.adults), 'adult')}"


def alternative_text(family: FamilyExplanation, sentence: str, notes: list[str]) -> str:
    """Say what the picture shows, for those who do not see it."""
    homes = [
        f"{home.title}: {listed([_named(family, each) for each in _at(family, number)])}"
        + (f"; also here: {counted(home.others, 'other')}" if home.others else "")
        for number, home in enumerate(family.homes)
    ]
    ties = [
        f"{tie.adult} is {role_in_words(tie.role)} of {tie.child}, "
        f"{'stated' if tie.is_stated else 'inferred'}, {_lives(tie.residence)}"
        for tie in family.ties
    ]
    parts = [f"Family graph. {sentence}", *(f"{each}." for each in (*homes, *ties)), *notes]
    return " ".join(parts)


def _lives(residence: str) -> str:
    words = residence_in_words(residence)
    return f"home {words}" if residence == "unknown" else f"lives {words}"


def _at(family: FamilyExplanation, home: int) -> tuple[Person, ...]:
    return family.at(home, (*family.adults, *family.children))


def _named(family: FamilyExplanation, person: Person) -> str:
    role = "" if person.role == "child" else f"{role_in_words(person.role)}, "
    fostered = ", in foster care" if family.is_fostered(person.label) else ""
    return f"{person.label} ({role}{person.age}{fostered})"


def _drawing(family: FamilyExplanation, sentence: str, notes: list[str]) -> Drawing:
    layout = lay_out(family)
    width = max(layout.width, _LEAST_WIDTH)
    height = layout.height + LEGEND_HEIGHT
    body = alt.LayerChart(layer=list(layers(layout, Canvas(width=width, height=height))))
    frame = Frame(
        title=[heading(family)],
        subtitle=_wrapped(sentence, width / _LETTER_ABOVE),
        below=[line for note in notes for line in _wrapped(note, width / _LETTER)],
        gap_above=14,
        gap_below=4,
        padding=(8, 12, 8, 8),
    )
    return framed(body.properties(width=width, height=height), frame)


def _wrapped(text: str, letters: float) -> list[str]:
    return textwrap.wrap(text, int(letters), break_on_hyphens=False)
