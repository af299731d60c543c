"""Laying out what every source is landed in and mapped to, in an empty database."""

from duckdb import DuckDBPyConnection

from sources.landing import create_raw
from sources.mapping import create_conformed
from sources.rules import quoted
from sources.tables import load_macros

SCHEMAS = ("raw", "typed", "conformed")


def create_schemas(con: DuckDBPyConnection, *names: str) -> None:
    """Create schemas by their names."""
    for name in names:
        con.execute(f"create schema {quoted(name)}")


def lay_out_sources(con: DuckDBPyConnection) -> None:
    """Create the schemas, the macros and the tables that all sources fill."""
    create_schemas(con, *SCHEMAS)
    load_macros(con, "sources")
    load_macros(con, "sources.generic")
    load_macros(con, "sources.school")
    create_raw(con)
    create_conformed(con)
