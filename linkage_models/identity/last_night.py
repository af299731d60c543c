"""What the last night knew, beside tonight's tables: created empty, filled where there is one.

Nothing here opens a file: whoever calls brings the rows. What becomes of them is in `assigning.py`.
"""

from dataclasses import asdict, dataclass
from datetime import date

import pyarrow as pa
from duckdb import DuckDBPyConnection

from sources.tables import row_count, select_from

_PACKAGE = "linkage_models.identity"

_KEY = [("source", pa.string()), ("record_id", pa.string())]
_PERSON = [*_KEY, ("person_key", pa.string())]

# A record with its person's key; also of records that were not delivered.
IDENTITY = pa.schema(
    [
        *_PERSON,
        ("key_since", pa.date32()),
        ("last_seen", pa.date32()),
        ("is_present", pa.bool_()),
    ]
)
_TABLES = {
    # Whose keys go on tonight.
    "last_identity": IDENTITY,
    # Who was whom on the night before: existing links are kept by it, changes are told against it.
    "last_person_record": pa.schema([*_PERSON, ("is_present", pa.bool_())]),
    # Which earlier nights were looked at, and what was wrong with them.
    "last_night": pa.schema(
        [
            ("night", pa.date32()),
            ("problem", pa.string()),
            ("persons_continue", pa.bool_()),
            ("links_are_kept", pa.bool_()),
            ("has_same_model", pa.bool_()),
            ("has_same_family_model", pa.bool_()),
        ]
    ),
    # Records that may not be remembered, whether they come back or not.
    "forgotten": pa.schema(_KEY),
}


@dataclass(frozen=True, kw_only=True)
class EarlierNight:
    """An earlier night that was looked at: what it is used for, or why it is not."""

    night: date
    problem: str | None = None
    persons_continue: bool = False
    links_are_kept: bool = False
    has_same_model: bool = False
    has_same_family_model: bool = False


@dataclass(frozen=True, kw_only=True)
class Recalled:
    """What is known from earlier nights, as rows of `linkage.identity` and `family.unit_identity`.

    Keys go on from `persons` and `units`. `links` and `units_before` are of the night before
    tonight's date, and so the same when a night is built again; the two differ only then.
    """

    persons: pa.Table | None = None
    links: pa.Table | None = None
    units: pa.Table | None = None
    units_before: pa.Table | None = None
    nights: tuple[EarlierNight, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """How much is known from earlier nights, and how many of them could not be read."""

    records_known: int
    records_of_the_night_before: int
    records_forgotten: int
    nights_not_read: int


def lay_out(con: DuckDBPyConnection) -> None:
    """Create the tables of the last night, empty: the first night has none before it."""
    for name, schema in _TABLES.items():
        con.from_arrow(schema.empty_table()).create(f"linkage.{name}")


def forget(con: DuckDBPyConnection, records: pa.Table) -> None:
    """Let tonight remember nothing of records, by their source and record id.

    Asked for before earlier nights are recalled. The persons go on by the other records they have.
    """
    _insert(con, "forgotten", records)


def remember(con: DuckDBPyConnection, recalled: Recalled) -> Remembered:
    """Take over what earlier nights knew, once tonight's records are mapped and none is linked."""
    known = _take_over(con, "last_identity", recalled.persons)
    before = _take_over(con, "last_person_record", recalled.links)
    told = pa.Table.from_pylist([asdict(each) for each in recalled.nights], _TABLES["last_night"])
    _insert(con, "last_night", told)
    con.execute("drop table linkage.forgotten")  # Nor is it kept who was to be forgotten.
    return Remembered(
        records_known=known,
        records_of_the_night_before=before,
        records_forgotten=_rows(recalled.persons) - known,
        nights_not_read=sum(each.problem is not None for each in recalled.nights),
    )


def _take_over(con: DuckDBPyConnection, name: str, recalled: pa.Table | None) -> int:
    if recalled is None:
        return 0
    con.register("recalled", recalled)
    columns = _TABLES[name].names
    select_from(con, _PACKAGE, "remembered").select(*columns).insert_into(f"linkage.{name}")
    con.unregister("recalled")
    return row_count(con, f"linkage.{name}")


def _insert(con: DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    con.from_arrow(rows.select(_TABLES[name].names)).insert_into(f"linkage.{name}")


def _rows(table: pa.Table | None) -> int:
    return 0 if table is None else int(table.num_rows)
