"""How fast exports are read and landed, beside bare parsers of the same bytes in the same run.

Every format of the registry is written from one synthetic town. A format's text files are loaded by
DuckDB's own `read_csv`, all as text, and its XML files passed through a bare `iterparse`; neither
checks anything, which is what the ratio pays for. Run it on an idle machine:
`python -m benchmarks.ingest`, and with `--large` for 500,000 patients and 70,000 pupils, landed and
mapped as a night does it.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import iterparse

import duckdb

from sources.declaration import Delimited, Format, Xml
from sources.landing import land
from sources.layout import lay_out_sources
from sources.mapping import conform
from sources.readers.apart import read_delivery_apart
from sources.readers.files import read_delivery
from sources.registry import FORMATS
from synthetic_data.deliveries import write_town
from synthetic_data.exports.delivery import USUAL, write_format
from synthetic_data.exports.desk import Outbox
from synthetic_data.memory import uncollected
from synthetic_data.plan import TownPlan
from synthetic_data.records.ledger import Ledger
from synthetic_data.town import imagine_town

_AS_AT = date(2026, 9, 30)
_PEOPLE, _PEOPLE_LARGE = 100_000, 500_000
_REPEATS = 3
_RESULTS = Path(__file__).with_suffix(".json")
_BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
"""What the system counts peak memory in: bytes on macOS, kibibytes on Linux."""
_HEADER = ("format", "MB", "records", "seconds", "MB/s", "records/s", "bare", "ratio")


@dataclass(frozen=True, kw_only=True)
class Ingest:
    """What one format took; `bare` is the seconds of the bare parser, where there is one."""

    format: str
    megabytes: float
    records: int
    seconds: float
    bare: float | None

    @property
    def ratio(self) -> float | None:
        """How many times the bare parser's time was needed."""
        return None if self.bare is None else self.seconds / self.bare


@dataclass(frozen=True, kw_only=True)
class Large:
    """Patients and pupils of a large borough, landed and mapped in a fresh process."""

    records: int
    seconds: float
    peak_megabytes: int


def measure(folder: Path, format_: Format) -> Ingest:
    """Read and land one format's delivery, and let a bare parser have the same files."""
    files = list(_files(folder, format_))
    ours, records = _best(lambda: _land(folder, format_))
    plain = [(_in_utf_8(path, layout), layout) for path, layout in files]
    bare = _best(lambda: sum(_bare(path, layout) for path, layout in plain))[0]
    is_compared = all(isinstance(layout, Delimited | Xml) for _, layout in files)
    return Ingest(
        format=format_.name,
        megabytes=round(sum(path.stat().st_size for path, _ in files) / 1e6, 1),
        records=records,
        seconds=round(ours, 4),
        bare=round(bare, 4) if is_compared else None,
    )


def _files(folder: Path, format_: Format) -> Iterator[tuple[Path, object]]:
    seen = set()
    for export in format_.exports:
        for path in sorted(folder.glob(export.file_pattern)):
            if path not in seen:
                seen.add(path)
                yield path, export.layout


def _in_utf_8(path: Path, layout: object) -> Path:
    """Return a file that DuckDB can read, which takes no other encoding; not timed."""
    if not isinstance(layout, Delimited) or layout.encoding == "utf-8":
        return path
    copy = path.with_name(f"{path.name}.utf-8")
    copy.write_text(path.read_text(layout.encoding), "utf-8")
    return copy


def _best(work: Callable[[], int]) -> tuple[float, int]:
    """Return the shortest of a few runs, and what the work counted."""
    times, counted = [], 0
    for _ in range(_REPEATS):
        began = time.perf_counter()
        counted = work()
        times.append(time.perf_counter() - began)
    return min(times), counted


def _connect() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 2})


def _land(folder: Path, format_: Format) -> int:
    with _connect() as con:
        lay_out_sources(con)
        reads = read_delivery(format_.system, folder, [format_])
        return land(con, format_.system, _AS_AT, [format_], reads).records


def _bare(path: Path, layout: object) -> int:
    if isinstance(layout, Delimited):
        with _connect() as con:
            text = con.read_csv(
                str(path), delimiter=layout.delimiter, header=layout.has_header, all_varchar=True
            )
            text.create("bare")
            return len(con.table("bare"))
    if isinstance(layout, Xml):
        count = 0
        for _, element in iterparse(path):  # noqa: S314 - the town wrote it
            count += 1
            element.clear()
        return count
    return 0


def run(people: int) -> list[Ingest]:
    """Write every format from one town and measure each."""
    plan = TownPlan(people=people, service_multiplier=3.0)
    sources = {source.name: source for source in USUAL}
    with TemporaryDirectory(prefix="benchmark-") as made:
        with uncollected():
            town = imagine_town(plan)
            for name, format_ in FORMATS.items():
                outbox = Outbox(folder=Path(made) / name)
                outbox.folder.mkdir()
                write_format(name, sources[format_.system], town, plan, outbox, Ledger())
        del town
        found = []
        for name, format_ in FORMATS.items():
            found.append(measure(Path(made) / name, format_))
            _tell(_row(found[-1]))
        return found


def ingest_large(exports: Path) -> Large:
    """Land and map the patients and pupils of a town that is written already."""
    began = time.perf_counter()
    records = 0
    with _connect() as con:
        lay_out_sources(con)
        for name in ("emis", "ctf"):
            format_ = FORMATS[name]
            folder = exports / format_.system / _AS_AT.isoformat()
            reads = read_delivery_apart(format_.system, folder, [format_])
            records += land(con, format_.system, _AS_AT, [format_], reads).records
            del reads
            conform(con, format_.system, format_, {})
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return Large(
        records=records,
        seconds=round(time.perf_counter() - began, 1),
        peak_megabytes=round(peak * _BYTES_PER_UNIT / 1e6),
    )


def run_large(exports: Path | None) -> Large:
    """Measure in a fresh process, on a town that is given or written for it."""
    with TemporaryDirectory(prefix="benchmark-") as made:
        if exports is None:
            exports = Path(made) / "exports"
            write_town(TownPlan(people=_PEOPLE_LARGE), exports, Path(made) / "truth")
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as fresh:
            return fresh.submit(ingest_large, exports).result()


def _row(found: Ingest) -> tuple[str, ...]:
    return (
        found.format,
        f"{found.megabytes:,.1f}",
        f"{found.records:,}",
        f"{found.seconds:,.2f}",
        f"{found.megabytes / found.seconds:,.0f}",
        f"{found.records / found.seconds:,.0f}",
        "" if found.bare is None else f"{found.bare:,.2f}",
        "" if found.ratio is None else f"{found.ratio:.2f}",
    )


def _tell(cells: Sequence[str]) -> None:
    sys.stdout.write(f"{cells[0]:<28}" + "".join(f"{cell:>12}" for cell in cells[1:]) + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and keep what was found in `ingest.json`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--people", type=int, default=_PEOPLE)
    parser.add_argument("--large", action="store_true", help="also 500,000 patients")
    parser.add_argument("--exports", type=Path, help="exports of 500,000 people, written already")
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where results are kept")
    asked = parser.parse_args(arguments)
    _tell(_HEADER)
    kept: dict[str, object] = {"formats": [asdict(each) for each in run(asked.people)]}
    if asked.large:
        kept["large"] = asdict(run_large(asked.exports))
        sys.stdout.write(f"500,000 patients and their town's pupils: {kept['large']}\n")
    asked.out.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
