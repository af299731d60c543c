"""How well families were found: the measures, and what is told of a group of families.

How they are worked out is in `judging`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from linkage_models.evaluation.intervals import Gap, Share, Sums
from linkage_models.model import Json

MEASURES: Mapping[str, tuple[str, str]] = {
    "child_b_cubed_precision": ("precision", "grouped_children"),
    "child_b_cubed_recall": ("recall", "unit_children"),
    "recall_possible": ("recall_possible", "unit_children"),
    "exact_for_child": ("exact_children", "unit_children"),
    "exact_units": ("exact_units", "units"),
    "parents_found": ("found_parents", "parents"),
    "mothers_found": ("found_mothers", "mothers"),
    "fathers_found": ("found_fathers", "fathers"),
    "wrong_adult": ("wrong_children", "found_children"),
    "right_role": ("ties_of_role", "found_ties"),
    "right_residence": ("ties_of_residence", "ties_with_residence"),
}
"""Each measure with the sums that it is a share of: x of y."""
ENOUGH_CHILDREN = 50
"""A group of families with fewer children is not judged apart: its share says more of chance."""


@dataclass(frozen=True, kw_only=True)
class FamiliesJudged:
    """How well a group of families was found: their children, their units, and the shares.

    `dimension` is what they are grouped by, `name` what the families of this group have of it.
    """

    dimension: str
    name: str
    children: int
    units: int
    sums: Mapping[str, Sums]
    shares: Mapping[str, Share]

    def as_json(self) -> Json:
        """Return what JSON holds; sums are left out."""
        shares = {measure: asdict(share) for measure, share in self.shares.items()}
        return {"children": self.children, "units": self.units, "shares": shares}


@dataclass(frozen=True, kw_only=True)
class FamilyJudgement:
    """How well families were found: whole, by type, by group of children, fathers beside mothers.

    Groups are of children of whom a truth tells traits, `gaps` lie between the best and the worst.
    """

    whole: FamiliesJudged
    types: tuple[FamiliesJudged, ...]
    types_too_small: int
    gap_of_parents: Gap | None
    groups: tuple[FamiliesJudged, ...]
    groups_too_small: Mapping[str, int]
    gaps: tuple[Gap, ...]

    def as_json(self) -> Json:
        """Return everything as JSON holds it."""
        return self.whole.as_json() | {
            "gap_of_parents": asdict(self.gap_of_parents) if self.gap_of_parents else None,
            "by_family_type": [{"family_type": each.name} | each.as_json() for each in self.types],
            "family_types_too_small": self.types_too_small,
            "by_group_of_children": [
                {"dimension": each.dimension, "group": each.name} | each.as_json()
                for each in self.groups
            ],
            "groups_too_small": dict(self.groups_too_small),
            "gaps": [asdict(each) for each in self.gaps],
        }
