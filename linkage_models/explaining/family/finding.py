"""Finding the family unit that an explanation is of: by its number, its key, or a record in it."""

from dataclasses import dataclass

from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from linkage_models.explaining.records import ExplainError, RecordKey
from sources.tables import select_from

PACKAGE = "linkage_models.explaining.family"
_MOST_DIGITS = 18  # A number that fits the column; keys are longer.
# One sentence whatever the reason, which would tell who is withheld.
_NOT_HELD = "not among the records of this night: not delivered, or withheld"


@dataclass(frozen=True, kw_only=True)
class UnitsOfRecord:
    """The units of a record's person: as a member, and only living with the children there."""

    member_of: tuple[int, ...]
    lives_with: tuple[int, ...]


def has_table(con: DuckDBPyConnection, table: str) -> bool:
    """Whether a night has a table; older nights lack some."""
    schema, own_name = table.split(".")
    (found,) = select_from(
        con, PACKAGE, "has_table", of_schema=schema, of_table=own_name
    ).fetchall()
    return bool(found[0])


def find_unit(con: DuckDBPyConnection, text: str) -> int:
    """Find a family unit by its stable key or by its number of the night.

    Raises:
        ExplainError: the night has no such unit.
    """
    if has_table(con, "family.unit_key"):
        row = _first(con, "family.unit_key", "unit_key", text)
        if row:
            return int(str(row["unit_id"]))
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    if is_number and _first(con, "family.unit", "unit_id", int(text)):
        return int(text)
    msg = (
        f"the night has no family unit {text!r}: a unit goes by its key, or by its number, which "
        "is another one every night; --family-of finds the unit of a record"
    )
    raise ExplainError(msg)


def units_of(con: DuckDBPyConnection, key: RecordKey) -> UnitsOfRecord:
    """Find the family units of a record's person.

    Raises:
        ExplainError: the night does not hold the record; why is not told.
    """
    person = select_from(
        con, PACKAGE, "person_of_record", source=key.source, record_id=key.record_id
    ).fetchone()
    if person is None:
        msg = f"{key}: {_NOT_HELD}"
        raise ExplainError(msg)
    rows = select_from(con, PACKAGE, "unit_of_person", person_id=person[0]).fetchall()
    return UnitsOfRecord(
        member_of=tuple(unit for unit, is_member in rows if is_member),
        lives_with=tuple(unit for unit, is_member in rows if not is_member),
    )


def unit_row(con: DuckDBPyConnection, unit_id: int) -> dict[str, object]:
    """Return what a night says of a unit, with its key where the night keeps keys."""
    row = _first(con, "family.unit", "unit_id", unit_id)
    if has_table(con, "family.unit_key"):
        row |= _first(con, "family.unit_key", "unit_id", unit_id)
    return row


def _first(con: DuckDBPyConnection, table: str, column: str, value: str | int) -> dict[str, object]:
    """Return the row of a table that has a value, by column; empty where there is none."""
    found = con.table(table).filter(ColumnExpression(column) == ConstantExpression(value)).limit(1)
    row = found.fetchone()
    return dict(zip(found.columns, row, strict=True)) if row else {}
