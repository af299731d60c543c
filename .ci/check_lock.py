"""Check that both locks belong to pyproject.toml, without asking any package index.

Every direct dependency must be locked in a version that it accepts, nothing may be locked as direct
that is no longer one, every entry needs a hash, and no line may name an index or a place on disk.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ENTRY = re.compile(r"^(?P<name>[a-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^\s;]+)", re.MULTILINE)
TESTED = Path("requirements.lock")
LOCKS = {TESTED: "dev", Path("deploy/requirements.lock"): "build"}
"""The locks, and which group of dependencies each holds beside those that run the product."""
DIRECT = "thinkfamily (pyproject.toml"
FOREIGN = re.compile(r"^\s*-(?!-hash=)|://|(?<!\w)file:|[=\s](?:/|[A-Za-z]:\\)")


@dataclass(frozen=True, kw_only=True)
class Locked:
    """One entry of the lock; a package has several where Python versions need different ones."""

    name: str
    version: str
    has_hash: bool
    is_direct: bool


def declared(project: Path, group: str) -> list[Requirement]:
    """Read what pyproject.toml asks for: to run, to build, and to develop where that is the group.

    A group names another in the place of repeating it.
    """
    content = tomllib.loads(project.read_text(encoding="utf-8"))
    groups = content["dependency-groups"]
    lines = [*content["project"]["dependencies"], *content["build-system"]["requires"]]
    for line in groups[group]:
        lines += [line] if isinstance(line, str) else groups[line["include-group"]]
    return [Requirement(line) for line in lines]


def locked(text: str) -> list[Locked]:
    """Read the entries of the lock, each with the comments below it that say who asked for it."""
    entries = list(ENTRY.finditer(text))
    ends = [*(entry.start() for entry in entries[1:]), len(text)]
    bodies = [text[entry.end() : end] for entry, end in zip(entries, ends, strict=True)]
    return [
        Locked(
            name=canonicalize_name(entry["name"]),
            version=entry["version"],
            has_hash="--hash=sha256:" in body,
            is_direct=DIRECT in body,
        )
        for entry, body in zip(entries, bodies, strict=True)
    ]


def problems(project: Path, lock: Path, group: str) -> Iterator[str]:
    """List everything in which a lock and the project disagree."""
    wanted = declared(project, group)
    text = lock.read_text(encoding="utf-8")
    entries = locked(text)
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        versions = [entry.version for entry in entries if entry.name == name]
        if not versions:
            yield f"{name} is not locked"
        for version in versions:
            if version not in requirement.specifier:
                yield f"{name} is locked in {version}, which {requirement} does not accept"
    wanted_names = {canonicalize_name(requirement.name) for requirement in wanted}
    for entry in entries:
        if entry.is_direct and entry.name not in wanted_names:
            yield f"{entry.name} is locked for us, but we no longer ask for it"
        if not entry.has_hash:
            yield f"{entry.name} is locked without a hash"
    for number, line in enumerate(text.splitlines(), start=1):
        if FOREIGN.search(line):
            yield f"line {number} names an index or a place on disk"


def differences(lock: Path, other: Path) -> Iterator[str]:
    """List what one lock has in other versions than the tests ran with."""
    tested = {(each.name, each.version) for each in locked(other.read_text(encoding="utf-8"))}
    for each in locked(lock.read_text(encoding="utf-8")):
        if (each.name, each.version) not in tested:
            yield f"{each.name} {each.version} is not what {other} has"


def main() -> int:
    """Print the disagreements."""
    found = []
    for lock, group in LOCKS.items():
        told = {*problems(Path("pyproject.toml"), lock, group), *differences(lock, TESTED)}
        found += [f"{lock}: {problem}" for problem in sorted(told)]
    for problem in found:
        print(problem)
    print("Run `make lock`." if found else "Both locks belong to pyproject.toml.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
