"""People whose records and family were found: on record, and in the sheet configured.

Both count; whom the record tells of, the sheet does not. What a night makes of them is in
`counts/estimating`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from governance.register.decision import Decision
from governance.register.reviews import FoundRecord, Review, all_reviews, take_in
from linkage_models.calibration.sheets import LabelError, Row, sampling_file, write_rows
from pipelines.config import Config
from pipelines.counts.estimating.answers import (
    DRAWN_FOR,
    SHEET,
    Answers,
    Cases,
    people_from,
    read_cases,
)
from pipelines.register import register_of


def people_of(config: Config) -> Answers | None:
    """Return the people on record and in the sheet configured; none where there are neither.

    Raises:
        LabelError: a sheet is configured and cannot be read.
        DecisionError: what is on record is not what was taken in.
    """
    told = read_cases(config.people_sheet) if config.people_sheet else None
    recorded = people_on_record(config)
    if not recorded:
        return people_from(told) if told else None
    return people_from(_together(recorded, told) if told else cases_of(recorded))


def people_on_record(config: Config) -> tuple[Review, ...]:
    """Return what the register holds of people who were reviewed.

    Raises:
        DecisionError: it is not what was taken in.
    """
    with register_of(config).reading() as session:
        return all_reviews(session)


def take_in_people(config: Config, path: Path, decision: Decision) -> int:
    """Take the answered people of a sheet into the register.

    Returns:
        How many were new, or changed.

    Raises:
        LabelError: it is no sheet of people that can be read, or nobody in it is answered.
        DecisionError: what is on record is not what was taken in.
    """
    told = tuple(reviews_of(read_cases(path).answered))
    if not told:
        msg = f"{path.name}: nobody is answered; a row of each person who is names the reviewer"
        raise LabelError(msg)
    with register_of(config).changing() as change:
        return take_in(change, told, decision)


def write_people(reviews: Iterable[Review], sheet: Path) -> None:
    """Write people as a sheet that can be read again, what each was drawn for beside it."""
    cases = cases_of(reviews)
    write_rows(sheet, SHEET, ([row[name] for name in SHEET] for row in cases.rows))
    write_rows(sampling_file(sheet), DRAWN_FOR, cases.frames.items())


def reviews_of(cases: Cases) -> Iterator[Review]:
    """Take the reviews from the rows of a sheet, in the order of their numbers."""
    rows = sorted(cases.rows, key=_place)
    for drawn, of in groupby(rows, key=lambda row: row["drawn"]):
        yield Review(frame=cases.frames[drawn], found=tuple(map(_found, of)))


def cases_of(reviews: Iterable[Review]) -> Cases:
    """Return reviews as the rows of a sheet, numbered from 1."""
    numbered = [(str(number), each) for number, each in enumerate(reviews, start=1)]
    rows = [_row(drawn, found) for drawn, each in numbered for found in each.found]
    return Cases(rows=tuple(rows), frames={drawn: each.frame for drawn, each in numbered})


def _together(recorded: tuple[Review, ...], told: Cases) -> Cases:
    """Add the people of a sheet whom the record does not tell of; all are numbered anew."""
    known = frozenset[tuple[str, str, str]]().union(*(each.drawn for each in recorded))
    added = [each for each in reviews_of(told) if not each.drawn & known]
    return cases_of([*recorded, *added])


def _place(row: Row) -> tuple[int, str, int, str, str, str, str]:
    drawn = row["drawn"]
    told = row["source"], row["record_id"], row["role"], row["cares_for"]
    return int(drawn), drawn, int(row["person"]), *told


def _found(row: Row) -> FoundRecord:
    day = row.get("decided_on")
    return FoundRecord(
        person=int(row["person"]),
        source=row["source"],
        record_id=row["record_id"],
        family=int(row["family"]) if row["family"] else None,
        role=row["role"],
        cares_for=" ".join(row["cares_for"].split()),
        judged_by=row["reviewer"],
        judged_on=date.fromisoformat(day) if day else None,
    )


def _row(drawn: str, found: FoundRecord) -> Row:
    return {
        "drawn": drawn,
        "person": str(found.person),
        "source": found.source,
        "record_id": found.record_id,
        "family": str(found.family or ""),
        "role": found.role,
        "cares_for": found.cares_for,
        "reviewer": found.judged_by,
        "decided_on": found.judged_on.isoformat() if found.judged_on else "",
    }
