"""What the quality benchmark found: one judgement for each set, seed and system, kept as JSON.

The systems and what was to be reached are declared here; how anything is linked or shown is not.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from statistics import fmean

BOROUGH = "borough_"
"""What the name of a synthetic borough begins with; its level of errors follows."""

OF_FAMILIES = (
    "child_b_cubed_precision",
    "child_b_cubed_recall",
    "child_b_cubed_f1",
    "exact_units",
    "exact_for_child",
    "parents_found",
    "mothers_found",
    "fathers_found",
    "fathers_behind",
    "wrong_adult",
)
"""What is judged of the families of a borough, of persons as linked and of persons given."""
GIVEN = "given_"
"""What the name of a figure begins with where persons were given perfectly."""


class System(StrEnum):
    """Who linked: ours trained on the set, ours as shipped, or Splink's defaults."""

    OURS = "ours, trained on the set"
    SHIPPED = "ours, as shipped"
    CAUTIOUS = "Splink's defaults at 0.95"
    EVEN = "Splink's defaults at 0.5"


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """How well one system linked one set.

    `pairs` is how many candidate pairs were scored and kept, `threshold` the match weight at which
    it linked, where it chose one.
    """

    subject: str
    seed: int
    system: System
    records: int
    pairs: int
    threshold: float | None
    figures: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A figure over the seeds of a subject."""

    mean: float
    least: float
    most: float


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What a figure of a borough should be: the floor must be reached, the goal is aimed at."""

    level: str
    figure: str
    floor: float
    goal: float
    at_most: bool = False

    def reached(self, found: Summary) -> str:
        """Say what the worst of the seeds reached."""
        worst = found.most if self.at_most else found.least
        for name, bound in (("goal", self.goal), ("floor", self.floor)):
            if (worst <= bound) if self.at_most else (worst >= bound):
                return name
        return "missed"


def _of_families(level: str) -> Iterator[Goal]:
    """Ask the same of families at every level of errors."""
    yield Goal(level=level, figure="child_b_cubed_f1", floor=0.92, goal=0.96)
    yield Goal(level=level, figure="exact_units", floor=0.75, goal=0.88)
    yield Goal(level=level, figure="parents_found", floor=0.88, goal=0.95)
    yield Goal(level=level, figure="wrong_adult", floor=0.04, goal=0.015, at_most=True)
    yield Goal(level=level, figure="fathers_behind", floor=0.05, goal=0.05, at_most=True)
    yield Goal(level=level, figure=f"{GIVEN}child_b_cubed_f1", floor=0.97, goal=0.97)


GOALS = (
    Goal(level="clinical", figure="pair_f1", floor=0.972, goal=0.99),
    Goal(level="clinical", figure="pair_precision", floor=0.995, goal=0.999),
    Goal(level="clinical", figure="pair_recall", floor=0.95, goal=0.98),
    Goal(level="clinical", figure="exact_f1", floor=0.94, goal=0.975),
    Goal(level="clinical", figure="false_in_household", floor=0.005, goal=0.001, at_most=True),
    Goal(level="clinical", figure="calibration_gap", floor=0.10, goal=0.03, at_most=True),
    Goal(level="hostile", figure="pair_f1", floor=0.93, goal=0.965),
    *_of_families("clinical"),
    *_of_families("mixed"),
    *_of_families("hostile"),
)


@dataclass(frozen=True, kw_only=True)
class Results:
    """All judgements, the number of people in a borough, and why sets were left out."""

    people: int
    judgements: tuple[Judgement, ...]
    skipped: Mapping[str, str]

    def subjects(self) -> tuple[str, ...]:
        """Name what was judged, in the order of judging."""
        return tuple(dict.fromkeys(each.subject for each in self.judgements))

    def of(self, subject: str, system: System) -> tuple[Judgement, ...]:
        """Return the judgements of one system on one subject, one a seed."""
        return tuple(
            each for each in self.judgements if (each.subject, each.system) == (subject, system)
        )

    def summary(self, subject: str, system: System, figure: str) -> Summary | None:
        """Sum a figure up over the seeds; nothing where it was not judged."""
        found = [
            each.figures[figure] for each in self.of(subject, system) if figure in each.figures
        ]
        return Summary(mean=fmean(found), least=min(found), most=max(found)) if found else None

    def renewed(self, newer: "Results") -> "Results":
        """Return these results with those of a later run in the place of the same subjects."""
        again = set(newer.subjects()) | set(newer.skipped)
        kept = tuple(each for each in self.judgements if each.subject not in again)
        reasons = {name: why for name, why in self.skipped.items() if name not in again}
        return Results(
            people=newer.people,
            judgements=_in_order((*kept, *newer.judgements)),
            skipped=reasons | dict(newer.skipped),
        )


def _in_order(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Put published sets before boroughs, each in alphabetical order, systems as declared."""
    systems = list(System)
    return tuple(
        sorted(
            judgements,
            key=lambda each: (
                each.subject.startswith(BOROUGH),
                each.subject,
                each.seed,
                systems.index(each.system),
            ),
        )
    )


def save_results(path: Path, results: Results) -> None:
    """Keep what was found; not-a-numbers are left out."""
    kept = asdict(results)
    for judgement in kept["judgements"]:
        judgement["figures"] = {
            name: round(value, 6)
            for name, value in sorted(judgement["figures"].items())
            if not math.isnan(value)
        }
    path.write_text(json.dumps(kept, indent=1) + "\n", "utf-8", newline="\n")


def load_results(path: Path) -> Results | None:
    """Return what the last benchmark found; nothing where none was run."""
    if not path.is_file():
        return None
    kept = json.loads(path.read_text("utf-8"))
    judgements = tuple(
        Judgement(**(row | {"system": System(row["system"])})) for row in kept["judgements"]
    )
    return Results(people=kept["people"], judgements=judgements, skipped=kept["skipped"])
