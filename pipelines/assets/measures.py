"""Measures: what the night is like beside the last ones, before anything is counted."""

import dagster as dg

from pipelines.assets.common import COUNTS, NIGHTLY, Reported, reported
from pipelines.assets.family import UNIT
from pipelines.drift.holding import compare_night
from pipelines.masking import told_in_words
from pipelines.resources import NightResource

MEASURE = dg.AssetKey([COUNTS, "measure"])


@dg.asset(key=MEASURE, group_name=COUNTS, partitions_def=NIGHTLY, deps=[UNIT])
def measure(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """Volume, completeness, link rate, sizes and weights of the night, and what is unusual."""
    with night.building(context) as con, told_in_words():
        measures, drifts = compare_night(con, night.config, night.at(context))
    return reported({"measures": measures, "not_as_usual": drifts})
