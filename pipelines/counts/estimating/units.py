"""The units of a frame as arrays: who is in it, and what each adds to the figures.

The same SELECTs run on a night and on the world of what reviewers found, so that the two differ by
linkage and by nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection

from linkage_models.calibration.bands import Floats, Ints
from pipelines.counts.estimating.frames import Frame
from sources.tables import select_from

_PACKAGE = "pipelines.counts.estimating"


@dataclass(frozen=True, kw_only=True)
class Units:
    """The people of a frame, ordered by their ids.

    `stratum` numbers the frame's strata, -1 where there is nothing to doubt and nobody is drawn;
    `counted` is what each adds to each figure, `doubt` what an error would change of it. People of
    one `cluster` are a family: they are right or wrong together.
    """

    person: Ints
    cluster: Ints
    stratum: Ints
    counted: Floats
    doubt: Floats

    def places_of(self, persons: Ints) -> Ints:
        """Return where each person is among the units, -1 for who is not."""
        if not len(self.person):
            return np.full(len(persons), -1, dtype=np.int64)
        place = np.minimum(np.searchsorted(self.person, persons), len(self.person) - 1)
        return np.where(self.person[place] == persons, place, -1)


def units_of(con: DuckDBPyConnection, frame: Frame, as_at: date) -> Units:
    """Read the units of a frame from the database in use."""
    values = {"as_at": as_at} if frame.name == "patient" else {}
    found = select_from(con, _PACKAGE, f"sql/{frame.name}", **values).order("person_id")
    columns = found.fetchnumpy()
    names = [stratum.name for stratum in frame.strata]
    stratum = np.ma.filled(columns["stratum"], "").astype(str)
    numbered = np.full(len(stratum), -1, dtype=np.int64)
    for number, name in enumerate(names):
        numbered[stratum == name] = number
    return Units(
        person=np.asarray(columns["person_id"], dtype=np.int64),
        cluster=np.asarray(columns["cluster_id"], dtype=np.int64),
        stratum=numbered,
        counted=_together(columns, frame.columns),
        doubt=_together(columns, tuple(f"doubt_{each}" for each in frame.columns)),
    )


def _together(columns: Mapping[str, Any], names: tuple[str, ...]) -> Floats:
    return np.column_stack([np.asarray(columns[name], dtype=np.float64) for name in names])
