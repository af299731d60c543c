"""What proposals of levels would have changed: rounded, by group too, and without exact figures."""

from collections.abc import Sequence

from governance.evidence.blocks import Table
from governance.register.evidence import GroupChange, Side
from governance.register.thresholds import ThresholdVersion
from pipelines.evidence.words import Numbers
from pipelines.groups import TITLES, Group, category_title, cell_order


def changes_by_version(versions: Sequence[ThresholdVersion], numbers: Numbers) -> Table:
    """Lay out what each proposal would have changed, all together."""
    return Table(
        name="threshold_evidence",
        title="What each proposal would have changed on the night it was counted on. "
        f"{numbers.rule}",
        columns=(
            "Version",
            "Night",
            "Against",
            "Links",
            "Persons",
            "Families",
            "Precision",
            "Recall",
            "Labels",
        ),
        rows=tuple(
            (
                str(each.version),
                str(each.evidence.night),
                str(each.against),
                *_before_and_after(each.evidence.before, each.evidence.after, numbers),
                each.evidence.about_labels,
            )
            for each in reversed(versions)
        ),
        empty="Nobody proposed another version.",
    )


def _before_and_after(before: Side, after: Side, numbers: Numbers) -> tuple[str, ...]:
    counted = (
        f"{numbers.shown(getattr(before, name))} to {numbers.shown(getattr(after, name))}"
        for name in ("links", "persons", "families")
    )
    shares = (
        f"{then} to {now}"
        if (then := getattr(before, name)) and (now := getattr(after, name))
        else ""
        for name in ("precision", "recall")
    )
    return (*counted, *shares)


def changes_by_group(versions: Sequence[ThresholdVersion], numbers: Numbers) -> Table:
    """Lay out what each proposal would have changed for groups of people."""
    return Table(
        name="threshold_groups",
        title="What each proposal would have changed by group: the share of records that are "
        f"linked with another, and what labels tell. {numbers.profile.symbol} stands for a share "
        "of which the part or the rest is small",
        columns=("Version", "Group", "Category", "Linked", "Precision", "Recall"),
        rows=tuple(
            (str(version.version), *_group(each, numbers))
            for version in reversed(versions)
            for each in sorted(version.evidence.groups, key=lambda of: cell_order(_cell(of)))
        ),
        empty="No proposal tells of groups.",
    )


def _cell(change: GroupChange) -> tuple[str, str]:
    return change.group, change.category


def _group(change: GroupChange, numbers: Numbers) -> tuple[str, ...]:
    then, now = (
        numbers.share(side.linked, change.records) for side in (change.before, change.after)
    )
    shares = (
        f"{before} to {after}" if before and after else "too few labels"
        for before, after in (
            (change.before.precision, change.after.precision),
            (change.before.recall, change.after.recall),
        )
    )
    title = TITLES[Group(change.group)]
    return title, category_title(*_cell(change)), f"{then} to {now}" if then else "", *shares
