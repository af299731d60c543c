"""Making a pack: facts, sections, the folder, and an entry of the audit chain that says so."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from governance.evidence.blocks import Standing
from governance.evidence.pack import Pack
from governance.evidence.writing import write_pack
from governance.register.decision import Decision, note
from governance.register.errors import RegisterError
from governance.release_context import SYNTHETIC, long_date
from pipelines.config import Config
from pipelines.errors import NotAllowedError
from pipelines.evidence.declared import SECTIONS
from pipelines.evidence.exact import exact_tables
from pipelines.evidence.facts import Facts
from pipelines.evidence.gathering import Subject, gather
from pipelines.evidence.words import moment
from pipelines.register import register_of

WRITTEN = "evidence written"


def write_evidence(
    config: Config, subject: Subject, out: Path, made: Decision, *, is_exact: bool = False
) -> Pack:
    """Write the evidence of a night or a release into a new or empty folder, and note it.

    Args:
        config: whose evidence.
        subject: of which night or release.
        out: the folder; it is there whole or not at all.
        made: by whom, when and why; the same moment and facts give the same bytes.
        is_exact: whether exact numbers are added, in a folder that stays inside.

    Raises:
        NotAllowedError: the folder holds something or cannot be made, or nothing is known.
        NoNightError: no night was named, and none is there.
        DecisionError: no release is called so, or the register is not what was decided.
    """
    _refuse_used(out)
    facts = gather(config, subject, made)
    pack = pack_of(facts, is_exact=is_exact)
    building = _begin(out)
    try:
        checksum = write_pack(pack, building)
        about = facts.subject.id if facts.subject else str(facts.as_at)
        exact = "yes" if is_exact else "no"
        with _gone_unless_noted(out), register_of(config).changing() as change:
            note(change, WRITTEN, about, made, checksum=checksum, exact_numbers=exact)
            _put_in_place(building, out)
    finally:
        rmtree(building, ignore_errors=True)
    return pack


def pack_of(facts: Facts, *, is_exact: bool = False) -> Pack:
    """Tell every section."""
    of = f"release {facts.subject.id}" if facts.subject else f"the night of {facts.as_at}"
    mark = SYNTHETIC if facts.config.purpose == "synthetic" else ""
    return Pack(
        title=f"{mark}: evidence on {of}" if mark else f"Evidence on {of}",
        mark=mark,
        about={
            "Of": of,
            "Data as at": long_date(facts.as_at),
            "Purpose": facts.config.purpose,
            "Rule for small numbers": facts.profile.name,
            "Made": moment(facts.made.at),
            "By": facts.made.by,
            **({"Why": facts.made.reason} if facts.made.reason else {}),
        },
        sections=tuple(each.filled(facts) for each in SECTIONS),
        exact=exact_tables(facts) if is_exact else (),
    )


def left_open(pack: Pack) -> tuple[int, int]:
    """Say how much of a pack is not known, and how much the council has to fill in."""
    return pack.answers_that_are(Standing.NOT_KNOWN), pack.answers_that_are(Standing.COUNCIL)


def _refuse_used(out: Path) -> None:
    if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        msg = f"{out.name} is not an empty folder: a pack is never written over anything"
        raise NotAllowedError(msg)


def _begin(out: Path) -> Path:
    try:
        out.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        msg = f"the folder {out.name} cannot be made ({error.strerror})"
        raise NotAllowedError(msg) from None


def _put_in_place(building: Path, out: Path) -> None:
    """Give the folder its name; one that was made meanwhile and holds something stays."""
    try:
        if out.exists():
            out.rmdir()
        building.rename(out)
    except OSError as error:
        msg = f"the folder {out.name} cannot be put in place ({error.strerror})"
        raise NotAllowedError(msg) from None


@contextmanager
def _gone_unless_noted(out: Path) -> Iterator[None]:
    """Keep no pack of which the register holds no entry."""
    try:
        yield
    except RegisterError:
        rmtree(out, ignore_errors=True)  # It was empty, or not there, before.
        raise
