"""Laying out what every source is landed in and mapped to, in an empty database."""

from duckdb import DuckDBPyConnection

from sources.landing import create_raw
from sources.mapping import create_conformed
from sources.rules import quoted
from sources.tables import load_macros

SCHEMAS = ("raw", "typed", "conformed")
PACKAGES_WITH_MACROS = (
    "sources",
    "sources.generic",
    "sources.school",
    "sources.gp.fhir",
    "sources.adult_mental_health.mhsds",
    "sources.childrens_social_care.annex_a",
)
"""Where macros lie: those that every source shares come first, because others are made of them."""


def create_schemas(con: DuckDBPyConnection, *names: str) -> None:
    """Create schemas by their names."""
    for name in names:
        con.execute(f"create schema {quoted(name)}")


def lay_out_sources(con: DuckDBPyConnection) -> None:
    """Create the schemas, the macros and the tables that all sources fill."""
    create_schemas(con, *SCHEMAS)
    for package in PACKAGES_WITH_MACROS:
        load_macros(con, package)
    create_raw(con)
    create_conformed(con)
