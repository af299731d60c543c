"""Running our `.sql` files: one SELECT each, values bound, the result kept as a table."""

from importlib import resources

from duckdb import DuckDBPyConnection, DuckDBPyRelation


def select_from(
    con: DuckDBPyConnection, package: str, name: str, **values: object
) -> DuckDBPyRelation:
    """Run the SELECT in `<package>/<name>.sql` with values bound to its `$names`."""
    text = (resources.files(package) / f"{name}.sql").read_text("utf-8")
    return con.sql(text, params=values) if values else con.sql(text)


def create_table(
    con: DuckDBPyConnection, table: str, package: str, name: str, **values: object
) -> int:
    """Create a table from a SELECT file.

    Returns:
        How many rows it holds.
    """
    select_from(con, package, name, **values).create(table)
    return row_count(con, table)


def row_count(con: DuckDBPyConnection, table: str) -> int:
    """Return how many rows a table holds."""
    return len(con.table(table))


def load_macros(con: DuckDBPyConnection, package: str, name: str = "macros") -> None:
    """Create the macros of a package in the database in use."""
    con.execute((resources.files(package) / f"{name}.sql").read_text("utf-8"))
