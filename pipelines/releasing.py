"""From a whole night to a release that is proposed: the figures of its warehouse, controlled."""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from governance.disclosure import PROFILES
from governance.earlier import read_earlier, read_published
from governance.register.decision import Decision
from governance.register.releases import Release
from governance.release import ReleaseContext, write_release
from governance.uncertainty import Change
from pipelines.boundaries import boundaries_of
from pipelines.clock import now
from pipelines.config import Config
from pipelines.counts.breakdowns import BREAKDOWNS
from pipelines.counts.counting import figures
from pipelines.counts.definitions import DEFINITIONS, HEADLINES
from pipelines.counts.definitions.relations import RELATIONS
from pipelines.counts.words import LABELS
from pipelines.deliveries.choices import data_as_at
from pipelines.errors import NotAllowedError
from pipelines.nights import Night, NoNightError
from pipelines.register import operator, register_of
from pipelines.release_changes import NotSplitError, changes_since
from pipelines.release_levels import refuse_unapproved_levels
from pipelines.release_life import Draft, ReleaseLife
from pipelines.sureness import correct, estimates_of, notes_of
from pipelines.warehouse import key_from_environment, open_warehouse


def releases_of(config: Config) -> ReleaseLife:
    """Open the releases of a configuration's data folder."""
    return ReleaseLife(config.data, register_of(config))


def decision_of(config: Config, reason: str, as_name: str | None = None) -> Decision:
    """Return what is decided now, by who is at work."""
    return Decision(by=operator(config, as_name), at=now().isoformat(), reason=reason)


def propose_release(config: Config, as_at: date, profile: str, decision: Decision) -> Release:
    """Write a release of a whole night, and propose it.

    Raises:
        NoNightError: the night was not built whole.
        NotAllowedError: the night was built for another purpose, at levels that nobody approved,
            or nobody knows the rule.
        ReleaseError: its figures may not be released.
    """
    night = Night(data=config.data, as_at=as_at)
    manifest = _manifest_of(night)
    told = json.loads(manifest)
    if profile not in PROFILES:
        msg = f"no disclosure profile is called so; there are {', '.join(PROFILES)}"
        raise NotAllowedError(msg)
    if told["purpose"] != config.purpose:
        msg = f"night {as_at} was built for the purpose {told['purpose']}, not {config.purpose}"
        raise NotAllowedError(msg)
    refuse_unapproved_levels(config, told["versions"])
    life = releases_of(config)
    with open_warehouse(
        night.warehouse, key_from_environment(), config.engine, read_only=True
    ) as con:
        draft = Draft(
            night=as_at,
            profile=profile,
            night_checksum=sha256(manifest).hexdigest(),
            write=partial(_write, con, config, as_at, profile, told, life),
        )
        return life.propose(draft, decision)


def _write(  # noqa: PLR0913, PLR0917 - a release is of all of these
    con: DuckDBPyConnection,
    config: Config,
    as_at: date,
    profile: str,
    told: dict[str, Any],
    life: ReleaseLife,
    name: str,
    folder: Path,
) -> str:
    """Write a release; versions are those that the night was built with, not those of today."""
    earlier = life.earlier(as_at, profile)
    changes, why_not = _changes(config, as_at, earlier)
    counted, corrected = figures(con), correct(con, config, as_at)
    context = ReleaseContext(
        release_id=name,
        as_at=as_at,
        purpose=config.purpose,
        profile=PROFILES[profile],
        definitions=DEFINITIONS,
        breakdowns=BREAKDOWNS,
        data_as_at=data_as_at(con),
        versions=told["versions"],
        thresholds={each: f"{of['weight']:+.1f}" for each, of in told["thresholds"].items()},
        notes=(*notes_of(con, counted, corrected), *why_not),
        labels=LABELS,
        headlines=HEADLINES,
        boundaries=boundaries_of(config),
        estimates=estimates_of(con, corrected),
        changes=changes,
        earlier=read_earlier(life.folder(each.id) for each in earlier),
        published=tuple(
            read_published(life.folder(each.id), PROFILES[each.profile])
            for each in life.ever_published()
        ),
        relations=RELATIONS,
    )
    return write_release(counted, context, folder).checksum


def _changes(
    config: Config, as_at: date, earlier: Sequence[Release]
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Split the changes since the last release; where they cannot be, a note says why."""
    if not earlier:
        return (), ()
    try:
        return changes_since(config, as_at, earlier[-1].night), ()
    except NotSplitError as error:
        return (), (f"Why figures changed since {earlier[-1].night} is not told: {error}.",)


def _manifest_of(night: Night) -> bytes:
    try:
        if night.warehouse.is_file():
            return night.manifest.read_bytes()
    except OSError:
        pass
    msg = f"night {night.as_at} is not there whole: run `thinkfamily night --as-at {night.as_at}`"
    raise NoNightError(msg)
