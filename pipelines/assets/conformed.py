"""Conformed: each source mapped into the one shape, and what is known of places."""

import dagster as dg

from pipelines import steps
from pipelines.assets.common import CONFORMED, NIGHTLY, RAW, Reported, reported
from pipelines.config import SourceConfig
from pipelines.resources import NightResource


def conformed_asset(source: SourceConfig) -> dg.AssetsDefinition:
    """Build the asset that maps one source."""

    @dg.asset(
        key=[CONFORMED, source.name],
        group_name=CONFORMED,
        partitions_def=NIGHTLY,
        deps=[[RAW, source.name]],
        description=f"Records, addresses, ties and involvements of {source.name}, cleaned.",
    )
    def conform(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
        with night.building(context) as con:
            delivery = night.delivery(con, night.at(context), source)
            left_out = night.opt_outs(source), night.suppressions
            return reported(steps.conform_source(con, delivery, *left_out))

    return conform


def geography_asset(source: SourceConfig) -> dg.AssetsDefinition:
    """Build the asset that maps a source of places: the postcode lookup, a gazetteer."""

    @dg.asset(
        key=[CONFORMED, source.name],
        group_name=CONFORMED,
        partitions_def=NIGHTLY,
        deps=[[RAW, source.name]],
        description="Postcodes with ward, neighbourhood and deprivation; kinds of places by UPRN.",
    )
    def conform(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
        with night.building(context) as con:
            delivery = night.delivery(con, night.at(context), source)
            return reported(steps.conform_geography(con, delivery))

    return conform
