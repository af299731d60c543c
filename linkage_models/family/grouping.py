"""Which persons sources tie together, through whomever, before anything is weighed."""

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.clusters import components
from sources.tables import select_from

_PACKAGE = "linkage_models.family"


def recorded_groups(con: DuckDBPyConnection) -> pa.Table:
    """Number the groups of persons that `family.tie` holds together.

    Returns:
        `person_id` and `family_group` of everybody whom a source ties to somebody.
    """
    links = select_from(con, _PACKAGE, "group_link").fetchnumpy()
    left, right = (np.asarray(links[f"person_id_{side}"]) for side in "lr")
    persons = np.unique(np.concatenate([left, right])).astype(np.int64)
    group = components(
        len(persons), np.searchsorted(persons, left), np.searchsorted(persons, right)
    )
    return pa.table({"person_id": persons, "family_group": persons[group]})
