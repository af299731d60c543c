"""Counts B: what services wrote down of parents and of their mental health, beside the truth.

What was written is a fact of the world (`World.parental_status`, `Spell.factors`); that a record
was lost, or joined to somebody else, is not.
"""

from collections.abc import Iterator

from synthetic_data.facts import Stage
from synthetic_data.truth.counts.involvement import Figure, Involvement

_BLANK, _NOT_KNOWN_AS_PARENTS = "blank", ("no", "blank")
_STAGES = (
    ("children_early_help", Stage.EARLY_HELP),
    ("children_in_need", Stage.IN_NEED),
    ("children_child_protection", Stage.PROTECTION_PLAN),
    ("children_looked_after", Stage.LOOKED_AFTER),
)
_PARENTS_MENTAL_HEALTH = "4B"


def count_recorded(known: Involvement) -> Iterator[Figure]:
    """Give B1 to B4."""
    yield from _status(known)
    for measure, stage in _STAGES:
        yield "B3", measure, sum(known.is_at(child, stage) for child in known.living)
    yield from _factors(known)


def _status(known: Involvement) -> Iterator[Figure]:
    """Adults by recorded status, and the parents among those recorded as none; unknown is blank."""
    recorded = known.world.parental_status
    by_status: dict[str, set[int]] = {"yes": set(), "no": set(), _BLANK: set()}
    for adult in known.adults:
        by_status.get(recorded.get(adult, _BLANK), by_status[_BLANK]).add(adult)
    for status, adults in by_status.items():
        yield "B1", f"amh_adults_{status}", len(adults)
    hidden = {status: by_status[status] & known.parents for status in _NOT_KNOWN_AS_PARENTS}
    yield "B2", "parents", sum(len(parents) for parents in hidden.values())
    for status, parents in hidden.items():
        yield "B2", f"parents_{status}", len(parents)


def _factors(known: Involvement) -> Iterator[Figure]:
    """Children of B3 in social care, by whether an open episode's assessment names factor 4B."""
    noted = {
        spell.person
        for spell in known.spells()
        if spell.open_at(known.world.as_at) and _PARENTS_MENTAL_HEALTH in spell.factors
    }
    children = {child for child in known.living if known.in_social_care(child)}
    yield "B4", "factor_recorded", len(children & noted)
    yield "B4", "factor_not_recorded", len(children - noted)
