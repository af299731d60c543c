"""A night becomes current: its claims are counted again, its manifest written, the pointer moved.

Nothing is released here: `thinkfamily release` proposes, and another person approves.
"""

import dagster as dg

from pipelines.assets.calibration import PROBABILITY
from pipelines.assets.common import NIGHT, NIGHTLY, Reported, reported
from pipelines.assets.family import UNIT_IDENTITY
from pipelines.assets.ranges import RANGE
from pipelines.checks.build import contradicted
from pipelines.errors import NotAllowedError
from pipelines.manifest import manifest_of
from pipelines.masking import told_in_words
from pipelines.register import note_night
from pipelines.resources import NightResource
from pipelines.subjects.heeding import drop_received, rewrite
from pipelines.warehouse import key_from_environment

CURRENT = dg.AssetKey([NIGHT, "current"])


@dg.asset(
    key=CURRENT,
    group_name=NIGHT,
    partitions_def=NIGHTLY,
    deps=[RANGE, PROBABILITY, UNIT_IDENTITY],
)
def made_current(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """The night becomes current: warehouse renamed, pointer moved last."""
    at = night.at(context)
    with night.building(context) as con:
        claims = contradicted(con, night.config, at.as_at)
        broken = [claim for claim, count in claims.items() if count]
        if broken:
            raise NotAllowedError(
                "\n".join(["claims do not hold, so the night does not become current:", *broken])
            )
        manifest = manifest_of(con, night.config, at) | {"claims": claims}
        if night.suppressions.erases:
            drop_received(con)
    with told_in_words():
        if night.suppressions.erases:
            rewrite(at.building, key_from_environment(), night.config.engine)
        note_night(night.config, at.as_at)  # First: what cannot be noted does not happen.
        at.publish(manifest)
    return reported({"current": 1})
