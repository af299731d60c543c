"""The server of the dashboard, in a process of its own: `thinkfamily dashboard` becomes it."""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from dotenv import load_dotenv

from dashboard.app import create_app
from dashboard.office import open_office
from pipelines.config import load_config
from pipelines.errors import TOLD_IN_WORDS

_NOT_CONFIGURED = 3
_SECONDS_TO_FINISH = 10


def serve(
    config_file: Annotated[Path, typer.Argument()],
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
) -> None:
    """Serve until it is stopped."""
    os.umask(0o077)
    load_dotenv(config_file.parent / ".env")
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    for told_too_much in ("httpx2", "httpcore2"):  # They write addresses with codes in them.
        logging.getLogger(told_too_much).setLevel(logging.WARNING)
    try:
        app = create_app(open_office(load_config(config_file), config_file, host))
    except TOLD_IN_WORDS as error:
        sys.stderr.write(f"Not done: {error}\n")
        sys.exit(_NOT_CONFIGURED)
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,  # Addresses of pages and of people; the audit chain has what matters.
        server_header=False,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )


if __name__ == "__main__":
    typer.run(serve)
