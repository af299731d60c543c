"""Which true pairs blocking brought together, and which of them the model kept.

Blocking loses links that no threshold brings back, so it is reported apart. The rules are run once
more, without scoring: `linkage.pair` holds only pairs that were worth keeping.
"""

from duckdb import DuckDBPyConnection

from linkage_models.model import Json
from linkage_models.person.model import PERSON_MODEL
from linkage_models.scoring import linker_of
from sources.tables import create_table

_PACKAGE = "linkage_models.evaluation"


def count_reached(con: DuckDBPyConnection, trained: Json) -> None:
    """Count, for each judged record, with how many of its true pairs it was brought together.

    Leaves `labelled.reached`: records it can be linked to at all, brought together with, kept with.
    """
    blocked = linker_of(con, PERSON_MODEL, dict(trained)).inference
    pairs = blocked.compute_blocked_pairs_for_predict()
    con.table(pairs.physical_name).create_view("blocked_pair")
    con.execute("drop table if exists labelled.reached")
    create_table(con, "labelled.reached", _PACKAGE, "reached")
    con.execute("drop view blocked_pair")
    pairs.drop_table_from_database_and_remove_from_cache()
