"""How well records are linked, on published labelled sets and on synthetic boroughs.

Each set is linked by ours, through the code of `thinkfamily evaluate --conformed` and at the
threshold that it chooses, and by Splink's default comparisons on the same data in the same run. It
takes some minutes: `python -m benchmarks.quality`. The page and its picture are made of what is
found; `--page` makes them anew of what was found before.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from duckdb import DuckDBPyConnection

from benchmarks.quality_page import write_page
from benchmarks.quality_results import (
    BOROUGH,
    GIVEN,
    OF_FAMILIES,
    Judgement,
    Results,
    System,
    load_results,
    save_results,
)
from benchmarks.quality_sets import (
    AS_AT,
    COMPARED_IN_A_BOROUGH,
    LEVELS,
    SETS,
    LabelledSet,
    write_borough,
    write_labelled_set,
)
from benchmarks.quality_splink import (
    PERSON,
    PROBABILITIES,
    blocking_recall_by_default,
    cluster_by_default,
    score_by_default,
)
from linkage_models.evaluation.families.evaluating import FamilyEvaluation
from linkage_models.evaluation.labelled import evaluate_labelled
from linkage_models.evaluation.persons import judge_persons
from linkage_models.model import Json, load_trained
from linkage_models.person.model import PERSON_MODEL
from sources.conformed_folder import load_conformed

_PEOPLE, _SEEDS = 10_000, (1, 2, 3)
_RESULTS = Path(__file__).with_suffix(".json")
_PUBLISHED = Path(__file__).parents[2] / "shared" / "benchmarks"
_NAMES = (*(each.name for each in SETS), *(f"{BOROUGH}{level}" for level in LEVELS))
_AT = dict(zip(PROBABILITIES, (System.CAUTIOUS, System.EVEN), strict=True))
_SHOWN = (
    "pair_precision",
    "pair_recall",
    "pair_f1",
    "b_cubed_f1",
    "exact_f1",
    "blocking_recall",
    "child_b_cubed_f1",
    "exact_units",
)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What is linked and judged: a conformed folder with its truth."""

    name: str
    seed: int
    folder: Path
    truth: Path
    compared: tuple[str, ...]
    link_only: bool = False

    @property
    def is_borough(self) -> bool:
        """Whether it is what the shipped model was trained for."""
        return self.name.startswith(BOROUGH)


def judge(subject: Subject) -> Iterator[Judgement]:
    """Link a subject with every system and judge the persons that each found."""
    if subject.is_borough:
        with duckdb.connect(config={"threads": 2}) as con:
            yield _ours(con, subject, System.SHIPPED, load_trained(PERSON_MODEL))
    with duckdb.connect(config={"threads": 2}) as con:
        yield _ours(con, subject, System.OURS, None)
        yield from _defaults(con, subject)


def _ours(
    con: DuckDBPyConnection, subject: Subject, system: System, trained: Json | None
) -> Judgement:
    load_conformed(con, subject.folder)
    found = evaluate_labelled(con, subject.truth, trained=trained, seed=subject.seed, as_at=AS_AT)
    figures = {name: share.value for name, share in found.shares.items()}
    figures["calibration_gap"] = found.calibration.largest_gap_calibrated
    figures |= _families(found.families) if found.families else {}
    return Judgement(
        subject=subject.name,
        seed=subject.seed,
        system=system,
        records=found.truth.records,
        pairs=found.data["pairs_kept"],
        threshold=round(found.linked.join, 2),
        figures=figures,
    )


def _families(judged: FamilyEvaluation) -> Mapping[str, float]:
    """Name the figures of families, end to end and with persons given."""
    figures: dict[str, float] = {}
    for prefix, families in (("", judged.found), (GIVEN, judged.persons_given)):
        shares = {name: share.value for name, share in families.whole.shares.items()}
        shares["fathers_behind"] = shares["mothers_found"] - shares["fathers_found"]
        figures |= {f"{prefix}{name}": shares[name] for name in OF_FAMILIES}
    return figures


