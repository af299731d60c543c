"""The first section: what the pack is, how its numbers were treated, and how things stand."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Listing, Text
from governance.evidence.items import Item, Reply, answered, told, unknown
from governance.release_context import long_date
from pipelines.counts.words import source_title
from pipelines.evidence.facts import Facts


def tell(facts: Facts) -> Iterator[Block]:
    """Say what the pack is of, and how it stands with what a data protection officer asks first."""
    yield Text(
        words=(
            "thinkfamily works out which records of several services are about one person and "
            "which persons are one family, and counts them. It never scores, ranks or decides "
            "about anybody. This pack says by what right that was done, with what, how well, "
            "and who decided, as the records of the system told it at the moment it was made."
        )
    )
    yield from answered("standing", ITEMS, _replies(facts))
    yield Text(words="How numbers in this pack are treated:")
    yield Listing(items=(*facts.profile.rules(), *_TREATED))


_PART = "How it stands"
ITEMS = (
    Item(
        key="1",
        part=_PART,
        asks="Does an agreement cover every source on the day of the data, and today?",
    ),
    Item(key="2", part=_PART, asks="Was the night linked at levels that were approved?"),
    Item(
        key="3",
        part=_PART,
        asks="Was every published release approved by another person than proposed it?",
    ),
    Item(key="4", part=_PART, asks="Can a hidden number be worked out from what is shown?"),
    Item(key="5", part=_PART, asks="Is the record of decisions whole?"),
    Item(key="6", part=_PART, asks="Was the error of links measured on this area's own records?"),
    Item(key="7", part=_PART, asks="Is anything kept for longer than is configured?"),
)
"""What a data protection officer asks first."""
_TREATED = (
    (
        "Numbers that stand alone, such as files, links and checks, are hidden and rounded by "
        "the same rule, as totals are. Tables of figures were tried together with what was ever "
        "released."
    ),
    (
        "No name, date of birth, address, identifier or key of a record is in the pack. Reasons "
        "that officers gave are shown as they wrote them."
    ),
    (
        "Where exact numbers of the night were asked for, they lie in the folder "
        "for_the_officer, which stays inside the council."
    ),
)


def _replies(facts: Facts) -> dict[str, Reply]:
    return {
        "1": _agreements(facts),
        "2": _levels(facts),
        "3": _two_people(facts),
        "4": _disclosure(facts),
        "5": _audit(facts),
        "6": _labels(facts),
        "7": _kept(facts),
    }


def _agreements(facts: Facts) -> Reply:
    then = [f"{source_title(e.source.name)}: {e.problem}" for e in facts.agreements if e.problem]
    today = [
        f"{source_title(e.source.name)} (today): {e.problem}"
        for e in facts.agreements_today
        if e.problem
    ]
    problems = [*then, *today]
    if problems:
        return told(f"No. {'; '.join(problems)}.", "sources")
    day = long_date(facts.made_on)
    words = f"Yes, all {len(facts.agreements)} on {long_date(facts.as_at)} and on {day}."
    return told(words, "sources")


def _levels(facts: Facts) -> Reply:
    manifest = facts.manifest
    if manifest is None:
        return unknown(facts.no_night, "thresholds")
    version = manifest.versions.get("threshold version", "")
    if version == "1":
        words = "It was linked at version 1, the levels that the software brings and documents."
        return told(words, "thresholds")
    found = [each for each in facts.thresholds.approvals if str(each.version) == version]
    if not found:
        return told(f"No approval of version {version} is on record.", "thresholds")
    words = f"Yes: version {version}, approved by {found[0].decided.by}."
    return told(words, "thresholds")


def _two_people(facts: Facts) -> Reply:
    given = [each.release for each in facts.releases if each.release.published_at]
    if not given:
        return told("Nothing was published yet.", "releases")
    alone = facts.approved_alone
    broken = [
        each.release.id for each in facts.releases if each.release.published_at and each.broken
    ]
    words = f"No: {', '.join(alone)}." if alone else f"Yes, all {len(given)}."
    seal = f" Files of {', '.join(broken)} are not as they were sealed." if broken else ""
    return told(f"{words}{seal}", "releases")


def _disclosure(facts: Facts) -> Reply:
    if not facts.shown.figures:
        return unknown(facts.shown.why_not, "disclosure")
    if facts.shown.checked:
        words = "It was tried with everything shown and released; nothing could be worked out."
        return told(words, "disclosure")
    tried = {each.release.id: each.checked.get("worked_out") for each in facts.releases}
    if facts.subject and tried.get(facts.subject.id) == 0:
        return told("It was tried when the release was written; nothing could be.", "disclosure")
    return unknown("what was tried of the release is not kept", "disclosure")


def _audit(facts: Facts) -> Reply:
    fault = facts.audit.fault
    return told(f"No: {fault}." if fault else "Yes: the chain is intact.", "audit")


def _labels(facts: Facts) -> Reply:
    if facts.warehouse is None:
        return unknown(facts.no_night, "quality")
    labelled = facts.warehouse.labelled
    if labelled.calibration is None:
        words = f"No ({labelled.why_not}). What is known is measured on synthetic people."
        return told(words, "quality")
    at = labelled.calibration.at_join
    words = f"Yes: {at.precision} of links are right; {at.recall} of true pairs are linked."
    return told(words, "quality")


def _kept(facts: Facts) -> Reply:
    kept = facts.config.retention
    nights, releases = facts.overdue
    if nights or releases:
        return told(f"Yes: {nights} nights and {releases} releases are overdue.", "retention")
    if kept.nights_days is None or kept.releases_days is None:
        return told("No, but no time is configured for all of it.", "retention")
    return told("No.", "retention")
