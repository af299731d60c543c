"""Sealing a folder, and whether it still is what was sealed: every file, byte by byte, no other."""

from hashlib import file_digest
from pathlib import Path

CHECKSUMS = "CHECKSUMS.sha256"
WITHDRAWN = "WITHDRAWN.txt"
"""The one file that may join a sealed folder: it tells who opens it that it is withdrawn."""


def write_checksums(folder: Path) -> str:
    """Write the checksum of every file, and return that of the list: the folder's own."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
    list_file = folder / CHECKSUMS
    list_file.write_text("".join(lines), encoding="utf-8")
    return _sha256(list_file)


def checksum_of(folder: Path) -> str:
    """Return the checksum of a folder's list of checksums; empty where it has none."""
    list_file = folder / CHECKSUMS
    return _sha256(list_file) if list_file.is_file() else ""


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
