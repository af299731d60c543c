"""Showing how labelled records were linked and judged, in tables of a terminal.

The figures are worked out elsewhere; every one of them, and more, is in the JSON.
"""

import math
from collections.abc import Iterable

import pyarrow as pa
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from linkage_models.calibration.bands import Band
from linkage_models.calibration.judging import CalibrationReport
from linkage_models.evaluation.gaps import Behind
from linkage_models.evaluation.intervals import ENOUGH_PERSONS, Gap, Share
from linkage_models.evaluation.labelled import LabelledEvaluation
from linkage_models.evaluation.misses.page import MOST_SHOWN, stage_in_words
from linkage_models.evaluation.untaught import Untaught
from sources.conformed_folder import Loaded

_MEASURES = (
    ("pairs of records", "pair"),
    ("records (B-cubed)", "b_cubed"),
    ("whole persons", "exact"),
)
_OF_TRUE_PAIRS = (
    ("both records can be linked", "can_be_linked"),
    ("brought together by a blocking rule", "blocking_recall"),
    ("thought worth keeping by the model", "kept"),
    ("in one person at the end", "pair_recall"),
)


def show_loaded(console: Console, loaded: Loaded, judged: LabelledEvaluation) -> None:
    """Say what was read, what was not, and what the model was taught by."""
    truth, linked = judged.truth, judged.linked
    console.print(
        f"[bold]{judged.data['records']:,} records[/bold] of {judged.data['sources']} sources; "
        f"{truth.records:,} of them are judged, truly {truth.persons:,} persons",
        highlight=False,
    )
    aside = (
        ("records of the truth are not in the data", truth.not_in_data),
        ("records of the truth have no person", truth.without_person),
        ("records are restricted: they are never linked, and not judged", truth.withheld),
    )
    _bullets(console, [f"{count:,} {words}" for words, count in aside if count])
    kept = [
        f"{name} is not British and is compared as it stands" for name in loaded.kept_as_they_stand
    ]
    _bullets(console, [*kept, *loaded.notes])
    learnt = (
        "learnt from these records" if judged.is_trained_here else "as the model file gives them"
    )
    console.print(
        f"The model's numbers are {learnt}; the product joins at match weight {linked.join:.1f}.",
        highlight=False,
    )
    if linked.borrowed:
        _bullets(console, _not_learnt(judged.untaught))


def show_judged(console: Console, judged: LabelledEvaluation) -> None:
    """Show the figures: whole, on the way from blocking to persons, by group, by weight."""
    table = Table("%", "precision", "recall", "F1", title="How well persons were found")
    for words, measure in _MEASURES:
        shares = [judged.shares[f"{measure}_{part}"] for part in ("precision", "recall", "f1")]
        table.add_row(words, *[percent(share) for share in shares])
    console.print(aligned(table))
    table = Table("of all true pairs of records", "%", title="Where true pairs are lost")
    for words, measure in _OF_TRUE_PAIRS:
        table.add_row(words, percent(judged.shares[measure]))
    console.print(aligned(table))
    console.print(
        f"Joined pairs that are two people of one household: {_in_household(judged)}",
        highlight=False,
    )
    console.print(aligned(_groups(judged)))
    small = [f"{count} of {name}" for name, count in judged.too_small.items()]
    if small:
        console.print(
            f"Fewer than {ENOUGH_PERSONS} persons, so not shown: {escape(', '.join(small))}.",
            style="dim",
            highlight=False,
        )
    console.print(gap_table(judged.gaps, title="Best and worst group"))
    _bullets(console, [_behind(each) for each in judged.behind])
    show_calibration(console, judged.calibration)


def show_errors(console: Console, errors: pa.Table) -> None:
    """Show the commonest kinds of missed and of false links; no record is named."""
    for error, words in (("missed", "Missed"), ("false", "False")):
        rows = [row for row in errors.to_pylist() if row["error"] == error]
        total, asked = (sum(row[column] for row in rows) for column in ("errors", "asked"))
        told = f"{words} links: [bold]{total:,}[/bold]; people are asked about {asked:,} of them"
        console.print(told, highlight=False)
        if not rows:
            continue
        table = Table("kind", "how far it came", "number", "share")
        for row in rows[:MOST_SHOWN]:
            number, share = f"{row['errors']:,}", f"{row['share']:.0%}"
            table.add_row(escape(row["kind"]), escape(stage_in_words(row)), number, share)
        console.print(folded(table, figures_from=2))


