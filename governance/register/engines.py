"""How each kind of database is opened: who waits for whom, and what a reader sees meanwhile.

Whoever changes something waits for its turn before it looks, in a file as on a server: no two
changes ever build on the same state. What lies in the database is not here.
"""

import os
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

_SECONDS_TO_WAIT_FOR_ANOTHER = 30
_SECONDS_TO_CONNECT = 10
_WRITES = "writes"
_SQLITE = "sqlite"
_POSTGRESQL = "postgresql"
_TURN = 7_416_327_080
"""The number of the lock that changes take on a server; any would do that nobody else takes."""


def engine_on(url: URL) -> Engine:
    """Open a database: a file that is its owner's alone, or a server."""
    is_file = url.get_backend_name() == _SQLITE
    if is_file and url.database:
        _private_file(Path(url.database))
    engine = create_engine(
        url,
        poolclass=NullPool,  # A command opens one connection or two, and may be forked from.
        connect_args=_arguments(url),
        hide_parameters=True,
    )
    if is_file:
        event.listen(engine, "connect", _prepare_file)
        event.listen(engine, "begin", _begin_in_file)
    else:
        event.listen(engine, "begin", _begin_on_server)
    return engine


def writing(engine: Engine) -> Engine:
    """Return an engine whose transactions wait for those of others that write."""
    if engine.dialect.name == _SQLITE:
        return engine.execution_options(**{_WRITES: True})
    # What was kept while it waited for its turn is seen.
    return engine.execution_options(**{_WRITES: True}, isolation_level="READ COMMITTED")


def reading(engine: Engine) -> Engine:
    """Return an engine whose transactions see one state, whatever is changed meanwhile."""
    if engine.dialect.name == _SQLITE:
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _arguments(url: URL) -> dict[str, str | int]:
    if url.get_backend_name() == _SQLITE:
        return {"timeout": _SECONDS_TO_WAIT_FOR_ANOTHER}
    if url.get_backend_name() != _POSTGRESQL:
        return {}
    wait = f"-c lock_timeout={_SECONDS_TO_WAIT_FOR_ANOTHER}s"
    return {"connect_timeout": _SECONDS_TO_CONNECT, "options": wait}


def _private_file(path: Path) -> None:
    """Make the file before SQLite does, so that it is its owner's from its first moment."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _prepare_file(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Leave transactions to us, keep a journal that readers need not wait for, hold to keys."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("pragma journal_mode = wal")
    cursor.execute("pragma synchronous = full")
    cursor.execute("pragma foreign_keys = on")
    cursor.close()


def _begin_in_file(con: Connection) -> None:
    con.exec_driver_sql("begin immediate" if _is_writing(con) else "begin")


def _begin_on_server(con: Connection) -> None:
    if _is_writing(con):
        con.exec_driver_sql("select pg_advisory_xact_lock(%s)", (_TURN,))


def _is_writing(con: Connection) -> bool:
    return bool(con.get_execution_options().get(_WRITES))
