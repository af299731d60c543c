"""What counts as evidence of family, before anything is weighed: places, contact points, ties."""

from linkage_models.family.evidence.gathering import (
    CONTACT_OF_CHILDREN_AT_MOST,
    CONTACT_SHARED_BY_AT_MOST,
    HOUSEHOLD_AT_MOST,
    LEAST_STATED_GAP,
    OWN_CONTACT_OF_AT_MOST,
    SHARERS,
    evidence_counts,
    prepare_persons,
)

__all__ = [
    "CONTACT_OF_CHILDREN_AT_MOST",
    "CONTACT_SHARED_BY_AT_MOST",
    "HOUSEHOLD_AT_MOST",
    "LEAST_STATED_GAP",
    "OWN_CONTACT_OF_AT_MOST",
    "SHARERS",
    "evidence_counts",
    "prepare_persons",
]