def _defaults(con: DuckDBPyConnection, subject: Subject) -> Iterator[Judgement]:
    """Judge Splink's defaults in a database that holds the records and their truth already."""
    pairs = score_by_default(con, subject.compared, link_only=subject.link_only, seed=subject.seed)
    recall = {"blocking_recall": blocking_recall_by_default(con)}
    for probability, system in _AT.items():
        cluster_by_default(con, probability)
        shares = judge_persons(con, PERSON)
        yield Judgement(
            subject=subject.name,
            seed=subject.seed,
            system=system,
            records=len(con.table("labelled.truth")),
            pairs=pairs,
            threshold=None,
            figures={name: share.value for name, share in shares.items()} | recall,
        )


def _published(labelled: LabelledSet, sets: Path, made: Path, seed: int) -> Subject:
    folder = made / labelled.name
    return Subject(
        name=labelled.name,
        seed=seed,
        folder=folder,
        truth=write_labelled_set(labelled, sets, folder),
        compared=labelled.compared,
        link_only=labelled.is_link_only,
    )


def _borough(level: str, seed: int, people: int, made: Path) -> Subject:
    folder = made / f"{level}_{seed}"
    return Subject(
        name=f"{BOROUGH}{level}",
        seed=seed,
        folder=folder,
        truth=write_borough(level, seed, people, folder),
        compared=COMPARED_IN_A_BOROUGH,
    )


def _subjects(asked: argparse.Namespace, made: Path) -> Iterator[Subject]:
    """Write one subject after the other; a published set is linked once, with the first seed."""
    for labelled in SETS:
        if labelled.name in asked.sets and not labelled.missing(asked.published):
            yield _published(labelled, asked.published, made, asked.seeds[0])
    for level in LEVELS:
        if f"{BOROUGH}{level}" in asked.sets:
            for seed in asked.seeds:
                yield _borough(level, seed, asked.people, made)


def skipped(names: Sequence[str], sets: Path) -> Mapping[str, str]:
    """Say why published sets that were asked for are left out."""
    return {
        labelled.name: f"{', '.join(missing)} not found"
        for labelled in SETS
        if labelled.name in names and (missing := labelled.missing(sets))
    }


def run(asked: argparse.Namespace) -> Results:
    """Judge everything that was asked for, telling each judgement as it is made."""
    left_out = skipped(asked.sets, asked.published)
    for name, reason in left_out.items():
        sys.stdout.write(f"{name} is skipped: {reason} in {asked.published}\n")
    _tell("set", "system", _SHOWN)
    judgements = []
    with TemporaryDirectory(prefix="benchmark-") as made:
        for subject in _subjects(asked, Path(made)):
            for judgement in judge(subject):
                judgements.append(judgement)
                cells = [f"{judgement.figures.get(name, float('nan')):.4f}" for name in _SHOWN]
                _tell(f"{subject.name} {subject.seed}", judgement.system, cells)
    return Results(people=asked.people, judgements=tuple(judgements), skipped=left_out)


def _tell(name: str, system: str, cells: Sequence[str]) -> None:
    row = "".join(f"{cell:>16}" for cell in cells)
    sys.stdout.write(f"{name:<22}{system:<28}{row}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge, keep what was found in `quality.json`, and write the page and its picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--sets", nargs="+", choices=_NAMES, default=_NAMES)
    parser.add_argument("--seeds", type=int, nargs="+", default=_SEEDS)
    parser.add_argument("--people", type=int, default=_PEOPLE, help="in a synthetic borough")
    parser.add_argument("--published", type=Path, default=_PUBLISHED, help="where the sets are")
    parser.add_argument("--results", type=Path, default=_RESULTS, help="where results are kept")
    parser.add_argument("--out", type=Path, default=Path("docs"), help="where the page goes")
    parser.add_argument("--page", action="store_true", help="only write the page anew")
    asked = parser.parse_args(arguments)
    results = load_results(asked.results)
    if not asked.page:
        found = run(asked)
        results = results.renewed(found) if results else found
        save_results(asked.results, results)
    if results is None:
        parser.error(f"nothing was found yet: there is no {asked.results.name}")
    write_page(results, asked.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
