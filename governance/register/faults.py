"""What a database says when it fails, in words for the officer; never its own, which hold values.

A message of a driver may hold a path, a password or what somebody wrote: none is passed on.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from governance.register.errors import RegisterError

PASSED_IN = "THINKFAMILY_REGISTER_PASSWORD"
UNREADABLE = "the register cannot be read or written: damaged, in use, not there, or no room"
_TOOK_TOO_LONG = "55P03"
# A connection that fails has no state of SQL: only the words of the server, or those of its driver.
_LETS_NOBODY_IN = ("FATAL", "no password")


@contextmanager
def told_in_words(url: URL) -> Iterator[None]:
    """Tell what the register's database says in words of ours.

    Raises:
        RegisterError: the database failed.
    """
    try:
        yield
    except SQLAlchemyError as error:
        raise RegisterError(_words(url, error)) from None


def _words(url: URL, error: SQLAlchemyError) -> str:
    if not url.host or not isinstance(error, OperationalError):
        return UNREADABLE
    server = f"{url.host}:{url.port}" if url.port else url.host
    state = getattr(error.orig, "sqlstate", None)
    if state == _TOOK_TOO_LONG:
        return "another command is changing the register, and is not done yet: try again"
    if state is None and any(each in str(error.orig) for each in _LETS_NOBODY_IN):
        return (
            f"the server of the register, {server}, does not let {url.username or 'us'} into "
            f"{url.database or 'a database'}: is {PASSED_IN} right, and is the database "
            "there?"
        )
    return f"the server of the register, {server}, does not answer, or went away"
