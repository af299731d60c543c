"""The two records that an explanation is of: how they are named, and whether one can be given."""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from sources.tables import select_from

_PACKAGE = "linkage_models.explaining"
# One sentence whatever the reason, which would tell who is withheld.
_NOT_LINKED = (
    "not among the records that this night may link: not delivered, withheld, or too little to go "
    "by (a record needs two of first name, surname, date of birth, NHS number or UPN, and phone or "
    "e-mail, or a first name and a home, and is about somebody who is born)"
)


class ExplainError(ValueError):
    """Nothing can be explained of the records that were named; every reason is told."""


@dataclass(frozen=True, kw_only=True, order=True)
class RecordKey:
    """What a record is called: its source, and its id there."""

    source: str
    record_id: str

    def __str__(self) -> str:
        """Write the key as it is typed."""
        return f"{self.source}:{self.record_id}"


@dataclass(frozen=True, kw_only=True)
class LinkedRecord:
    """A record that took part in linkage: its number, and its person."""

    key: RecordKey
    number: int
    person_id: int


def record_key(text: str) -> RecordKey:
    """Read a record's key, `source:record_id`; an id may hold further colons.

    Raises:
        ExplainError: there is no colon, or nothing on one side of it.
    """
    source, _, record_id = text.partition(":")
    if not source or not record_id:
        msg = f"{text!r} is no record: write source:record_id, such as gp:12345"
        raise ExplainError(msg)
    return RecordKey(source=source, record_id=record_id)


def find_records(
    con: DuckDBPyConnection, left: RecordKey, right: RecordKey
) -> tuple[LinkedRecord, LinkedRecord]:
    """Find two records in a night, the one with the lower number first, as pairs are kept.

    Raises:
        ExplainError: they are one record, or one was not linked; why is not told.
    """
    if left == right:
        msg = f"{left} is named twice: a pair is of two records"
        raise ExplainError(msg)
    rows = select_from(
        con,
        _PACKAGE,
        "record",
        source_l=left.source,
        record_id_l=left.record_id,
        source_r=right.source,
        record_id_r=right.record_id,
    ).fetchall()
    found = {RecordKey(source=row[0], record_id=row[1]): row[2:] for row in rows}
    problems = [f"{key}: {_NOT_LINKED}" for key in (left, right) if key not in found]
    if problems:
        raise ExplainError("\n".join(problems))
    first, second = sorted(
        (
            LinkedRecord(key=key, number=found[key][0], person_id=found[key][1])
            for key in (left, right)
        ),
        key=lambda record: record.number,
    )
    return first, second
