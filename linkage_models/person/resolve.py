"""From records to persons: prepare, score, guard, link, cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.clusters import Numbers, components, components_apart
from linkage_models.model import Json
from linkage_models.person.model import PERSON_MODEL
from linkage_models.reference import short_forms
from linkage_models.scoring import score
from sources.tables import create_table, row_count, select_from

_PACKAGE = "linkage_models.person"

# Jaro-Winkler below this is another name, not a misspelling of the same one.
CLEARLY_DIFFERENT = 0.75
# At or above this, two names of one birth date are spellings of one name and not two twins' names.
SPELLINGS_OF_ONE = 0.88
# Years between a parent and a child.
GENERATION = 12

_PENALTIES = {
    "stated_relatives": thresholds.STATED_RELATIVES,
    "two_nhs_numbers": thresholds.TWO_NHS_NUMBERS,
    "age_out_of_bounds": thresholds.AGE_OUT_OF_BOUNDS,
    "parent_and_child": thresholds.PARENT_AND_CHILD,
    "different_given_name": thresholds.DIFFERENT_GIVEN_NAME,
    "twins": thresholds.TWINS,
}


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """How records became persons."""

    records: int
    pairs: int
    links: int
    links_cut: int
    persons: int


def prepare_records(con: DuckDBPyConnection) -> int:
    """Make `linkage.record` from the conformed tables; what may not be linked is left out."""
    con.register("short_form", short_forms())
    records = create_table(con, "linkage.record", _PACKAGE, "record")
    con.unregister("short_form")
    return records


def score_pairs(con: DuckDBPyConnection, trained: Json) -> int:
    """Score candidate pairs and guard them: `linkage.pair`."""
    score(con, PERSON_MODEL, trained, thresholds.WORTH_KEEPING, "linkage.scored_pair")
    values: dict[str, object] = {
        "clearly_different": CLEARLY_DIFFERENT,
        "spellings_of_one": SPELLINGS_OF_ONE,
        "generation": GENERATION,
    }
    for name, penalty in _PENALTIES.items():
        values[f"{name}_name"] = penalty.name
        values[f"{name}_weight"] = penalty.weight
    return create_table(con, "linkage.pair", _PACKAGE, "guarded_pair", **values)


def resolve_persons(con: DuckDBPyConnection) -> Resolution:
    """Gather linked records into persons: `linkage.person_record` and `linkage.person`."""
    records = row_count(con, "linkage.record")
    links = select_from(
        con, _PACKAGE, "link", join_weight=thresholds.SAME_PERSON.weight
    ).fetchnumpy()
    left, right = np.asarray(links["node_l"]), np.asarray(links["node_r"])
    with _registered(con, components(records, left, right)):
        apart = _pairs(con, "apart") + _pairs(con, "conflict")
    cluster, kept = components_apart(
        records,
        (left, right, np.asarray(links["match_weight"])),
        (np.concatenate(apart[::2]), np.concatenate(apart[1::2])),
    )
    with _registered(con, cluster):
        create_table(con, "linkage.person_record", _PACKAGE, "person_record")
    return Resolution(
        records=records,
        pairs=row_count(con, "linkage.pair"),
        links=len(kept),
        links_cut=int((~kept).sum()),
        persons=create_table(con, "linkage.person", _PACKAGE, "person"),
    )


def _pairs(con: DuckDBPyConnection, name: str) -> tuple[Numbers, Numbers]:
    found = select_from(con, _PACKAGE, name).fetchnumpy()
    return np.asarray(found["node_l"]), np.asarray(found["node_r"])


@contextmanager
def _registered(con: DuckDBPyConnection, cluster: Numbers) -> Iterator[None]:
    """Let SELECTs see the cluster of each record, by its number from 0."""
    con.register("cluster", pa.table({"node": np.arange(len(cluster)), "cluster": cluster}))
    yield
    con.unregister("cluster")
