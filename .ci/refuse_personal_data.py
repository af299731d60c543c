"""Refuse a commit that would put a real person's data into the repository.

Takes file names, prints `file:line: kind` for each finding and never the value itself, and exits
with 1 if there was any. Numbers that can belong to nobody are let through: NHS numbers of the test
ranges, UPNs of the local authority 999, mobile numbers that Ofcom keeps for drama, and e-mail
addresses under example domains. Anything else has to be named in personal_data_allowed.txt.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

ALLOWED_FILE = Path(".ci/personal_data_allowed.txt")
DATA_PATTERNS = ("*.csv", "*.duckdb", "*.parquet", "*.xlsx", "*.db")
DATA_FOLDERS = (PurePosixPath("synthetic_data/naming/reference"), PurePosixPath("tests/data"))
DATA_FILE = "data file"
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


class AllowedFileError(ValueError):
    """A line of the allowed file cannot be used."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of personal value: what it looks like, and when it could be a real person's."""

    name: str
    pattern: re.Pattern[str]
    could_be_real: Callable[[str], bool]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Where something was found; what was found is left out on purpose."""

    path: str
    line: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """Files in which one kind of finding is known to be harmless, and why."""

    pattern: str
    kind: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Say whether the finding is one that was allowed."""
        return finding.kind == self.kind and fnmatch(finding.path, self.pattern)


def nhs_number_could_be_real(text: str) -> bool:
    """Say whether the check digit fits, unless it is a test number or one digit ten times over."""
    digits = re.sub(r"\D", "", text)
    if digits.startswith(("999", "900")) or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])


def upn_could_be_real(text: str) -> bool:
    """Say whether the check letter fits and the local authority is not 999, which is none."""
    upn = text.upper()
    if upn[1:4] == "999":
        return False
    values = (int(c) if c.isdigit() else UPN_LETTERS.index(c) for c in upn[1:])
    return UPN_LETTERS[sum(v * place for place, v in enumerate(values, start=2)) % 23] == upn[0]


def mobile_number_could_be_real(text: str) -> bool:
    """Say whether the number is outside 07700 900000 to 900999, which Ofcom gives to nobody."""
    digits = re.sub(r"\D", "", text)
    return not digits[-10:].startswith("7700900")


def email_address_could_be_real(text: str) -> bool:
    """Say whether the domain is none of those that the standards keep for examples."""
    labels = text.lower().rpartition("@")[2].split(".")
    return "example" not in labels and labels[-1] not in {"invalid", "test"}


def always(_text: str) -> bool:
    """Say yes: the pattern alone decides."""
    return True


def whole(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that must not be a part of a longer word or number."""
    return re.compile(rf"(?<![\w.]){pattern}(?!\w)", re.IGNORECASE)


KINDS = (
    Kind(
        name="NHS number",
        pattern=whole(r"\d{3}[ -]?\d{3}[ -]?\d{4}"),
        could_be_real=nhs_number_could_be_real,
    ),
    Kind(
        name="UPN",
        pattern=whole(rf"[{UPN_LETTERS}]\d{{11}}[\d{UPN_LETTERS}]"),
        could_be_real=upn_could_be_real,
    ),
    Kind(
        name="mobile number",
        pattern=re.compile(r"(?<![\w.])(?:(?:\+|00)44[ -]?(?:\(0\)[ -]?)?|0)7(?:[ -]?\d){9}(?!\w)"),
        could_be_real=mobile_number_could_be_real,
    ),
    Kind(
        # Prefixes that are never issued, such as QQ, do not match.
        name="National Insurance number",
        pattern=whole(
            r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?\d{2}){3} ?[A-D]"
        ),
        could_be_real=always,
    ),
    Kind(
        name="e-mail address",
        pattern=re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}"),
        could_be_real=email_address_could_be_real,
    ),
)
KIND_NAMES = {DATA_FILE, *(kind.name for kind in KINDS)}


def is_misplaced_data_file(path: str) -> bool:
    """Say whether a file is data outside the folders for made-up data, or names a package index."""
    name = PurePosixPath(path)
    if name.name == "uv.lock":
        return True
    is_data = any(fnmatch(name.name.lower(), pattern) for pattern in DATA_PATTERNS)
    return is_data and not any(folder in name.parents for folder in DATA_FOLDERS)


def text_of(path: Path) -> str:
    """Read a file as text, or as nothing if it is not text."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def findings_in(path: str) -> Iterator[Finding]:
    """Find what should not be committed in one file."""
    if is_misplaced_data_file(path):
        yield Finding(path=path, line=1, kind=DATA_FILE)
    for number, line in enumerate(text_of(Path(path)).splitlines(), start=1):
        for kind in KINDS:
            if any(kind.could_be_real(match.group()) for match in kind.pattern.finditer(line)):
                yield Finding(path=path, line=number, kind=kind.name)


def allowances() -> tuple[Allowance, ...]:
    """Read what was allowed.

    Raises:
        AllowedFileError: a line lacks its reason, or its kind is unknown.
    """
    if not ALLOWED_FILE.exists():
        return ()
    found = []
    for number, line in enumerate(ALLOWED_FILE.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        pattern, _, rest = line.partition("|")
        kind, _, reason = rest.partition("|")
        if not pattern.strip() or kind.strip() not in KIND_NAMES or not reason.strip():
            message = f"{ALLOWED_FILE}:{number}: write `path pattern | kind | reason`"
            raise AllowedFileError(message)
        found.append(Allowance(pattern=pattern.strip(), kind=kind.strip(), reason=reason.strip()))
    return tuple(found)


def main(paths: list[str]) -> int:
    """Report every finding that was not allowed."""
    allowed = allowances()
    refused = [
        finding
        for path in paths
        for finding in findings_in(Path(path).as_posix())
        if not any(allowance.covers(finding) for allowance in allowed)
    ]
    for finding in refused:
        print(f"{finding.path}:{finding.line}: {finding.kind}")
    if refused:
        print(f"What belongs to nobody can be named in {ALLOWED_FILE.as_posix()}", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
