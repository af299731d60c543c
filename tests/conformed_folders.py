"""Folders of tables in the conformed shape, written and read as a test needs them."""

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from sources.conformed_folder import Loaded, load_conformed

PEOPLE = (
    "record_id,given_name,family_name,date_of_birth\n1,Ann,Hale,1990-01-02\n2,Bob,Hale,1991-03-04\n"
)


def write(folder: Path, **files: str) -> Path:
    """Write tables as CSV files; a table is called by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def load(folder: Path, keep: tuple[str, ...] = ()) -> tuple[DuckDBPyConnection, Loaded]:
    """Load a folder into a database in memory."""
    con = duckdb.connect(config={"threads": 1})
    return con, load_conformed(con, folder, keep)
