"""Counts A: adults open to mental health who are parents, and their children.

A1 has no tiers: how a tie is known is a fact of the records and not of the world. For the same
reason A7 has nobody whose residence is not known.
"""

from collections.abc import Iterator

from synthetic_data.facts import PARENTS, Stage
from synthetic_data.truth.counts.involvement import SOCIAL_CARE, Figure, Involvement


def count_parents(known: Involvement) -> Iterator[Figure]:
    """Give A1 to A8."""
    yield from _adults(known)
    yield from _children(known)
    yield from _in_need(known)
    yield from _residence(known)
    yield from _expecting(known)


def _adults(known: Involvement) -> Iterator[Figure]:
    yield "A1", "amh_adults", len(known.adults)
    yield "A1", "parents", len(known.parents)


def _children(known: Involvement) -> Iterator[Figure]:
    yield "A2", "children", len(known.living)
    yield "A2", "unborn", len(known.of_adults) - len(known.living)
    yield "A3", "children", sum(known.is_at(c, Stage.PROTECTION_PLAN) for c in known.living)
    yield "A6", "looked_after", sum(known.is_at(c, Stage.LOOKED_AFTER) for c in known.living)
    only = (c for c in known.living if not known.in_social_care(c))
    yield "A6", "early_help_only", sum(known.is_at(c, Stage.EARLY_HELP) for c in only)


def _in_need(known: Involvement) -> Iterator[Figure]:
    in_need = [
        child
        for child in known.living
        if known.is_at(child, Stage.IN_NEED)
        and not known.is_at(child, Stage.PROTECTION_PLAN, Stage.LOOKED_AFTER)
    ]
    plan_or_need = {
        child for child in known.living if known.is_at(child, Stage.IN_NEED, Stage.PROTECTION_PLAN)
    }
    units = known.families.units
    yield "A4", "in_need", len(in_need)
    yield "A4", "in_need_or_more", sum(known.in_social_care(child) for child in known.living)
    yield "A5", "children", len(plan_or_need)
    yield "A5", "families", sum(bool(plan_or_need & set(unit.children)) for unit in units)


def _residence(known: Involvement) -> Iterator[Figure]:
    """Parents who live with a child of theirs, and those who live with none."""
    together = {
        tie.adult
        for child, ties in known.families.ties.items()
        for tie in ties
        if tie.role in PARENTS and known.world.lives_with(child, tie.adult)
    } & known.parents
    yield "A7", "with_child", len(together)
    yield "A7", "elsewhere", len(known.parents) - len(together)


def _expecting(known: Involvement) -> Iterator[Figure]:
    """Parents of a child that is not born, and those whose child social care knows already."""
    unborn = [child for child in known.of_adults if known.world.people[child].expected]
    to_social_care = [child for child in unborn if known.is_at(child, *SOCIAL_CARE)]
    yield "A8", "expecting", len(_parents_of(known, unborn))
    yield "A8", "known_to_social_care", len(_parents_of(known, to_social_care))


def _parents_of(known: Involvement, children: list[int]) -> set[int]:
    return {
        tie.adult
        for child in children
        for tie in known.families.ties[child]
        if tie.role in PARENTS and tie.adult in known.adults
    }
