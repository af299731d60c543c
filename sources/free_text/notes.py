"""The notes of a source, read in the warehouse: statuses and mentions of children beside them.

Every text is read once, however many records have it. Texts stay in the connection: none is
logged, and no error tells one.
"""

from collections.abc import Mapping

import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from sources.free_text.reading import NoteReading, read_note
from sources.tables import row_count, select_from

_PACKAGE = "sources.free_text"

_READING = pa.schema(
    {"text": pa.string(), "status": pa.string(), "dependent_children": pa.int32()},
)
_MENTION = pa.schema(
    {
        "text": pa.string(),
        "given_name": pa.string(),
        "age": pa.int32(),
        "age_unit": pa.string(),
        "residence": pa.string(),
    }
)


def read_notes(con: DuckDBPyConnection, source: str) -> Mapping[str, int]:
    """Read the notes of a source into `parental_status` and `child_mention`.

    Returns:
        Rows added, by conformed table; nothing for a source without notes.
    """
    notes = con.table("conformed.family_note")
    of_source = ColumnExpression("source") == ConstantExpression(source)
    own = notes.filter(of_source).select("text").distinct().order("text")
    texts = [text for (text,) in own.fetchall()]
    if not texts:
        return {}
    readings = {text: read_note(text) for text in texts}
    con.register("note_reading", _table_of_readings(readings))
    con.register("note_mention", _table_of_mentions(readings))
    added = {
        "child_mention": _add(con, "child_mention", "child_mention", source),
        "parental_status": _add(con, "parental_status", "note_status", source),
    }
    con.unregister("note_reading")
    con.unregister("note_mention")
    return added


def _add(con: DuckDBPyConnection, table: str, select: str, source: str) -> int:
    target = f"conformed.{table}"
    before = row_count(con, target)
    rows = select_from(con, _PACKAGE, select, source=source)
    rows.insert_into(target)
    return row_count(con, target) - before


def _table_of_readings(readings: Mapping[str, NoteReading]) -> pa.Table:
    rows = [
        {"text": text, "status": each.status, "dependent_children": each.dependent_children}
        for text, each in readings.items()
    ]
    return pa.Table.from_pylist(rows, schema=_READING)


def _table_of_mentions(readings: Mapping[str, NoteReading]) -> pa.Table:
    rows = [
        {"text": text, **vars(mention)}
        for text, each in readings.items()
        for mention in each.mentions
    ]
    return pa.Table.from_pylist(rows, schema=_MENTION)
