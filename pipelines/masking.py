"""What Dagster keeps of an error: our own words, and of any other its kind and place.

Messages of libraries may quote a row, and Dagster would store them.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipelines.errors import TOLD_IN_WORDS, kind_and_place

REDACTED_LOGGER = "dagster.redacted_errors"


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
