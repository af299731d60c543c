"""Where each source's delivery lies, and which of them a night finds first.

Whether it can be used is decided in `choosing.py`.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.config import SourceConfig
from pipelines.nights import date_of


class NoDeliveryError(ValueError):
    """Sources have delivered nothing by the night's date; all of them are named."""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """The folder of a source that a night reads."""

    source: SourceConfig
    folder: Path
    delivered: date


def find_deliveries(
    data: Path, sources: tuple[SourceConfig, ...], as_at: date
) -> tuple[Delivery, ...]:
    """Find each source's newest delivery at or before a date.

    Raises:
        NoDeliveryError: there is no exports folder, or a source has no delivery by then.
    """
    exports = data / "exports"
    if not exports.is_dir():
        msg = f"there is no folder {exports.name} in the data folder {data}: nothing has arrived"
        raise NoDeliveryError(msg)
    found = []
    problems = []
    for source in sources:
        dated = dated_folders(data, source)
        days = [day for day in dated if day <= as_at]
        if days:
            found.append(Delivery(source=source, folder=dated[max(days)], delivered=max(days)))
        else:
            where = f"exports/{source.folder or source.name}"
            problems.append(f"  - {source.name}: no delivery at or before {as_at} in {where}")
    if problems:
        msg = "\n".join(["sources have not delivered:", *problems])
        raise NoDeliveryError(msg)
    return tuple(found)


def dated_folders(data: Path, source: SourceConfig) -> dict[date, Path]:
    """Find the folders of a source's deliveries by their dates; other folders are none."""
    folder = data / "exports" / (source.folder or source.name)
    return {day: path for path in folder.glob("*") if (day := date_of(path))}
