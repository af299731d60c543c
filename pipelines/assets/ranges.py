"""Ranges: the headline figures at the levels of a bold and of a cautious council."""

import dagster as dg

from pipelines.assets.common import COUNTS, NIGHTLY, Reported, reported
from pipelines.assets.counts import FIGURE
from pipelines.counts.recounting.ranges import take_ranges
from pipelines.resources import NightResource
from pipelines.warehouse import key_from_environment

RANGE = dg.AssetKey([COUNTS, "range"])


@dg.asset(key=RANGE, group_name=COUNTS, partitions_def=NIGHTLY, deps=[FIGURE])
def figure_range(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Every headline figure at the low, the central and the high level of links and ties."""
    at = night.at(context)
    with night.building(context) as con:
        ranges = take_ranges(con, at.as_at, at.world, key_from_environment(), night.decisions())
    return reported({"figures": ranges})
