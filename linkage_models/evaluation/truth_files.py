"""The files of a truth, received as text: one of records, or a folder that knows families too.

What is wrong with them is said here, all of it at once; what they mean for the records that are
there is the business of `truth`.
"""

from collections.abc import Mapping
from pathlib import Path

from duckdb import CoalesceOperator, ColumnExpression, DuckDBPyConnection

from sources.conformed import ConformedColumn, ConformedTable
from sources.conformed_folder.counting import counted
from sources.conformed_folder.files import UnreadableFileError, find_file, open_file
from sources.conformed_folder.receiving import Received, receive
from sources.tables import select_from

_PACKAGE = "linkage_models.evaluation"

ROLES = (
    "mother",
    "father",
    "parent",
    "step_parent",
    "guardian",
    "grandparent_carer",
    "other_carer",
    "foster_carer",
)
"""What an adult can be to a child; of two that are said of one tie, the first holds."""


def _table(name: str, description: str, **columns: str) -> ConformedTable:
    return ConformedTable(
        name=name,
        description=description,
        key=(),
        columns=tuple(
            ConformedColumn(name=column, duckdb_type="varchar", description=words)
            for column, words in columns.items()
        ),
    )


RECORD = _table(
    "truth",
    "Which person a record is about.",
    record_id="As in the data.",
    person_id="The true person.",
    household_id="Their home.",
    excluded="True: withheld by its source, so that nobody could find it.",
)
PERSON = _table(
    "true_person",
    "What is known of a true person.",
    person_id="The true person.",
    household_id="Their home.",
    family_type="The kind of family that a child lives in.",
)
CARE_TIE = _table(
    "true_tie",
    "An adult who cares for a child.",
    child_id="The true person who is a child.",
    adult_id="The true person who cares for it.",
    role="What the adult is to the child.",
    residence="with_child or elsewhere.",
)
UNIT = _table(
    "true_unit",
    "Which family unit a child belongs to.",
    child_id="The true person who is a child.",
    unit_id="Its unit.",
    family_type="The kind of family.",
)
_OF_FAMILIES: Mapping[str, tuple[ConformedTable, tuple[str, ...]]] = {
    "person": (PERSON, ("person_id",)),
    "care_tie": (CARE_TIE, ("child_id", "adult_id", "role")),
    "unit": (UNIT, ("child_id", "unit_id")),
}
"""The further files of a folder, with the columns that each must have."""


def receive_truth(
    con: DuckDBPyConnection, path: Path, only_source: str | None, keep: tuple[str, ...]
) -> tuple[list[str], bool]:
    """Receive a truth into `received`.

    Args:
        con: a database in which a conformed folder is loaded, with an empty schema `received`.
        path: the file of records, or the folder.
        only_source: the source of all records, where there is but one.
        keep: further columns of records or persons to keep.

    Returns:
        What is wrong with it, and whether its records could be read at all.
    """
    try:
        problems = _receive_records(con, _file_of_records(path), only_source, keep)
        is_read = True
    except UnreadableFileError as error:
        problems, is_read = [str(error)], False
    folder = path if path.is_dir() else None
    return problems + _receive_families(con, folder, keep, is_read=is_read), is_read


def _file_of_records(path: Path) -> Path:
    what = "a CSV or Parquet of source, record_id, person_id"
    if path.is_dir():
        file = find_file(path, "record")
        if file is None:
            msg = f"there is no record in {path.name}: {what}"
            raise UnreadableFileError(msg)
        return file
    if not path.is_file():
        msg = f"there is no truth at {path.name}: {what}"
        raise UnreadableFileError(msg)
    return path


def _receive_records(
    con: DuckDBPyConnection, path: Path, only_source: str | None, keep: tuple[str, ...]
) -> list[str]:
    got = receive(con, RECORD, open_file(path), only_source, keep)
    if got is None:
        return [f"{path.name} holds nothing"]
    missing = [name for name in ("record_id", "person_id") if name not in got.columns]
    if only_source is None and "source" not in got.columns:
        missing.append("source")
    problems = [f"{path.name} lacks the columns {', '.join(missing)}"] if missing else []
    if "record_id" in got.columns and "source" not in missing:
        repeated = int(select_from(con, _PACKAGE, "truth_fact").fetchall()[0][2])
        if repeated:
            again = counted(repeated, "row names", "rows name")
            problems.append(f"{path.name}: {again} a source and record_id again")
    return problems


def _receive_families(
    con: DuckDBPyConnection, folder: Path | None, keep: tuple[str, ...], *, is_read: bool
) -> list[str]:
    """Receive persons, ties and units; without a folder they are empty."""
    problems: list[str] = []
    files: dict[str, Received] = {}
    if is_read:
        keep = tuple(name for name in keep if name not in con.table("received.truth").columns)
    for name, (table, needed) in _OF_FAMILIES.items():
        try:
            path = find_file(folder, name) if folder else None
            file = open_file(path) if path else None
            got = receive(con, table, file, "", keep if table is PERSON else ())
        except UnreadableFileError as error:
            problems.append(str(error))
            continue
        if got is None:
            continue
        files[name] = got
        missing = [column for column in needed if column not in got.columns]
        if missing:
            problems.append(f"{got.file} lacks the columns {', '.join(missing)}")
    if problems:
        return problems
    problems = _faults(con, files)
    if is_read and "person" in files and not problems:
        _describe_records(con)
    return problems


def _describe_records(con: DuckDBPyConnection) -> None:
    """Add what the truth says of persons to their records; a household of a record comes first."""
    records, persons = con.table("received.truth"), con.table("received.true_person")
    more = [name for name in persons.columns if name not in records.columns]
    home = ColumnExpression("household_id")
    joined = records.join(
        persons.select(
            ColumnExpression("person_id"), home.alias("home"), *map(ColumnExpression, more)
        ),
        "person_id",
        how="left",
    )
    own = [ColumnExpression(name) for name in records.columns if name != "household_id"]
    stated = CoalesceOperator(home, ColumnExpression("home")).alias("household_id")
    joined.select(*own, stated, *map(ColumnExpression, more)).create("received.described")
    con.execute("drop table received.truth")
    con.execute("alter table received.described rename to truth")


def _faults(con: DuckDBPyConnection, files: Mapping[str, Received]) -> list[str]:
    """Say what is wrong with rows of persons, ties and units, by file and count."""
    found = select_from(con, _PACKAGE, "truth_fault", roles=list(ROLES))
    counts = dict(zip(found.columns, found.fetchall()[0], strict=True))
    words = (
        ("person", "persons_again", "row names", "rows name", "a person again"),
        ("care_tie", "ties_incomplete", "row lacks", "rows lack", "the child or the adult"),
        ("care_tie", "ties_to_oneself", "row ties", "rows tie", "a person to itself"),
        ("care_tie", "ties_of_other_roles", "row has", "rows have", f"none of {', '.join(ROLES)}"),
        ("unit", "units_incomplete", "row lacks", "rows lack", "the child or the unit"),
        ("unit", "children_again", "child is", "children are", "in several units"),
    )
    problems = [
        f"{files[name].file}: {counted(counts[fault], one, many)} {rest}"
        for name, fault, one, many, rest in words
        if name in files and counts[fault]
    ]
    if "unit" in files and "care_tie" not in files:
        problems.append(f"{files['unit'].file} needs care_tie beside it: who the adults are")
    return problems
