"""Drawing people whose records and family a reviewer is to find, and the sheet for the answers.

The sheet holds one record of each, in random order, and says nothing of what linkage found. What
each was drawn for stands in a file beside it.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import Floats, Ints
from linkage_models.calibration.sheets import (
    LabelError,
    refuse_overwriting,
    sampling_file,
    write_rows,
)
from pipelines.counts.estimating.answers import DRAWN_FOR, SHEET
from pipelines.counts.estimating.frames import FRAMES, Frame
from pipelines.counts.estimating.units import Units, units_of
from sources.tables import select_from

_PACKAGE = "pipelines.counts.estimating"


def write_people_sheet(
    con: DuckDBPyConnection, sheet: Path, as_at: date, *, people: int, seed: int
) -> int:
    """Draw people of the night in use and write a sheet to find their records and family in.

    Returns:
        How many people were drawn: fewer than asked for only if strata are small.

    Raises:
        LabelError: nobody is in any frame, or a file of that name is there already.
    """
    refuse_overwriting(sheet)
    chance = np.random.default_rng(seed)
    drawn = [
        (frame.name, int(person))
        for frame in FRAMES
        for person in drawn_of(frame, units_of(con, frame, as_at), people, chance)
    ]
    if not drawn:
        msg = "the night has no patients and no families with a service: there is nobody to draw"
        raise LabelError(msg)
    keys = _keys(con, np.array([person for _, person in drawn], dtype=np.int64))
    order = chance.permutation(len(drawn)).tolist()
    cases = [(str(case), *drawn[place]) for case, place in enumerate(order, start=1)]
    blank = ("",) * (len(SHEET) - 4)
    write_rows(sheet, SHEET, ((case, "1", *keys[person], *blank) for case, _, person in cases))
    write_rows(sampling_file(sheet), DRAWN_FOR, ((case, frame) for case, frame, _ in cases))
    return len(drawn)


def drawn_of(frame: Frame, units: Units, people: int, chance: np.random.Generator) -> Ints:
    """Draw people of a frame, each stratum its share of all people drawn.

    What a stratum has too few people for goes to the frame's other strata.
    """
    sizes = np.array([int(np.sum(units.stratum == each)) for each in range(len(frame.strata))])
    quota = quotas(sizes, np.array([stratum.share for stratum in frame.strata]), people)
    chosen = [
        chance.permutation(np.flatnonzero(units.stratum == stratum))[:number]
        for stratum, number in enumerate(quota.tolist())
    ]
    return np.asarray(units.person[np.concatenate(chosen)], dtype=np.int64)


def quotas(sizes: Ints, share: Floats, people: int) -> Ints:
    """Share people out over strata of these sizes, none more than it has."""
    whole = round(people * float(share.sum()))
    quota = np.zeros(len(sizes), dtype=np.int64)
    while (left := min(whole, int(sizes.sum())) - int(quota.sum())) > 0:
        is_open = quota < sizes
        wanted = left * share * is_open / float((share * is_open).sum())
        given = np.minimum(np.floor(wanted).astype(np.int64), sizes - quota)
        if not given.any():  # Less than one each: to those that lack most of theirs.
            first = np.argsort(-wanted, kind="stable")[:left]
            given[first[is_open[first]]] = 1
        quota += given
    return quota


def _keys(con: DuckDBPyConnection, persons: Ints) -> dict[int, tuple[str, str]]:
    """Return a record of each person: one that tells of a service, where there is one."""
    con.register("drawn", pa.table({"person_id": np.unique(persons)}))
    found = select_from(con, _PACKAGE, "sql/record_of_person").fetchall()
    con.unregister("drawn")
    return {person: (source, record) for person, source, record in found}
