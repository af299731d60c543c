"""Finding the person that an officer asks for: by a record, a number, or name, birth and postcode.

What is told of the person is bound to a SELECT and kept nowhere: no error, no log and no result
repeats it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import groupby

import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.explaining.records import RecordKey
from pipelines.refusal import NotAllowedError
from sources.tables import select_from

_PACKAGE = "pipelines.subjects.sql"
_KEY = pa.schema([("source", pa.string()), ("record_id", pa.string())])


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an officer was told of a person; what is not known is left out."""

    source: str | None = field(default=None, repr=False)
    record_id: str | None = field(default=None, repr=False)
    nhs_number: str | None = field(default=None, repr=False)
    upn: str | None = field(default=None, repr=False)
    given_name: str | None = field(default=None, repr=False)
    family_name: str | None = field(default=None, repr=False)
    date_of_birth: date | None = field(default=None, repr=False)
    postcode: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse what would fit many people.

        Raises:
            NotAllowedError: neither a record, nor a number, nor a surname with a date of birth.
        """
        is_enough = (
            (self.source and self.record_id)
            or self.nhs_number
            or self.upn
            or (self.family_name and self.date_of_birth)
        )
        if not is_enough:
            msg = "say a record, an NHS number, a UPN, or a surname with a date of birth"
            raise NotAllowedError(msg)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A person as a night knows them: by a key, and by the records that are theirs."""

    key: str
    records: tuple[RecordKey, ...]


def find_subjects(con: DuckDBPyConnection, told: Told) -> tuple[Subject, ...]:
    """Return the persons of a night that all that is told fits, with all their records."""
    values = asdict(told)
    if told.nhs_number:
        values["nhs_number"] = "".join(each for each in told.nhs_number if each.isdigit())
    found = select_from(con, _PACKAGE, "matching", **values).to_arrow_table()
    con.register("matching_record", found)
    rows = select_from(con, _PACKAGE, "person_record").fetchall()
    con.unregister("matching_record")
    return tuple(
        Subject(
            key=key,
            records=tuple(RecordKey(source=row[1], record_id=row[2]) for row in of),
        )
        for key, of in groupby(rows, key=lambda row: str(row[0]))
    )


def numbers_of(con: DuckDBPyConnection, records: Iterable[RecordKey]) -> Sequence[tuple[str, str]]:
    """Return the NHS numbers and UPNs that are this person's and nobody else's in a night."""
    con.register("subject_record", table_of(records))
    rows = select_from(con, _PACKAGE, "number").fetchall()
    con.unregister("subject_record")
    return [(str(kind), str(number)) for kind, number in rows]


def table_of(records: Iterable[RecordKey]) -> pa.Table:
    """Return record keys as a table."""
    return pa.Table.from_pylist([asdict(each) for each in records], _KEY)


def one_subject(con: DuckDBPyConnection, told: Told) -> Subject:
    """Return the one person that is asked for.

    Raises:
        NotAllowedError: none fits, or several do.
    """
    found = find_subjects(con, told)
    if len(found) != 1:
        how_many = f"{len(found)} persons fit" if found else "nobody fits"
        msg = f"{how_many} what is told, in this night: nothing was decided"
        raise NotAllowedError(msg)
    return found[0]
