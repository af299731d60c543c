"""The accuracy table of a model card: what `make quality` found, as shipped, on synthetic boroughs.

Nothing is measured here. Documents are of the repository and not of the installed packages: this
alone of them reads `benchmarks`, which know the packages and are known to none of them.
"""

from pathlib import Path
from types import MappingProxyType

from benchmarks.quality_results import BOROUGH, Judgement, Results, System, load_results
from benchmarks.quality_words import TITLES, heading, told
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import LinkageModel
from linkage_models.person.model import PERSON_MODEL
from pipelines.documents.cards import CardError
from pipelines.documents.markdown import page, table
from synthetic_data.records.errors import ErrorLevel

RESULTS = Path("benchmarks") / "quality.json"
"""Where the benchmark keeps what it found, in the repository."""

_FIGURES = MappingProxyType(
    {
        PERSON_MODEL.name: (
            "pair_precision",
            "pair_recall",
            "pair_f1",
            "blocking_recall",
            "exact_f1",
            "false_in_household",
            "calibration_gap",
        ),
        FAMILY_MODEL.name: (
            "child_b_cubed_precision",
            "child_b_cubed_recall",
            "child_b_cubed_f1",
            "given_child_b_cubed_f1",
            "exact_units",
            "given_exact_units",
            "parents_found",
            "mothers_found",
            "fathers_found",
            "wrong_adult",
        ),
    }
)


def accuracy_parts(model: LinkageModel, root: Path) -> dict[str, str]:
    """Make the part of a model's card that says how accurate it is; none if that is not measured.

    Raises:
        CardError: the benchmark has not judged the shipped model at every level of errors.
    """
    figures = _FIGURES.get(model.name)
    return {"accuracy": _accuracy(_results(root), figures)} if figures else {}


def _results(root: Path) -> Results:
    results = load_results(root / RESULTS)
    absent = [each.value for each in ErrorLevel if results is None or not _judged(results, each)]
    if results is None or absent:
        msg = f"{RESULTS.as_posix()} lacks boroughs ({', '.join(absent)}): run `make quality`"
        raise CardError(msg)
    return results


def _judged(results: Results, level: ErrorLevel) -> tuple[Judgement, ...]:
    return results.of(_subject(level), System.SHIPPED)


def _subject(level: ErrorLevel) -> str:
    return f"{BOROUGH}{level.value}"


def _accuracy(results: Results, figures: tuple[str, ...]) -> str:
    rows = [
        (
            heading(TITLES[figure]),
            *(
                told(results.summary(_subject(level), System.SHIPPED, figure), figure)
                for level in ErrorLevel
            ),
        )
        for figure in figures
    ]
    return page(
        f"Boroughs of {results.people:,} people, {_seeds(results)} of each level of errors: the "
        "mean, and in brackets the least and the most.",
        table(("Measure", *(level.value for level in ErrorLevel)), rows),
    )


def _seeds(results: Results) -> str:
    """Name the seeds of the boroughs; every level has the same."""
    seeds = sorted({each.seed for level in ErrorLevel for each in _judged(results, level)})
    *others, last = map(str, seeds)
    return f"seeds {', '.join(others)} and {last}" if others else f"seed {last}"
