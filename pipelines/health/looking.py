"""Looking at everything that is watched: what cannot be looked at is told, and hides nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime

from pipelines.config import Config
from pipelines.errors import TOLD_IN_WORDS
from pipelines.health import keeping, nightly
from pipelines.health.finding import Finding, Grade

Check = Callable[[Config, datetime], Iterator[Finding]]
CHECKS: dict[str, Check] = {
    nightly.NIGHT: nightly.night,
    nightly.WAREHOUSE: nightly.warehouse,
    nightly.SOURCE: nightly.data_in_use,
    nightly.DELIVERY: nightly.deliveries,
    keeping.AGREEMENT: keeping.agreements,
    keeping.REGISTER: keeping.register,
    keeping.RELEASE: keeping.releases,
    keeping.RETENTION: keeping.retention,
    keeping.DISK: keeping.disk,
}


def look(config: Config, moment: datetime) -> tuple[Finding, ...]:
    """Look at everything, as it is at a moment."""
    return tuple(
        finding for about, check in CHECKS.items() for finding in _try(about, check, config, moment)
    )


def _try(about: str, check: Check, config: Config, moment: datetime) -> list[Finding]:
    try:
        return list(check(config, moment))
    except TOLD_IN_WORDS as error:
        return [Finding(about=about, grade=Grade.CRITICAL, words=str(error))]
    except OSError as error:
        words = f"it cannot be looked at ({error.strerror})"
        return [Finding(about=about, grade=Grade.CRITICAL, words=words)]
