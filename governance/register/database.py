"""The database that the register lies in: how it is opened and kept at the code's own version.

SQLite in a file of its owner's is the default, PostgreSQL is reached by a URL. What is decided in
it is the business of the modules beside this one.
"""

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from governance.register.errors import RegisterError

_SECONDS_TO_WAIT_FOR_ANOTHER = 30
_SQLITE = "sqlite"
_MIGRATIONS = Path(__file__).parent / "migrations"
UNREADABLE = "the register cannot be read or written: damaged, in use, not there, or no room"


def open_database(url: URL) -> Engine:
    """Open the register's database, or begin one, and bring it up to this version.

    Raises:
        RegisterError: it cannot be opened, or a newer version of the product made it.
    """
    try:
        engine = _engine_on(url)
        _migrate(engine)
    except (SQLAlchemyError, OSError):
        raise RegisterError(UNREADABLE) from None  # Their words may hold a path or a password.
    except ModuleNotFoundError as error:
        msg = f"the register is to lie in {url.get_backend_name()}, which needs {error.name}"
        raise RegisterError(msg) from None
    return engine


def _engine_on(url: URL) -> Engine:
    """SQLite waits for its turn before it looks; others tell when two changed the same."""
    if url.get_backend_name() != _SQLITE:
        return create_engine(url, isolation_level="SERIALIZABLE", hide_parameters=True)
    if url.database:
        _private_file(Path(url.database))
    engine = create_engine(
        url,
        poolclass=NullPool,
        connect_args={"timeout": _SECONDS_TO_WAIT_FOR_ANOTHER},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_transaction)
    return engine


def _private_file(path: Path) -> None:
    """Make the file before SQLite does, so that it is its owner's from its first moment."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Leave transactions to us, keep a journal that readers need not wait for, hold to keys."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("pragma journal_mode = wal")
    cursor.execute("pragma synchronous = full")
    cursor.execute("pragma foreign_keys = on")
    cursor.close()


def _begin_transaction(con: Connection) -> None:
    writes = con.get_execution_options().get("writes")
    con.exec_driver_sql("begin immediate" if writes else "begin")


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with engine.begin() as con:
        held = MigrationContext.configure(con).get_current_revision()
    if held == scripts.get_current_head():
        return
    if held not in {None, *(script.revision for script in scripts.walk_revisions())}:
        msg = (
            "the register was made by a newer version of thinkfamily: it stays as it is; "
            "use that version, or a newer one"
        )
        raise RegisterError(msg)
    with engine.execution_options(writes=True).begin() as con:
        config.attributes["connection"] = con
        command.upgrade(config, "head")
