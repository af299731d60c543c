"""The one place that looks at a clock; whatever depends on the time is given it."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)
