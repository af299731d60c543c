"""`thinkfamily dashboard`: the pages for planners, data protection officers and analysts."""

import os
import sys
from typing import Annotated

import typer

from pipelines.cli.context import session_of

_PROGRAM = "dashboard"  # A package above this one: it is started, not imported.


def dashboard(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="The address to serve; others than this machine need signing in.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to serve.")] = 8000,
) -> None:
    """Serve the dashboard, until Ctrl-C: to this machine, or behind the council's own proxy.

    Without [dashboard] in the configuration nobody signs in, and only made-up people are shown.
    """
    session = session_of(context)
    session.console.print(f"http://{host}:{port}  (Ctrl-C ends it)", highlight=False)
    # The server takes this process's place: what commands need in memory is not kept for it.
    words = [str(session.config_file), "--host", host, "--port", str(port)]
    # Allocators would keep what is freed, for each thread and library by itself; these share it.
    os.environ.update(MALLOC_ARENA_MAX="2", ARROW_DEFAULT_MEMORY_POOL="system")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", _PROGRAM, *words])  # noqa: S606 - our own words
