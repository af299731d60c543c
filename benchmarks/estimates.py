"""How right corrected estimates are, and how often their intervals hold the truth.

Each synthetic borough is linked and counted as a night does it. Sheets of pairs and of people are
drawn as a council would draw them and answered by the truth; then the headline figures are
corrected, and held against what is true. The truth knows people whom no record is about; what is
withheld by its source is left out of it. `python -m benchmarks.estimates`.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection

from benchmarks.estimates_page import PAGE, write_page
from benchmarks.estimates_results import Borough, Case, save_boroughs
from benchmarks.measuring import fresh, opened
from benchmarks.quality_sets import AS_AT, conform_town, town_of
from linkage_models.calibration.labels import read_labels
from linkage_models.calibration.sampling import write_sheet
from linkage_models.family.evidence import prepare_persons
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from pipelines.counts import counting
from pipelines.counts.definitions import HEADLINES
from pipelines.counts.estimating.answers import read_people
from pipelines.counts.estimating.estimates import Estimated, take_estimates
from pipelines.counts.estimating.people_sampling import write_people_sheet
from pipelines.counts.recounting.ranges import headlines
from synthetic_data.deliveries import write_town
from synthetic_data.reviewing.answering import answer_pairs, answer_people

_PEOPLE, _PAIRS, _REVIEWED = 20_000, 400, 200
_DOCS = Path(__file__).parents[1] / "docs"
_RESULTS = Path(__file__).with_suffix(".json")
# None of them was looked at while the estimates were made: those were made on seeds 101 to 115.
_BOROUGHS = (
    *(("clinical", seed) for seed in range(116, 131)),
    *(("mixed", seed) for seed in range(131, 146)),
)


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A borough to make, and how many pairs and people its reviewers look at."""

    level: str
    seed: int
    people: int
    pairs: int
    reviewed: int


def judge(asked: _Asked) -> Borough:
    """Make a borough, estimate its headline figures, and hold them against the truth."""
    with TemporaryDirectory(prefix="benchmark-") as made:
        town = Path(made)
        write_town(town_of(asked.level, asked.seed, asked.people), town / "exports", town / "truth")
        truth = town / "truth" / AS_AT.isoformat()
        with opened(town / "night.duckdb") as con:
            _count(con, town)
            estimated = _estimated(con, asked, town, truth)
            counted = headlines(con)
        true = dict(_true_figures(truth / "figure.csv"))
    cases = tuple(
        Case(
            figure=f"{count_id} {measure}",
            counted=counted[count_id, measure],
            corrected=estimated.figures[count_id, measure].corrected,
            interval_from=estimated.figures[count_id, measure].interval_from,
            interval_to=estimated.figures[count_id, measure].interval_to,
            true=true[count_id, measure],
        )
        for count_id, measure in HEADLINES
    )
    return Borough(level=asked.level, seed=asked.seed, cases=cases)


def _count(con: DuckDBPyConnection, town: Path) -> None:
    conform_town(con, town)
    prepare_records(con)
    steps.link_persons(con)
    prepare_persons(con, AS_AT)
    steps.gather_families(con, AS_AT)
    counting.profile(con, AS_AT)
    for count_id in dict.fromkeys(count_id for count_id, _ in HEADLINES):
        counting.count(con, count_id)


def _estimated(con: DuckDBPyConnection, asked: _Asked, folder: Path, truth: Path) -> Estimated:
    pairs, people = folder / "labels.csv", folder / "people.csv"
    write_sheet(con, pairs, pairs=asked.pairs, seed=asked.seed)
    write_people_sheet(con, people, AS_AT, people=asked.reviewed, seed=asked.seed)
    answer_pairs(pairs, truth, AS_AT)
    answer_people(people, truth, AS_AT)
    return take_estimates(con, AS_AT, read_labels(pairs), read_people(people))


def _true_figures(file: Path) -> Iterator[tuple[tuple[str, str], int]]:
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield (row["count_id"], row["measure"]), int(row["value"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge every borough in a process of its own; keep what was found, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.estimates", description=__doc__)
    parser.add_argument("--people", type=int, default=_PEOPLE, help="people of each borough")
    parser.add_argument("--boroughs", type=int, default=len(_BOROUGHS), help="how many of them")
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where the results are kept")
    parser.add_argument("--docs", type=Path, default=_DOCS, help=f"where {PAGE} is written")
    asked = parser.parse_args(arguments)
    found = []
    for level, seed in _BOROUGHS[: asked.boroughs]:
        one = _Asked(level=level, seed=seed, people=asked.people, pairs=_PAIRS, reviewed=_REVIEWED)
        with fresh() as process:
            found.append(process.submit(judge, one).result())
        held = sum(case.is_held for case in found[-1].cases)
        sys.stdout.write(f"{level} {seed}: {held} of {len(found[-1].cases)} held\n")
        sys.stdout.flush()
    boroughs = tuple(found)
    save_boroughs(boroughs, asked.people, asked.out)
    write_page(boroughs, asked.people, asked.docs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
