"""A night becomes current: its claims are counted again, its manifest written, the pointer moved.

Nothing is released here: `thinkfamily release` proposes, and another person approves.
"""

from datetime import time, timedelta

import dagster as dg

from pipelines.assets.calibration import PROBABILITY
from pipelines.assets.common import BACKFILL, NIGHT, NIGHTLY, ZONE, Reported, reported
from pipelines.assets.family import UNIT_IDENTITY
from pipelines.assets.ranges import RANGE
from pipelines.checks.build import contradicted
from pipelines.drift.holding import said_of_drift
from pipelines.errors import NotAllowedError
from pipelines.manifest import manifest_of
from pipelines.masking import told_in_words
from pipelines.nights import Night, NoNightError, current_night
from pipelines.register import note_night
from pipelines.resources import NightResource
from pipelines.subjects.heeding import drop_received, rewrite
from pipelines.warehouse import key_from_environment

CURRENT = dg.AssetKey([NIGHT, "current"])


def current_asset(night_by: time) -> dg.AssetsDefinition:
    """Build the asset that makes a night current; Dagster shows it stale where that comes late."""
    since_midnight = timedelta(hours=night_by.hour, minutes=night_by.minute)

    @dg.asset(
        key=CURRENT,
        group_name=NIGHT,
        partitions_def=NIGHTLY,
        deps=[RANGE, PROBABILITY, UNIT_IDENTITY],
        description="The night becomes current: warehouse renamed, pointer moved last.",
        freshness_policy=dg.FreshnessPolicy.cron(
            deadline_cron=f"{night_by.minute} {night_by.hour} * * *",
            lower_bound_delta=since_midnight or timedelta(days=1),
            timezone=ZONE,
        ),
    )
    def made_current(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
        at = night.at(context)
        with night.building(context) as con:
            claims = contradicted(con, night.config, at.as_at)
            broken = [claim for claim, count in claims.items() if count]
            if broken:
                raise NotAllowedError(
                    "\n".join(
                        ["claims do not hold, so the night does not become current:", *broken]
                    )
                )
            manifest = manifest_of(con, night.config, at) | {"claims": claims} | said_of_drift(con)
            if night.suppressions.erases:
                drop_received(con)
        with told_in_words():
            if night.suppressions.erases:
                rewrite(at.building, key_from_environment(), night.config.engine)
            becomes_current = _becomes_current(context, at)
            # First: what cannot be noted does not happen.
            note_night(night.config, at.as_at, becomes_current=becomes_current)
            at.publish(manifest, becomes_current=becomes_current)
        return reported({"current": int(becomes_current)})

    return made_current


def _becomes_current(context: dg.AssetExecutionContext, at: Night) -> bool:
    """Say whether readers see the night: one that is filled in takes them back to no older date."""
    if BACKFILL not in context.run.tags:
        return True
    try:
        return current_night(at.data).as_at <= at.as_at
    except NoNightError:
        return True
