"""The database that the ledger lies in: how it is opened, and when a transaction begins.

What is kept in it is the business of `tables`, and what is asked of it that of `ledger`.
"""

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, StaticPool

_SECONDS_TO_WAIT_FOR_ANOTHER = 30


def engine_on(path: Path) -> Engine:
    """Open a database file, or begin one that its owner alone can read."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    return _with_our_transactions(
        create_engine(
            f"sqlite:///{path}",
            poolclass=NullPool,
            connect_args={"timeout": _SECONDS_TO_WAIT_FOR_ANOTHER},
            hide_parameters=True,
        )
    )


def engine_in_memory() -> Engine:
    """Open a database that is gone when its engine is."""
    return _with_our_transactions(
        create_engine("sqlite://", poolclass=StaticPool, hide_parameters=True)
    )


def _with_our_transactions(engine: Engine) -> Engine:
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin_transaction)
    return engine


def _leave_transactions_to_us(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Keep the driver from beginning transactions of its own, only when something is written."""
    connection.isolation_level = None


def _begin_transaction(con: Connection) -> None:
    """Begin a transaction; one that writes waits for its turn before it looks at anything."""
    writes = con.get_execution_options().get("writes")
    con.exec_driver_sql("begin immediate" if writes else "begin")
