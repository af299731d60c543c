"""Applying a calibration: every pair of a night gets its probability.

Makes `linkage.pair_probability` and, beside it, `linkage.calibration`: what is to be said of it.
"""

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from scipy.special import logit

from linkage_models.calibration.calibration import NOMINAL, Calibration
from linkage_models.calibration.curves import KNOTS, Curve, Curves
from sources.tables import create_table, row_count

_PACKAGE = "linkage_models.calibration"


def apply_calibration(
    con: DuckDBPyConnection, calibration: Calibration | None, why_not: str = ""
) -> int:
    """Give every pair its probability: calibrated, or the model's own where there is none.

    Args:
        con: the warehouse of a night that has scored its pairs.
        calibration: without one, probabilities are nominal.
        why_not: why there is none.

    Returns:
        How many pairs `linkage.pair_probability` holds.
    """
    table = "linkage.pair_probability"
    if calibration is None:
        create_table(con, table, _PACKAGE, "nominal_probability")
        said, kept = f"{NOMINAL}; {why_not}" if why_not else NOMINAL, None
    else:
        con.register("calibration_curve", _curve_table(calibration.fitted))
        first, last = float(KNOTS[0]), float(KNOTS[-1])
        create_table(con, table, _PACKAGE, "pair_probability", first_knot=first, last_knot=last)
        con.unregister("calibration_curve")
        said, kept = calibration.words, calibration.model_dump_json()
    about = pa.table({"said": [said], "calibration": pa.array([kept], pa.string())})
    con.from_arrow(about).create("linkage.calibration")
    return row_count(con, table)


def said_of_probabilities(con: DuckDBPyConnection) -> str:
    """Return what is said wherever the night's probabilities are shown."""
    row = con.table("linkage.calibration").select("said").fetchone()
    return str(row[0]) if row else NOMINAL


def _curve_table(curves: Curves) -> pa.Table:
    """Lay curves out for SQL: at each knot the log odds, and how they go on to the next."""
    return pa.concat_tables(
        [_piece(curves.elsewhere, is_close=False), _piece(curves.one_household, is_close=True)]
    )


def _piece(curve: Curve, *, is_close: bool) -> pa.Table:
    odds = logit(curve.probability)
    slope = np.append(np.diff(odds) / np.diff(KNOTS), 0.0)
    close = np.full(len(KNOTS), is_close)
    return pa.table({"is_close": close, "knot": KNOTS, "odds": odds, "slope": slope})
