"""How long scoring and clustering of a night take beside raw Splink, and how much memory.

A town is written, landed and mapped once, and its records are made ready for linkage. Ours then
scores with the shipped model, guards and resolves persons; raw Splink scores the same records with
the same numbers and rules, so the same candidate pairs, and clusters with its own code. Each runs
in a process of its own on a copy of the same database. Run it on an idle machine:
`python -m benchmarks.linkage_speed`; 280,000 people are about 577,000 records.
"""

import argparse
import json
import logging
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from splink import DuckDBAPI, Linker
from splink.clustering import cluster_pairwise_predictions_at_threshold

from benchmarks.measuring import fresh, opened, peak_megabytes, timed
from benchmarks.quality_sets import conform_town, town_of
from linkage_models import thresholds
from linkage_models.model import load_trained
from linkage_models.person import resolve
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.preparing import prepare_records
from linkage_models.person.weighing import score_pairs
from sources.tables import row_count
from synthetic_data.deliveries import write_town

_PEOPLE, _REPEATS = 280_000, 3
_MOST_TIMES, _MOST_MEGABYTES = 1.5, 3_000
_RESULTS = Path(__file__).with_suffix(".json")
_HEADER = ("", "pairs", "persons", "score s", "cluster s", "peak MB")


@dataclass(frozen=True, kw_only=True)
class Linking:
    """What one way of linking took; `pairs` are those it kept, `persons` what came of them."""

    pairs: int
    persons: int
    score_seconds: float
    cluster_seconds: float
    peak_megabytes: int

    @property
    def seconds(self) -> float:
        """Return the time of both steps."""
        return self.score_seconds + self.cluster_seconds


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Ours beside raw Splink, on the same records."""

    people: int
    records: int
    ours: Linking
    splink: Linking

    @property
    def ratio(self) -> float:
        """How many times raw Splink's time ours needs."""
        return self.ours.seconds / self.splink.seconds

    @property
    def is_met(self) -> bool:
        """Whether ours is as quick and as small as was asked for."""
        return self.ratio <= _MOST_TIMES and self.ours.peak_megabytes < _MOST_MEGABYTES


def prepare(people: int, seed: int, database: Path) -> int:
    """Write, land and map a town, and make its records ready for linkage.

    Returns:
        How many records can be linked.
    """
    with TemporaryDirectory(prefix="benchmark-") as made:
        town = Path(made)
        write_town(town_of("clinical", seed, people), town / "exports", town / "truth")
        with opened(database) as con:
            conform_town(con, town)
            return prepare_records(con)


def link_ours(database: Path) -> Linking:
    """Score, guard and resolve as a night does, with the shipped model."""
    with opened(database) as con:
        trained = load_trained(PERSON_MODEL)
        score, _ = timed(lambda: score_pairs(con, trained))
        cluster, resolution = timed(lambda: resolve.resolve_persons(con))
        return Linking(
            pairs=row_count(con, "linkage.pair"),
            persons=resolution.persons,
            score_seconds=score,
            cluster_seconds=cluster,
            peak_megabytes=peak_megabytes(),
        )


def link_by_splink(database: Path) -> Linking:
    """Score and cluster the same records with nothing but Splink, at the same weights."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    plain = {"retain_intermediate_calculation_columns": False, "retain_matching_columns": False}
    with opened(database) as con:
        api = DuckDBAPI(con)
        linker = Linker(
            api.register(con.table(PERSON_MODEL.table)),
            load_trained(PERSON_MODEL) | plain,
            log_level=None,
        )
        score, pairs = timed(
            lambda: linker.inference.predict(
                threshold_match_weight=thresholds.WORTH_KEEPING.weight, warning_mode="never"
            )
        )
        cluster, clusters = timed(
            lambda: cluster_pairwise_predictions_at_threshold(
                con.table(PERSON_MODEL.table).select("record_number"),
                pairs,
                api,
                node_id_column_name="record_number",
                threshold_match_weight=thresholds.SAME_PERSON.weight,
            )
        )
        return Linking(
            pairs=row_count(con, pairs.physical_name),
            persons=len(con.table(clusters.physical_name).select("cluster_id").distinct()),
            score_seconds=score,
            cluster_seconds=cluster,
            peak_megabytes=peak_megabytes(),
        )


def run(people: int, seed: int, repeats: int) -> Comparison:
    """Make the town, and link it in both ways, each several times, in fresh processes."""
    with TemporaryDirectory(prefix="benchmark-") as made:
        database = Path(made) / "town.duckdb"
        with fresh() as process:
            records = process.submit(prepare, people, seed, database).result()
        _tell(_HEADER)
        found: dict[str, list[Linking]] = {"ours": [], "raw Splink": []}
        # In turns, so that a machine that grows slower does so for both.
        for _ in range(repeats):
            for name, link in (("ours", link_ours), ("raw Splink", link_by_splink)):
                copy = Path(shutil.copy(database, Path(made) / "copy.duckdb"))
                with fresh() as process:
                    found[name].append(process.submit(link, copy).result())
                copy.unlink()
                _tell(_row(name, found[name][-1]))
    return Comparison(
        people=people,
        records=records,
        ours=min(found["ours"], key=lambda each: each.seconds),
        splink=min(found["raw Splink"], key=lambda each: each.seconds),
    )


def _row(name: str, found: Linking) -> tuple[str, ...]:
    return (
        name,
        f"{found.pairs:,}",
        f"{found.persons:,}",
        f"{found.score_seconds:.2f}",
        f"{found.cluster_seconds:.2f}",
        f"{found.peak_megabytes:,}",
    )


def _tell(cells: Sequence[str]) -> None:
    sys.stdout.write(f"{cells[0]:<12}" + "".join(f"{cell:>12}" for cell in cells[1:]) + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and keep what was found in `linkage_speed.json`.

    Returns:
        The exit code: 1 where ours took longer or more memory than was asked for.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linkage_speed", description=__doc__)
    parser.add_argument("--people", type=int, default=_PEOPLE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=_REPEATS, help="the quickest counts")
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where results are kept")
    asked = parser.parse_args(arguments)
    found = run(asked.people, asked.seed, asked.repeats)
    sys.stdout.write(
        f"{found.records:,} records: {found.ratio:.2f} times raw Splink's time"
        f" (at most {_MOST_TIMES:g}), {found.ours.peak_megabytes:,} MB"
        f" (under {_MOST_MEGABYTES:,})\n"
    )
    kept = asdict(found) | {"ratio": round(found.ratio, 2)}
    asked.out.write_text(json.dumps(kept, indent=1) + "\n", "utf-8", newline="\n")
    return 0 if found.is_met else 1


if __name__ == "__main__":
    sys.exit(main())
