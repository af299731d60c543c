"""What reviewers found of people who were drawn: their records, their family, who cares for whom.

Reviews are taken in by the sheet, as a batch, and never changed: of one person the last holds. What
a night makes of them is no business of this package.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from governance.register.decision import Decision, note
from governance.register.errors import DecisionError
from governance.register.register import Change
from governance.register.tables import AuditRow, ReviewedRecordRow

_TAKEN_IN = "reviews taken in"
_DRAWN = 1


@dataclass(frozen=True, kw_only=True)
class FoundRecord:
    """A record that a reviewer found, and whose it is: person 1 of a review is the one drawn.

    `family` numbers the family unit of a child; `cares_for` lists, with blanks between, the
    children whom the person is a `role` of.
    """

    person: int
    source: str
    record_id: str
    family: int | None = None
    role: str = ""
    cares_for: str = ""
    judged_by: str = ""
    judged_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Review:
    """All that was found of a person drawn; `frame` names what they were drawn for."""

    frame: str
    found: tuple[FoundRecord, ...]

    @property
    def drawn(self) -> frozenset[tuple[str, str, str]]:
        """Say whom it is about: another review that shares one of these is of the same person."""
        return frozenset(
            (self.frame, each.source, each.record_id)
            for each in self.found
            if each.person == _DRAWN
        )


def take_in(change: Change, told: Iterable[Review], decision: Decision) -> int:
    """Take in what is new or changed among the reviews of a sheet.

    Returns:
        How many people that is about.

    Raises:
        DecisionError: what is on record is not what was taken in.
    """
    fresh = _fresh(tuple(told), all_reviews(change.session))
    if not fresh:
        return 0
    batch = _next(change.session, ReviewedRecordRow.batch)
    first = _next(change.session, ReviewedRecordRow.drawn)
    number = _next(change.session, ReviewedRecordRow.number)
    found = [
        (drawn, one.frame, each) for drawn, one in enumerate(fresh, first) for each in one.found
    ]
    rows = [
        ReviewedRecordRow(number=at, batch=batch, drawn=drawn, frame=frame, **vars(each))
        for at, (drawn, frame, each) in enumerate(found, number)
    ]
    change.session.add_all(rows)
    change.session.flush()
    note(
        change,
        _TAKEN_IN,
        f"batch {batch} of people",
        decision,
        people=len(fresh),
        records=len(rows),
        checksum=_checksum(rows),
    )
    return len(fresh)


def all_reviews(session: Session) -> tuple[Review, ...]:
    """Return the reviews that hold: of those of one person in one frame, the last batch's.

    Raises:
        DecisionError: what is on record is not what the audit chain says was taken in.
    """
    rows = session.scalars(select(ReviewedRecordRow).order_by(ReviewedRecordRow.number)).all()
    batches = {batch: tuple(of) for batch, of in groupby(rows, key=lambda row: row.batch)}
    _refuse_changed(session, batches)
    held: list[Review] = []
    for batch in batches.values():
        told = tuple(_reviews(batch))
        again = frozenset[tuple[str, str, str]]().union(*(each.drawn for each in told))
        held = [*(each for each in held if not each.drawn & again), *told]
    return tuple(held)


def _fresh(given: Sequence[Review], held: Sequence[Review]) -> list[Review]:
    """Find what is new, and what would be lost because somebody new takes its place.

    Linkage may have drawn one person as two: both reviews are of that person, and if one is
    changed the other is taken in again with it.
    """
    known = set(held)
    is_fresh = [each not in known for each in given]
    while True:
        new = [each.drawn for each, fresh in zip(given, is_fresh, strict=True) if fresh]
        keys = frozenset[tuple[str, str, str]]().union(*new)
        lost = keys.union(*(each.drawn for each in held if each.drawn & keys))
        wider = [
            fresh or bool(each.drawn & lost) for each, fresh in zip(given, is_fresh, strict=True)
        ]
        if wider == is_fresh:
            return [each for each, fresh in zip(given, is_fresh, strict=True) if fresh]
        is_fresh = wider


def _refuse_changed(session: Session, batches: dict[int, tuple[ReviewedRecordRow, ...]]) -> None:
    noted = session.scalars(select(AuditRow).where(AuditRow.action == _TAKEN_IN))
    chain = {each.subject: json.loads(each.details)["checksum"] for each in noted}
    if chain != {f"batch {batch} of people": _checksum(of) for batch, of in batches.items()}:
        msg = "the reviewed people are not what was taken in: see `thinkfamily audit show`"
        raise DecisionError(msg)


def _checksum(rows: Sequence[ReviewedRecordRow]) -> str:
    told = [(row.number, row.drawn, row.frame, *map(str, astuple(_found(row)))) for row in rows]
    return sha256(json.dumps(told).encode()).hexdigest()


def _next(session: Session, column: object) -> int:
    return (session.scalar(select(func.max(column))) or 0) + 1


def _reviews(rows: Iterable[ReviewedRecordRow]) -> Iterator[Review]:
    for (_, frame), of in groupby(rows, key=lambda row: (row.drawn, row.frame)):
        yield Review(frame=frame, found=tuple(map(_found, of)))


def _found(row: ReviewedRecordRow) -> FoundRecord:
    return FoundRecord(
        person=row.person,
        source=row.source,
        record_id=row.record_id,
        family=row.family,
        role=row.role,
        cares_for=row.cares_for,
        judged_by=row.judged_by,
        judged_on=row.judged_on,
    )
