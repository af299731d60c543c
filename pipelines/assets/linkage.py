"""Linkage: records become scored pairs and then persons, who go on from the last night's."""

from collections.abc import Iterable
from dataclasses import asdict

import dagster as dg

from linkage_models.family.identity.memory import remember_units
from linkage_models.identity.assigning import continue_persons
from linkage_models.identity.last_night import forget, remember
from linkage_models.model import load_trained
from linkage_models.person import resolve
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.preparing import prepare_records
from linkage_models.person.weighing import score_pairs
from pipelines.assets.common import CONFORMED, LINKAGE, NIGHTLY, Reported, reported
from pipelines.continuing import recall
from pipelines.levels import levels_of
from pipelines.resources import NightResource, as_at
from pipelines.subjects.withholding import remembered_of
from pipelines.warehouse import key_from_environment

RECORD = dg.AssetKey([LINKAGE, "record"])
PAIR = dg.AssetKey([LINKAGE, "pair"])
PERSON = dg.AssetKey([LINKAGE, "person"])
LAST_NIGHT = dg.AssetKey([LINKAGE, "last_night"])
IDENTITY = dg.AssetKey([LINKAGE, "identity"])


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
            return reported({"records": prepare_records(con)})

    return record


@dg.asset(
    key=LAST_NIGHT,
    group_name=LINKAGE,
    partitions_def=NIGHTLY,
    # Once all records are mapped it is known which of them may not be remembered.
    deps=[RECORD],
    description="Who was who on earlier nights, but for the withheld and those who objected.",
)
def last_night(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Read earlier nights; one that cannot be read is told and an older one read in its place."""
    with night.building(context) as con:
        key, engine = key_from_environment(), night.config.engine
        recalled = recall(night.at(context), key, engine, levels_of(con))
        for each in recalled.nights:
            if each.problem:
                context.log.warning("night %s is not continued: %s", each.night, each.problem)
        erased = remembered_of(con, recalled.persons, night.suppressions)
        if erased is not None:
            forget(con, erased)
        remembered = asdict(remember(con, recalled))
        return reported(remembered | {"members_known": remember_units(con, recalled)})


@dg.asset(key=PAIR, group_name=LINKAGE, partitions_def=NIGHTLY, deps=[RECORD])
def pair(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Candidate pairs with their match weights, before and after the guards."""
    with night.building(context) as con:
        return reported({"pairs": score_pairs(con, load_trained(PERSON_MODEL))})


@dg.asset(key=PERSON, group_name=LINKAGE, partitions_def=NIGHTLY, deps=[PAIR, LAST_NIGHT])
def person(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Persons: clusters of linked records, cut where two of them are known to be apart."""
    with night.building(context) as con:
        return reported(resolve.resolve_persons(con, night.decisions(), levels_of(con).levels))


@dg.asset(key=IDENTITY, group_name=LINKAGE, partitions_def=NIGHTLY, deps=[PERSON])
def identity(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """The key by which each person is known from night to night, and who merged, split or went."""
    with night.building(context) as con:
        return reported(continue_persons(con, as_at(context)))
