"""The labelled sets and towns that linkage is judged on, each brought into the conformed shape.

Declares what is judged and writes it as a folder of Parquet files with a truth beside it. Nothing
is linked or judged here, and none of the published sets is kept in the project: they are read from
the folder that holds them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import duckdb
from duckdb import DuckDBPyConnection

from pipelines import steps
from pipelines.config import load_config
from pipelines.deliveries.finding import find_deliveries
from sources.tables import select_from
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel

LEVELS = tuple(level.value for level in ErrorLevel)
COMPARED_IN_A_BOROUGH = (
    "given_name",
    "family_name",
    "date_of_birth",
    "sex",
    "nhs_number",
    "upn",
    "postcode",
    "email",
)
"""For Splink's defaults. The line of the address is left out because a household shares it as it
does the postcode: compared apart, the two join whole families."""

_NAMES_AND_BIRTH = ("given_name", "family_name", "date_of_birth")
_PACKAGE = "benchmarks.sets"
_CONFIG = Path(__file__).parents[1] / "thinkfamily.toml"
AS_AT = date(2026, 9, 30)
"""The date that a borough is of."""
_TABLES = (
    "person_record",
    "address",
    "contact_point",
    "relationship",
    "parental_status",
    "child_mention",
    "involvement",
)
_TRUTH = ("record", "person", "care_tie", "unit")
_SERVICE_MULTIPLIER = 3.0
"""More service users than in life, so that a small town has enough families known to several."""


@dataclass(frozen=True, kw_only=True)
class LabelledSet:
    """A published set: its files, the SELECTs that map it, and what was to be reached on it.

    Each file is a source of its own, named as the file is. `options` are the values that the
    SELECT of its person records is given. `compared` are the fields that Splink's defaults compare,
    `target` is the least F1 over pairs of records at the threshold that the product chose.
    """

    name: str
    title: str
    files: tuple[str, ...]
    shape: str
    tables: tuple[str, ...]
    compared: tuple[str, ...]
    target: float
    options: tuple[tuple[str, object], ...] = ()

    @property
    def is_link_only(self) -> bool:
        """Whether the set is two sources that hold nobody twice."""
        return len(self.files) > 1

    def missing(self, folder: Path) -> tuple[str, ...]:
        """Name the files of the set that a folder lacks."""
        return tuple(file for file in self.files if not (folder / file).is_file())


def _febrl(
    name: str, title: str, files: tuple[str, ...], targets: tuple[float, float]
) -> Iterator[LabelledSet]:
    for suffix, words, has_id, target in (
        ("", "", True, targets[0]),
        ("_no_id", ", without the national id", False, targets[1]),
    ):
        yield LabelledSet(
            name=f"{name}{suffix}",
            title=f"{title}{words}",
            files=files,
            shape="febrl",
            tables=("person_record", "address"),
            compared=(*_NAMES_AND_BIRTH, "postcode", "line", *(("nhs_number",) if has_id else ())),
            target=target,
            options=(("with_national_id", has_id),),
        )


SETS = (
    LabelledSet(
        name="fake_1000",
        title="fake_1000",
        files=("fake_1000.csv",),
        shape="fake",
        tables=("person_record", "address", "contact_point"),
        compared=(*_NAMES_AND_BIRTH, "line", "email"),
        target=0.93,
    ),
    *_febrl("febrl3", "FEBRL3", ("febrl3.csv",), (0.995, 0.985)),
    *_febrl("febrl4", "FEBRL4", ("febrl4a.csv", "febrl4b.csv"), (0.998, 0.99)),
    LabelledSet(
        name="historical_50k",
        title="Historical figures, 50,000",
        files=("historical_figures_with_errors_50k.parquet",),
        shape="historical",
        tables=("person_record", "address"),
        compared=(*_NAMES_AND_BIRTH, "postcode", "line", "sex"),
        target=0.86,
    ),
)


def write_labelled_set(labelled: LabelledSet, sets: Path, folder: Path) -> Path:
    """Write a published set in the conformed shape, and its truth.

    Returns:
        The file of its truth.
    """
    folder.mkdir(parents=True)
    with duckdb.connect() as con:
        rows = [_read(con, sets / file) for file in labelled.files]
        together = rows[0]
        for more in rows[1:]:
            together = together.union(more)
        together.create("labelled")
        for table in labelled.tables:
            options = dict(labelled.options) if table == "person_record" else {}
            found = select_from(con, _PACKAGE, f"{labelled.shape}_{table}", **options)
            found.write_parquet(str(folder / f"{table}.parquet"))
        truth = folder / "truth.parquet"
        select_from(con, _PACKAGE, f"{labelled.shape}_truth").write_parquet(str(truth))
    return truth


def _read(con: DuckDBPyConnection, file: Path) -> duckdb.DuckDBPyRelation:
    """Read a file of a set as text, each row with the source that it comes from."""
    is_csv = file.suffix == ".csv"
    rows = con.read_csv(str(file), all_varchar=True) if is_csv else con.read_parquet(str(file))
    source = duckdb.ConstantExpression(file.stem).alias("source")
    return rows.select(source, duckdb.StarExpression())


def write_borough(level: str, seed: int, people: int, folder: Path) -> Path:
    """Write a synthetic borough in the conformed shape, through the steps of a night.

    Returns:
        The folder of its truth, which knows households and families.
    """
    folder.mkdir(parents=True)
    with TemporaryDirectory(prefix="benchmark-") as made, duckdb.connect() as con:
        town = Path(made)
        write_town(town_of(level, seed, people), town / "exports", town / "truth")
        conform_town(con, town)
        for table in _TABLES:
            con.table(f"conformed.{table}").write_parquet(str(folder / f"{table}.parquet"))
        truth = folder / "truth"
        truth.mkdir()
        for name in _TRUTH:
            copy(town / "truth" / AS_AT.isoformat() / f"{name}.csv", truth)
    return truth


def town_of(level: str, seed: int, people: int) -> TownPlan:
    """Plan a borough."""
    return TownPlan(
        people=people,
        seed=seed,
        level=ErrorLevel(level),
        as_at=AS_AT,
        service_multiplier=_SERVICE_MULTIPLIER,
    )


def conform_town(con: DuckDBPyConnection, town: Path) -> None:
    """Land and map every delivery of a town, as a night does it."""
    steps.begin(con)
    for delivery in find_deliveries(town, load_config(_CONFIG).source, AS_AT):
        steps.land_source(con, delivery)
        if delivery.source.is_reference:
            steps.conform_geography(con, delivery)
        else:
            steps.conform_source(con, delivery)
