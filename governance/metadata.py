"""What a release says of itself to a machine, and the checksums that seal it."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from governance.content import Content
from governance.definition import Unit
from governance.release_context import SOURCE, SYNTHETIC_SENTENCE, ReleaseContext
from governance.rows import RELEASE_COLUMNS, ReleaseRow
from governance.sureness import INTERVAL_WORDS, RANGE_WORDS

METADATA_SCHEMA = "thinkfamily-release/1"


def write_metadata(content: Content, context: ReleaseContext, path: Path) -> None:
    """Write everything that a release was made with, in an order that never changes."""
    said = {
        **({"data": SYNTHETIC_SENTENCE} if context.is_synthetic else {}),
        **_about(context),
        "coverage": _coverage(content.rows, context),
        "estimates": _estimates(content),
        "charts": [
            {"name": each.name, "title": each.title, "alternative_text": each.description}
            for each in content.charts
        ],
        "evidence": _evidence(content),
    }
    text = json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(f"{text}\n", encoding="utf-8")


def _about(context: ReleaseContext) -> dict[str, object]:
    return {
        "schema": METADATA_SCHEMA,
        "release_id": context.release_id,
        "title": context.marked_title,
        "area": context.area,
        "purpose": context.purpose,
        "headlines": context.headlines,
        "as_at": context.as_at.isoformat(),
        "data_as_at": {source: day.isoformat() for source, day in context.data_as_at.items()},
        "profile": {**asdict(context.profile), "rules": context.profile.rules()},
        "definitions": [asdict(definition) for definition in context.definitions],
        "breakdowns": [asdict(breakdown) for breakdown in context.breakdowns],
        "thresholds": dict(context.thresholds),
        "quality": dict(context.quality),
        "wards_named": len(context.boundaries.names) if context.boundaries else 0,
        "labels": {
            breakdown: [{"category": name, "title": title} for name, title in labels.items()]
            for breakdown, labels in context.labels.items()
        },
        "columns": RELEASE_COLUMNS,
        "versions": dict(context.versions),
        "notes": context.notes,
    }


def _coverage(rows: tuple[ReleaseRow, ...], context: ReleaseContext) -> dict[str, object]:
    """Say how recent each source is, and what of its records came how far, as far as is shown."""
    records: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.measure.unit is Unit.RECORD and row.figure.breakdown == SOURCE:
            records.setdefault(row.figure.category, {})[row.measure.name] = row.figure.text
    return {
        "data_as_at": {source: day.isoformat() for source, day in context.data_as_at.items()},
        "records": records,
    }


def _estimates(content: Content) -> dict[str, object]:
    return {
        "figures": len(content.estimates),
        "with_interval": sum(bool(each.interval_text) for each in content.estimates),
        "interval": INTERVAL_WORDS,
        "range": RANGE_WORDS,
    }


def _evidence(content: Content) -> Mapping[str, object]:
    """Say how much is shown and hidden. Of which rule hid a number nothing is said."""
    hidden = Counter(row.definition.id for row in content.rows if row.figure.is_suppressed)
    return {
        "figures": len(content.rows),
        "suppressed": hidden.total(),
        "figures_by_count": dict(Counter(row.definition.id for row in content.rows)),
        "suppressed_by_count": dict(hidden),
        "charts": [chart.name for chart in content.charts],
        "disclosure_check": {**asdict(content.checked), "worked_out": 0},
    }
