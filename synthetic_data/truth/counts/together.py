"""Counts C and D2: services side by side, for families and for the children of service users."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

from synthetic_data.facts import Enrolment, Stage
from synthetic_data.truth.counts.involvement import Figure, Involvement

_MOST_SERVICES = 4
_YEAR = timedelta(days=365)
_PERSISTENT_ABSENCE = 0.1
"""The share of sessions missed from which the Department for Education calls it persistent."""
JOINT = frozenset({"adult_mental_health", "childrens_social_care"})
_SCHOOL_FACTS: tuple[tuple[str, Callable[[Enrolment], bool]], ...] = (
    ("pupils", lambda _: True),
    ("persistent_absence", lambda place: place.absence >= _PERSISTENT_ABSENCE),
    ("suspension", lambda place: place.suspensions > 0),
    ("special_needs", lambda place: place.provision in ("K", "E")),
    ("free_meals", lambda place: place.free_meals),
)


def count_together(known: Involvement) -> Iterator[Figure]:
    """Give C1 to C6 and D2."""
    yield from _families(known)
    yield "C4", "children", sum(_is_unknown(known, child) for child in known.living)
    yield from _referrals(known)
    enrolments = known.world.enrolments
    carers = (c for c in known.living if c in enrolments and enrolments[c].young_carer)
    yield "C6", "children", sum(1 for _ in carers)
    yield from _pupils(known)


def _families(known: Involvement) -> Iterator[Figure]:
    services = [frozenset(known.services(unit)) for unit in known.families.units]
    by_number = Counter(min(len(found), _MOST_SERVICES) for found in services)
    for number in range(1, _MOST_SERVICES):
        yield "C1", f"families_{number}", by_number[number]
    yield "C1", f"families_{_MOST_SERVICES}_or_more", by_number[_MOST_SERVICES]
    for names, families in sorted(Counter("+".join(sorted(s)) for s in services if s).items()):
        yield "C2", names, families
    yield "C3", "families", sum(found >= JOINT for found in services)


def _is_unknown(known: Involvement, child: int) -> bool:
    return not known.in_social_care(child) and not known.is_at(child, Stage.EARLY_HELP)


def _referrals(known: Involvement) -> Iterator[Figure]:
    """Referrals of the last year for children of service users and for others, and their ends."""
    as_at, people, theirs = known.world.as_at, known.world.people, set(known.living)
    children = {c for c in known.families.dependents if not people[c].expected}
    counted: Counter[tuple[bool, bool]] = Counter(
        (spell.person in theirs, spell.stage is Stage.NO_FURTHER_ACTION)
        for spell in known.spells()
        if spell.stage in (Stage.IN_NEED, Stage.NO_FURTHER_ACTION)
        and as_at - _YEAR < spell.start <= as_at
        and spell.person in children
    )
    for is_theirs, of in ((True, ""), (False, "other_")):
        ended = counted[is_theirs, True]
        yield "C5", f"{of}referrals", ended + counted[is_theirs, False]
        yield "C5", f"{of}no_further_action", ended


def _pupils(known: Involvement) -> Iterator[Figure]:
    enrolments, theirs = known.world.enrolments, set(known.living)
    pupils = [child for child in known.families.dependents if child in enrolments]
    for is_theirs, of in ((True, ""), (False, "other_")):
        places = [enrolments[child] for child in pupils if (child in theirs) == is_theirs]
        for measure, is_so in _SCHOOL_FACTS:
            yield "D2", f"{of}{measure}", sum(map(is_so, places))
