"""`python -m pipelines.documents`: write the documents, or with `--check` say which are stale."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from linkage_models.family.model import FAMILY_MODEL
from linkage_models.person.model import PERSON_MODEL
from pipelines.documents.accuracy import accuracy_parts
from pipelines.documents.cards import card_parts, filled
from pipelines.documents.dictionary import data_dictionary
from pipelines.documents.statements import claims, counts

ROOT = Path(__file__).parents[2]


def documents(root: Path) -> dict[Path, str]:
    """Make the text of every document of a repository, by where it belongs."""
    docs = root / "docs"
    made = {
        docs / "data_dictionary.md": data_dictionary(),
        docs / "counts.md": counts(),
        docs / "claims.md": claims(),
    }
    for model in (PERSON_MODEL, FAMILY_MODEL):
        card = docs / "models" / f"{model.name}.md"
        parts = card_parts(model) | accuracy_parts(model, root)
        made[card] = filled(card.read_text("utf-8"), parts)
    return made


def stale(made: dict[Path, str]) -> list[Path]:
    """Name the documents that are missing, or do not say what the code says."""
    return [
        path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text
    ]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write what is stale, or only say so.

    Returns:
        The exit code: 1 where a check found a stale document.
    """
    parser = argparse.ArgumentParser(prog="python -m pipelines.documents", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one is stale")
    is_check = parser.parse_args(arguments).check
    made = documents(root)
    behind = stale(made)
    for path in behind:
        if not is_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], "utf-8", newline="\n")
        told = "is stale: run `make docs`" if is_check else "is written"
        sys.stdout.write(f"{path.relative_to(root).as_posix()} {told}\n")
    return 1 if is_check and behind else 0


if __name__ == "__main__":
    sys.exit(main())
