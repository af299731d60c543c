"""The warehouse key of the demo: made once, kept beside the configuration for its owner alone.

A council sets the key from its own secret store; only a synthetic town has one made for it.
"""

import os
import secrets
from pathlib import Path

from dotenv import load_dotenv

from pipelines.warehouse import KEY_VARIABLE

ENVIRONMENT_FILE = ".env"


def load_environment(folder: Path) -> None:
    """Read `.env` beside the configuration, as `dagster dev` does; the environment wins."""
    load_dotenv(folder / ENVIRONMENT_FILE)


def make_demo_key(folder: Path) -> bool:
    """Make a key where there is none.

    Returns:
        Whether one was made.
    """
    if os.environ.get(KEY_VARIABLE):
        return False
    path = folder / ENVIRONMENT_FILE
    key = secrets.token_urlsafe(48)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(f"{KEY_VARIABLE}={key}\n")
    path.chmod(0o600)
    os.environ[KEY_VARIABLE] = key
    return True
