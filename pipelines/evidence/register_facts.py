"""What a pack takes from the register: levels, releases with their folders, the audit chain."""

import json
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from governance.register.register import Register
from governance.register.releases import Release
from pipelines.config import Config
from pipelines.evidence.facts import ABOUT_DECISIONS, AuditFacts, ReleaseFacts, Thresholds
from pipelines.release_life import ReleaseLife
from pipelines.threshold_life import ThresholdLife


def thresholds_of(config: Config, register: Register) -> Thresholds:
    """Return the versions of levels, and what was decided of them."""
    life = ThresholdLife(config, register)
    versions = life.all()
    return Thresholds(
        in_force=life.in_force().version,
        versions=versions,
        standings={each.version: life.standing(each.version) for each in versions},
        approvals=life.approvals(),
    )


def release_facts(life: ReleaseLife, release: Release) -> ReleaseFacts:
    """Return a release with what its folder says."""
    told: Mapping[str, object] = {}
    with suppress(OSError, ValueError):
        told = json.loads((life.folder(release.id) / "metadata.json").read_text("utf-8"))
    evidence = told.get("evidence")
    numbers = evidence if isinstance(evidence, dict) else {}
    check = numbers.get("disclosure_check", {})
    return ReleaseFacts(
        release=release,
        broken=() if release.removed else life.broken_seal(release),
        hidden=numbers.get("suppressed"),
        figures=numbers.get("figures"),
        checked={str(name): int(number) for name, number in check.items()},
    )


def audit_of(register: Register) -> AuditFacts:
    """Return how the audit chain stands."""
    fault = register.fault()
    entries = register.entries()
    return AuditFacts(
        fault=fault,
        entries=len(entries),
        first_at=entries[0].at if entries else "",
        last_at=entries[-1].at if entries else "",
        kinds=dict(sorted(Counter(each.action for each in entries).items())),
        decisions=tuple(
            (each.at, each.by, each.action, each.subject)
            for each in entries
            if each.action.startswith(ABOUT_DECISIONS)
        ),
    )
