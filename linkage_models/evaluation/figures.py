"""Figures as JSON holds them: rounded, and null where there is nothing to tell.

What is figured out, and how it is shown to people, is not known here.
"""

import math

from linkage_models.model import Json

# More digits than any figure means, fewer than the order of a sum can change.
_DIGITS = 9


def as_figures(told: Json) -> Json:
    """Return what is told as JSON holds it: the same input gives the same text."""
    return {name: _plain(value) for name, value in told.items()}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return round(value, _DIGITS) if math.isfinite(value) else None
    return value
