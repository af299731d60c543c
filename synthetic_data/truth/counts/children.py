"""Children of adults open to mental health: counts A2 to A6, B3, B4, C4 and C6."""

from collections.abc import Iterator

from synthetic_data.facts import Stage
from synthetic_data.truth.counts.involvement import Cell, Involvement
from synthetic_data.truth.counts.parents import Measures

_STAGES = (
    ("early_help", Stage.EARLY_HELP),
    ("child_in_need", Stage.IN_NEED),
    ("child_protection", Stage.PROTECTION_PLAN),
    ("looked_after", Stage.LOOKED_AFTER),
)
_PARENTS_MENTAL_HEALTH = "4B"


def children_counted(known: Involvement) -> Measures:
    """Return who is counted in the measures of children."""
    living, enrolments = set(known.living), known.world.enrolments
    on_plan = {child for child in living if known.is_at(child, Stage.PROTECTION_PLAN)}
    in_care = {child for child in living if known.is_at(child, Stage.LOOKED_AFTER)}
    in_need = {child for child in living if known.is_at(child, Stage.IN_NEED)}
    helped = {child for child in living if known.is_at(child, Stage.EARLY_HELP)}
    or_more = in_need | on_plan | in_care
    return {
        ("A2", "children"): living,
        ("A2", "unborn"): set(known.of_adults) - living,
        ("A3", "children"): on_plan,
        ("A4", "in_need"): in_need - on_plan - in_care,
        ("A4", "in_need_or_more"): or_more,
        ("A5", "children"): in_need | on_plan,
        ("A6", "looked_after"): in_care,
        ("A6", "early_help_only"): helped - or_more,
        ("B3", "children"): or_more | helped,
        ("B4", "children"): or_more,
        ("C4", "children"): living - or_more - helped,
        ("C6", "children"): {c for c in living if c in enrolments and enrolments[c].young_carer},
    }


def child_parts(known: Involvement) -> Iterator[Cell]:
    """Give the cells of what is counted by its own parts: B3 and B4."""
    noted = _noted(known)
    for child in known.living:
        for name, stage in _STAGES:
            if known.is_at(child, stage):
                yield "B3", "children", "stage", name
        if known.in_social_care(child):
            told = "recorded" if child in noted else "not recorded"
            yield "B4", "children", "parents_mental_health", told


def _noted(known: Involvement) -> set[int]:
    """Return the children whose open episode's assessment names a parent's mental health."""
    return {
        spell.person
        for spell in known.spells()
        if spell.open_at(known.world.as_at) and _PARENTS_MENTAL_HEALTH in spell.factors
    }
