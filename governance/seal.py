"""Whether a release folder still is what was sealed: every file, byte by byte, and no other."""

from hashlib import file_digest
from pathlib import Path

from governance.metadata import CHECKSUMS

WITHDRAWN = "WITHDRAWN.txt"
"""The one file that may join a sealed folder: it tells who opens it that it is withdrawn."""


def broken_seal(folder: Path, checksum: str) -> tuple[str, ...]:
    """Say what is wrong with a release folder, given its checksum; nothing where it holds."""
    sums = folder / CHECKSUMS
    if not folder.is_dir():
        return (f"{folder.name} is not there",)
    if not sums.is_file():
        return (f"{CHECKSUMS} is missing",)
    if _sha256(sums) != checksum:
        return (f"{CHECKSUMS} was changed",)
    listed = dict(_entry(line) for line in sums.read_text("utf-8").splitlines())
    there = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    changed = [
        f"{name} was changed"
        for name, digest in listed.items()
        if name in there and (there[name].is_symlink() or _sha256(there[name]) != digest)
    ]
    missing = [f"{name} is missing" for name in listed.keys() - there.keys()]
    added = [f"{name} was added" for name in there.keys() - listed.keys() - {CHECKSUMS, WITHDRAWN}]
    return tuple(sorted(changed + missing + added))


def _entry(line: str) -> tuple[str, str]:
    digest, _, name = line.partition("  ")
    return name, digest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
