"""How long all counts with all their breakdowns take, how much memory, and how many figures.

A town is made, or one at hand is taken, as the benchmark of the family step prepares it: its
persons are given as they truly are, its families as the family step forms them. Only the counts
are timed, each profile and each count, in a process of their own. Run it on an idle machine:
`python -m benchmarks.counts`.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.family_speed import gather, prepare
from benchmarks.measuring import fresh, opened, peak_megabytes, timed
from pipelines.counts import counting
from pipelines.counts.definitions import DEFINITIONS
from sources.tables import load_macros, row_count
from synthetic_data.plan import TownPlan

_CITY, _MOST_SECONDS = 500_000, 20
_RESULTS = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, kw_only=True)
class CountRun:
    """One town: how large it is, and what its counts took, together and each."""

    people: int
    persons: int
    families: int
    figures: int
    seconds: float
    profile_seconds: float
    count_seconds: dict[str, float]
    peak_megabytes: int


def take_counts(people: int, as_at: date, database: Path) -> CountRun:
    """Take all counts as a night does."""
    with opened(database) as con:
        con.execute("create schema if not exists counts")
        profiled, _ = timed(lambda: counting.profile(con, as_at))
        each = {each.id: timed(partial(counting.count, con, each.id))[0] for each in DEFINITIONS}
        gathered, figures = timed(lambda: counting.gather(con))
        return CountRun(
            people=people,
            persons=row_count(con, "family.person"),
            families=row_count(con, "family.unit"),
            figures=figures,
            seconds=round(profiled + sum(each.values()) + gathered, 2),
            profile_seconds=profiled,
            count_seconds=each,
            peak_megabytes=peak_megabytes(),
        )


def run(people: int, seed: int, at_hand: Path | None) -> CountRun:
    """Prepare a town or copy the one at hand, gather its families, and time the counts."""
    as_at = TownPlan(people=people).as_at
    with TemporaryDirectory(prefix="benchmark-") as made:
        database = Path(made) / "town.duckdb"
        if at_hand:
            shutil.copy(at_hand, database)
            with opened(database) as con:  # Its macros may be those of an earlier day.
                load_macros(con, "linkage_models")
        else:
            with fresh() as process:
                process.submit(prepare, people, seed, database).result()
        with fresh() as process:
            process.submit(gather, people, as_at, database).result()
        with fresh() as process:
            return process.submit(take_counts, people, as_at, database).result()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and keep what was found in `counts.json`.

    Returns:
        The exit code: 1 where a city took longer than was asked for.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.counts", description=__doc__)
    parser.add_argument("--people", type=int, default=_CITY)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-hand", type=Path, help="a town that the family benchmark prepared")
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where the result is kept")
    asked = parser.parse_args(arguments)
    found = run(asked.people, asked.seed, asked.at_hand)
    sys.stdout.write(f"{found}\n")
    asked.out.write_text(json.dumps(asdict(found), indent=1) + "\n", "utf-8", newline="\n")
    return int(found.people >= _CITY and found.seconds > _MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
