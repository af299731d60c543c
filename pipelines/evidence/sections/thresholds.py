"""Levels: which are in force, every version with what it would change, and who decided and why."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from governance.evidence.blocks import Block, Notice, Table, Text
from governance.register.thresholds import BUILT_IN, ThresholdVersion
from linkage_models.thresholds import CENTRAL
from pipelines.evidence.facts import Facts
from pipelines.evidence.sections.threshold_changes import changes_by_group, changes_by_version
from pipelines.evidence.words import NONE_YET, Numbers, decided

_BROUGHT = "brought by the software, documented on the model cards"


def tell(facts: Facts) -> Iterator[Block]:
    """List levels, versions, what each proposal would have changed, and approvals."""
    yield Text(
        words="A level is a match weight at or above which something holds. A change of levels or "
        "models is proposed with what it would change, and approved by another person with a "
        "reason. A night uses approved versions only."
    )
    yield _levels(facts)
    yield _versions(facts)
    numbers = Numbers(profile=facts.profile)
    yield changes_by_version(facts.thresholds.versions, numbers)
    yield changes_by_group(facts.thresholds.versions, numbers)
    yield Text(
        words="What a proposal would have changed in each headline figure is exact, and for those "
        "who decide: it is in the register, and in for_the_officer where that was asked for."
    )
    yield _approvals(facts)


def _levels(facts: Facts) -> Block:
    if facts.manifest is None:
        return Notice(words=f"At which levels the night was linked is not known: {facts.no_night}.")
    version = facts.manifest.versions.get("threshold version", "not known")
    return Table(
        name="levels",
        title=f"Levels of the night (version {version}; in force now: version "
        f"{facts.thresholds.in_force})",
        columns=("Level", "Weight", "Why it stands where it does"),
        rows=tuple(
            (name, f"{each.weight:+.1f}", each.reason)
            for name, each in sorted(facts.manifest.thresholds.items())
        ),
        amounts=frozenset({"Weight"}),
    )


def _versions(facts: Facts) -> Table:
    built_in = (
        str(BUILT_IN),
        _levels_in_words(asdict(CENTRAL)),
        "in force" if facts.thresholds.in_force == BUILT_IN else "approved before",
        _BROUGHT,
        "",
        "",
        "",
    )
    return Table(
        name="threshold_versions",
        title="Versions of levels, and who proposed them",
        columns=("Version", "Levels", "Standing", "Proposed by", "At", "Why", "Refused"),
        rows=(built_in, *(_version(facts, each) for each in reversed(facts.thresholds.versions))),
    )


def _version(facts: Facts, each: ThresholdVersion) -> tuple[str, ...]:
    by, at, why = decided(each.refused)
    return (
        str(each.version),
        _levels_in_words(each.levels),
        facts.thresholds.standings[each.version].value,
        *decided(each.proposed),
        f"by {by}, {at}: {why}" if each.refused else "",
    )


def _levels_in_words(levels: Mapping[str, float]) -> str:
    """Say levels in the order that the software declares them, others after."""
    names = dict.fromkeys((*asdict(CENTRAL), *sorted(levels)))
    return ", ".join(
        f"{name.replace('_', ' ')} {levels[name]:+g}" for name in names if name in levels
    )


def _approvals(facts: Facts) -> Table:
    return Table(
        name="threshold_approvals",
        title="Approvals, the first one first",
        columns=("Version", "Approved by", "At", "Why"),
        rows=tuple(
            (str(each.version), *decided(each.decided))
            for each in reversed(facts.thresholds.approvals)
        ),
        empty=f"{NONE_YET.capitalize()}: version {BUILT_IN} is in force.",
    )
