"""What the benchmark of speed found, as it is kept in `speed.json`, and what follows from it."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class NightRun:
    """A night and its release: seconds by step, and the most memory that the process held."""

    records: int
    pairs: int
    persons: int
    units: int
    night_seconds: float
    release_seconds: float
    steps: Mapping[str, float]
    peak_megabytes: int
    warehouse_megabytes: int

    @property
    def seconds(self) -> float:
        """Return the time from the first byte of an export to the release."""
        return self.night_seconds + self.release_seconds


@dataclass(frozen=True, kw_only=True)
class SplinkRun:
    """A script with Splink's defaults: seconds to read, to train, to score and to cluster."""

    records: int
    pairs: int
    persons: int
    read_seconds: float
    train_seconds: float
    score_seconds: float
    cluster_seconds: float
    peak_megabytes: int

    @property
    def linking_seconds(self) -> float:
        """Return the time of scoring and clustering alone."""
        return self.score_seconds + self.cluster_seconds


@dataclass(frozen=True, kw_only=True)
class Run:
    """One town, both ways."""

    people: int
    ours: NightRun
    splink: SplinkRun

    @property
    def ratio(self) -> float:
        """How many times longer our whole night is than Splink's scoring and clustering."""
        return self.ours.seconds / self.splink.linking_seconds


def growth(smaller: Run, larger: Run) -> float:
    """Return the exponent by which the time of a night grows with people: 1 is linear."""
    return math.log(larger.ours.seconds / smaller.ours.seconds) / math.log(
        larger.people / smaller.people
    )


def save_runs(path: Path, runs: Iterable[Run]) -> None:
    """Keep runs, the smallest town first."""
    rows = [asdict(each) for each in sorted(runs, key=lambda each: each.people)]
    path.write_text(json.dumps(rows, indent=1) + "\n", "utf-8", newline="\n")


def load_runs(path: Path) -> Sequence[Run]:
    """Return what was kept; nothing where nothing was run yet."""
    if not path.is_file():
        return ()
    return tuple(
        Run(
            people=row["people"],
            ours=NightRun(**row["ours"]),
            splink=SplinkRun(**row["splink"]),
        )
        for row in json.loads(path.read_text("utf-8"))
    )
