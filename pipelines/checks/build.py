"""Asset checks made from claims: count the contradictions, report their number and nothing else."""

from collections.abc import Iterator, Sequence
from datetime import date

import dagster as dg
from duckdb import DuckDBPyConnection

from pipelines.assets.common import CONFORMED
from pipelines.checks.claims import AS_AT, CLAIMS, SOURCE, SOURCE_CLAIMS, Claim
from pipelines.config import Config
from pipelines.resources import NightResource, as_at
from sources.tables import select_from

_PACKAGE = "pipelines.checks"
_Known = dict[str, object]


def checks_of(config: Config) -> list[dg.AssetChecksDefinition]:
    """Make the checks of every claim, those of sources once for each source."""
    by_asset: dict[dg.AssetKey, list[tuple[Claim, _Known]]] = {}
    for claim, known in _claims_of(config):
        by_asset.setdefault(claim.asset, []).append((claim, known))
    return [_checks(asset, claims) for asset, claims in by_asset.items()]


def step_of(asset: dg.AssetKey) -> str:
    """Name the step that tries all claims of an asset."""
    return f"{'__'.join(asset.path)}__claims"


def contradicted(con: DuckDBPyConnection, config: Config, day: date) -> dict[str, int]:
    """Count again what contradicts each blocking claim, before a night is published.

    A step that is run by itself does not wait for the checks of an earlier run.

    Returns:
        Contradictions by asset and claim, noughts included.
    """
    return {
        f"{claim.asset.to_user_string()}: {claim.name}": _count(con, claim, known, day)
        for claim, known in _claims_of(config)
        if claim.blocking
    }


def _claims_of(config: Config) -> Iterator[tuple[Claim, _Known]]:
    for claim in CLAIMS:
        yield claim, {}
    for source in config.source:
        for each in SOURCE_CLAIMS:
            if source.is_reference and each.layer == CONFORMED:
                continue
            if each.synthetic_only and config.purpose != "synthetic":
                continue
            claim = Claim(
                name=each.name,
                asset=dg.AssetKey([each.layer, source.name]),
                takes=each.takes,
                blocking=each.blocking,
            )
            yield claim, {SOURCE: source.name}


def _count(con: DuckDBPyConnection, claim: Claim, known: _Known, day: date) -> int:
    values = known | ({AS_AT: day} if AS_AT in claim.takes else {})
    row = select_from(con, _PACKAGE, f"sql/{claim.name}", **values).fetchone()
    return int(row[0]) if row else 0


def _checks(asset: dg.AssetKey, claims: Sequence[tuple[Claim, _Known]]) -> dg.AssetChecksDefinition:
    """Make the checks of one asset: one step, since each opens the warehouse."""
    specs = [
        dg.AssetCheckSpec(name=claim.name, asset=asset, blocking=claim.blocking)
        for claim, _ in claims
    ]

    @dg.multi_asset_check(name=step_of(asset), specs=specs)
    def check(
        context: dg.AssetCheckExecutionContext, night: NightResource
    ) -> Iterator[dg.AssetCheckResult]:
        with night.building(context) as con:
            counted = [_count(con, claim, known, as_at(context)) for claim, known in claims]
        for (claim, _), contradictions in zip(claims, counted, strict=True):
            yield dg.AssetCheckResult(
                asset_key=asset,
                check_name=claim.name,
                passed=contradictions == 0,
                severity=(
                    dg.AssetCheckSeverity.ERROR if claim.blocking else dg.AssetCheckSeverity.WARN
                ),
                metadata={"contradictions": contradictions},
            )

    return check
