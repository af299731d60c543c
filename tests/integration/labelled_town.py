"""A town in the conformed shape with a truth of its persons, and the command that judges it."""

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import steps
from pipelines.config import load_config
from pipelines.deliveries.finding import find_deliveries
from tests.conftest import Town
from tests.integration.support import AS_AT, ROOT, Outcome, Place

_TABLES = ("person_record", "address", "contact_point", "relationship")


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A town's records in the conformed shape, and a file of who they are."""

    folder: Path
    truth: Path


def write_labelled(town: Town, folder: Path) -> Labelled:
    people = load_config(ROOT / "thinkfamily.toml").people_sources
    with duckdb.connect() as con:
        steps.begin(con)
        for delivery in find_deliveries(town.data, people, date.fromisoformat(AS_AT)):
            steps.land_source(con, delivery)
            steps.conform_source(con, delivery)
        for table in _TABLES:
            con.table(f"conformed.{table}").write_parquet(str(folder / f"{table}.parquet"))
    with (town.data / "truth" / AS_AT / "record.csv").open(encoding="utf-8", newline="") as file:
        known = [row for row in csv.DictReader(file) if row["excluded"] == "false"]
    columns = ("source", "record_id", "person_id")
    truth = pa.table({name: [row[name] for row in known] for name in columns})
    pq.write_table(truth, folder / "truth.parquet")
    return Labelled(folder=folder, truth=folder / "truth.parquet")


def run(empty: Path, *words: str | Path) -> Outcome:
    """Run the command where there is neither a configuration nor a key."""
    empty.mkdir(exist_ok=True)
    place = Place(folder=empty)
    return place.thinkfamily("evaluate", *[str(word) for word in words], THINKFAMILY_KEY="")


def figures(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return told
