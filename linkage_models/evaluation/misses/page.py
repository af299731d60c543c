"""The page of false and missed links: the commonest kinds of each set, and what would fix them."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from linkage_models.evaluation.misses.kinds import STAGES
from linkage_models.model import Json

MOST_SHOWN = 10
"""How many kinds of each error are shown: the ten commonest are most of them."""

_HEAD = "| Number | Share | Asked | How far it came | Kind | Seen in most of them | For example |"
_LINE = "| ---: | ---: | ---: | --- | --- | --- | --- |"
_TITLES = {"missed": "Missed links", "false": "False links"}
_KIND = ("error", "stage", "detail", "kind")
_TOLD = (*_KIND, "errors", "share", "asked", "median_weight", "pattern")


def errors_page(sets: Mapping[str, pa.Table], most: int = MOST_SHOWN) -> str:
    """Write the commonest kinds of error of each set as Markdown.

    Args:
        sets: by its name, what `kinds_of_errors` found in a set.
        most: how many kinds of each error are shown.
    """
    parts = []
    fixes: dict[str, str] = {}
    for name, kinds in sets.items():
        parts.append(f"## {name}")
        for error, title in _TITLES.items():
            rows = [row for row in kinds.to_pylist() if row["error"] == error]
            parts.append(_table(title, rows, most))
            fixes |= {row["kind"]: row["fix"] for row in rows[:most]}
    parts.append("## What would fix each")
    parts.append("\n".join(f"- **{kind}**: {fixes[kind]}." for kind in sorted(fixes)))
    parts.append("## How far a link came")
    parts.append("\n".join(f"- **{stage.name}**: {stage.meaning}." for stage in STAGES))
    return "\n\n".join(parts) + "\n"


def errors_json(kinds: pa.Table) -> Json:
    """Return the kinds of error as JSON holds them: counts and words, no key of a record."""
    return {
        "missed": _sum(kinds, "missed", "errors"),
        "missed_of_which_asked": _sum(kinds, "missed", "asked"),
        "false": _sum(kinds, "false", "errors"),
        "kinds": kinds.select(_TOLD).to_pylist(),
    }


def pooled(tables: Iterable[pa.Table]) -> pa.Table:
    """Add up the errors of several sets that are alike, such as one town of several seeds.

    Pattern and example are those of the set in which a kind is commonest; the weight is the mean of
    the sets' medians, by how many errors there were.
    """
    sets = list(tables)
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for table in sets:
        for row in table.to_pylist():
            found.setdefault(tuple(row[name] for name in _KIND), []).append(row)
    rows = [_together(same) for same in found.values()]
    rows.sort(key=lambda row: (row["error"] == "false", -row["errors"], *(row[n] for n in _KIND)))
    added = pa.Table.from_pylist(rows, sets[0].schema)
    for row in rows:
        row["share"] = row["errors"] / _sum(added, row["error"], "errors")
    return pa.Table.from_pylist(rows, sets[0].schema)


def stage_in_words(row: Mapping[str, object]) -> str:
    """Say how far the links of a kind came, what stopped or made them, and their weight."""
    stage = f"{row['stage']}: {row['detail']}" if row["detail"] else str(row["stage"])
    weight = row["median_weight"]
    return stage if weight is None else f"{stage} ({weight:.1f} bits)"


def _together(same: list[dict[str, Any]]) -> dict[str, Any]:
    errors = sum(row["errors"] for row in same)
    weighed = [row for row in same if row["median_weight"] is not None]
    among = sum(row["errors"] for row in weighed)
    return max(same, key=lambda row: row["errors"]) | {
        "errors": errors,
        "asked": sum(row["asked"] for row in same),
        "median_weight": sum(row["errors"] * row["median_weight"] for row in weighed) / among
        if among
        else None,
    }


def _sum(kinds: pa.Table, error: str, column: str) -> int:
    return sum(int(row[column]) for row in kinds.to_pylist() if row["error"] == error)


def _table(title: str, rows: list[dict[str, Any]], most: int) -> str:
    if not rows:
        return f"{title}: none."
    total, asked = (sum(row[column] for row in rows) for column in ("errors", "asked"))
    shown = f", the {most} commonest of {len(rows)} kinds" if len(rows) > most else ""
    lines = [f"{title}: {total:,}{shown}. People are asked about {asked:,}.", "", _HEAD, _LINE]
    return "\n".join([*lines, *(_line(row) for row in rows[:most])])


def _line(row: Mapping[str, Any]) -> str:
    example = f"{row['example_l']} and {row['example_r']}" if row["example_l"] else ""
    numbers = [f"{row['errors']:,}", f"{row['share']:.1%}", f"{row['asked']:,}"]
    words = [stage_in_words(row), row["kind"], row["pattern"], example]
    return "| " + " | ".join(_cell(word) for word in [*numbers, *words]) + " |"


def _cell(word: str) -> str:
    """Keep a record's key, which anybody may have written, inside its cell."""
    return " ".join(word.replace("|", "\\|").split())