def _groups(judged: LabelledEvaluation) -> Table:
    table = Table("", "group", "persons", "precision, %", "recall, %", title="Pairs by group")
    last = ""
    for group in judged.groups:
        if group.dimension != last:
            table.add_section()
        table.add_row(
            escape(group.dimension) if group.dimension != last else "",
            escape(group.name),
            f"{group.persons:,}",
            percent(group.shares["pair_precision"]),
            percent(group.shares["pair_recall"]),
        )
        last = group.dimension
    return folded(table, figures_from=2)


def gap_table(gaps: Iterable[Gap], *, title: str) -> Table:
    """Lay out the gaps between the best and the worst group, of people or of their families."""
    table = Table("groups by", "of", "best", "worst", "points apart", title=title)
    for gap in gaps:
        table.add_row(
            escape(gap.dimension),
            gap.measure.replace("_", " "),
            escape(gap.best),
            escape(gap.worst),
            percent(gap.gap),
        )
    return aligned(folded(table, figures_from=4))


def show_calibration(console: Console, report: CalibrationReport) -> None:
    """Show what probabilities say beside what is true, as they are and after labelling."""
    for bands, said, title in (
        (report.nominal, "nominal", "What the model's own (nominal) probabilities are worth"),
        (
            report.calibrated,
            "calibrated",
            f"And calibrated by {report.labels} labels, on all other pairs",
        ),
    ):
        table = Table(
            "match weight", "pairs", f"{said}, %", "truly one person, % (95%)", title=title
        )
        for band in bands:
            share = Share(value=band.share_true, low=band.interval_low, high=band.interval_high)
            said_here = f"{band.probability * 100:.1f}"
            table.add_row(_weights(band), f"{band.pairs:,}", said_here, percent(share))
        console.print(aligned(table))
    if report.calibrated and not report.is_better:
        console.print(
            f"Calibrated by {report.labels} labels, probabilities are no better than nominal by "
            f"log loss: {report.log_loss_calibrated:.4f}, nominal {report.log_loss_nominal:.4f}.",
            highlight=False,
        )


def _weights(band: Band) -> str:
    if math.isinf(band.from_weight):
        return f"below {band.to_weight:.0f}"
    if math.isinf(band.to_weight):
        return f"{band.from_weight:.0f} and above"
    return f"{band.from_weight:.0f} to {band.to_weight:.0f}"


def _in_household(judged: LabelledEvaluation) -> str:
    known_from = judged.truth.households_from
    if known_from is None:
        return "cannot be told: neither household_id nor addresses"
    share = percent(judged.shares["false_in_household"], digits=2)
    return f"[bold]{share} %[/bold] (household from {known_from})"


def _behind(behind: Behind) -> str:
    return (
        f"{behind.dimension}, {behind.measure.replace('_', ' ')}: {behind.share:.1%} where it is "
        f"not known, {(behind.best_share - behind.share) * 100:.1f} points below {behind.best}"
    )


def _not_learnt(untaught: Untaught) -> list[str]:
    lines = [
        f"not to be learnt here, so as shipped: {comparison}: {'; '.join(levels)}"
        for comparison, levels in untaught.levels.items()
    ]
    if untaught.nothing_given:
        lines.append(f"nothing was given for: {', '.join(untaught.nothing_given)}")
    return lines


def folded(table: Table, *, figures_from: int) -> Table:
    """Let names take more lines rather than be cut; figures stay whole, to the right."""
    for place, column in enumerate(table.columns):
        is_figure = place >= figures_from
        column.overflow = "fold"
        column.no_wrap = is_figure
        column.justify = "right" if is_figure else "left"
    return table


def percent(share: Share, digits: int = 1) -> str:
    """Tell a share in percent, with its interval."""
    if math.isnan(share.value):
        return "-"
    value, low, high = (f"{each * 100:.{digits}f}" for each in (share.value, share.low, share.high))
    return f"{value} ({low}-{high})"


def aligned(table: Table) -> Table:
    """Put the title to the left and figures to the right of the first column."""
    table.title_justify = "left"
    if not any(column.overflow == "fold" for column in table.columns):
        folded(table, figures_from=1)
    return table


def _bullets(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        console.print(f"  - {line}", markup=False, highlight=False)
