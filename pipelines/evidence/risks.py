"""Risks of the processing to people, what is done about each, and how that stands in the facts."""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.evidence.facts import Facts


@dataclass(frozen=True, kw_only=True)
class Risk:
    """A risk, the measures, the section that shows them, and how they stand."""

    risk: str
    measures: str
    see: str
    stands: Callable[[Facts], str]


def _error(facts: Facts) -> str:
    if facts.warehouse is None:
        return f"not known: {facts.no_night}"
    found = facts.warehouse.labelled
    if found.calibration is None:
        return f"not measured on own records: {found.why_not}"
    return f"precision {found.calibration.at_join.precision}"


def _groups(facts: Facts) -> str:
    if facts.warehouse is None:
        return f"not known: {facts.no_night}"
    if not facts.warehouse.labelled.groups:
        return "not measured on own records; shares linked by group are told"
    return "measured by group, where labels are enough"


def _hidden(facts: Facts) -> str:
    if facts.shown.figures:
        return "tried, nothing worked out"
    return f"not known: {facts.shown.why_not}"


def _agreements(facts: Facts) -> str:
    then, today = (
        sum(bool(each.problem) for each in covered)
        for covered in (facts.agreements, facts.agreements_today)
    )
    if then or today:
        return f"not covered: {then} sources on the day of the data, {today} today"
    return "all sources are covered, on the day of the data and today"


def _chain(facts: Facts) -> str:
    return f"not intact: {facts.audit.fault}" if facts.audit.fault else "the chain is intact"


def _kept(facts: Facts) -> str:
    nights, releases = facts.overdue
    if facts.config.retention.nights_days is None:
        return "no time is configured for nights"
    return f"{nights} nights and {releases} releases are overdue"


def _two_people(facts: Facts) -> str:
    given = sum(each.release.published_at is not None for each in facts.releases)
    alone = ", ".join(facts.approved_alone)
    told = f"not so: {alone}" if alone else "each approved by another person than proposed it"
    return f"{given} published, {told}"


def _levels(facts: Facts) -> str:
    return f"version {facts.thresholds.in_force} is in force"


def _everywhere(_: Facts) -> str:
    return "in force by construction; the council checks machine and accounts"


RISKS = (
    Risk(
        risk="Two people are taken for one: a parent's record counts as the child's, a family "
        "member disappears from the counts.",
        measures="Guards within households, checks of whole persons, decisions of people, levels "
        "chosen for precision; error measured by labels.",
        see="quality",
        stands=_error,
    ),
    Risk(
        risk="Some groups are linked worse than others, so that figures tell less of them.",
        measures="Error and shares linked by sex, age, ethnic group, deprivation and source.",
        see="quality",
        stands=_groups,
    ),
    Risk(
        risk="Somebody works out a person or a family from published figures.",
        measures="Small numbers hidden, the rest rounded; attacked before release together with "
        "all earlier releases; slow and frozen releases.",
        see="disclosure",
        stands=_hidden,
    ),
    Risk(
        risk="Data is used without a right to it, or longer than agreed.",
        measures="A night refuses a source whose agreement does not cover its day.",
        see="sources",
        stands=_agreements,
    ),
    Risk(
        risk="Whoever gets into the machine reads names, health and social care data together.",
        measures="Nights encrypted, the key outside; files of one account alone; no network; "
        "readers are locked down; logs, charts and releases without a person's value.",
        see="linkage",
        stands=_everywhere,
    ),
    Risk(
        risk="Decisions are made alone, or changed afterwards.",
        measures="Two people for every release and every level; each decision sealed in the chain.",
        see="audit",
        stands=_chain,
    ),
    Risk(
        risk="Figures that should not have gone out are published.",
        measures="Another person approves; every byte is checked; a release can be withdrawn.",
        see="releases",
        stands=_two_people,
    ),
    Risk(
        risk="Somebody lowers a level to have more links.",
        measures="Levels are proposed with what they change, approved by another, and seen in "
        "nights.",
        see="thresholds",
        stands=_levels,
    ),
    Risk(
        risk="Data is kept longer than needed.",
        measures="Each night is a new file; nights and releases go by age, and each removal is "
        "noted.",
        see="retention",
        stands=_kept,
    ),
    Risk(
        risk="What is linked for counting is used to decide about a family.",
        measures="No score and no list of people; readers have fixed tables of counts. A person is "
        "looked for only to answer that person, by one role, and each view is on record.",
        see="audit",
        stands=_everywhere,
    ),
)
"""The risks, the gravest first."""
