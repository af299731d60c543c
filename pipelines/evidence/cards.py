"""Model cards of the version that is installed: in its wheel, or in the repository it runs from."""

import re
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

CARDS = ("person", "family", "free_text")
"""The models that have a card."""
_IN_WHEEL = ("linkage_models", "cards")
_IN_REPOSITORY = Path(__file__).parents[2] / "docs" / "models"
_ACCURACY = re.compile(r"^## Accuracy\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)


class NoCardError(ValueError):
    """A model card is not where it was installed."""


def card_of(model: str) -> str:
    """Return the card of a model, as Markdown.

    Raises:
        NoCardError: it was not installed.
    """
    for folder in _folders():
        card = folder / f"{model}.md"
        if card.is_file():
            return card.read_text("utf-8")
    msg = f"the card of the {model} model is not installed: install thinkfamily again"
    raise NoCardError(msg)


def accuracy_of(model: str) -> str:
    """Return what a card says of accuracy, with a title of its own.

    Raises:
        NoCardError: the card was not installed, or says nothing of accuracy.
    """
    found = _ACCURACY.search(card_of(model))
    if found is None:
        msg = f"the card of the {model} model says nothing of its accuracy"
        raise NoCardError(msg)
    return f"# Accuracy of the {model} model on synthetic people\n\n{found[1].strip()}\n"


def _folders() -> tuple[Traversable, ...]:
    package, folder = _IN_WHEEL
    return resources.files(package) / folder, _IN_REPOSITORY
