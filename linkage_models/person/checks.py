"""Cluster checks before publication, declared: what no person may hold, and what then happens.

A check is found by its SELECT, or by the shape of a cluster. Pairs of records are judged by the
model and its guards; checks catch what shows only once records are together. Running them is the
business of `checking.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_RECORDS = 25
"""More records than this in one person are strangers chained together, or a professional."""
MOST_COMPARED = 500
"""Every record of a cluster is held against every other; a larger one is cut before that."""
YEARS_APART = 3
"""A birth guessed from an age is a year or two out; 93% of mistyped ones have one part wrong."""
DAYS_AFTER_DEATH = 180
"""Letters, closures and reviews of a death are entered for months; nothing begins after that."""
CLEARLY_DIFFERENT = 0.75
"""Jaro-Winkler below this is another name, as in the guards."""


class Outcome(StrEnum):
    """What becomes of a cluster that fails a check."""

    SPLIT = "split"
    SET_ASIDE = "set aside"


@dataclass(frozen=True, kw_only=True)
class Check:
    """Something that no person's records may hold.

    A `split` cluster loses its weakest links until it holds it no more. One that is `set aside` is
    read as strictly as it can be, and its records wait in `linkage.set_aside` for people to decide.
    What is checked `among_households` says nothing where nobody lives with anybody: in a plain list
    of persons two births that differ are one of them wrong, and not a parent and a child.
    """

    name: str
    meaning: str
    outcome: Outcome = Outcome.SPLIT
    select: str = ""
    among_households: bool = False
    values: Mapping[str, object] = field(default_factory=dict)


DECIDED = Check(
    name="decided to be different",
    meaning="a person decided that two of its records are two people",
)
CONFLICT = Check(
    name="decisions in conflict",
    meaning="people decided that records are one person and that they are two: they stay apart",
    outcome=Outcome.SET_ASIDE,
)
CONTRADICTIONS = (
    Check(
        name="two verified NHS numbers",
        meaning="records carry different NHS numbers, each traced",
        select="check_nhs_numbers",
    ),
    Check(
        name="two permanent UPNs",
        meaning="records carry different pupil numbers, neither temporary nor a former one",
        select="check_upns",
    ),
    Check(
        name="births too far apart",
        meaning="two full birth dates differ by more than typing or guessing explains",
        select="check_births",
        among_households=True,
        values={"years": YEARS_APART, "clearly_different": CLEARLY_DIFFERENT},
    ),
    Check(
        name="too young or too old for a stated tie",
        meaning="a record stated to be a parent or partner, and a birth that cannot be theirs",
        select="check_stated_ages",
    ),
    Check(
        name="death before activity",
        meaning="a record begins, moves or is born long after the death that another records",
        select="check_deaths",
        values={"days": DAYS_AFTER_DEATH},
    ),
)
BRIDGE = Check(
    name="a bridge between two dense groups",
    meaning="two groups that each agree among themselves hang together by one link",
)
TOO_MANY = Check(
    name="too many records",
    meaning=f"more than {MOST_RECORDS} records: only its strongest links are used",
    outcome=Outcome.SET_ASIDE,
)
