"""Release: controlled tables and charts, then the night itself becomes current."""

import dagster as dg

from pipelines import releasing
from pipelines.assets.calibration import PROBABILITY
from pipelines.assets.common import NIGHTLY, RELEASE, Reported, reported
from pipelines.assets.counts import FIGURE
from pipelines.assets.family import UNIT_IDENTITY
from pipelines.checks.build import contradicted
from pipelines.errors import NotAllowedError, told_in_words
from pipelines.resources import NightResource

DRAFT = dg.AssetKey([RELEASE, "draft"])
PUBLISHED = dg.AssetKey([RELEASE, "night"])


@dg.asset(key=DRAFT, group_name=RELEASE, partitions_def=NIGHTLY, deps=[FIGURE, PROBABILITY])
def draft(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """The release folder, written whole beside its place: tables, workbook, charts, report."""
    at = night.at(context)
    with night.building(context) as con:
        summary = releasing.draft_release(con, night.config, at.as_at)
    return reported(
        {
            "files": len(summary.files),
            "figures": summary.figure_count,
            "suppressed": summary.suppressed_count,
        }
    )


@dg.asset(key=PUBLISHED, group_name=RELEASE, partitions_def=NIGHTLY, deps=[DRAFT, UNIT_IDENTITY])
def published(context: dg.AssetExecutionContext, night: NightResource) -> Reported:
    """The night becomes current: release in place, warehouse renamed, pointers moved last."""
    at = night.at(context)
    with night.building(context) as con:
        claims = contradicted(con, night.config, at.as_at)
        broken = [claim for claim, count in claims.items() if count]
        if broken:
            raise NotAllowedError(
                "\n".join(["claims do not hold, so nothing is published:", *broken])
            )
        manifest = releasing.publish(con, night.config, at) | {"claims": claims}
    with told_in_words():
        at.publish(manifest)
        releasing.point_to_release(night.config, at.as_at)
    return reported({"published": 1})
