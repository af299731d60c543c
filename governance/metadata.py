"""What a release says of itself to a machine, and the checksums that seal it."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from governance.release_context import SYNTHETIC_SENTENCE, ReleaseContext
from governance.tables import RELEASE_COLUMNS, ReleaseRow

METADATA_SCHEMA = "thinkfamily-release/1"
CHECKSUMS = "CHECKSUMS.sha256"


def write_metadata(
    rows: Sequence[ReleaseRow], charts: Sequence[str], context: ReleaseContext, path: Path
) -> None:
    """Write everything that a release was made with, in an order that never changes."""
    mark = {"data": SYNTHETIC_SENTENCE} if context.is_synthetic else {}
    content = {**mark, **_about(context), "evidence": _evidence(rows, charts)}
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(f"{text}\n", encoding="utf-8")


def write_checksums(folder: Path) -> str:
    """Write the checksum of every file, and return that of the list: the release's own."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)
    list_file = folder / CHECKSUMS
    list_file.write_text("".join(lines), encoding="utf-8")
    return _sha256(list_file)


def _about(context: ReleaseContext) -> dict[str, object]:
    return {
        "schema": METADATA_SCHEMA,
        "release_id": context.release_id,
        "title": context.marked_title,
        "area": context.area,
        "purpose": context.purpose,
        "as_at": context.as_at.isoformat(),
        "data_as_at": {source: day.isoformat() for source, day in context.data_as_at.items()},
        "profile": {**asdict(context.profile), "rules": context.profile.rules()},
        "definitions": [asdict(definition) for definition in context.definitions],
        "breakdowns": [asdict(breakdown) for breakdown in context.breakdowns],
        "labels": {
            breakdown: [{"category": name, "title": title} for name, title in labels.items()]
            for breakdown, labels in context.labels.items()
        },
        "columns": RELEASE_COLUMNS,
        "versions": dict(context.versions),
        "notes": context.notes,
    }


def _evidence(rows: Sequence[ReleaseRow], charts: Sequence[str]) -> Mapping[str, object]:
    """Say how much is shown and hidden. Of which rule hid a number nothing is said."""
    counts = Counter(row.definition.id for row in rows)
    return {
        "figures": len(rows),
        "suppressed": sum(row.figure.is_suppressed for row in rows),
        "figures_by_count": dict(counts),
        "charts": list(charts),
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
