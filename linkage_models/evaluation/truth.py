"""Reading a truth: which person each record of a labelled set is about, and who is whose family.

A truth may cover a part of the records; only those are judged. It is never shown to the model.
Which files it may be is declared in `truth_files`.
"""

from dataclasses import dataclass
from pathlib import Path

from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.families.judging import TrueFamilies
from linkage_models.evaluation.truth_files import ROLES, receive_truth
from sources.rules import quoted
from sources.tables import create_table, load_macros, row_count, select_from

_PACKAGE = "linkage_models.evaluation"

ALWAYS_GROUPED = ("imd_decile",)
"""Columns that persons are grouped by wherever they are."""
_TRAITS_FROM = ("received.truth", "conformed.other_column", "conformed.person_record")


@dataclass(frozen=True, kw_only=True)
class TruthOfFamilies:
    """What a truth says of families: ties, children, units, and all people in them.

    Nobody can find `without_record`: of these people no record is judged.
    """

    ties: int
    children: int
    units: int
    persons: int
    without_record: int


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What a truth covers.

    `records` are judged; `withheld` are restricted and never linked; `not_in_data` and
    `without_person` cannot be judged. `households_from` says how people of one household are known;
    without `household_id` and without addresses they are not. `families` is nothing
    where no tie is told.
    """

    records: int
    persons: int
    withheld: int
    not_in_data: int
    without_person: int
    households_from: str | None
    groups: tuple[str, ...]
    families: TruthOfFamilies | None = None


def read_truth(con: DuckDBPyConnection, path: Path, groups: tuple[str, ...] = ()) -> Truth:
    """Read a truth into `labelled.truth`, `tie` and `unit`, and what its people are grouped by.

    Args:
        con: a database in which a conformed folder is loaded.
        path: CSV or Parquet of records, or a folder with `record` and what is known of families.
        groups: further columns, of the truth or of `person_record`, to judge groups by.

    Raises:
        TruthError: the truth cannot be used; every problem is named.
    """
    con.execute("drop schema if exists labelled cascade")
    con.execute("create schema labelled")
    _make_room(con)
    load_macros(con, _PACKAGE)
    wanted = tuple(dict.fromkeys((*ALWAYS_GROUPED, *groups)))
    sources = con.table("conformed.person_record").select("source").distinct().limit(2).fetchall()
    only_source = str(sources[0][0]) if len(sources) == 1 else None
    problems, is_read = receive_truth(con, path, only_source, wanted)
    problems += _groups_missing(con, groups) if is_read else []
    facts = select_from(con, _PACKAGE, "truth_fact").fetchall()[0] if not problems else (0,) * 6
    rows, without_person, _, in_data, withheld, persons = map(int, facts)
    if not problems and not persons:
        problems.append(
            f"{path.name}: none of its {rows:,} rows names a record of the data and its person"
        )
    if problems:
        raise TruthError("\n".join(problems))
    create_table(con, "labelled.truth", _PACKAGE, "truth")
    create_table(con, "labelled.tie", _PACKAGE, "true_tie", roles=list(ROLES))
    create_table(con, "labelled.unit", _PACKAGE, "true_unit")
    create_table(con, "labelled.trait", _PACKAGE, "trait")
    grouped = _add_traits(con, wanted)
    create_table(con, "labelled.person_trait", _PACKAGE, "person_trait")
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
        families=_of_families(con),
    )


def true_families(con: DuckDBPyConnection) -> TrueFamilies:
    """Return the families of the truth that was read."""
    return TrueFamilies(
        records=con.table("labelled.truth")
        .select("source", "record_id", "person_id")
        .to_arrow_table(),
        ties=con.table("labelled.tie").to_arrow_table(),
        units=con.table("labelled.unit").to_arrow_table(),
        traits=con.table("labelled.person_trait")
        .select("person_id", "dimension", "grp")
        .to_arrow_table(),
    )


def _of_families(con: DuckDBPyConnection) -> TruthOfFamilies | None:
    if not row_count(con, "labelled.tie"):
        return None
    told = select_from(con, _PACKAGE, "truth_of_families")
    return TruthOfFamilies(**dict(zip(told.columns, told.fetchall()[0], strict=True)))


def faults_of_truth(con: DuckDBPyConnection, path: Path) -> list[str]:
    """Say what is wrong with a truth by itself, where the data it is about cannot be used.

    Args:
        con: a database in which a conformed folder was to be loaded.
        path: the file or folder.
    """
    _make_room(con)
    load_macros(con, _PACKAGE)
    # Which sources there are is not known, so a missing one is no fault yet.
    problems, _ = receive_truth(con, path, "", ())
    con.execute("drop schema received cascade")
    return problems


def _make_room(con: DuckDBPyConnection) -> None:
    """Make an empty `received`: a truth that was refused before may have left tables in it."""
    con.execute("drop schema if exists received cascade")
    con.execute("create schema received")


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
