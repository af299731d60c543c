"""Reading a truth: which person each record of a labelled set is about.

A truth may cover a part of the records; only those are judged. It is never shown to the model.
"""

from dataclasses import dataclass
from pathlib import Path

from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from linkage_models.evaluation.errors import TruthError
from sources.conformed import ConformedColumn, ConformedTable
from sources.conformed_folder.counting import counted
from sources.conformed_folder.files import UnreadableFileError, open_file
from sources.conformed_folder.receiving import receive
from sources.rules import quoted
from sources.tables import create_table, load_macros, row_count, select_from

_PACKAGE = "linkage_models.evaluation"

TRUTH = ConformedTable(
    name="truth",
    description="Which person a record is about.",
    key=("source", "record_id"),
    columns=(
        ConformedColumn(name="record_id", duckdb_type="varchar", description="As in the data."),
        ConformedColumn(name="person_id", duckdb_type="varchar", description="The true person."),
        ConformedColumn(name="household_id", duckdb_type="varchar", description="Their home."),
    ),
)
ALWAYS_GROUPED = ("imd_decile",)
"""Columns that persons are grouped by wherever they are."""
_TRAITS_FROM = ("received.truth", "conformed.other_column", "conformed.person_record")


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What a truth covers.

    `records` are judged; `withheld` are restricted and never linked; `not_in_data` and
    `without_person` cannot be judged. `households_from` says how people of one household are known;
    without `household_id` and without addresses they are not.
    """

    records: int
    persons: int
    withheld: int
    not_in_data: int
    without_person: int
    households_from: str | None
    groups: tuple[str, ...]


def read_truth(con: DuckDBPyConnection, path: Path, groups: tuple[str, ...] = ()) -> Truth:
    """Read a truth into `labelled.truth`, and what its records are grouped by.

    Args:
        con: a database in which a conformed folder is loaded.
        path: CSV or Parquet.
        groups: further columns, of the truth or of `person_record`, to judge groups by.

    Raises:
        TruthError: the truth cannot be used; every problem is named.
    """
    con.execute("drop schema if exists labelled cascade")
    con.execute("create schema labelled")
    con.execute("create schema if not exists received")
    load_macros(con, _PACKAGE)
    wanted = tuple(dict.fromkeys((*ALWAYS_GROUPED, *groups)))
    sources = con.table("conformed.person_record").select("source").distinct().limit(2).fetchall()
    problems = _receive(con, path, str(sources[0][0]) if len(sources) == 1 else None, groups)
    facts = select_from(con, _PACKAGE, "truth_fact").fetchall()[0] if not problems else (0,) * 6
    rows, without_person, _, in_data, withheld, persons = map(int, facts)
    if not problems and not persons:
        problems.append(
            f"{path.name}: none of its {rows:,} rows names a record of the data and its person"
        )
    if problems:
        raise TruthError("\n".join(problems))
    create_table(con, "labelled.truth", _PACKAGE, "truth")
    create_table(con, "labelled.trait", _PACKAGE, "trait")
    grouped = _add_traits(con, wanted)
    con.execute("drop schema received cascade")
    households_from = _find_homes(con)
    return Truth(
        records=in_data - withheld,
        persons=persons,
        withheld=withheld,
        not_in_data=rows - without_person - in_data,
        without_person=without_person,
        households_from=households_from,
        groups=grouped,
    )


def faults_of_truth(con: DuckDBPyConnection, path: Path) -> list[str]:
    """Say what is wrong with a truth by itself, where the data it is about cannot be used.

    Args:
        con: a database in which a conformed folder was to be loaded.
        path: CSV or Parquet.
    """
    con.execute("create schema if not exists received")
    load_macros(con, _PACKAGE)
    # Which sources there are is not known, so a missing one is no fault yet.
    problems = _receive(con, path, "", ())
    con.execute("drop schema received cascade")
    return problems


def _receive(
    con: DuckDBPyConnection, path: Path, only_source: str | None, groups: tuple[str, ...]
) -> list[str]:
    """Receive a truth into `received.truth`, and say what is wrong with it."""
    if not path.is_file():
        what = "a CSV or Parquet of source, record_id, person_id"
        return [f"there is no truth at {path.name}: {what}"]
    wanted = tuple(dict.fromkeys((*ALWAYS_GROUPED, *groups)))
    try:
        got = receive(con, TRUTH, open_file(path), only_source, wanted)
    except UnreadableFileError as error:
        return [str(error)]
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
    return problems + _groups_missing(con, groups)


def _find_homes(con: DuckDBPyConnection) -> str | None:
    """Find the households of persons in `labelled.home`, and say where from."""
    for name, words in (
        ("stated_home", "the truth"),
        ("shared_home", "addresses that records share"),
    ):
        con.execute("drop table if exists labelled.home")
        create_table(con, "labelled.home", _PACKAGE, name)
        if row_count(con, "labelled.home"):
            return words
    return None


def _table_of(con: DuckDBPyConnection, name: str) -> str | None:
    """Find the column that persons are grouped by: the truth's, or else that of their records."""
    for table in _TRAITS_FROM:
        if name in con.table(table).columns:
            return table
    return None


def _groups_missing(con: DuckDBPyConnection, groups: tuple[str, ...]) -> list[str]:
    missing = [name for name in groups if _table_of(con, name) is None]
    words = "neither the truth nor person_record has the columns"
    return [f"{words} {', '.join(missing)}"] if missing else []


def _add_traits(con: DuckDBPyConnection, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Add the columns that persons are grouped by, of those that are there."""
    found = []
    for name in wanted:
        table = _table_of(con, name)
        if table is None:
            continue
        column = ColumnExpression(quoted(name))
        con.table(table).filter(column.isnotnull()).select(
            "source",
            "record_id",
            ConstantExpression(name).alias("dimension"),
            column.cast("varchar").alias("grp"),
        ).insert_into("labelled.trait")
        found.append(name)
    return tuple(found)
