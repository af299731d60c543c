"""The record ids of children on lists without ids: asked of the macro that mapping uses.

A second spelling of it in Python would drift from the first.
"""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from sources.school.class_list import CLASS_LIST
from sources.tables import load_macros

_COLUMNS = (
    "CHILD_NHS_NUMBER",
    "CHILD_FIRST_NAME",
    "CHILD_LAST_NAME",
    "CHILD_DATE_OF_BIRTH",
    "CHILD_POSTCODE",
)


def record_ids(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the id of each row's child."""
    if not rows:
        return []
    con = duckdb.connect(config={"threads": 1})
    load_macros(con, "sources")
    load_macros(con, "sources.generic")
    texts = {name: pa.array([row[name] or None for row in rows], pa.string()) for name in _COLUMNS}
    listed = con.from_arrow(pa.table({**texts, "place": pa.array(range(len(rows)), pa.int64())}))
    number, given, family, birth, postcode = (ColumnExpression(name) for name in _COLUMNS)
    day = FunctionExpression(
        "try_strptime", birth, ConstantExpression(list(CLASS_LIST.date_formats))
    ).cast("date")
    names = FunctionExpression("list_value", given, family)
    built = FunctionExpression("built_id", number, names, day, postcode).alias("id")
    ids = listed.select(ColumnExpression("place"), built).order("place").fetchall()
    con.close()
    return [record_id for _, record_id in ids]
