"""Asset checks made from claims: count the contradictions, report their number and nothing else."""

import dagster as dg

from pipelines.assets.common import CONFORMED
from pipelines.checks.claims import AS_AT, CLAIMS, SOURCE, SOURCE_CLAIMS, Claim
from pipelines.config import Config
from pipelines.resources import NightResource, as_at
from sources.tables import select_from

_PACKAGE = "pipelines.checks"


def checks_of(config: Config) -> list[dg.AssetChecksDefinition]:
    """Make the checks of every claim, those of sources once for each source."""
    made = [_check(claim, {}) for claim in CLAIMS]
    for source in config.source:
        for each in SOURCE_CLAIMS:
            if source.is_reference and each.layer == CONFORMED:
                continue
            claim = Claim(
                name=each.name,
                asset=dg.AssetKey([each.layer, source.name]),
                takes=each.takes,
                blocking=each.blocking,
            )
            made.append(_check(claim, {SOURCE: source.name}))
    return made


def _check(claim: Claim, known: dict[str, object]) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=claim.asset, name=claim.name, blocking=claim.blocking)
    def check(context: dg.AssetCheckExecutionContext, night: NightResource) -> dg.AssetCheckResult:
        values = known | ({AS_AT: as_at(context)} if AS_AT in claim.takes else {})
        with night.building(context) as con:
            row = select_from(con, _PACKAGE, f"sql/{claim.name}", **values).fetchone()
        contradictions = int(row[0]) if row else 0
        return dg.AssetCheckResult(
            passed=contradictions == 0,
            severity=(
                dg.AssetCheckSeverity.ERROR if claim.blocking else dg.AssetCheckSeverity.WARN
            ),
            metadata={"contradictions": contradictions},
        )

    return check
