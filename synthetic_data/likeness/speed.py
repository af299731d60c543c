"""How fast towns are made, as `benchmarks/synthetic_population.py` measures and the page tells.

Nothing is timed here.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Speed:
    """What it took to make and write one town in a process of its own."""

    people: int
    seconds: float
    peak_megabytes: float
    records: int
    files: int

    @property
    def microseconds_per_person(self) -> float:
        """Return the time that one person takes."""
        return self.seconds / self.people * 1e6

    def growth(self, smallest: "Speed") -> float:
        """Return how much longer a person takes than in the smallest town: 1 is linear growth."""
        return self.microseconds_per_person / smallest.microseconds_per_person


def save_speeds(path: Path, speeds: Sequence[Speed]) -> None:
    """Keep what a benchmark found, by size."""
    rows = [asdict(speed) for speed in sorted(speeds, key=lambda speed: speed.people)]
    path.write_text(json.dumps(rows, indent=2) + "\n", "utf-8", newline="\n")


def load_speeds(path: Path) -> tuple[Speed, ...]:
    """Return what the last benchmark found; nothing where none was run."""
    if not path.is_file():
        return ()
    return tuple(Speed(**row) for row in json.loads(path.read_text("utf-8")))
