"""Why headline figures changed since the last release: two whole nights, read and never changed.

How a change is split is in `pipelines/counts/recounting`; here is where the nights are found.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb

from governance.uncertainty import Change
from pipelines.config import Config
from pipelines.counts.recounting.changes import EARLIER, Nights, split_changes
from pipelines.judgements import decisions_of
from pipelines.manifest import versions
from pipelines.nights import Night
from pipelines.warehouse import NIGHT, key_from_environment, open_together


class NotSplitError(ValueError):
    """A change cannot be split into its reasons; the message says why."""


def changes_since(config: Config, as_at: date, earlier: date) -> tuple[Change, ...]:
    """Split the change of every headline figure between two nights into its reasons.

    Raises:
        NotSplitError: the earlier night is gone or was built by another version of the product, or
            the later one with models or levels that are not those of today.
    """
    night, before = (Night(data=config.data, as_at=day) for day in (as_at, earlier))
    if not before.warehouse.is_file():
        msg = f"the night of {earlier} is not kept any more"
        raise NotSplitError(msg)
    now, then = _versions_of(night), _versions_of(before)
    if now != then and not _is_linked_as_today(now):
        msg = f"the night of {as_at} was linked with other models, levels or libraries than today's"
        raise NotSplitError(msg)
    together = {NIGHT: night.warehouse, EARLIER: before.warehouse}
    key = key_from_environment()
    world = config.data / "releases" / f"{as_at}.world"
    try:
        with open_together(together, key, config.engine, world.parent) as con:
            nights = Nights(
                con=con,
                as_at=as_at,
                earlier_as_at=earlier,
                file=world,
                key=key,
                is_same_linkage=now == then,
                decisions=decisions_of(config),
            )
            return tuple(
                Change(
                    count_id=each.count_id,
                    measure=each.measure,
                    earlier_as_at=earlier,
                    earlier=each.earlier,
                    real_change=each.real_change,
                    coverage_change=each.coverage_change,
                    model_change=each.model_change,
                    now=each.now,
                )
                for each in split_changes(nights)
            )
    except (duckdb.CatalogException, duckdb.BinderException):
        msg = f"the night of {earlier} was built by another version of the product"
        raise NotSplitError(msg) from None


def _versions_of(night: Night) -> Mapping[str, str]:
    path: Path = night.manifest
    found: Mapping[str, str] = json.loads(path.read_text("utf-8"))["versions"]
    return found


def _is_linked_as_today(now: Mapping[str, str]) -> bool:
    """Whether a night was linked as one would be today, at its own levels, which it holds."""
    today = versions()
    return all(now.get(name) == today[name] for name in today if "threshold" not in name)
