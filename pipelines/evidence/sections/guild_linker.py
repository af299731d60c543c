"""What the data linker tells, step 2 of GUILD; the other steps are beside it."""

from collections.abc import Mapping

from governance.charting.flow import FLOW
from governance.evidence.items import Reply, told, unknown
from governance.register.evidence import Share
from governance.release_context import thousands
from pipelines.counts.words import source_title
from pipelines.evidence.facts import Facts, GroupQuality
from pipelines.evidence.showing import rows_of
from pipelines.evidence.words import Numbers
from pipelines.groups import TITLES, category_title
from pipelines.threshold_evidence.groups import LEAST_LABELS


def of_the_linker(facts: Facts) -> dict[str, Reply]:
    """Reply to the questions of step 2."""
    return {
        "2.1": told("Each step is named, and rows set aside are counted by reason.", "linkage"),
        "2.2": _method(facts),
        "2.3": told(
            "Pairs that share what one of the blocking rules names; all rules are listed. A pair "
            "that shares none is never linked, whatever the level.",
            "linkage",
        ),
        "2.4": _level(facts),
        "2.5": _people(facts),
        "2.6": _how_many(facts),
        "2.7": _error(facts),
        "2.8": _groups(facts),
        "2.9": _sure(facts),
        "2.10": told(
            f"Nights are encrypted and opened by one account; releases go by the rule "
            f"{facts.profile.name} and are attacked before they are written. The register holds "
            "keys of records and no names.",
            "disclosure",
            "retention",
        ),
    }


def _method(facts: Facts) -> Reply:
    words = "Probabilistic linkage after Fellegi and Sunter, with guards, decisions and checks"
    if facts.manifest is None:
        return told(f"{words}. Versions of the night are not known: {facts.no_night}.", "linkage")
    versions = facts.manifest.versions
    listed = ", ".join(f"{name} {versions[name]}" for name in versions if "threshold" not in name)
    return told(f"{words}. Of the night: {listed}.", "linkage", "models")


def _level(facts: Facts) -> Reply:
    if facts.manifest is None:
        return unknown(facts.no_night, "thresholds")
    version = facts.manifest.versions.get("threshold version", "not told")
    join = facts.manifest.versions.get("person threshold", "not told")
    return told(
        f"From weight {join} on (version {version}), chosen without knowing the truth; the reasons "
        "and every proposal are on record.",
        "thresholds",
    )


def _people(facts: Facts) -> Reply:
    if facts.warehouse is None:
        return unknown(facts.no_night, "linkage")
    pairs = Numbers(profile=facts.profile).shown(facts.warehouse.for_review)
    return told(
        f"Of this night {pairs} pairs lie between the review and the join level, for people to "
        "look at. What people decided overrides the model and is on record with who, when and "
        "why.",
        "linkage",
        "audit",
    )


def _how_many(facts: Facts) -> Reply:
    if not facts.shown.figures:
        return unknown(facts.shown.why_not, "flow")
    numbers = {
        (row.measure.name, row.figure.category): thousands(row.figure.text)
        for row in rows_of(facts.shown.figures, facts.about, FLOW)
    }
    listed = "; ".join(
        f"{source_title(source)} {linked} of {numbers['records', source]}"
        for (name, source), linked in numbers.items()
        if name == "linked" and ("records", source) in numbers
    )
    return told(f"Linked with another record: {listed}.", "flow")


def _error(facts: Facts) -> Reply:
    if facts.warehouse is None:
        return unknown(facts.no_night, "quality")
    found = facts.warehouse.labelled
    if found.calibration is None:
        return unknown(
            f"{found.why_not}. Measured on synthetic people only; see the cards",
            "quality",
            "models",
        )
    at = found.calibration.at_join
    return told(
        f"{at.precision} of links at the join level are right, {at.recall} of the true pairs "
        f"that were compared are linked, by {found.calibration.labels.used:,} labelled pairs. "
        "Pairs that no blocking rule found are not among them.",
        "quality",
    )


def _groups(facts: Facts) -> Reply:
    if facts.warehouse is None:
        return unknown(facts.no_night, "quality")
    groups = facts.warehouse.labelled.groups
    if not any(each.precision or each.recall for each in groups):
        why_not = facts.warehouse.labelled.why_not or "labels are too few for any group"
        return unknown(why_not, "quality", "models")
    precision = _least({_named(each): each.precision for each in groups if each.precision})
    recall = _least({_named(each): each.recall for each in groups if each.recall})
    return told(
        f"Of groups with {LEAST_LABELS} labels or more, the least precision: {precision}. The "
        f"least recall: {recall}. The lowest of many groups is low by chance too.",
        "quality",
    )


def _named(each: GroupQuality) -> str:
    return f"{TITLES[each.group].lower()}, {category_title(each.group, each.category)}"


def _least(shares: Mapping[str, Share]) -> str:
    """Name the group with the lowest share, and its interval; of equals the least sure."""
    if not shares:
        return "not known, labels are too few"
    lowest = min(shares, key=lambda name: (shares[name].share, shares[name].low, name))
    if shares[lowest].share >= 1:
        return f"none, of all {len(shares)} it is 100% in their labels"
    return f"{lowest}, {shares[lowest]}"


def _sure(facts: Facts) -> Reply:
    if facts.manifest is None:
        return unknown(facts.no_night, "linkage")
    return told(
        "Every link keeps its weight, that of each comparison, its blocking rule, model and level "
        f"version. Probabilities are {facts.manifest.probabilities}.",
        "linkage",
    )
