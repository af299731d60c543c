"""Places where adults live who are nothing to each other, and people without a place.

Families under one roof with others are `shelters`.
"""

from datetime import date, timedelta

from synthetic_data.facts import ADULT_AGE, Arrival, Household
from synthetic_data.families.ages import sharer_age
from synthetic_data.families.builder import FamilyBuilder

_TERM_BEGINS, _ARRIVAL_DAYS = (9, 15), 14
_STUDENT_YEARS, _OLDER_STARTERS = 2, 1.5


def shared_house(build: FamilyBuilder) -> None:
    """Lodgers who are nothing to each other."""
    home = build.household("sharers", 0.75, "hmo")
    for _ in range(build.chance.whole(3, 7)):
        build.lodge(home, build.chance.pick("MMF"), sharer_age(build.chance), 1.2)


def student_house(build: FamilyBuilder) -> None:
    """Students who rent a house together from the start of a year."""
    years = build.chance.whole(0, _STUDENT_YEARS)
    home = build.household("students", 0.6, "hmo")
    _take_students(build, home, build.chance.whole(3, 6), years)


def student_hall(build: FamilyBuilder) -> None:
    """A hall where students live in their first year."""
    home = build.household("students", 0.5, "student_hall")
    _take_students(build, home, build.chance.whole(30, 70), 0)


def _take_students(build: FamilyBuilder, home: Household, count: int, years_ago: int) -> None:
    """Let students move in within days of the start of the year, as many years ago."""
    chance, as_at = build.chance, build.world.as_at
    begins = _last_term(as_at, years_ago)
    for _ in range(count):
        joined = min(begins + timedelta(days=chance.whole(0, _ARRIVAL_DAYS)), as_at)
        age = ADULT_AGE + years_ago + chance.between(0.1, _OLDER_STARTERS)
        student = build.people.adult(chance.pick("MF"), age)
        build.settle(home, student, arrival=Arrival(joined=joined))


def _last_term(as_at: date, years_ago: int) -> date:
    """Return the start of the last year of study, or of one before it."""
    this_year = as_at >= date(as_at.year, *_TERM_BEGINS)
    return date(as_at.year - years_ago - (not this_year), *_TERM_BEGINS)


def care_home(build: FamilyBuilder) -> None:
    """A home for the old: more than ten people at one address."""
    home = build.household("communal", 0.7, "care_home")
    for _ in range(build.chance.whole(18, 36)):
        build.lodge(home, build.chance.pick("FFM"), build.chance.between(76, 98), 2.0)


def hostel(build: FamilyBuilder) -> None:
    """A hostel: more than ten adults at one address, and not for long."""
    home = build.household("communal", 0.85, "hostel")
    for _ in range(build.chance.whole(12, 24)):
        build.lodge(home, build.chance.pick("MMF"), build.chance.between(19, 60), 0.5)


def no_fixed_abode(build: FamilyBuilder) -> None:
    """Somebody with no home at all, mostly a man."""
    home = build.household("single", 0.95, "no_fixed_abode")
    sex = build.chance.pick("MMMMMF")
    build.lodge(home, sex, build.chance.between(19, 62), 0.7)


def foster_home(build: FamilyBuilder) -> None:
    """A couple who foster; the children come when services place them."""
    age = build.chance.between(38, 63)
    carers = build.couple(age, age + build.chance.between(-3, 6), married=0.85)
    build.settle(build.household("foster", 0.35, "foster"), *carers)
