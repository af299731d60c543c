"""Taking the evidence: a night as it is, and linked once more aside, set beside each other."""

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from governance.register.evidence import Evidence, HeadlineChange, Share, Side
from linkage_models.calibration.calibration import Estimate
from linkage_models.calibration.fitting import Origin as CalibrationOrigin
from linkage_models.calibration.fitting import TooFewLabelsError, calibrate
from linkage_models.calibration.labels import Labels
from linkage_models.model import load_trained
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.preparing import prepare_records
from linkage_models.person.weighing import score_pairs
from linkage_models.thresholds import Levels
from pipelines.config import Config
from pipelines.counts.definitions import HEADLINES
from pipelines.counts.recounting.ranges import Headlines, count_again, headlines
from pipelines.counts.recounting.worlds import Origin, world
from pipelines.errors import NotAllowedError
from pipelines.judgements import decisions_of, labels_of
from pipelines.levels import LevelsInForce, levels_of
from pipelines.manifest import model_versions
from pipelines.nights import BUILDING, Night
from pipelines.threshold_evidence.changed_pairs import changed_pairs
from pipelines.threshold_evidence.groups import group_changes, grouped, groups_of
from pipelines.threshold_evidence.trading_off import trade_off_of
from pipelines.warehouse import NIGHT, key_from_environment, open_together
from sources.tables import row_count

_ASIDE = f"{BUILDING}.proposal"  # Goes with what else an interrupted night leaves.


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """Levels that somebody proposes, and whether models that are installed are the night's."""

    levels: Levels
    is_weighed: bool


def take_evidence(
    config: Config, night: Night, in_force: LevelsInForce, proposed: Proposed
) -> Evidence:
    """Count a night at the levels in force, as it is, and at levels that are proposed.

    Raises:
        NotAllowedError: the night was linked at another version than the one in force.
        LabelError: a sheet of labels is configured and cannot be read.
    """
    labels = labels_of(config)
    decisions = decisions_of(config)
    key = key_from_environment()
    with open_together({NIGHT: night.warehouse}, key, config.engine, night.folder) as con:
        con.execute(f"use {NIGHT}")
        _refuse_other_levels(con, night.as_at, in_force)
        before = headlines(con)
        side_before, _ = _side(con, labels, night.as_at, in_force.levels)
        of_records = groups_of(con, night.as_at)
        groups_before = grouped(con, of_records, labels)
        origin = Origin(is_weighed=proposed.is_weighed)
        with world(con, night.folder / _ASIDE, key, origin):
            if not proposed.is_weighed:
                prepare_records(con)
                score_pairs(con, load_trained(PERSON_MODEL))
            after = count_again(con, night.as_at, proposed.levels, decisions)
            side_after, about = _side(con, labels, night.as_at, proposed.levels)
            groups_after = grouped(con, of_records, labels)
            pairs = changed_pairs(con, night.as_at.isoformat())
            trade_off = trade_off_of(con, labels)
    return Evidence(
        night=night.as_at,
        before=side_before,
        after=side_after,
        headlines=_changes(before, after),
        about_labels=about,
        groups=group_changes(groups_before, groups_after),
        changed_pairs=pairs,
        trade_off=trade_off,
    )


def _refuse_other_levels(con: DuckDBPyConnection, as_at: date, in_force: LevelsInForce) -> None:
    held = levels_of(con).version
    if held != in_force.version:
        msg = (
            f"night {as_at} was linked at threshold version {held}, and version "
            f"{in_force.version} is in force: run it again, or name another night"
        )
        raise NotAllowedError(msg)


def _side(
    con: DuckDBPyConnection, labels: Labels | None, as_at: date, levels: Levels
) -> tuple[Side, str]:
    """Count what the database in use holds; where labels allow it, say how right its links are."""
    counted = Side(
        links=len(con.table("linkage.link").filter("not is_cut")),
        persons=row_count(con, "linkage.person"),
        families=row_count(con, "family.unit"),
    )
    if labels is None:
        return counted, "no labelled pairs are configured"
    of = CalibrationOrigin(
        night=as_at, model=model_versions()[PERSON_MODEL.name], join_weight=levels.join
    )
    try:
        found = calibrate(con, labels, of)
    except TooFewLabelsError as error:
        return counted, str(error)
    shares = {
        "precision": _share(found.at_join.precision),
        "recall": _share(found.at_join.recall),
    }
    return counted.model_copy(update=shares), f"{found.labels.used} labelled pairs"


def _share(estimate: Estimate) -> Share:
    return Share(share=estimate.share, low=estimate.low, high=estimate.high)


def _changes(before: Headlines, after: Headlines) -> tuple[HeadlineChange, ...]:
    return tuple(
        HeadlineChange(
            count_id=count_id,
            measure=measure,
            before=before[count_id, measure],
            after=after[count_id, measure],
        )
        for count_id, measure in HEADLINES
    )
