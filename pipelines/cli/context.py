"""What every command is given."""

from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console


@dataclass(frozen=True, kw_only=True)
class Session:
    """One call of the command line."""

    config_file: Path
    console: Console
    errors: Console


def session_of(context: typer.Context) -> Session:
    """Return the session that the common options made."""
    session = context.obj
    if not isinstance(session, Session):
        msg = "the command line was not set up"
        raise TypeError(msg)
    return session
