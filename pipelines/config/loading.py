"""Loading `thinkfamily.toml`; all its problems are told at once."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from pipelines.config.council import Config


class ConfigError(ValueError):
    """The configuration cannot be used; every problem of it is in the message."""


def load_config(path: Path) -> Config:
    """Load and check the configuration; `data` is taken from the folder of the file.

    Raises:
        ConfigError: the file is missing, cannot be read, is not UTF-8 text or not TOML, or breaks
            a rule; all problems are named.
    """
    try:
        config = Config.model_validate(_read(path))
    except ValidationError as error:
        problems = "\n".join(
            f"  - {'.'.join(str(step) for step in problem['loc']) or 'file'}: {problem['msg']}"
            for problem in error.errors(include_input=False)
        )
        msg = f"{path.name} cannot be used:\n{problems}"
        raise ConfigError(msg) from None
    return config.model_copy(update={"data": (path.parent / config.data).resolve()})


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        msg = f"there is no configuration at {path}"
        raise ConfigError(msg) from None
    except OSError as error:
        msg = f"{path.name} cannot be read ({error.strerror})"
        raise ConfigError(msg) from None
    except UnicodeDecodeError:
        msg = f"{path.name} is not UTF-8 text"
        raise ConfigError(msg) from None
    except tomllib.TOMLDecodeError as error:
        msg = f"{path.name} is not TOML: {error}"
        raise ConfigError(msg) from None
