"""What is known of a night or a release, before anything of it is told; no SQL and no words.

What is not known is none, with the reason beside it: a night may be gone, a release not be made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from governance.disclosure import ControlledFigure, Profile
from governance.disclosure.checking import Checked
from governance.estimate import ShownEstimate
from governance.figure import Figure
from governance.register.decision import Decision, same_person
from governance.register.evidence import Share
from governance.register.releases import Release
from governance.register.thresholds import Approval, Standing, ThresholdVersion
from governance.uncertainty import Estimate
from linkage_models.calibration.calibration import Calibration
from pipelines.agreements import Covered
from pipelines.config import Config
from pipelines.counts.estimating.estimates import Estimated
from pipelines.evidence.manifests import Manifest
from pipelines.evidence.showing import About
from pipelines.groups import Group

ABOUT_DECISIONS = (
    "threshold",
    "approval",
    "release",
    "agreement",
    "night",
    "chain",
    "evidence",
)
"""How kinds of entry of the audit chain begin that are about decisions and not about persons."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """How many records of a source hold something that records are linked by."""

    source: str
    name: str
    records: int
    filled: int


@dataclass(frozen=True, kw_only=True)
class GroupQuality:
    """What labels of a group say of its links; a share of too few labels is not there."""

    group: Group
    category: str
    labels: int
    precision: Share | None
    recall: Share | None


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """What labels say of a night, or why they say nothing."""

    estimated: Estimated
    calibration: Calibration | None
    why_not: str
    groups: tuple[GroupQuality, ...]


@dataclass(frozen=True, kw_only=True)
class ClusterCheck:
    """A check of whole persons, and what it did."""

    check: str
    meaning: str
    outcome: str
    clusters: int
    records: int


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """Rows of a table of a source that broke a rule."""

    source: str
    table: str
    reason: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Warehouse:
    """What a night's warehouse says. Numbers are exact."""

    figures: tuple[Figure, ...]
    by_group: tuple[Figure, ...]
    set_aside: tuple[SetAside, ...]
    fields: tuple[Field, ...]
    checks: tuple[ClusterCheck, ...]
    links: Mapping[str, int]
    for_review: int
    decisions: tuple[tuple[str, str, int], ...]
    labelled: Labelled
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Figures as they may be shown, whose they are, how sure headlines are, and the drawn flow.

    `checked` says what was tried; where figures may not be shown, `why_not` says why.
    """

    figures: tuple[ControlledFigure, ...]
    by_group: tuple[ControlledFigure, ...]
    of: str
    flow: str
    estimates: tuple[ShownEstimate, ...]
    checked: Checked | None
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class ReleaseFacts:
    """A release, and what its folder says; nothing of one whose files are gone."""

    release: Release
    broken: tuple[str, ...]
    hidden: int | None
    figures: int | None
    checked: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class AuditFacts:
    """The audit chain: whether it is whole, what kinds of entry it has, what was decided."""

    fault: str
    entries: int
    first_at: str
    last_at: str
    kinds: Mapping[str, int]
    decisions: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """Versions of levels that were ever proposed, how each stands, and every approval."""

    in_force: int
    versions: tuple[ThresholdVersion, ...]
    standings: Mapping[int, Standing]
    approvals: tuple[Approval, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that sections are told from. Where there is no warehouse, `no_night` says why."""

    made: Decision
    config: Config
    about: About
    subject: Release | None
    manifest: Manifest | None
    warehouse: Warehouse | None
    no_night: str
    shown: Shown
    agreements: tuple[Covered, ...]
    agreements_today: tuple[Covered, ...]
    thresholds: Thresholds
    releases: tuple[ReleaseFacts, ...]
    nights: tuple[Manifest, ...]
    audit: AuditFacts
    overdue: tuple[int, int]

    @property
    def as_at(self) -> date:
        """The day of the night."""
        return self.about.as_at

    @property
    def profile(self) -> Profile:
        """The rule for small numbers."""
        return self.about.profile

    @property
    def approved_alone(self) -> tuple[str, ...]:
        """Name the published releases of which one person was proposer and approver."""
        given = [each.release for each in self.releases if each.release.published_at]
        return tuple(
            each.id
            for each in given
            if each.decided is None or same_person(each.decided.by, each.proposed.by)
        )

    @property
    def made_on(self) -> date:
        """The day on which the pack is made."""
        return date.fromisoformat(self.made.at[:10])
