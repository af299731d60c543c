"""How an error reaches people: our own in words, any other as its kind and place only.

Our messages name source, file, column and count. Messages of libraries may quote a row, so neither
Dagster's storage nor a log ever receives one.
"""

import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from governance.boundaries import BoundariesError
from governance.register.errors import DecisionError, RegisterError
from governance.release import ReleaseError
from linkage_models.calibration.sheets import LabelError
from linkage_models.model import UntrainedModelError
from linkage_models.person.decision_list import DecisionsError
from pipelines.config import ConfigError
from pipelines.deliveries.ledger import LedgerError
from pipelines.deliveries.trying import NotHeldError
from pipelines.nights import NoDeliveryError, NoNightError
from pipelines.warehouse import WarehouseError, WarehouseKeyError
from sources.opt_outs import OptOutListError
from sources.readers.files import DeliveryRefusedError

REDACTED_LOGGER = "dagster.redacted_errors"


class NotAllowedError(ValueError):
    """Governance forbids what is asked: an expired agreement, an unapproved threshold."""


# Raised by us, with messages that are safe to store and to show.
TOLD_IN_WORDS = (
    BoundariesError,
    ConfigError,
    DecisionError,
    DecisionsError,
    DeliveryRefusedError,
    LabelError,
    LedgerError,
    NoDeliveryError,
    NoNightError,
    NotAllowedError,
    NotHeldError,
    OptOutListError,
    RegisterError,
    ReleaseError,
    UntrainedModelError,
    WarehouseError,
    WarehouseKeyError,
)


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn our own errors into a failure whose words Dagster keeps; it masks all others."""
    try:
        yield
    except TOLD_IN_WORDS as error:
        raise dg.Failure(description=str(error), allow_retries=False) from None


def mask_errors() -> None:
    """Keep messages of other errors out of Dagster's storage and out of every log."""
    os.environ["DAGSTER_REDACT_USER_CODE_ERRORS"] = "1"
    logger = logging.getLogger(REDACTED_LOGGER)
    if not any(isinstance(each, _OnlyKindAndPlace) for each in logger.filters):
        logger.addFilter(_OnlyKindAndPlace())


class _OnlyKindAndPlace(logging.Filter):
    """Replaces a traceback by the kind of the error and the line of ours that it came from."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], dg.Failure):
            return False  # Told in words already.
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.getMessage()}: {kind_and_place(record.exc_info[1])}"
            record.args = None
            record.exc_info = None
            record.exc_text = None
        return True


def kind_and_place(error: BaseException | None) -> str:
    """Say what kind of error it is and where in our code it arose, without its message."""
    if error is None:
        return "unknown error"
    while error.__cause__ is not None:  # Dagster wraps what a step raises.
        error = error.__cause__
    root = Path(__file__).parent.parent
    ours = [
        f"{Path(frame.filename).relative_to(root)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(root) and "site-packages" not in frame.filename
    ]
    return f"{type(error).__name__} at {ours[-1] if ours else 'a library'}"
