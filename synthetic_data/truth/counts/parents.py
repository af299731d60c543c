"""Adults open to mental health: counts A1, A7, A8, B1 and B2.

A1 has no tiers: how a tie is known is a fact of the records and not of the world. For the same
reason A7 has nobody whose residence is not known. What the trust wrote down is a fact of the world.
"""

from collections.abc import Iterator, Mapping

from synthetic_data.facts import PARENTS
from synthetic_data.truth.counts.involvement import SOCIAL_CARE, Cell, Involvement

_BLANK, _NOT_KNOWN_AS_PARENTS = "blank", ("no", "blank")
Measures = Mapping[tuple[str, str], set[int]]
"""Who is counted, by count and measure."""


def adults_counted(known: Involvement) -> Measures:
    """Return who is counted in the measures of adults."""
    unborn = [child for child in known.of_adults if known.world.people[child].expected]
    to_social_care = [child for child in unborn if known.is_at(child, *SOCIAL_CARE)]
    hidden = {n for n in known.parents if _recorded(known, n) in _NOT_KNOWN_AS_PARENTS}
    return {
        ("A1", "amh_adults"): known.adults,
        ("A1", "parents"): known.parents,
        ("A7", "parents"): known.parents,
        ("A8", "expecting"): _parents_of(known, unborn),
        ("A8", "known_to_social_care"): _parents_of(known, to_social_care),
        ("B1", "amh_adults"): known.adults,
        ("B2", "parents"): hidden,
    }


def adult_parts(known: Involvement) -> Iterator[Cell]:
    """Give the cells of what is counted by its own parts: A7, B1 and B2."""
    together = _with_a_child(known)
    for adult in known.parents:
        yield "A7", "parents", "residence", "with_child" if adult in together else "elsewhere"
    for adult in known.adults:
        recorded = _recorded(known, adult)
        yield "B1", "amh_adults", "recorded_status", recorded
        if adult in known.parents and recorded in _NOT_KNOWN_AS_PARENTS:
            yield "B2", "parents", "recorded_status", recorded


def _recorded(known: Involvement, adult: int) -> str:
    """Return what the trust wrote; that it is unknown is as good as nothing."""
    recorded = known.world.parental_status.get(adult, _BLANK)
    return recorded if recorded in {"yes", "no"} else _BLANK


def _with_a_child(known: Involvement) -> set[int]:
    """Return parents who live with a child of theirs."""
    return {
        tie.adult
        for child, ties in known.families.ties.items()
        for tie in ties
        if tie.role in PARENTS and known.world.lives_with(child, tie.adult)
    }


def _parents_of(known: Involvement, children: list[int]) -> set[int]:
    return {
        tie.adult
        for child in children
        for tie in known.families.ties[child]
        if tie.role in PARENTS and tie.adult in known.adults
    }
