"""From tonight's persons to the keys they are known by, and what changed since the night before.

Counting goes by `person_id`, the number of a person within the night: the same deliveries give the
same counts, whatever the keys are. Reading another night's file is no business of this module.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from duckdb import DuckDBPyConnection

from linkage_models.identity.keys import MakeKeys, random_keys
from linkage_models.identity.naming import name_all
from sources.tables import create_table, row_count, select_from

_PACKAGE = "linkage_models.identity"

# How long a record that is no longer delivered keeps its key. Who leaves a school or a service and
# comes back mostly does so within two years; longer than it is of use nothing may be kept.
REMEMBERED_FOR = timedelta(days=730)


@dataclass(frozen=True, kw_only=True)
class Continued:
    """How tonight's persons go on from earlier nights, and what changed since the night before."""

    persons: int
    persons_known: int
    records_absent: int
    new: int
    merged: int
    split: int
    gone: int
    returned: int


def continue_persons(
    con: DuckDBPyConnection,
    as_at: date,
    *,
    make_keys: MakeKeys = random_keys,
    remembered_for: timedelta = REMEMBERED_FOR,
) -> Continued:
    """Give each of tonight's persons a key: a known one where it shares most records with it.

    Makes `linkage.person_key`, `linkage.identity` and `linkage.person_change`, and drops what was
    recalled of earlier nights: all that is still needed of it is in `linkage.identity`, but for
    `linkage.followed_key`, by which family units find those who have another key now, and
    `linkage.last_person_record`, without which the night could not be linked again as it was.
    """
    persons_known = _name_persons(con, as_at, make_keys)
    since = as_at - remembered_for
    records = create_table(
        con, "linkage.identity", _PACKAGE, "identity", as_at=as_at, remembered_since=since
    )
    _tell_changes(con)
    con.execute("drop table linkage.last_identity")
    changes = dict(
        con.table("linkage.person_change").aggregate("change, count(*)", "change").fetchall()
    )
    return Continued(
        persons=row_count(con, "linkage.person_key"),
        persons_known=persons_known,
        records_absent=records - row_count(con, "linkage.person_record"),
        **{each: changes.get(each, 0) for each in ("new", "merged", "split", "gone", "returned")},
    )


def _name_persons(con: DuckDBPyConnection, as_at: date, make_keys: MakeKeys) -> int:
    """Make `linkage.person_key`; say how many of the keys were known already."""
    shared = select_from(con, _PACKAGE, "overlap").to_arrow_table()
    everybody = con.table("linkage.person_record").select("person_id").distinct().fetchnumpy()
    named = name_all(shared, np.asarray(everybody["person_id"]), as_at, make_keys)
    con.from_arrow(named.keys).create("linkage.person_key")
    create_table(con, "linkage.followed_key", _PACKAGE, "followed_key")
    return named.known


def _tell_changes(con: DuckDBPyConnection) -> None:
    work = ("known_record", "moved")
    for name in work:
        create_table(con, f"linkage.{name}", _PACKAGE, name)
    create_table(con, "linkage.person_change", _PACKAGE, "person_change")
    for name in work:
        con.execute(f"drop table linkage.{name}")
