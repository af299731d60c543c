"""How sure the headline figures of a night are, and what a release says of it in its notes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date

from duckdb import DuckDBPyConnection

from governance.figure import Figure
from governance.uncertainty import Estimate
from linkage_models.calibration.applying import said_of_probabilities
from pipelines.config import Config
from pipelines.counts.definitions import DEFINITIONS
from pipelines.counts.estimating.estimates import Estimated, take_estimates
from pipelines.counts.recounting.ranges import RANGE
from pipelines.judgements import labels_of
from pipelines.reviewed_people import people_of

_NOT_CORRECTED = {
    "corrected": None,
    "interval_from": None,
    "interval_to": None,
    "labelled_pairs": 0,
    "labelled_people": 0,
}


def correct(con: DuckDBPyConnection, config: Config, as_at: date) -> Estimated:
    """Correct the headline figures of a night by what people said of pairs, and found of people.

    Raises:
        LabelError: a sheet is configured and cannot be read.
        DecisionError: what is on record is not what was taken in.
    """
    return take_estimates(con, as_at, labels_of(config), people_of(config))


def estimates_of(con: DuckDBPyConnection, corrected: Estimated) -> tuple[Estimate, ...]:
    """Return the range of each headline figure, corrected where labels allow."""
    ranges = con.table("counts.range").select(*RANGE.names).order("all").fetchall()
    return tuple(
        Estimate(
            count_id=count_id,
            measure=measure,
            low=low,
            central=central,
            high=high,
            **(
                asdict(corrected.figures[count_id, measure])
                if (count_id, measure) in corrected.figures
                else _NOT_CORRECTED
            ),
        )
        for count_id, measure, low, central, high in ranges
    )


def notes_of(
    con: DuckDBPyConnection, counted: Sequence[Figure], corrected: Estimated
) -> Iterator[str]:
    """Give what a reader must know of a night's figures."""
    links = "Figures are counted from linked records. Links can be wrong or missing; "
    yield links + _told(corrected)
    yield f"Match probabilities are {said_of_probabilities(con)}."
    yield from _untold(counted)


def _told(corrected: Estimated) -> str:
    if corrected.why_not:
        return (
            "how often is measured on synthetic people and not yet on this area's own "
            f"({corrected.why_not}): headline figures have a range and no interval."
        )
    at_home = corrected.precision_at_home
    home = "" if math.isnan(at_home) else f", and {at_home:.1%} of those within one household"
    return (
        f"how often was measured by reviewers on {corrected.pairs} pairs of records and "
        f"{corrected.people} people whose records and family they found. Of links between records "
        f"{corrected.precision:.1%} were right{home}; of pairs of records of one person "
        f"{corrected.recall:.1%} were linked. Headline figures have a corrected estimate and an "
        "interval."
    )


def _untold(counted: Sequence[Figure]) -> Iterator[str]:
    """Name the counts of which no source of the night tells anything: they are no zero."""
    told = {figure.count_id for figure in counted}
    untold = [f"{each.id} ({each.title})" for each in DEFINITIONS if each.id not in told]
    if untold:
        yield f"No source tells what these count, so they have no figure: {'; '.join(untold)}."
