"""The anchor of the audit chain: where its end is written down, outside the register."""

import json
import os
import tempfile
from pathlib import Path

from governance.register.chain import Anchor
from governance.register.errors import RegisterError
from governance.register.tables import AuditRow


def anchor_of(last: AuditRow | None) -> Anchor:
    """Return what is written down of a chain that ends so."""
    return Anchor(number=last.number, hash=last.hash) if last else Anchor(number=0, hash="")


def read_anchor(path: Path) -> Anchor | None:
    """Read the anchor; none where nothing was anchored yet.

    Raises:
        RegisterError: it cannot be read.
    """
    try:
        told = json.loads(path.read_text("utf-8"))
        return Anchor(number=int(told["number"]), hash=str(told["hash"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        msg = f"the anchor of the audit chain, {path.name}, cannot be read"
        raise RegisterError(msg) from None


def write_anchor(path: Path, anchor: Anchor) -> None:
    """Replace the anchor whole; it is its owner's alone.

    Raises:
        RegisterError: it cannot be written.
    """
    try:
        # Another command may write it at the same time: each has a part of its own.
        descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
        part = Path(name)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(json.dumps({"number": anchor.number, "hash": anchor.hash}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        msg = f"the anchor of the audit chain cannot be written ({error.strerror})"
        raise RegisterError(msg) from None
