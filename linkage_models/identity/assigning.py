"""From tonight's persons to the keys they are known by, and what changed since the night before.

Counting goes by `person_id`, the number of a person within the night: the same deliveries give the
same counts, whatever the keys are. Reading another night's file is no business of this module.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.identity.keys import MakeKeys, pair_off, random_keys
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
    recalled of earlier nights: all that is still needed of it is in `linkage.identity`.
    """
    persons_known = _name_persons(con, as_at, make_keys)
    since = as_at - remembered_for
    records = create_table(
        con, "linkage.identity", _PACKAGE, "identity", as_at=as_at, remembered_since=since
    )
    _tell_changes(con)
    for name in ("last_identity", "last_person_record"):
        con.execute(f"drop table linkage.{name}")
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
    taken = pair_off(shared["person_id"].to_numpy(), shared["key_number"].to_numpy())
    known = shared.select(["person_id", "person_key", "key_since"]).take(taken)
    everybody = con.table("linkage.person_record").select("person_id").distinct().fetchnumpy()
    strangers = np.setdiff1d(everybody["person_id"], known["person_id"].to_numpy())
    named = pa.table(
        [
            pa.array(strangers, pa.int64()),
            pa.array(make_keys(len(strangers)), pa.string()),
            pa.repeat(pa.scalar(as_at, pa.date32()), len(strangers)),
        ],
        schema=known.schema,
    )
    everyone = pa.concat_tables([known, named]).sort_by("person_id")
    con.from_arrow(everyone).create("linkage.person_key")
    return len(taken)


def _tell_changes(con: DuckDBPyConnection) -> None:
    work = ("known_record", "moved")
    for name in work:
        create_table(con, f"linkage.{name}", _PACKAGE, name)
    create_table(con, "linkage.person_change", _PACKAGE, "person_change")
    for name in work:
        con.execute(f"drop table linkage.{name}")
