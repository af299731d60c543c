"""The school census as a council gets it: the last terms, each a file for every table.

What a school's return says is `school_census_pupils`; which terms there are, `school_census_terms`.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from sources.school.school_census import SCHOOL_CENSUS
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.school_census_pupils import SchoolReturn, Told
from synthetic_data.exports.school_census_terms import Term, terms_by
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Enrolment
from synthetic_data.records.habits import SCHOOL

TERMS = 3
"""How many terms the council keeps."""

_AT_TWO_SCHOOLS = 0.01
# What the files of a table are called for pupils on roll and gone; some are of one kind alone.
_FILES = MappingProxyType(
    {
        "pupilonroll": ("pupilonroll", ""),
        "pupilnolongeronroll": ("", "pupilnolongeronroll"),
        "addresses": ("addressesonroll", "addressesoffroll"),
        "fsmperiod": ("fsmperiodsonroll", ""),
        "senneeds": ("senneeds", ""),
        "termlyexclusions": ("termlyexclusionsonroll", "termlyexclusionsoffroll"),
        "termlysessiondetails": ("termlysessiondetailsonroll", "termlysessiondetailsoffroll"),
        "schoolcensus": ("schoolcensus", ""),
        "school": ("school", ""),
    }
)


def write_school_census(desk: Desk) -> None:
    """Write the files of every term; a child before an adoption is no longer a pupil."""
    world, schools = desk.town.world, desk.town.schools
    noted = {row.record_id for row in desk.ledger.rows if row.source == SCHOOL.name}
    places: dict[str, list[Enrolment]] = {school.establishment: [] for school in schools}
    for place in sorted(world.school_places, key=lambda place: (place.person, place.entered)):
        if place.person not in world.adopted:
            places[place.school].append(place)
    for term in terms_by(world.as_at, TERMS):
        returns = {s.establishment: SchoolReturn(desk, s, term, noted) for s in schools}
        told = [row for each in returns.values() for row in each.header()]
        for number, theirs in places.items():
            told += _of_school(desk, term, returns, number, theirs)
        _write(desk, term, told)


def _of_school(
    desk: Desk,
    term: Term,
    returns: Mapping[str, SchoolReturn],
    number: str,
    places: Iterable[Enrolment],
) -> Iterator[Told]:
    """Give the rows of a school's pupils; a few are taught at another school too."""
    others = [other for other in returns if other != number]
    for place in places:
        if place.entered > term.day:
            continue
        if place.until is not None and place.until < term.day:
            if place.until >= term.before:
                yield from returns[number].leaver(place)
            continue
        desk.observer.turn_to("census schools", desk.town.world.people[place.person])
        is_at_two = bool(others) and desk.observer.chance.happens(_AT_TWO_SCHOOLS)
        other = desk.observer.chance.pick(others) if is_at_two else ""
        yield from returns[number].pupil(place, status="M" if other else "C")
        if other:
            yield from returns[other].pupil(place, status="S")


def _write(desk: Desk, term: Term, told: Iterable[Told]) -> None:
    """Write each table of a term into its file, or into one for each kind of pupil."""
    rows: dict[tuple[str, bool], list[Row]] = {}
    for name, is_on_roll, row in told:
        rows.setdefault((name, is_on_roll), []).append(row)
    for export in SCHOOL_CENSUS.exports:
        for is_on_roll, file in zip((True, False), _FILES[export.name], strict=True):
            if file:
                listed = rows.get((export.name, is_on_roll), [])
                desk.outbox.write_rows(SCHOOL_CENSUS, export, listed, f"{term.name}_{file}.csv")
