"""A town as a night in memory, with every count taken. What is recomputed of it is not here."""

from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from linkage_models.family import evidence
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from pipelines.config import SourceConfig, load_config
from pipelines.counts import counting
from pipelines.counts.definitions import DEFINITIONS
from pipelines.deliveries.finding import find_deliveries
from sources.registry import FORMATS
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan

AS_AT = date(2026, 9, 30)
_CONFIGURATION = Path(__file__).parents[2] / "thinkfamily.toml"


def link_town(con: DuckDBPyConnection, folder: Path, plan: TownPlan) -> None:
    """Write a town's exports, and make a night of them up to its families."""
    write_town(plan, folder / "exports", folder / "truth")
    steps.begin(con)
    for delivery in find_deliveries(folder, _sources(plan), AS_AT):
        steps.land_source(con, delivery)
        if delivery.source.is_reference:
            steps.conform_geography(con, delivery)
        else:
            steps.conform_source(con, delivery)
    prepare_records(con)
    steps.link_persons(con)
    evidence.prepare_persons(con, AS_AT)
    steps.gather_families(con, AS_AT)


def take_counts(con: DuckDBPyConnection) -> None:
    """Take every count of a night as a night does: `counts.figure`."""
    counting.profile(con, AS_AT)
    for definition in DEFINITIONS:
        counting.count(con, definition.id)
    counting.gather(con)


def _sources(plan: TownPlan) -> tuple[SourceConfig, ...]:
    """Return the sources that are configured, in the formats of the plan where it names any."""
    sources = load_config(_CONFIGURATION).source
    return tuple(
        source.model_copy(update={"formats": named})
        if (named := tuple(n for n in plan.formats if FORMATS[n].system == source.name))
        else source
        for source in sources
    )
