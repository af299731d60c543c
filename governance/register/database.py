"""The database that the register lies in: opened, and kept at the code's own version.

How a file and a server are opened is in `engines.py`, what is decided in the modules beside it.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Engine

from governance.register.engines import engine_on, writing
from governance.register.errors import RegisterError
from governance.register.faults import UNREADABLE, told_in_words

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(url: URL) -> Engine:
    """Open the register's database, or begin one, and bring it up to this version.

    Raises:
        RegisterError: it cannot be opened, or a newer version of the product made it.
    """
    try:
        with told_in_words(url):
            engine = engine_on(url)
            _migrate(engine)
    except OSError:
        raise RegisterError(UNREADABLE) from None  # Its words may hold a path.
    except ModuleNotFoundError as error:
        msg = f"the register is to lie in {url.get_backend_name()}, which needs {error.name}"
        raise RegisterError(msg) from None
    return engine


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
    with writing(engine).begin() as con:
        config.attributes["connection"] = con
        command.upgrade(config, "head")
