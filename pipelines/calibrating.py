"""From a night's labels to its probabilities: which sheet, which model, what is said of them.

How a calibration is fitted is in `linkage_models.calibration`.
"""

from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from linkage_models.calibration.applying import apply_calibration
from linkage_models.calibration.calibration import Calibration
from linkage_models.calibration.fitting import Origin, TooFewLabelsError, calibrate
from pipelines.config import Config
from pipelines.judgements import labels_of
from pipelines.levels import levels_of
from pipelines.manifest import versions


@dataclass(frozen=True, kw_only=True)
class Calibrated:
    """How a night's pairs came by their probabilities."""

    pairs: int
    labels: int
    is_calibrated: bool


def origin_of(con: DuckDBPyConnection, as_at: date) -> Origin:
    """Return what a calibration of a night is of: its date, the model, the join level."""
    return Origin(
        night=as_at,
        model=versions()["person model"],
        join_weight=levels_of(con).levels.join,
    )


def give_probabilities(con: DuckDBPyConnection, config: Config, as_at: date) -> Calibrated:
    """Give every scored pair of a night its probability: `linkage.pair_probability`.

    Raises:
        LabelError: a sheet of labels is configured and cannot be read.
    """
    calibration, why_not = _calibration(con, config, as_at)
    return Calibrated(
        pairs=apply_calibration(con, calibration, why_not),
        labels=calibration.labels.used if calibration else 0,
        is_calibrated=calibration is not None,
    )


def _calibration(
    con: DuckDBPyConnection, config: Config, as_at: date
) -> tuple[Calibration | None, str]:
    labels = labels_of(config)
    if labels is None:
        return None, "no labelled pairs are configured"
    try:
        return calibrate(con, labels, origin_of(con, as_at)), ""
    except TooFewLabelsError as error:
        return None, str(error)
