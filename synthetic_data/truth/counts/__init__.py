"""The counts as they truly are, taken from the world and not from any record.

Basis: open at the as-at date, unless a count says otherwise. Figures and breakdowns are additive
over towns. By letter: A `parents`, B `recorded`, C and D2 `together`, A1, A2, D1 and E1 in parts
`profiles`, E2 and F1 `records`. F2, every headline count within an interval, needs no figures of
its own: its truth is the headline counts themselves.
"""

from collections import Counter

from synthetic_data.records.ledger import Ledger
from synthetic_data.truth.counts.involvement import Figure, Involvement
from synthetic_data.truth.counts.parents import count_parents
from synthetic_data.truth.counts.profiles import Cell, count_profiles
from synthetic_data.truth.counts.recorded import count_recorded
from synthetic_data.truth.counts.records import count_changes, count_records
from synthetic_data.truth.counts.together import count_together
from synthetic_data.truth.family_units import Families

__all__ = ["Cell", "Figure", "count_changes", "true_figures"]


def true_figures(families: Families, ledger: Ledger) -> tuple[list[Figure], Counter[Cell]]:
    """Count what the product is asked to count: the figures, and their breakdowns."""
    known = Involvement(families)
    figures = [
        *count_parents(known),
        *count_recorded(known),
        *count_together(known),
        *count_records(ledger),
    ]
    return figures, count_profiles(known)
