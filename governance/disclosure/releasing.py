"""The figures of a night together: completed, hidden as the rule asks, and attacked.

A release goes through here, and the evidence of a night that nothing was released of. Nothing is
written here.
"""

from collections.abc import Sequence

from governance.disclosure.checking import Checked, check_disclosure
from governance.disclosure.completing import completed
from governance.disclosure.controlled import ControlledFigure
from governance.disclosure.protecting import control
from governance.disclosure.remembering import Occasion, remembered
from governance.figure import Figure


def protected(
    figures: Sequence[Figure], occasion: Occasion
) -> tuple[tuple[ControlledFigure, ...], Checked]:
    """Hide what is small, and what would tell it; then try whether anything can be worked out.

    Args:
        figures: the exact figures of the night.
        occasion: when and by what rule they are shown.

    Raises:
        DisclosureError: a hidden number can be worked out.
    """
    profile, relations = occasion.profile, occasion.relations
    exact = completed(figures, profile, relations)
    before = remembered(exact, occasion)
    shown = control(exact, profile, relations, before)
    return shown, check_disclosure(exact, shown, relations, profile, before)
