"""What is watched of what is kept: decisions, releases, agreements, what is to go, the disk."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime

from pipelines.agreements import Covered, agreements_at
from pipelines.config import Config
from pipelines.health.finding import Finding, Grade
from pipelines.health.nightly import HERE
from pipelines.nights import NoNightError, current_night
from pipelines.register import register_of
from pipelines.releases_kept import ReleasesKept
from pipelines.releasing import releases_of
from pipelines.retention import overdue

REGISTER, RELEASE, AGREEMENT, RETENTION, DISK = (
    "register",
    "release",
    "agreement",
    "retention",
    "disk",
)
_AMPLE = 3
"""Below so many times what is needed, somebody is told while there is time."""


def register(config: Config, _: datetime) -> Iterator[Finding]:
    """Say whether the audit chain is whole, up to its anchor."""
    found = register_of(config)
    fault = found.fault()
    entries = len(found.entries())
    words = f"the audit chain is not intact: {fault}" if fault else f"intact, {entries:,} entries"
    grade = Grade.CRITICAL if fault else Grade.GOOD
    yield Finding(about=REGISTER, grade=grade, words=words, number=entries)


def releases(config: Config, _: datetime) -> Iterator[Finding]:
    """Say whether every release that stands is as it was sealed."""
    kept = ReleasesKept(config.data, register_of(config))
    standing = [each for each in kept.all() if each.stands]
    for each in standing:
        broken = kept.broken_seal(each)
        words = f"the seal is broken: {', '.join(broken)}" if broken else "as it was sealed"
        grade = Grade.CRITICAL if broken else Grade.GOOD
        yield Finding(about=RELEASE, of=each.id, grade=grade, words=words)
    if not standing:
        yield Finding(about=RELEASE, grade=Grade.GOOD, words="readers were given none")


def agreements(config: Config, moment: datetime) -> Iterator[Finding]:
    """Say of each source until when it may be used."""
    today = moment.astimezone(HERE).date()
    for each in agreements_at(config, today):
        until = _until(each)
        left = (until - today).days
        if each.problem:
            grade, words = Grade.CRITICAL, each.problem
        else:
            is_soon = left <= config.health.agreement_days
            grade, words = (Grade.WARNING if is_soon else Grade.GOOD), f"until {until}"
        yield Finding(about=AGREEMENT, of=each.source.name, grade=grade, words=words, number=left)


def retention(config: Config, moment: datetime) -> Iterator[Finding]:
    """Say whether anything is kept longer than it is to be."""
    found = overdue(config, releases_of(config), moment.astimezone(HERE).date())
    old = len(found.nights) + len(found.releases)
    words = "nothing is kept for too long"
    if old:
        words = (
            f"{len(found.nights)} nights and {len(found.releases)} releases are older than they "
            "are to be kept: thinkfamily retention --apply"
        )
    yield Finding(
        about=RETENTION, grade=Grade.WARNING if old else Grade.GOOD, words=words, number=old
    )


def disk(config: Config, _: datetime) -> Iterator[Finding]:
    """Say whether there is room for more nights."""
    free = shutil.disk_usage(config.data).free
    needed = config.health.free_nights * _size_of_night(config)
    grade = Grade.GOOD if free >= _AMPLE * needed else Grade.WARNING
    if free < needed:
        grade = Grade.CRITICAL
    words = f"{_gigabytes(free)} free; {_gigabytes(needed)} hold {config.health.free_nights} nights"
    yield Finding(about=DISK, grade=grade, words=words, number=free)


def _until(covered: Covered) -> date:
    recorded = covered.on_record
    return recorded.until_date if recorded else covered.source.agreement_expires


def _size_of_night(config: Config) -> int:
    try:
        return current_night(config.data).warehouse.stat().st_size
    except NoNightError:
        return 0


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:,.1f} GB"
