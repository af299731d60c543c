"""Restoring a backup into a data folder that holds nothing yet."""

import shutil
from pathlib import Path

from governance.seal import broken_seal, checksum_of
from pipelines.backup.contents import NIGHTS, RELEASES
from pipelines.config import Config
from pipelines.nights import Night, NoNightError, current_night, private_folder
from pipelines.refusal import NotAllowedError
from pipelines.register import register_of
from pipelines.warehouse import key_from_environment, open_warehouse

_RESTORING = ".restoring"


def restore(config: Config, backup: Path) -> Night | None:
    """Put back what a backup holds, and try that it can be used; return its night.

    Raises:
        NotAllowedError: the folder holds data already, or the backup is not as it was sealed.
        WarehouseKeyError: the key is not the one that its night was written with.
        RegisterError: its register cannot be opened.
    """
    parts = config.data / _RESTORING
    held = [each for each in ("register.db", NIGHTS, RELEASES) if (config.data / each).exists()]
    if held and not parts.is_dir():
        msg = f"the data folder holds {', '.join(held)} already: nothing is put over it"
        raise NotAllowedError(msg)
    _refuse_unusable(config, backup)
    try:
        _put_back(config, backup, parts, held)
    except OSError as error:
        msg = f"the backup cannot be put back ({error.strerror})"
        raise NotAllowedError(msg) from None
    fault = register_of(config).fault()
    if fault:
        msg = f"all is put back, but the audit chain does not end where its anchor says: {fault}"
        raise NotAllowedError(msg)
    return _night_in(config.data)


def _refuse_unusable(config: Config, backup: Path) -> None:
    wrong = broken_seal(backup, checksum_of(backup))
    if wrong:
        msg = "\n".join(["the backup is not as it was sealed:", *(f"  - {each}" for each in wrong)])
        raise NotAllowedError(msg)
    night = _night_in(backup)
    if night:
        key = key_from_environment()
        with open_warehouse(night.warehouse, key, config.engine, read_only=True):
            pass  # It opens.


def _put_back(config: Config, backup: Path, parts: Path, held: list[str]) -> None:
    """Copy everything aside, then move each thing into its place, what is pointed to last."""
    shutil.rmtree(parts, ignore_errors=True)
    private_folder(config.data)
    shutil.copytree(backup, parts)
    for name in held:  # Of a try that was interrupted.
        path = config.data / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in sorted(parts.iterdir(), key=lambda each: each.name == "register.db"):
        if not path.name.startswith("CHECKSUMS"):
            path.replace(config.data / path.name)
    shutil.rmtree(parts)


def _night_in(data: Path) -> Night | None:
    try:
        return current_night(data)
    except NoNightError:
        return None
