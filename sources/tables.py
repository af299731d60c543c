"""Running our `.sql` files: one SELECT each, values bound, the result kept as a table."""

from collections.abc import Iterable
from importlib import resources

from duckdb import DuckDBPyConnection, DuckDBPyRelation


def select_from(
    con: DuckDBPyConnection, package: str, name: str, **values: object
) -> DuckDBPyRelation:
    """Run the SELECT in `<package>/<name>.sql` with values bound to its `$names`."""
    text = _text(package, name)
    return con.sql(text, params=values) if values else con.sql(text)


def create_table(
    con: DuckDBPyConnection, table: str, package: str, name: str, **values: object
) -> int:
    """Create a table from a SELECT file.

    Returns:
        How many rows it holds.
    """
    # In one statement: a relation with values bound would be held in memory as a whole first.
    con.execute(f"create table {table} as\n{_text(package, name)}", values or None)
    return row_count(con, table)


def row_count(con: DuckDBPyConnection, table: str) -> int:
    """Return how many rows a table or a view holds."""
    return len(con.sql(f"from {table}"))


def delete_of_source(
    con: DuckDBPyConnection,
    table: str,
    source: str,
    *,
    ends: Iterable[str] = (),
    listed: str = "",
) -> int:
    """Delete the rows of a source from a table.

    Args:
        con: the database in use.
        table: the table; it has a column `source`.
        source: the name of the source.
        ends: columns that name records.
        listed: a table of records; where it is named, only rows that name one of them at any of
            the `ends` go.

    Returns:
        How many rows went.
    """
    before = row_count(con, table)
    named = " or ".join(f"{end} in (from {listed})" for end in ends) or "false"
    which = f" and ({named})" if listed else ""
    con.execute(f"delete from {table} where source = ?{which}", [source])  # noqa: S608 - our names
    return before - row_count(con, table)


def load_macros(con: DuckDBPyConnection, package: str, name: str = "macros") -> None:
    """Create the macros of a package in the database in use."""
    con.execute(_text(package, name))


def _text(package: str, name: str) -> str:
    return (resources.files(package) / f"{name}.sql").read_text("utf-8")
