"""How long whole nights take, from ingest to release, and how that grows with the town.

Every town is written in the real formats; its night and its release run in a process of their own,
through Dagster, as a council runs them. Beside each, in the same run, a script that an analyst
would write with Splink's defaults and pandas links the same records (`speed_splink.py`). Run it on
an idle machine: `python -m benchmarks.speed`; the million takes most of an hour.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks.measuring import fresh, peak_megabytes, timed
from benchmarks.speed_page import write_page
from benchmarks.speed_results import NightRun, Run, load_runs, save_runs
from benchmarks.speed_splink import link_by_defaults, write_records
from pipelines.cli.releasing import release_as_two
from pipelines.config import load_config
from pipelines.nights import current_night
from pipelines.runs import run_job
from pipelines.warehouse import KEY_VARIABLE, open_warehouse
from sources.tables import row_count
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan

_SIZES = (10_000, 50_000, 100_000, 500_000, 1_000_000)
_RESULTS = Path(__file__).with_suffix(".json")
_ROOT = Path(__file__).parent.parent
_KEY = "a-key-of-nobody-for-benchmarks-only"  # pragma: allowlist secret


def make_place(people: int, seed: int, folder: Path) -> Path:
    """Write a town's exports beside a copy of the council's configuration, and return that."""
    for name in ("thinkfamily.toml", "dagster.yaml"):
        shutil.copy(_ROOT / name, folder / name)
    data = folder / "data"
    write_town(TownPlan(people=people, seed=seed), data / "exports", data / "truth")
    config = folder / "thinkfamily.toml"
    without_map = config.read_text("utf-8").split("[geography]")
    rest = without_map[1].partition("[engine]")
    config.write_text(f"{without_map[0]}[engine]{rest[2]}", "utf-8")
    return config


def run_night(config_file: Path, as_at: date) -> NightRun:
    """Run a night and release it, in this process, and measure both."""
    os.environ[KEY_VARIABLE] = _KEY
    quiet = Console(file=StringIO())
    night, run = timed(lambda: run_job("night", config_file, as_at, quiet))
    config = load_config(config_file)
    release, _ = timed(lambda: release_as_two(config, as_at, proposer="Ann", approver="Ben"))
    warehouse = current_night(config.data).warehouse
    with open_warehouse(warehouse, _KEY, config.engine, read_only=True) as con:
        return NightRun(
            records=row_count(con, "linkage.record"),
            pairs=row_count(con, "linkage.pair"),
            persons=row_count(con, "linkage.person"),
            units=row_count(con, "family.unit"),
            night_seconds=night,
            release_seconds=release,
            steps=run.seconds,
            peak_megabytes=peak_megabytes(),
            warehouse_megabytes=round(warehouse.stat().st_size / 1e6),
        )


def run(people: int, seed: int) -> Run:
    """Make a town, and link it both ways, each in a fresh process."""
    as_at = TownPlan(people=people).as_at
    with TemporaryDirectory(prefix="benchmark-") as made:
        folder = Path(made)
        with fresh() as process:
            config = process.submit(make_place, people, seed, folder).result()
        with fresh() as process:
            ours = process.submit(run_night, config, as_at).result()
        records = folder / "records.parquet"
        with fresh() as process:
            process.submit(write_records, config, _KEY, records).result()
        with fresh() as process:
            splink = process.submit(link_by_defaults, records).result()
    return Run(people=people, ours=ours, splink=splink)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sizes asked for, and keep what was found beside what was known of other sizes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=list(_SIZES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where results are kept")
    asked = parser.parse_args(arguments)
    found = {each.people: each for each in load_runs(asked.out)}
    for people in asked.people:
        found[people] = run(people, asked.seed)
        each = found[people]
        sys.stdout.write(
            f"{people:>9,} people, {each.ours.records:,} records: {each.ours.seconds:.1f} s, "
            f"{each.ours.peak_megabytes:,} MB; raw Splink {each.splink.linking_seconds:.1f} s "
            f"of scoring and clustering, {each.splink.peak_megabytes:,} MB; {each.ratio:.2f} "
            "times\n"
        )
        sys.stdout.flush()
        save_runs(asked.out, found.values())
    write_page(load_runs(asked.out), _ROOT / "docs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
