"""What the code makes, in a few figures: by them a page is known to be of the code beside it.

A digest of what is made and not of the code, so that it changes when behaviour does and a better
word in a comment leaves it as it is.
"""

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel

_PEOPLE, _MULTIPLIER = 300, 3.0
_FIGURES = 16


def fingerprint() -> str:
    """Return the digest of every file of a small town, with its truth, at every level."""
    digest = sha256()
    for level in ErrorLevel:
        plan = TownPlan(people=_PEOPLE, level=level, service_multiplier=_MULTIPLIER)
        with TemporaryDirectory(prefix="likeness-") as made:
            folder = Path(made)
            write_town(plan, folder / "exports", folder / "truth")
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:_FIGURES]
