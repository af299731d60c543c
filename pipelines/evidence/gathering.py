"""Gathering the facts of a pack, from the night, the release, the register, the configuration."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from governance.disclosure import PROFILES
from governance.disclosure.remembering import Published
from governance.earlier import read_published
from governance.register.decision import Decision
from governance.register.releases import Release, current_of
from pipelines.agreements import agreements_at
from pipelines.config import Config
from pipelines.errors import NotAllowedError
from pipelines.evidence.controlling import nothing_shown, shown_of_night, shown_of_release
from pipelines.evidence.facts import Facts, Shown, Warehouse
from pipelines.evidence.manifests import Manifest, read_manifest
from pipelines.evidence.reading import OtherVersionError, read_warehouse
from pipelines.evidence.register_facts import audit_of, release_facts, thresholds_of
from pipelines.evidence.showing import About
from pipelines.nights import Night, current_night, dated_nights
from pipelines.register import register_of
from pipelines.release_life import ReleaseLife
from pipelines.retention import overdue
from pipelines.warehouse import key_from_environment, open_warehouse


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a pack is about: a night, or a release and its night; the last good night otherwise."""

    night: date | None = None
    release_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class _Found:
    """The night of a pack, as far as it is there; `why_not` says why it is not."""

    as_at: date
    subject: Release | None
    manifest: Manifest | None
    warehouse: Warehouse | None
    why_not: str


def gather(config: Config, subject: Subject, made: Decision) -> Facts:
    """Gather all facts of a pack; nothing is written.

    Raises:
        NotAllowedError: the night is of another purpose, or nothing is known of it.
        NoNightError: no night was named, and none is there.
        DecisionError: no release is called so, or the register is not what was decided.
    """
    register = register_of(config)
    life = ReleaseLife(config.data, register)
    found = _find(config, subject, life)
    of_release = found.subject or _standing(life, found)
    profile = PROFILES[of_release.profile if of_release else config.disclosure_profile]
    about = About(
        as_at=found.as_at,
        profile=profile,
        purpose=config.purpose,
        data_as_at=dict(found.manifest.data_as_at) if found.manifest else {},
    )
    gone = overdue(config, life, date.fromisoformat(made.at[:10]))
    return Facts(
        made=made,
        config=config,
        about=about,
        subject=found.subject,
        manifest=found.manifest,
        warehouse=found.warehouse,
        no_night=found.why_not,
        shown=_shown(life, found, of_release, about),
        agreements=agreements_at(config, found.as_at, register),
        agreements_today=agreements_at(config, date.fromisoformat(made.at[:10]), register),
        thresholds=thresholds_of(config, register),
        releases=tuple(release_facts(life, each) for each in life.all()),
        nights=tuple(filter(None, map(read_manifest, reversed(dated_nights(config.data))))),
        audit=audit_of(register),
        overdue=(len(gone.nights), len(gone.releases)),
    )


def _find(config: Config, subject: Subject, life: ReleaseLife) -> _Found:
    release = life.find(subject.release_id) if subject.release_id else None
    day = release.night if release else subject.night or current_night(config.data).as_at
    night = Night(data=config.data, as_at=day)
    manifest = read_manifest(night)
    why_not = _why_not(day, manifest, release)
    if why_not and release is None:
        raise NotAllowedError(why_not)
    if manifest and manifest.purpose != config.purpose:
        msg = f"night {day} was built for the purpose {manifest.purpose}, not {config.purpose}"
        raise NotAllowedError(msg)
    if why_not:
        return _Found(as_at=day, subject=release, manifest=None, warehouse=None, why_not=why_not)
    try:
        key = key_from_environment()
        with open_warehouse(night.warehouse, key, config.engine, read_only=True) as con:
            warehouse = read_warehouse(con, config, day)
    except OtherVersionError as error:
        why_not, warehouse = str(error), None
    return _Found(
        as_at=day, subject=release, manifest=manifest, warehouse=warehouse, why_not=why_not
    )


def _why_not(day: date, manifest: Manifest | None, release: Release | None) -> str:
    """Say why a night tells nothing; nothing where it does."""
    if manifest is None:
        return f"the night of {day} is not there whole: it went by age, or was never built"
    if release and release.night_checksum != manifest.checksum:
        return f"the night of {day} was built again after the release was made of it"
    return ""


def _standing(life: ReleaseLife, found: _Found) -> Release | None:
    """Return the release of a night that readers are given, if it is of the night as it is."""
    of_night = [
        each
        for each in life.all()
        if each.night == found.as_at
        and found.manifest
        and each.night_checksum == found.manifest.checksum
    ]
    standing = current_of(of_night)
    return None if standing is None or life.broken_seal(standing) else standing


def _shown(life: ReleaseLife, found: _Found, of_release: Release | None, about: About) -> Shown:
    """Show the figures of a release where there is one, else those of the night, controlled."""
    if of_release and not of_release.removed and life.broken_seal(of_release):
        return nothing_shown(f"release {of_release.id} is not as it was sealed")
    given = (*life.ever_published(), *((of_release,) if of_release else ()))
    told = {each.id: _published(life, each) for each in given}
    released = told.get(of_release.id) if of_release else None
    if of_release and released is None:
        return nothing_shown(f"the files of release {of_release.id} are not there any more")
    night = _shown_of_night(found, about, told)
    if of_release and released:
        shown = shown_of_release(released, life.folder(of_release.id), about)
        return replace(shown, by_group=night.by_group, checked=night.checked, why_not=night.why_not)
    return night


def _shown_of_night(found: _Found, about: About, told: Mapping[str, Published | None]) -> Shown:
    """Control the figures of a night, with all that readers were ever told in mind."""
    if found.warehouse is None:
        return nothing_shown(found.why_not)
    lost = sorted(name for name, published in told.items() if published is None)
    if lost:
        return nothing_shown(f"what readers know of {', '.join(lost)} cannot be read any more")
    return shown_of_night(found.warehouse, about, tuple(filter(None, told.values())))


def _published(life: ReleaseLife, release: Release) -> Published | None:
    try:
        return read_published(life.folder(release.id), PROFILES[release.profile])
    except (OSError, ValueError, KeyError):
        return None
