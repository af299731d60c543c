"""The counts as they truly are, taken from the world and not from any record.

Basis: open at the as-at date, unless a count says otherwise. Cells are named as the product names
its figures, and are additive over towns. Adults are in `parents`, children in `children`, families
in `together`, C5 and D2 in `beside`, E2 and F1 in `records`; who somebody is, in `traits`. F2,
every headline count within an interval, needs no figures: its truth is the headline counts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from synthetic_data.records.ledger import Ledger
from synthetic_data.truth.counts.involvement import Cell, Figure, Involvement
from synthetic_data.truth.counts.profiles import TOTAL, count_profiles
from synthetic_data.truth.counts.records import count_changes, count_records
from synthetic_data.truth.family_units import Families

__all__ = ["Cell", "Figure", "count_changes", "true_figures"]

_STAGES = ("early_help", "child_in_need", "child_protection", "looked_after")
_BESIDE = ("children_of_patients", ("yes", "no"))
_PARTS: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("A7", "parents"): ("residence", ("with_child", "elsewhere")),
    ("B1", "amh_adults"): ("recorded_status", ("yes", "no", "blank")),
    ("B2", "parents"): ("recorded_status", ("no", "blank")),
    ("B3", "children"): ("stage", _STAGES),
    ("B4", "children"): ("parents_mental_health", ("recorded", "not recorded")),
    ("C1", "families"): ("services", ("1", "2", "3", "4 or more")),
    ("C5", "referrals"): _BESIDE,
    ("C5", "no_further_action"): _BESIDE,
    ("D2", "pupils"): _BESIDE,
    ("D2", "persistent_absence"): _BESIDE,
    ("D2", "suspension"): _BESIDE,
    ("D2", "special_needs"): _BESIDE,
    ("D2", "free_meals"): _BESIDE,
}
"""Parts that are figures of their own, named after measure and category: `children_looked_after`.

Families by combination (C2) are named after the services alone.
"""


def true_figures(
    families: Families, ledger: Ledger, *, has_census: bool = False
) -> tuple[list[Figure], Counter[Cell]]:
    """Count what the product is asked to count: the figures, and their breakdowns.

    Args:
        families: what is true of a town's families.
        ledger: whom each record is about.
        has_census: whether the town's schools send a census, and so tell of absence, suspensions
            and young carers.
    """
    cells = count_profiles(Involvement(families, has_census=has_census))
    figures = [*_totals(cells), *_parts(cells), *count_records(ledger)]
    return figures, Counter({cell: n for cell, n in cells.items() if cell[2:] != TOTAL and n})


def _totals(cells: Counter[Cell]) -> Iterator[Figure]:
    for (count_id, measure, *trait), number in sorted(cells.items()):
        if tuple(trait) == TOTAL:
            yield count_id, measure, number


def _parts(cells: Counter[Cell]) -> Iterator[Figure]:
    for (count_id, measure), (breakdown, categories) in _PARTS.items():
        for category in categories:
            name = f"{measure}_{category}".replace(" ", "_").replace("_child_in", "_in")
            yield count_id, name, cells[count_id, measure, breakdown, category]
    for (count_id, _, breakdown, category), number in sorted(cells.items()):
        if breakdown == "combination":
            yield count_id, category, number
