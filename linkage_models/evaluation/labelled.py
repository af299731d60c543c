"""Evaluation on anybody's labelled records: link them without a look at the truth, then judge.

The threshold is the one that the product chooses; nothing is tuned to a set. What a share means is
in `persons`, how it is shown is the business of whoever calls.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
from duckdb import DuckDBPyConnection

from linkage_models.calibration.judging import CalibrationReport, judge_calibration
from linkage_models.evaluation.families.evaluating import (
    FamilyEvaluation,
    evaluate_families,
    newest_date,
)
from linkage_models.evaluation.figures import as_figures
from linkage_models.evaluation.gaps import Behind, behind_of, gaps_of
from linkage_models.evaluation.intervals import ENOUGH_PERSONS, Gap, Share
from linkage_models.evaluation.persons import Group, compare_persons, judge_groups
from linkage_models.evaluation.reaching import count_reached
from linkage_models.evaluation.truth import Truth, read_truth, true_families
from linkage_models.evaluation.untaught import Untaught, untaught_by
from linkage_models.identity import last_night
from linkage_models.model import Json
from linkage_models.person.linking import Linked, link_records
from sources.tables import load_macros, row_count, select_from

_PACKAGE = "linkage_models.evaluation"


@dataclass(frozen=True, kw_only=True)
class LabelledEvaluation:
    """How well the records of a labelled set were linked, at the threshold the product chose.

    `families` is nothing where the truth tells of none.
    """

    truth: Truth
    linked: Linked
    untaught: Untaught
    is_trained_here: bool
    data: Mapping[str, int]
    shares: Mapping[str, Share]
    groups: tuple[Group, ...]
    gaps: tuple[Gap, ...]
    behind: tuple[Behind, ...]
    too_small: Mapping[str, int]
    calibration: CalibrationReport
    families: FamilyEvaluation | None

    def as_json(self) -> Json:
        """Return everything as JSON holds it: the same input gives the same text."""
        told: Json = {
            "data": dict(self.data),
            "truth": asdict(self.truth),
            "model": {
                "trained": "on these records" if self.is_trained_here else "given",
                "levels_not_learnt_here": list(self.linked.borrowed),
                "nothing_given_for": list(self.untaught.nothing_given),
                "threshold": self.linked.join,
            },
            "shares": _shares(self.shares),
            "groups": [
                {
                    "dimension": group.dimension,
                    "group": group.name,
                    "persons": group.persons,
                    "records": group.records,
                    "shares": _shares(group.shares),
                }
                for group in self.groups
            ],
            "gaps": [asdict(gap) for gap in self.gaps],
            "not_known_behind": [asdict(each) for each in self.behind],
            "groups_too_small": dict(self.too_small),
            "calibration": asdict(self.calibration),
            "families": self.families.as_json() if self.families else None,
        }
        return as_figures(told)


def evaluate_labelled(  # noqa: PLR0913 - how records are linked, and what they are judged by
    con: DuckDBPyConnection,
    truth: Path,
    *,
    trained: Json | None = None,
    seed: int = 1,
    groups: tuple[str, ...] = (),
    as_at: date | None = None,
) -> LabelledEvaluation:
    """Link the records of a loaded conformed folder, and judge persons and families by a truth.

    Args:
        con: a database that `sources.conformed_folder.load_conformed` filled.
        truth: CSV or Parquet with source, record_id, person_id and, where known, household_id; or
            a folder with that as `record`, and `person`, `care_tie` and `unit` where known.
        trained: the model's numbers; without them they are learnt from the records themselves.
        seed: of the samples that training and labels draw.
        groups: further columns to judge groups of people by.
        as_at: the date on which somebody is a child; without it, the newest date of the data.

    Raises:
        TruthError: the truth cannot be used.
    """
    con.execute("create schema if not exists linkage")
    load_macros(con, "linkage_models")
    last_night.lay_out(con)
    covered = read_truth(con, truth, groups)  # Before the work: a wrong file is told at once.
    on = (as_at or newest_date(con)) if covered.families else None
    linked = link_records(con, trained=trained, seed=seed)
    compare_persons(con, "linkage.person_record")
    count_reached(con, linked.trained)
    judged = judge_groups(con, has_pairs=True)
    (whole,) = [group for group in judged if group.dimension == "all"]
    parts = [group for group in judged if group.dimension != "all"]
    enough = [group for group in parts if group.persons >= ENOUGH_PERSONS]
    return LabelledEvaluation(
        truth=covered,
        linked=linked,
        untaught=untaught_by(con, linked),
        is_trained_here=trained is None,
        data=_data(con),
        shares=whole.shares,
        groups=tuple(enough),
        gaps=gaps_of(enough),
        behind=behind_of(enough),
        too_small=_too_small(parts),
        calibration=_calibration(con, seed),
        families=evaluate_families(con, true_families(con), on, is_newest_date=as_at is None)
        if on
        else None,
    )


def _data(con: DuckDBPyConnection) -> dict[str, int]:
    records = con.table("conformed.person_record")
    return {
        "records": len(records),
        "restricted": len(records.filter("is_restricted")),
        "sources": len(records.select("source").distinct()),
        "records_that_can_be_linked": row_count(con, "linkage.record"),
        "pairs_kept": row_count(con, "linkage.pair"),
        "persons_found": row_count(con, "linkage.person"),
    }


def _too_small(groups: list[Group]) -> dict[str, int]:
    small: dict[str, int] = {}
    for group in groups:
        if group.persons < ENOUGH_PERSONS:
            small[group.dimension] = small.get(group.dimension, 0) + 1
    return small


def _calibration(con: DuckDBPyConnection, seed: int) -> CalibrationReport:
    """Hold weights against the truth: as they are, and as 400 labels would calibrate them."""
    pairs = select_from(con, _PACKAGE, "weighed_pair").fetchnumpy()
    return judge_calibration(
        np.asarray(pairs["match_weight"], dtype=np.float64),
        np.asarray(pairs["is_match"], dtype=np.bool_),
        np.asarray(pairs["is_close"], dtype=np.bool_),
        seed=seed,
    )


def _shares(shares: Mapping[str, Share]) -> Json:
    return {measure: asdict(share) for measure, share in shares.items()}
