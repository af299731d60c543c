"""Pairs of records that would become one person, or would not be one any more: a few to look at."""

from duckdb import DuckDBPyConnection

from governance.register.evidence import ChangedPairs, PairChange
from sources.tables import select_from

_PACKAGE = "pipelines.threshold_evidence"
MOST_PAIRS = 20
"""More than these nobody looks at."""
_PAIR = tuple(PairChange.model_fields)


def changed_pairs(con: DuckDBPyConnection, seed: str, *, at_most: int = MOST_PAIRS) -> ChangedPairs:
    """Draw pairs that are one person in the night and not in the world in use, or the reverse.

    Args:
        con: a world in use, beside its night, which is attached as `night`.
        seed: the same seed draws the same pairs of the same night.
        at_most: how many are drawn, from each pair of sources and direction in turn.
    """
    drawn = select_from(con, _PACKAGE, "sql/changed_pair", seed=seed, most=at_most)
    rows = drawn.select(*_PAIR, "joined", "parted").fetchall()
    *_, joined, parted = rows[0] if rows else (0, 0)
    sample = [PairChange(**dict(zip(_PAIR, row, strict=False))) for row in rows]
    return ChangedPairs(joined=joined, parted=parted, sample=tuple(sample))
