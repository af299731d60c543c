"""The frames that people are drawn from, their strata, and which figures each frame measures.

A frame is a list of people whom tonight's linkage holds, in strata by how much there is to doubt:
how a patient is known to be a parent, whether a child is known to social care. Which people are
drawn is in `sampling`; what their answers make of a figure is in `posterior`.
"""

from dataclasses import dataclass
from enum import Enum

from governance.definition import Unit
from pipelines.counts.definitions import DEFINITIONS


class Doubt(Enum):
    """What could be wrong of a stratum, and so what is expected before anybody has looked.

    The labelled pairs say how often links are missed and how often they are wrong. A tie stands on
    two links, the adult's and the child's.
    """

    MISSED_AMONG_FOUND = "as many ties as are missed are looked for among those without one"
    MISSED = "one more tie is missed as often as a tie is"
    WRONG = "a tie is wrong as often as a link of its is"
    OPEN = "nothing is known before: what sources state is in doubt, and not what was linked"


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """A part of a frame: the share of all people drawn that it gets, and what could be wrong."""

    name: str
    share: float
    doubt: Doubt


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A list that people are drawn from. Its units are in `sql/<name>.sql`, one row a person.

    `measures` are the headline figures that are measured on it, as count and measure. `found` is
    the stratum whose people are counted, which those of another may have been missed beside.
    """

    name: str
    title: str
    measures: tuple[tuple[str, str], ...]
    strata: tuple[Stratum, ...]
    found: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its units that hold what each person adds to each figure."""
        return tuple(column_of(*measure) for measure in self.measures)


def column_of(count_id: str, measure: str) -> str:
    """Return the column of units that holds what a person adds to a figure."""
    return f"{count_id.lower()}_{measure}"


FRAMES = (
    Frame(
        name="patient",
        title="adults open to mental health, by how they are known to be parents",
        measures=(("A1", "parents"), ("A2", "children"), ("C4", "children")),
        strata=(
            Stratum(name="stated", share=0.11, doubt=Doubt.MISSED),
            Stratum(name="inferred", share=0.07, doubt=Doubt.OPEN),
            Stratum(name="recorded", share=0.10, doubt=Doubt.OPEN),
            Stratum(name="carer", share=0.04, doubt=Doubt.OPEN),
            Stratum(name="untied", share=0.18, doubt=Doubt.MISSED_AMONG_FOUND),
        ),
        found=("stated", "inferred"),
    ),
    Frame(
        name="child",
        title="children in need, on a plan or looked after, by whether a carer is a patient",
        measures=(
            ("A3", "children"),
            ("A4", "in_need"),
            ("A5", "children"),
            ("A5", "families"),
            ("C3", "families"),
        ),
        strata=(
            Stratum(name="of_patient", share=0.09, doubt=Doubt.WRONG),
            Stratum(name="of_nobody", share=0.17, doubt=Doubt.MISSED_AMONG_FOUND),
        ),
        found=("of_patient",),
    ),
    Frame(
        name="family",
        title="children of families with a service, by whether there are several",
        measures=(("C1", "several"),),
        strata=(
            Stratum(name="several", share=0.11, doubt=Doubt.WRONG),
            Stratum(name="one", share=0.13, doubt=Doubt.MISSED_AMONG_FOUND),
        ),
        found=("several",),
    ),
)


def is_of_families(count_id: str, measure: str) -> bool:
    """Say whether a figure counts families, of which each person of a frame is a part."""
    definition = next(each for each in DEFINITIONS if each.id == count_id)
    return definition.measure(measure).unit is Unit.FAMILY
