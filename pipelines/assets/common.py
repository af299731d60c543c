"""What all assets share: the partitions, and how counts are reported."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import dagster as dg

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ZONE = "Europe/London"
"""The clock that nights are run and awaited by."""

# One night is one partition, named by its as-at date; today's is there from the morning.
NIGHTLY = dg.DailyPartitionsDefinition(start_date="2024-01-01", end_offset=1)

RAW, CONFORMED, LINKAGE, FAMILY, COUNTS, NIGHT = (
    "raw",
    "conformed",
    "linkage",
    "family",
    "counts",
    "night",
)

BACKFILL = "dagster/backfill"
"""The tag by which Dagster knows the runs of a backfill, those of the command line among them."""

# What an asset returns: it made something, and how much. Never a value.
Reported = dg.MaterializeResult[None]


def reported(counts: "Mapping[str, int] | DataclassInstance") -> Reported:
    """Report counts, and nothing but counts, as what an asset made."""
    numbers = counts if isinstance(counts, Mapping) else asdict(counts)
    return Reported(metadata={name: int(value) for name, value in numbers.items()})
