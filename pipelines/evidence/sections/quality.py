"""How well records are linked, overall and by group: by labels, else on synthetic people."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Document, Heading, Notice, Table, Text
from linkage_models.calibration.calibration import Calibration, LabelCounts
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.person.model import PERSON_MODEL
from pipelines.counts.estimating.estimates import Estimated
from pipelines.evidence.cards import accuracy_of
from pipelines.evidence.facts import Facts, GroupQuality, Labelled
from pipelines.evidence.sections.linked import completeness, linked
from pipelines.evidence.words import Numbers
from pipelines.groups import TITLES, category_title, cell_order
from pipelines.threshold_evidence.groups import LEAST_LABELS


def tell(facts: Facts) -> Iterator[Block]:
    """Say what labels tell, who is linked, how complete fields are; else what the cards tell."""
    warehouse = facts.warehouse
    yield Heading(words="Measured on this area's own records")
    if warehouse is None:
        yield Notice(words=f"Not known: {facts.no_night}.")
    else:
        yield from _labelled(warehouse.labelled)
        yield Heading(words="Who is linked, and what there is to link by")
        yield from linked(facts)
        yield completeness(warehouse, Numbers(profile=facts.profile))
    yield Heading(words="Measured on synthetic people")
    yield Text(
        words="These figures are of people who do not exist, whose truth is known. They say how "
        "the models behave at three levels of errors, and nothing about this area's own "
        "records."
    )
    for model in (PERSON_MODEL, FAMILY_MODEL):
        yield Document(
            name=f"accuracy_{model.name}",
            title=f"Accuracy of the {model.name} model on synthetic people",
            markdown=accuracy_of(model.name),
        )


def _labelled(labelled: Labelled) -> Iterator[Block]:
    if labelled.calibration is None:
        yield Notice(
            words=f"Not known: {labelled.why_not}. Error by group is not known either. Draw pairs "
            "(thinkfamily labels sample), have two people judge them without seeing the weight, "
            "and take the answers in."
        )
    else:
        yield from _calibrated(labelled.calibration)
    yield Text(words=_corrections(labelled.estimated))
    if labelled.groups:
        yield error_by_group(labelled.groups)


def _corrections(estimated: Estimated) -> str:
    if estimated.why_not:
        return f"Headline figures are not corrected: {estimated.why_not}."
    return (
        f"Headline figures are corrected, with 90% intervals, by {estimated.pairs:,} pairs and "
        f"{estimated.people:,} people that were reviewed. Of labelled pairs within one household "
        f"{estimated.precision_at_home:.1%} of those linked are one person, and "
        f"{estimated.recall_at_home:.1%} of those that are one person are linked."
    )


def _calibrated(found: Calibration) -> Iterator[Block]:
    yield Table(
        name="error_overall",
        title="Error of links at the join level, with 95% intervals",
        columns=("Measure", "Estimate", "Labelled pairs"),
        rows=(
            ("Links that are right (precision)", str(found.at_join.precision), _labels(found)),
            (
                "True pairs that are linked, of those compared (recall)",
                str(found.at_join.recall),
                _labels(found),
            ),
        ),
        amounts=frozenset({"Labelled pairs"}),
    )
    yield _behind(found.labels)
    yield Table(
        name="calibration",
        title="Probability that labels made one expect, and what they say, by band of weight",
        columns=("Weight", "Labels", "Expected", "Found", "95% interval"),
        rows=tuple(
            (
                _band(each.from_weight, each.to_weight),
                f"{each.labels:,}",
                f"{each.expected:.1%}",
                f"{each.observed:.1%}",
                f"{each.low:.1%} to {each.high:.1%}",
            )
            for each in found.quality.bands
        ),
        amounts=frozenset({"Labels", "Expected", "Found"}),
    )


def _behind(labels: LabelCounts) -> Table:
    told = (
        ("used", f"{labels.used:,}"),
        ("of them judged to be one person", f"{labels.same:,}"),
        ("of them within one household", f"{labels.one_household:,}"),
        ("not answered yet", f"{labels.unanswered:,}"),
        ("answered both ways, and not used", f"{labels.disputed:,}"),
        ("of pairs that this night has not", f"{labels.not_scored:,}"),
        ("first decided", str(labels.first_decided or "not told")),
        ("last decided", str(labels.last_decided or "not told")),
    )
    return Table(
        name="labels",
        title="The labels behind",
        columns=("Labels", "How many, or when"),
        rows=told,
        amounts=frozenset({"How many, or when"}),
    )


def _labels(found: Calibration) -> str:
    return f"{found.labels.used:,}"


def _band(low: float | None, high: float | None) -> str:
    if low is None:
        return f"below {high:g}"
    return f"{low:g} and above" if high is None else f"{low:g} to {high:g}"


def error_by_group(groups: tuple[GroupQuality, ...]) -> Table:
    """Lay out what labels tell of each group."""
    return Table(
        name="error_by_group",
        title="Error by group, with 95% intervals. A pair is of every group that one of its "
        f"records is of; of fewer than {LEAST_LABELS} labels no share is told",
        columns=("Group", "Category", "Labelled pairs", "Precision", "Recall"),
        rows=tuple(_group(each) for each in sorted(groups, key=_group_order)),
        amounts=frozenset({"Labelled pairs"}),
    )


def _group_order(each: GroupQuality) -> tuple[int, int, str]:
    return cell_order((each.group.value, each.category))


def _group(each: GroupQuality) -> tuple[str, ...]:
    labels = f"{each.labels:,}" if each.labels >= LEAST_LABELS else f"under {LEAST_LABELS}"
    shares = (str(share or "too few labels") for share in (each.precision, each.recall))
    return TITLES[each.group], category_title(each.group, each.category), labels, *shares
