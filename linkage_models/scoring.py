"""Scoring: a trained model turns a table of records into weighed pairs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection
from splink import DuckDBAPI, Linker, SettingsCreator

from linkage_models.model import Json, LinkageModel
from linkage_models.thresholds import Threshold


def linker_of(
    con: DuckDBPyConnection, model: LinkageModel, settings: Json | SettingsCreator
) -> Linker:
    """Give Splink a model's table.

    Its checks of settings only warn, and of one pair take longer than its weighing: what matters is
    raised by us.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(con)
    return Linker(
        api.register(con.table(model.table)), settings, log_level=None, validate_settings=False
    )


def score(
    con: DuckDBPyConnection, model: LinkageModel, trained: Json, least: Threshold, table: str
) -> int:
    """Score the candidate pairs of a model's table and keep those worth keeping.

    Returns:
        How many pairs were kept, in `table`.
    """
    with work_tables_dropped(con, table.rsplit(".", 1)[-1]):
        linker = linker_of(con, model, dict(trained))
        predictions = linker.inference.predict(threshold_match_weight=least.weight)
        con.table(predictions.physical_name).create(table)
    return len(con.table(table))


@contextmanager
def work_tables_dropped(con: DuckDBPyConnection, *keep: str) -> Iterator[None]:
    """Drop what Splink leaves in the database it is connected to: work tables, names included."""
    before = set(_tables(con))
    try:
        yield
    finally:
        _drop_work_tables(con, before | set(keep))


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
