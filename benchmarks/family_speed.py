"""How long the family step takes, how much memory, and whether it ever chains strangers together.

Towns of several sizes are written, landed and mapped; their persons are given as they truly are,
so that only the family step is timed and judged. Each runs in a process of its own on a copy of the
same database. Run it on an idle machine: `python -m benchmarks.family_speed`; the largest town
takes most of half an hour to make.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from benchmarks.measuring import fresh, opened, peak_megabytes, timed
from benchmarks.quality_sets import conform_town
from linkage_models.clusters import components
from linkage_models.family import units
from linkage_models.family.evidence import prepare_persons
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.family.ties.tying import tie_carers
from linkage_models.model import load_trained
from linkage_models.person.preparing import prepare_records
from sources.tables import create_table, row_count, select_from
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan

_SIZES = (10_000, 30_000, 100_000, 300_000, 500_000, 1_000_000)
_CITY, _MOST_SECONDS, _MOST_MEGABYTES = 500_000, 30, 3_000
_RESULTS = Path(__file__).with_suffix(".json")
_PACKAGE = "benchmarks.families"
_TRUTH = ("record", "person", "care_tie", "ended_tie", "unit")


@dataclass(frozen=True, kw_only=True)
class FamilyRun:
    """One town: how large it is, what the family step took, and how many units hold strangers.

    `chained` counts units with children of truly unrelated families by what holds them together.
    """

    people: int
    persons: int
    units: int
    prepare_seconds: float
    score_seconds: float
    tie_seconds: float
    unit_seconds: float
    peak_megabytes: int
    chained: dict[str, int]

    @property
    def seconds(self) -> float:
        """Return the time of the whole step."""
        each = (self.prepare_seconds, self.score_seconds, self.tie_seconds, self.unit_seconds)
        return round(sum(each), 2)


def prepare(people: int, seed: int, database: Path) -> None:
    """Write, land and map a town, and give its persons as they truly are."""
    with TemporaryDirectory(prefix="benchmark-") as made:
        plan = TownPlan(people=people, seed=seed)
        town = Path(made)
        write_town(plan, town / "exports", town / "truth")
        with opened(database) as con:
            conform_town(con, town)
            prepare_records(con)
            for name in _TRUTH:
                file = town / "truth" / plan.as_at.isoformat() / f"{name}.csv"
                con.read_csv(str(file), all_varchar=True).create(f"truth_{name}")
            create_table(con, "true_person_record", _PACKAGE, "true_person_record")
            con.table("true_person_record").select(
                "person_id, source, record_id, is_linkable"
            ).create("linkage.person_record")
            create_table(con, "linkage.person", "linkage_models.person", "person")


def gather(people: int, as_at: date, database: Path) -> FamilyRun:
    """Do the family step as a night does, with the shipped model, and look for chains."""
    with opened(database) as con:
        trained = load_trained(FAMILY_MODEL)
        prepared, persons = timed(lambda: prepare_persons(con, as_at))
        scored, _ = timed(lambda: units.score_family_pairs(con, trained))
        tied, _ = timed(lambda: tie_carers(con, as_at))
        formed, _ = timed(lambda: units.form_units(con, as_at))
        peak = peak_megabytes()
        return FamilyRun(
            people=people,
            persons=persons,
            units=row_count(con, "family.unit"),
            prepare_seconds=prepared,
            score_seconds=scored,
            tie_seconds=tied,
            unit_seconds=formed,
            peak_megabytes=peak,
            chained=_chained(con),
        )


def _chained(con: DuckDBPyConnection) -> dict[str, int]:
    kin = select_from(con, _PACKAGE, "kin").fetchnumpy()
    ends = np.concatenate([kin["one_id"], kin["other_id"]]).astype(str)
    persons, number = np.unique(ends, return_inverse=True)
    half = len(number) // 2
    group = components(len(persons), number[:half], number[half:])
    con.register("kin_of", pa.table({"person_id": persons, "kin": persons[group]}))
    found = select_from(con, _PACKAGE, "chained").aggregate("held_by, count(*)", "held_by")
    return dict(sorted(found.fetchall()))


def run(people: int, seed: int) -> FamilyRun:
    """Make a town, and time the family step in a fresh process."""
    with TemporaryDirectory(prefix="benchmark-") as made:
        database = Path(made) / "town.duckdb"
        with fresh() as process:
            process.submit(prepare, people, seed, database).result()
        copy = Path(shutil.copy(database, Path(made) / "copy.duckdb"))
        with fresh() as process:
            return process.submit(gather, people, TownPlan(people=people).as_at, copy).result()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and keep what was found in `family_speed.json`.

    Returns:
        The exit code: 1 where a city took longer or more memory than was asked for.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.family_speed", description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=list(_SIZES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where results are kept")
    asked = parser.parse_args(arguments)
    found = []
    for people in asked.people:
        found.append(run(people, asked.seed))
        sys.stdout.write(f"{people:>9,} people: {found[-1]}, {found[-1].seconds} s\n")
        sys.stdout.flush()
        kept = [asdict(each) | {"seconds": each.seconds} for each in found]
        asked.out.write_text(json.dumps(kept, indent=1) + "\n", "utf-8", newline="\n")
    cities = [each for each in found if each.people == _CITY]
    is_met = all(
        each.seconds <= _MOST_SECONDS and each.peak_megabytes < _MOST_MEGABYTES for each in cities
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
