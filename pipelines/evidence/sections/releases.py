"""Releases: who proposed, approved, withdrew, and whether each still is as it was sealed."""

from collections.abc import Iterator

from governance.evidence.blocks import Block, Table, Text
from governance.register.decision import Decision
from pipelines.evidence.facts import Facts, ReleaseFacts
from pipelines.evidence.words import decided, moment


def tell(facts: Facts) -> Iterator[Block]:
    """List every release that was ever proposed."""
    yield Text(
        words="A release is a folder that never changes. One person proposes it, another "
        "approves it, and every byte is checked against the checksum that was on record "
        "when it was proposed."
    )
    yield Table(
        name="releases",
        title="Releases, the newest night first",
        columns=("Release", "State", "Proposed", "Decided", "Published", "Withdrawn", "Files"),
        rows=tuple(map(_row, facts.releases)),
        empty="No release was proposed yet.",
    )
    yield Table(
        name="release_seals",
        title="Checksums on record",
        columns=("Release", "Checksum of the release", "Checksum of its night's manifest"),
        rows=tuple(
            (each.release.id, each.release.checksum, each.release.night_checksum)
            for each in facts.releases
        ),
        empty="No release was proposed yet.",
    )


def _row(each: ReleaseFacts) -> tuple[str, ...]:
    release = each.release
    return (
        release.id,
        release.state.value,
        _told(release.proposed),
        _told(release.decided),
        moment(release.published_at),
        _told(release.withdrawn),
        _files(each),
    )


def _files(each: ReleaseFacts) -> str:
    if each.release.removed:
        return f"went by age: {_told(each.release.removed)}"
    return f"BROKEN: {'; '.join(each.broken)}" if each.broken else "as sealed"


def _told(decision: Decision | None) -> str:
    by, at, why = decided(decision)
    return f"{by}, {at}: {why or 'no reason given'}" if decision else ""
