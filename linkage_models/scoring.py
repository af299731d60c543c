"""Scoring: a trained model turns a table of records into weighed pairs."""

import logging

from duckdb import DuckDBPyConnection
from splink import DuckDBAPI, Linker, SettingsCreator

from linkage_models.model import Json, LinkageModel
from linkage_models.thresholds import Threshold


def linker_of(
    con: DuckDBPyConnection, model: LinkageModel, settings: Json | SettingsCreator
) -> Linker:
    """Give Splink a model's table. Its warnings are dropped: what matters is raised by us."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(con)
    return Linker(api.register(con.table(model.table)), settings, log_level=None)


def score(
    con: DuckDBPyConnection, model: LinkageModel, trained: Json, least: Threshold, table: str
) -> int:
    """Score the candidate pairs of a model's table and keep those worth keeping.

    Splink leaves its work tables, names included, in the database it is connected to; they are
    dropped here.

    Returns:
        How many pairs were kept, in `table`.
    """
    before = set(_tables(con))
    linker = linker_of(con, model, dict(trained))
    predictions = linker.inference.predict(threshold_match_weight=least.weight)
    con.table(predictions.physical_name).create(table)
    _drop_work_tables(con, before | {table.rsplit(".", 1)[-1]})
    return len(con.table(table))


def _tables(con: DuckDBPyConnection) -> list[str]:
    return [
        name
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where database_name = current_database()"
            " union all select view_name from duckdb_views() where not internal"
        ).fetchall()
    ]


def _drop_work_tables(con: DuckDBPyConnection, keep: set[str]) -> None:
    views = {
        name
        for (name,) in con.execute(
            "select view_name from duckdb_views() where not internal"
        ).fetchall()
    }
    for name in sorted(set(_tables(con)) - keep):
        kind = "view" if name in views else "table"
        con.execute(f'drop {kind} if exists "{name}"')
