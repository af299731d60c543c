"""Raw: a night begins, and of each source the newest delivery that can be used is landed."""

import dagster as dg

from pipelines import steps
from pipelines.agreements import refuse_ended_agreements
from pipelines.assets.common import NIGHTLY, RAW, Reported, reported
from pipelines.config import SourceConfig
from pipelines.levels import write_levels
from pipelines.masking import told_in_words
from pipelines.resources import NightResource
from pipelines.subjects.heeding import write_heeded
from pipelines.threshold_life import ThresholdLife
from pipelines.warehouse import key_from_environment, open_warehouse

BEGUN = dg.AssetKey([RAW, "night"])


@dg.asset(key=BEGUN, group_name=RAW, partitions_def=NIGHTLY)
def night_begun(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """A new, empty, encrypted warehouse, once every source has delivered and may be used."""
    with told_in_words():
        key = key_from_environment()
        at = night.at(context)
        deliveries = night.deliveries(at)
        refuse_ended_agreements(night.config, at.as_at)
        in_force = ThresholdLife(night.config).for_a_night()
        at.begin()
        with open_warehouse(at.building, key, night.config.engine) as con:
            steps.begin(con)
            write_levels(con, in_force)
            write_heeded(con, night.suppressions)
    return reported({"sources": len(deliveries)})


def raw_asset(source: SourceConfig) -> dg.AssetsDefinition:
    """Build the asset that lands one source's delivery."""

    @dg.asset(
        key=[RAW, source.name],
        group_name=RAW,
        partitions_def=NIGHTLY,
        deps=[BEGUN],
        description="; ".join(format_.description for format_ in source.read_as),
    )
    def land(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
        with night.building(context) as con:
            return reported(night.choose(con, night.at(context), source).counts)

    return land
