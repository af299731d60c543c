"""Records made ready to be compared: names, homes, ties, and who surely is one person.

What is compared how is declared in `model.py`; here is what is compared. Nothing is weighed here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.clusters import Numbers, components
from linkage_models.reference import name_keys, naming_words, spellings
from sources.tables import create_table, select_from

_PACKAGE = "linkage_models.person"

# An address or phone with more records than this, of all sources and years, is no household's.
RECORDS_OF_A_HOUSEHOLD = 60
# A name, birth date or place of more records than this brings no two of them together by itself.
BEARERS_OF_A_RARE_VALUE = 20
# A given name of this many records, and of one in ten thousand, is a name and no typing error.
BEARERS_OF_A_USUAL_NAME = 6


def prepare_records(con: DuckDBPyConnection) -> int:
    """Make `linkage.record` from the conformed tables; what may not be linked is left out.

    Returns:
        How many records may be linked.
    """
    create_table(
        con, "linkage.home", _PACKAGE, "home", records_of_a_household=RECORDS_OF_A_HOUSEHOLD
    )
    with _reference_lists(con):
        create_table(con, "linkage.name", _PACKAGE, "name")
    _find_sure_persons(con)
    create_table(con, "linkage.tied", _PACKAGE, "tied")
    create_table(con, "linkage.linkable", _PACKAGE, "linkable")
    create_table(
        con,
        "linkage.rare_value",
        _PACKAGE,
        "rare_value",
        bearers_of_a_rare_value=BEARERS_OF_A_RARE_VALUE,
    )
    records = create_table(
        con,
        "linkage.record",
        _PACKAGE,
        "record",
        bearers_of_a_usual_name=BEARERS_OF_A_USUAL_NAME,
        records_of_a_household=RECORDS_OF_A_HOUSEHOLD,
    )
    for name in ("home", "sure_person", "tied", "name", "linkable", "rare_value"):
        con.execute(f"drop table linkage.{name}")
    return records


@contextmanager
def registered(con: DuckDBPyConnection, cluster: Numbers) -> Iterator[None]:
    """Let SELECTs see the cluster of each record, by its number from 0."""
    con.register("cluster", pa.table({"node": np.arange(len(cluster)), "cluster": cluster}))
    yield
    con.unregister("cluster")


def _find_sure_persons(con: DuckDBPyConnection) -> None:
    """Make `linkage.sure_person`: evidence about a contact's child is found in any source."""
    found = select_from(con, _PACKAGE, "sure_link").fetchnumpy()
    known = len(con.sql("from conformed.person_record where not is_restricted"))
    sure = components(known, np.asarray(found["node_l"]), np.asarray(found["node_r"]))
    with registered(con, sure):
        create_table(con, "linkage.sure_person", _PACKAGE, "sure_person")


@contextmanager
def _reference_lists(con: DuckDBPyConnection) -> Iterator[None]:
    lists = {"name_key": name_keys, "spelling": spellings, "naming_word": naming_words}
    for name, make in lists.items():
        con.register(name, make())
    yield
    for name in lists:
        con.unregister(name)
