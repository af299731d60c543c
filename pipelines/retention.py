"""Retention: nights, releases and deliveries that are older than the configuration keeps them.

The last good night, what it was built of and the last release of each rule stay, however old. What
may become of a release is in `release_life.py`.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from governance.register.decision import Decision, note, refuse_without_reason
from governance.register.releases import Release, kept_for_readers
from pipelines.config import Config
from pipelines.deliveries.finding import Delivery, dated_folders
from pipelines.nights import Night, NoNightError, current_night, dated_nights
from pipelines.register import register_of
from pipelines.release_life import ReleaseLife


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """What is older than it is to be kept."""

    nights: tuple[Night, ...]
    releases: tuple[Release, ...]
    deliveries: tuple[Delivery, ...]


def overdue(config: Config, life: ReleaseLife, today: date) -> Overdue:
    """Find what is to go."""
    return Overdue(
        nights=_nights(config, today),
        releases=_releases(config, life, today),
        deliveries=tuple(_deliveries(config, today)),
    )


def remove_overdue(config: Config, today: date, decision: Decision) -> Overdue:
    """Remove what is to go; each is noted in the audit chain before it goes.

    Raises:
        DecisionError: no reason is given.
    """
    refuse_without_reason(decision)
    register = register_of(config)
    life = ReleaseLife(config.data, register)
    found = overdue(config, life, today)
    for release in found.releases:
        life.remove(release.id, decision)
    for night in found.nights:
        with register.changing() as change:
            note(change, "night removed", night.as_at.isoformat(), decision)
        night.remove()
    for delivery in found.deliveries:
        with register.changing() as change:
            subject = f"{delivery.source.name} {delivery.delivered}"
            note(change, "delivery removed", subject, decision)
        shutil.rmtree(delivery.folder)
    return found


def _deliveries(config: Config, today: date) -> Iterator[Delivery]:
    """Find old deliveries that are older than what the current night was built of, too."""
    days = config.retention.deliveries_days
    if days is None:
        return
    try:
        manifest = current_night(config.data).manifest.read_text("utf-8")
    except NoNightError:
        return  # Nothing was built of them yet.
    used = json.loads(manifest).get("data_as_at", {})
    oldest = today - timedelta(days=days)
    for source in config.source:
        before = min(oldest, date.fromisoformat(used.get(source.name, date.min.isoformat())))
        for day, folder in sorted(dated_folders(config.data, source).items()):
            if day < before:
                yield Delivery(source=source, folder=folder, delivered=day)


def _nights(config: Config, today: date) -> tuple[Night, ...]:
    """Find old nights; one that is being built is left alone."""
    days = config.retention.nights_days
    if days is None:
        return ()
    try:
        current = current_night(config.data)
    except NoNightError:
        return ()  # Which of them is the last good one is not known.
    found = dated_nights(config.data)
    whole = [night.as_at for night in found if night.warehouse.is_file()]
    stay = {current.as_at, max(whole, default=current.as_at)}
    return tuple(
        night
        for night in found
        if night.as_at < today - timedelta(days=days)
        and night.as_at not in stay
        and not night.building.exists()
    )


def _releases(config: Config, life: ReleaseLife, today: date) -> tuple[Release, ...]:
    """Find old releases, and those whose removal was interrupted."""
    days = config.retention.releases_days
    if days is None:
        return ()
    oldest = (today - timedelta(days=days)).isoformat()
    releases = life.all()
    current = life.current()  # An older one, where a byte of the last was changed.
    stay = kept_for_readers(releases) | ({current.id} if current else set())
    return tuple(
        each
        for each in releases
        if each.id not in stay and each.touched_at < oldest and not life.is_thinned(each)
    )
