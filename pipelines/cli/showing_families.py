"""Showing how well families of labelled records were found, in tables of a terminal.

How persons were found is shown by `showing_judged`; the figures are worked out elsewhere.
"""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from linkage_models.evaluation.families.evaluating import FamilyEvaluation
from linkage_models.evaluation.families.judgement import (
    ENOUGH_CHILDREN,
    FamiliesJudged,
    FamilyJudgement,
)
from linkage_models.evaluation.intervals import Gap
from linkage_models.evaluation.truth import TruthOfFamilies
from pipelines.cli.showing_judged import aligned, folded, gap_table, percent

_MEASURES = (
    ("members found who belong (B-cubed precision, by child)", "child_b_cubed_precision"),
    ("members who were found (B-cubed recall, by child)", "child_b_cubed_recall"),
    ("both (B-cubed F1)", "child_b_cubed_f1"),
    ("members of whom there is a record at all", "recall_possible"),
    ("units found exactly", "exact_units"),
    ("children whose family is exact", "exact_for_child"),
    ("parents found", "parents_found"),
    ("mothers found", "mothers_found"),
    ("fathers found", "fathers_found"),
    ("children with a wrong adult", "wrong_adult"),
    ("ties found in the right role", "right_role"),
    ("ties found in the right home", "right_residence"),
)
_FIGURES_BY_TYPE = (
    "children",
    "B-cubed F1, %",
    "units exact, %",
    "parents, %",
    "a wrong adult, %",
)
_BY_TYPE = ("child_b_cubed_f1", "exact_units", "parents_found", "wrong_adult")


def show_families(console: Console, truth: TruthOfFamilies, judged: FamilyEvaluation) -> None:
    """Show how families were found, of persons as linked and of persons as they truly are."""
    why = (
        " (the newest date of the records; --as-at gives another)" if judged.is_newest_date else ""
    )
    console.print(
        f"[bold]Families[/bold] as at {judged.as_at}{why}: {truth.children:,} children in "
        f"{truth.units:,} units by the truth, {judged.made.children:,} in {judged.made.units:,} "
        "found",
        highlight=False,
    )
    if truth.without_record:
        console.print(
            f"  - {truth.without_record:,} of {truth.persons:,} people of true families have no "
            "record that is judged: nobody could find them",
            highlight=False,
        )
    found, given = judged.found, judged.persons_given
    table = Table("%", "end to end", "persons given", title="How well families were found")
    for words, measure in _MEASURES:
        shares = found.whole.shares[measure], given.whole.shares[measure]
        table.add_row(words, *(percent(share) for share in shares))
    table.add_row("mothers and fathers apart, points", _gap(found), _gap(given))
    console.print(aligned(table))
    if found.types:
        console.print(_types(found))
    if found.types_too_small:
        console.print(
            f"Fewer than {ENOUGH_CHILDREN} children, so not shown: {found.types_too_small} types "
            "of family.",
            style="dim",
            highlight=False,
        )
    _show_groups(console, found)


def _show_groups(console: Console, found: FamilyJudgement) -> None:
    """Show families by group of children, where a truth or the records tell of any."""
    if found.groups:
        console.print(_groups(found.groups))
    small = [f"{count} of {name}" for name, count in found.groups_too_small.items()]
    if small:
        console.print(
            f"Fewer than {ENOUGH_CHILDREN} children, so not shown: {escape(', '.join(small))}.",
            style="dim",
            highlight=False,
        )
    if found.gaps:
        console.print(gap_table(found.gaps, title="Best and worst group of children"))


def _gap(judged: FamilyJudgement) -> str:
    gap: Gap | None = judged.gap_of_parents
    return "-" if gap is None else f"{percent(gap.gap)}, more {gap.best}"


def _types(judged: FamilyJudgement) -> Table:
    title = "By type of family, end to end"
    table = Table("family", *_FIGURES_BY_TYPE, title=title, title_justify="left")
    for each in judged.types:
        table.add_row(escape(each.name.replace("_", " ")), *_figures(each))
    return folded(table, figures_from=1)


def _groups(groups: tuple[FamiliesJudged, ...]) -> Table:
    title = "By group of children, end to end"
    table = Table("", "group", *_FIGURES_BY_TYPE, title=title, title_justify="left")
    last = ""
    for each in groups:
        if each.dimension != last:
            table.add_section()
        dimension = escape(each.dimension) if each.dimension != last else ""
        table.add_row(dimension, escape(each.name), *_figures(each))
        last = each.dimension
    return folded(table, figures_from=2)


def _figures(judged: FamiliesJudged) -> list[str]:
    return [f"{judged.children:,}", *(percent(judged.shares[measure]) for measure in _BY_TYPE)]
