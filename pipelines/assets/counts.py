"""Counts: exact, inside the warehouse only."""

import dagster as dg

from governance.definition import CountDefinition
from pipelines.assets.common import CONFORMED, COUNTS, NIGHTLY, Reported, reported
from pipelines.assets.measures import MEASURE
from pipelines.counts import counting
from pipelines.counts.definitions import DEFINITIONS
from pipelines.resources import NightResource, as_at

PROFILE = dg.AssetKey([COUNTS, "profile"])
FIGURE = dg.AssetKey([COUNTS, "figure"])


def profile_asset(reference: str) -> dg.AssetsDefinition:
    """Build the asset that profiles patients, children and families."""

    @dg.asset(
        key=PROFILE,
        group_name=COUNTS,
        partitions_def=NIGHTLY,
        # A night that is held is not counted.
        deps=[MEASURE, [CONFORMED, reference]],
        description="Patients, children and families with what is open for them on the night.",
    )
    def profile(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
        with night.building(context) as con:
            return reported(counting.profile(con, as_at(context)))

    return profile


def count_asset(definition: CountDefinition) -> dg.AssetsDefinition:
    """Build the asset that takes one count."""

    @dg.asset(
        key=[COUNTS, definition.id.lower()],
        group_name=COUNTS,
        partitions_def=NIGHTLY,
        deps=[PROFILE],
        description=f"{definition.title}. {definition.definition}",
    )
    def count(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
        with night.building(context) as con:
            return reported({"figures": counting.count(con, definition.id)})

    return count


@dg.asset(
    key=FIGURE,
    group_name=COUNTS,
    partitions_def=NIGHTLY,
    deps=[[COUNTS, definition.id.lower()] for definition in DEFINITIONS],
)
def figure(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """The exact figures of all counts in one table."""
    with night.building(context) as con:
        return reported({"figures": counting.gather(con)})
