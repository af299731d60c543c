"""Linkage: records become scored pairs and then persons."""

from collections.abc import Iterable

import dagster as dg

from linkage_models.model import load_trained
from linkage_models.person import resolve
from linkage_models.person.model import PERSON_MODEL
from pipelines.assets.common import CONFORMED, LINKAGE, NIGHTLY, Reported, reported
from pipelines.resources import NightResource

RECORD = dg.AssetKey([LINKAGE, "record"])
PAIR = dg.AssetKey([LINKAGE, "pair"])
PERSON = dg.AssetKey([LINKAGE, "person"])


def record_asset(sources: Iterable[str]) -> dg.AssetsDefinition:
    """Build the asset that prepares the records of all sources for linkage."""

    @dg.asset(
        key=RECORD,
        group_name=LINKAGE,
        partitions_def=NIGHTLY,
        deps=[[CONFORMED, source] for source in sources],
        description="Records that may be linked: named, and not withheld.",
    )
    def record(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
        with night.building(context) as con:
            return reported({"records": resolve.prepare_records(con)})

    return record


@dg.asset(key=PAIR, group_name=LINKAGE, partitions_def=NIGHTLY, deps=[RECORD])
def pair(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Candidate pairs with their match weights, before and after the guards."""
    with night.building(context) as con:
        return reported({"pairs": resolve.score_pairs(con, load_trained(PERSON_MODEL))})


@dg.asset(key=PERSON, group_name=LINKAGE, partitions_def=NIGHTLY, deps=[PAIR])
def person(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Persons: clusters of linked records, cut where two of them are known to be apart."""
    with night.building(context) as con:
        return reported(resolve.resolve_persons(con))
