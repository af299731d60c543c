"""What earlier nights knew of family units, beside tonight's tables.

Nothing here opens a file: whoever calls brings the rows. What becomes of them is in `assigning.py`.
"""

import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.identity.last_night import Recalled
from sources.tables import row_count, select_from

_PACKAGE = "linkage_models.family.identity"

# A member of a unit with the unit's key; also of those who were not delivered. Of a child the next
# night needs its carers, by their keys, and its homes: by them it tells why a unit changed. A child
# whose unit was joined with another has the key that ended besides.
UNIT_IDENTITY = pa.schema(
    [
        ("person_key", pa.string()),
        ("unit_key", pa.string()),
        ("key_since", pa.date32()),
        ("is_child", pa.bool_()),
        ("expected_on", pa.date32()),
        ("carers", pa.list_(pa.string())),
        ("homes", pa.list_(pa.string())),
        ("ended_key", pa.string()),
        ("ended_key_since", pa.date32()),
        ("last_seen", pa.date32()),
        ("is_present", pa.bool_()),
    ]
)


def remember_units(con: DuckDBPyConnection, recalled: Recalled) -> int:
    """Take over what earlier nights knew of units, once persons are remembered.

    Whoever may not be remembered as a person is not remembered as a member: `remember` comes first.

    Returns:
        How many members are known.
    """
    _take_over(con, "last_unit_identity", "known_member", recalled.units)
    _take_over(con, "last_unit", "member_before", recalled.units_before)
    return row_count(con, "family.last_unit_identity")


def _take_over(con: DuckDBPyConnection, name: str, select: str, recalled: pa.Table | None) -> None:
    rows = UNIT_IDENTITY.empty_table() if recalled is None else recalled
    con.register("recalled", rows.select(UNIT_IDENTITY.names))
    select_from(con, _PACKAGE, select).create(f"family.{name}")
    con.unregister("recalled")
