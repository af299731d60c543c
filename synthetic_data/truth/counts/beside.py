"""Children of adults open to mental health beside all others: counts C5 and D2."""

from collections.abc import Callable, Iterator
from datetime import date

from synthetic_data.facts import Enrolment, Stage
from synthetic_data.truth.counts.involvement import SCHOOL_SERVICES, Cell, Involvement

_FACTS: tuple[tuple[str, Callable[[Enrolment], bool]], ...] = (
    ("pupils", lambda _: True),
    *(fact for fact in SCHOOL_SERVICES if fact[0] != "young_carer"),
    ("special_needs", lambda place: place.provision in ("K", "E")),
    ("free_meals", lambda place: place.free_meals),
)


def beside_others(known: Involvement) -> Iterator[Cell]:
    """Give the cells of referrals and of pupils, in total and by whose child it is."""
    theirs = set(known.living)
    for count_id, measure, child in (*_referrals(known), *_pupils(known)):
        yield count_id, measure, "total", "all"
        yield count_id, measure, "children_of_patients", "yes" if child in theirs else "no"


def _referrals(known: Involvement) -> Iterator[tuple[str, str, int]]:
    """Give the referrals of the last year: those that led on, and those that did not."""
    as_at, people = known.world.as_at, known.world.people
    children = {c for c in known.families.dependents if not people[c].expected}
    received = {
        (spell.person, spell.start, spell.stage is Stage.NO_FURTHER_ACTION)
        for spell in known.spells()
        if spell.stage in (Stage.IN_NEED, Stage.NO_FURTHER_ACTION)
        and _a_year_before(as_at) < spell.start <= as_at
        and spell.person in children
    }
    for child, start, is_over in received:
        if not is_over or (child, start, False) not in received:
            yield "C5", "referrals", child
            if is_over:
                yield "C5", "no_further_action", child


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # The last day of a February.
        return day.replace(year=day.year - 1, day=28)


def _pupils(known: Involvement) -> Iterator[tuple[str, str, int]]:
    enrolments = known.world.enrolments
    for child in known.families.dependents:
        if child in enrolments:
            for measure, is_so in _FACTS:
                if is_so(enrolments[child]):
                    yield "D2", measure, child
