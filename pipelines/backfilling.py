"""Filling in: past nights are built from deliveries that are still kept, the oldest first.

Persons go on under the keys of the night before, so the order matters. Readers stay where they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from pipelines.assets.common import BACKFILL
from pipelines.config import Config
from pipelines.deliveries.finding import dated_folders
from pipelines.nights import Night
from pipelines.refusal import NotAllowedError
from pipelines.runs import RunFailedError

Tags = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A night that was tried, and why it was not built, where it was not."""

    as_at: date
    problem: str = ""


def days_to_fill(config: Config, first: date, last: date, *, again: bool) -> tuple[date, ...]:
    """Find the days on which something was delivered and that have no whole night, or all of them.

    Raises:
        NotAllowedError: the last day is before the first.
    """
    if last < first:
        msg = f"{last} is before {first}: give the first day and then the last"
        raise NotAllowedError(msg)
    delivered = {day for source in config.source for day in dated_folders(config.data, source)}
    return tuple(
        day
        for day in sorted(delivered)
        if first <= day <= last
        and (again or not Night(data=config.data, as_at=day).warehouse.is_file())
    )


def fill(days: tuple[date, ...], run: Callable[[date, Tags], object]) -> Iterator[Filled]:
    """Build the nights of days, each by itself: one that is refused keeps no other from it.

    Raises:
        RunFailedError: a fault of ours, which the next night would have too.
    """
    tags = {BACKFILL: uuid4().hex}
    for day in days:
        try:
            run(day, tags)
        except RunFailedError as error:
            if error.is_fault:
                raise
            yield Filled(as_at=day, problem=str(error))
        else:
            yield Filled(as_at=day)
