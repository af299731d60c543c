"""Sampling: the sheet of pairs that reviewers label, and beside it the chance each pair had.

The sheet holds record keys only, in random order. The chances stand in a file of their own, because
a reviewer could read from them how sure the model is.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import Ints
from linkage_models.calibration.drawing import Drawn, draw
from linkage_models.calibration.labels import SAMPLING, SHEET
from linkage_models.calibration.sheets import (
    LabelError,
    refuse_overwriting,
    sampling_file,
    write_rows,
)
from sources.tables import select_from

_PACKAGE = "linkage_models.calibration"


def write_sheet(con: DuckDBPyConnection, sheet: Path, *, pairs: int, seed: int) -> int:
    """Draw pairs of the night in use and write them to be labelled.

    Returns:
        How many pairs were drawn: fewer than asked for only if there are not so many.

    Raises:
        LabelError: the night has no pairs, or a file of that name is there already, which may hold
            somebody's work.
    """
    refuse_overwriting(sheet)
    found = select_from(con, _PACKAGE, "candidate").fetchnumpy()
    if not len(found["match_weight"]):
        msg = "the night has no pairs of records to draw from"
        raise LabelError(msg)
    drawn = draw(
        np.asarray(found["match_weight"], dtype=np.float64),
        np.asarray(found["is_close"], dtype=np.bool_),
        pairs,
        seed,
        np.asarray(found["source_pair"], dtype=np.int64),
    )
    left, right = (
        np.asarray(found[each], dtype=np.int64)[drawn.index]
        for each in ("record_number_l", "record_number_r")
    )
    keys = _keys(con, left, right)
    blank = ("",) * (len(SHEET) - len(keys[0]))
    write_rows(sheet, SHEET, (key + blank for key in keys))
    write_rows(sampling_file(sheet), SAMPLING, _with_weights(keys, drawn))
    return len(keys)


def _keys(con: DuckDBPyConnection, left: Ints, right: Ints) -> list[tuple[str, ...]]:
    """Return the keys of the records with these numbers, in the order given."""
    wanted = np.unique(np.concatenate([left, right]))
    con.register("wanted", pa.table({"record_number": wanted}))
    key = {number: key for number, *key in select_from(con, _PACKAGE, "record_key").fetchall()}
    con.unregister("wanted")
    return [
        (*key[one], *key[other]) for one, other in zip(left.tolist(), right.tolist(), strict=True)
    ]


def _with_weights(keys: Sequence[tuple[str, ...]], drawn: Drawn) -> Iterable[tuple[str, ...]]:
    weights = drawn.sample_weight.tolist()
    rows = [(*key, f"{weight:.6g}") for key, weight in zip(keys, weights, strict=True)]
    return sorted(rows)
