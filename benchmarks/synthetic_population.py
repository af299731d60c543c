"""How long towns take to make and to write, and how much memory, as they grow.

Every size runs in a process of its own, so that none inherits the memory of another. Run it on an
idle machine: `python -m benchmarks.synthetic_population`.
"""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from synthetic_data.deliveries import write_town
from synthetic_data.likeness.speed import Speed, load_speeds, save_speeds
from synthetic_data.plan import TownPlan

_SIZES = (20_000, 100_000, 500_000)
_REGION = 5_000_000
_RESULTS = Path(__file__).with_suffix(".json")
_BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
"""What the system counts peak memory in: bytes on macOS, kibibytes on Linux."""
_HEADER = ("people", "seconds", "peak MB", "records", "files", "µs a person", "growth")


def make_one(people: int, seed: int) -> Speed:
    """Make and write one town, and tell what this process needed for it."""
    with TemporaryDirectory(prefix="benchmark-") as made:
        began = time.perf_counter()
        plan = TownPlan(people=people, seed=seed)
        summary = write_town(plan, Path(made) / "exports", Path(made) / "truth")
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES_PER_UNIT
    return Speed(
        people=people,
        seconds=round(seconds, 1),
        peak_megabytes=round(peak / 1e6),
        records=sum(summary.records.values()),
        files=sum(summary.files.values()),
    )


def run(sizes: Sequence[int], seed: int = 1) -> tuple[Speed, ...]:
    """Make a town of every size, the smallest first, each in a fresh process."""
    speeds: list[Speed] = []
    _tell(_HEADER)
    for people in sorted(sizes):
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as fresh:
            speeds.append(fresh.submit(make_one, people, seed).result())
        _tell(_row(speeds[-1], speeds[0]))
    return tuple(speeds)


def _row(speed: Speed, smallest: Speed) -> tuple[str, ...]:
    return (
        f"{speed.people:,}",
        f"{speed.seconds:,.1f}",
        f"{speed.peak_megabytes:,.0f}",
        f"{speed.records:,}",
        f"{speed.files:,}",
        f"{speed.microseconds_per_person:,.0f}",
        f"{speed.growth(smallest):.2f}",
    )


def _tell(cells: Sequence[str]) -> None:
    sys.stdout.write("".join(f"{cell:>14}" for cell in cells) + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sizes asked for and keep what was found beside what was known of other sizes."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.synthetic_population", description=__doc__
    )
    parser.add_argument("sizes", type=int, nargs="*", default=_SIZES, help="numbers of people")
    parser.add_argument("--region", action="store_true", help=f"add {_REGION:,} people")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where results are kept")
    asked = parser.parse_args(arguments)
    sizes = (*asked.sizes, _REGION) if asked.region else tuple(asked.sizes)
    found = {speed.people: speed for speed in load_speeds(asked.out)}
    found |= {speed.people: speed for speed in run(sizes, asked.seed)}
    save_speeds(asked.out, tuple(found.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
