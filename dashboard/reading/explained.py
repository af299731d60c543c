"""Why records are one person, and people a family, laid out for a page; no name is in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.reading.nights import NightsRead
from linkage_models.explaining.explain import explain
from linkage_models.explaining.explanation import Explanation
from linkage_models.explaining.family.explanation import FamilyExplanation
from linkage_models.explaining.family.finding import find_unit, units_of
from linkage_models.explaining.family.reading import explain_family
from linkage_models.explaining.family.sentence import in_a_sentence
from linkage_models.explaining.records import record_key
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import load_trained
from linkage_models.person.model import PERSON_MODEL
from pipelines.counts.words import source_title
from pipelines.explained_night import linked_by
from pipelines.nights import Night

_SPAN = 300.0
"""How wide the bars of a waterfall are altogether, in the picture's own units."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A weight as a bar of the waterfall: where it begins, and how wide it is."""

    title: str
    found: str
    weight: float
    total: float
    is_known: bool
    x: float
    width: float


@dataclass(frozen=True, kw_only=True)
class ExplainedPair:
    """An explanation with its waterfall; `join_x` and `zero_x` are where those levels lie in it."""

    explanation: Explanation
    bars: tuple[Bar, ...]
    join_x: float
    zero_x: float
    span: float = _SPAN

    @property
    def keys(self) -> Mapping[str, str]:
        """The keys of the two records."""
        return {"left": str(self.explanation.left), "right": str(self.explanation.right)}


def pair(nights: NightsRead, left: str, right: str) -> tuple[Night, ExplainedPair]:
    """Explain two records of the current night.

    Raises:
        ExplainError: of these records nothing can be explained.
        NoNightError: no night was published.
    """
    one, other = record_key(left.strip()), record_key(right.strip())
    night = nights.current()
    join = linked_by(night, PERSON_MODEL)["thresholds"]["SAME_PERSON"]["weight"]  # type: ignore[index]
    with nights.opened(night) as con:
        found = explain(con, one, other, load_trained(PERSON_MODEL), join)
    return night, waterfall(found)


def families(nights: NightsRead, of: str) -> tuple[Night, tuple[FamilyExplanation, ...]]:
    """Explain the family units of a record, where a record is named, or the unit of a key.

    Raises:
        ExplainError: there is no such record or unit.
        NoNightError: no night was published.
    """
    night, asked = nights.current(), of.strip()
    linked_by(night, FAMILY_MODEL)
    trained = load_trained(FAMILY_MODEL)
    with nights.opened(night) as con:
        units = (
            units_of(con, record_key(asked)).member_of if ":" in asked else (find_unit(con, asked),)
        )
        return night, tuple(explain_family(con, unit, trained, night.as_at) for unit in units)


def sentence_of(family: FamilyExplanation) -> str:
    """Say in one sentence who is a family, and why."""
    return in_a_sentence(family, source_title)


def waterfall(found: Explanation) -> ExplainedPair:
    """Lay the weights of a pair out as bars, each beginning where the one before ended."""
    reached = [0.0, found.join, *(each.total for each in found.rows)]
    low, high = min(reached), max(reached)
    scale = _SPAN / ((high - low) or 1.0)

    def at(weight: float) -> float:
        return round((weight - low) * scale, 1)

    def bars() -> Iterator[Bar]:
        before = 0.0
        for row in found.rows:
            start, end = sorted((at(before), at(row.total)))
            yield Bar(
                title=row.title,
                found=row.found,
                weight=row.weight,
                total=row.total,
                is_known=row.is_known,
                x=start,
                width=max(end - start, 1.0),
            )
            before = row.total

    return ExplainedPair(
        explanation=found, bars=tuple(bars()), join_x=at(found.join), zero_x=at(0.0)
    )
