"""Sampling: pairs that reviewers label, in a sheet, and beside it the chance each pair had.

The sheet holds record keys only, in random order. The chances stand in a file of their own, because
a reviewer could read from them how sure the model is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import Ints
from linkage_models.calibration.drawing import draw, strata_of, stratum_in_words
from linkage_models.calibration.labels import SAMPLING, SHEET
from linkage_models.calibration.sheets import (
    LabelError,
    refuse_overwriting,
    sampling_file,
    write_rows,
)
from sources.tables import select_from

_PACKAGE = "linkage_models.calibration"


@dataclass(frozen=True, kw_only=True)
class DrawnPairs:
    """Pairs that were drawn, in random order.

    `keys` holds source and record id of both records, `stratum` says in words what each was drawn
    from, `sample_weight` how many pairs it stands for.
    """

    keys: Sequence[tuple[str, ...]]
    stratum: Sequence[str]
    sample_weight: Sequence[float]


def draw_pairs(con: DuckDBPyConnection, *, pairs: int, seed: int) -> DrawnPairs:
    """Draw pairs of the night in use: fewer than asked for only if there are not so many.

    Raises:
        LabelError: the night has no pairs.
    """
    found = select_from(con, _PACKAGE, "candidate").fetchnumpy()
    if not len(found["match_weight"]):
        msg = "the night has no pairs of records to draw from"
        raise LabelError(msg)
    weight = np.asarray(found["match_weight"], dtype=np.float64)
    is_close = np.asarray(found["is_close"], dtype=np.bool_)
    source_pair = np.asarray(found["source_pair"], dtype=np.int64)
    drawn = draw(weight, is_close, pairs, seed, source_pair)
    left, right = (
        np.asarray(found[each], dtype=np.int64)[drawn.index]
        for each in ("record_number_l", "record_number_r")
    )
    stratum = strata_of(weight, is_close)[drawn.index]
    return DrawnPairs(
        keys=_keys(con, left, right),
        stratum=[stratum_in_words(each) for each in stratum.tolist()],
        sample_weight=drawn.sample_weight.tolist(),
    )


def write_sheet(con: DuckDBPyConnection, sheet: Path, *, pairs: int, seed: int) -> int:
    """Draw pairs of the night in use and write them to be labelled.

    Returns:
        How many pairs were drawn.

    Raises:
        LabelError: the night has no pairs, or a file of that name is there already, which may hold
            somebody's work.
    """
    refuse_overwriting(sheet)
    drawn = draw_pairs(con, pairs=pairs, seed=seed)
    blank = ("",) * (len(SHEET) - len(drawn.keys[0]))
    write_rows(sheet, SHEET, (key + blank for key in drawn.keys))
    write_rows(sampling_file(sheet), SAMPLING, _with_weights(drawn))
    return len(drawn.keys)


def _keys(con: DuckDBPyConnection, left: Ints, right: Ints) -> list[tuple[str, ...]]:
    """Return the keys of the records with these numbers, in the order given."""
    wanted = np.unique(np.concatenate([left, right]))
    con.register("wanted", pa.table({"record_number": wanted}))
    key = {number: key for number, *key in select_from(con, _PACKAGE, "record_key").fetchall()}
    con.unregister("wanted")
    return [
        (*key[one], *key[other]) for one, other in zip(left.tolist(), right.tolist(), strict=True)
    ]


def _with_weights(drawn: DrawnPairs) -> Iterable[tuple[str, ...]]:
    pairs = zip(drawn.keys, drawn.sample_weight, strict=True)
    return sorted((*key, f"{weight:.6g}") for key, weight in pairs)
