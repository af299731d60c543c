"""Calibration: scored pairs get their probabilities, honest ones where people labelled pairs."""

import dagster as dg

from pipelines.assets.common import LINKAGE, NIGHTLY, Reported, reported
from pipelines.assets.linkage import PAIR
from pipelines.calibrating import give_probabilities
from pipelines.resources import NightResource, as_at

PROBABILITY = dg.AssetKey([LINKAGE, "pair_probability"])


@dg.asset(key=PROBABILITY, group_name=LINKAGE, partitions_def=NIGHTLY, deps=[PAIR])
def pair_probability(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """How likely each scored pair is one person: by labels, or nominal where there are none."""
    with night.building(context) as con:
        return reported(give_probabilities(con, night.config, as_at(context)))
