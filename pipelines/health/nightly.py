"""What is watched of nights: that there is one of today, that it can be read, and on what data."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pipelines.assets.common import ZONE
from pipelines.config import Config
from pipelines.deliveries.ledger import open_ledger
from pipelines.drift.holding import held_of
from pipelines.health.finding import Finding, Grade
from pipelines.nights import current_night, dated_nights
from pipelines.warehouse import key_from_environment, open_warehouse

NIGHT, WAREHOUSE, SOURCE, DELIVERY = "night", "warehouse", "data", "delivery"
HERE = ZoneInfo(ZONE)


def night(config: Config, moment: datetime) -> Iterator[Finding]:
    """Say whether the night that is due by now is current."""
    here = moment.astimezone(HERE)
    is_due = here.time() >= config.health.night_by
    due = here.date() - timedelta(days=0 if is_due else 1)
    as_at = current_night(config.data).as_at
    behind = (due - as_at).days
    if as_at > here.date():
        grade, told = Grade.WARNING, "is of a day to come: is the clock of this machine right?"
    elif behind <= 0:
        grade, told = Grade.GOOD, "is current"
    else:
        grade = Grade.WARNING if behind == 1 else Grade.CRITICAL
        told = f"is the last good one, and that of {due} is due"
    yield Finding(about=NIGHT, grade=grade, words=f"night {as_at} {told}", number=behind)
    for each in dated_nights(config.data):
        if each.as_at > as_at and (held := len(held_of(each))):
            words = f"it is held: {held} measures are not as usual, see `thinkfamily drift show`"
            of = each.as_at.isoformat()
            yield Finding(about=NIGHT, of=of, grade=Grade.WARNING, words=words, number=held)


def warehouse(config: Config, _: datetime) -> Iterator[Finding]:
    """Open the current night with the key that is set."""
    found = current_night(config.data)
    with open_warehouse(
        found.warehouse, key_from_environment(), config.engine, read_only=True
    ) as con:
        persons = len(con.table("linkage.person"))
    words = f"it opens with the key that is set, and holds {persons:,} persons"
    yield Finding(about=WAREHOUSE, grade=Grade.GOOD, words=words, number=persons)


def data_in_use(config: Config, moment: datetime) -> Iterator[Finding]:
    """Say how old the data of each source is that the current night counts."""
    found = current_night(config.data)
    manifest = json.loads(found.manifest.read_text("utf-8"))
    today = moment.astimezone(HERE).date()
    most = {source.name: source.freshness_days for source in config.source}
    for source, day in sorted(manifest["data_as_at"].items()):
        age, limit = (today - date.fromisoformat(day)).days, most.get(source)
        is_old = limit is not None and age > limit
        words = f"data as at {day}" + (f", older than {limit} days" if is_old else "")
        grade = Grade.WARNING if is_old else Grade.GOOD
        yield Finding(about=SOURCE, of=source, grade=grade, words=words, number=age)


def deliveries(config: Config, _: datetime) -> Iterator[Finding]:
    """Say of each source whether its newest delivery waits for a person."""
    ledger = open_ledger(config.data)
    for source in config.source:
        entries = ledger.entries(source.name)
        if not entries:
            words, grade = "nothing was assessed yet", Grade.WARNING
        else:
            facts = entries[-1].facts
            words = f"that of {facts.delivered} {facts.outcome.words}"
            grade = Grade.WARNING if facts.outcome.needs_a_person else Grade.GOOD
        yield Finding(about=DELIVERY, of=source.name, grade=grade, words=words)
