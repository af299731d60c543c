"""Counts E2 and F1: what changed since the night before, and how many records there are.

Truth has no thresholds and no linkage error, so E2 is real change alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from synthetic_data.records.ledger import Ledger
from synthetic_data.truth.counts.involvement import Figure

HEADLINES = (
    ("A1", "parents"),
    ("A2", "children"),
    ("A3", "children"),
    ("A4", "in_need"),
    ("A5", "children"),
    ("A5", "families"),
    ("C1", "several"),
    ("C3", "families"),
    ("C4", "children"),
)
"""The figures that the product's report opens with."""


def count_records(ledger: Ledger) -> Iterator[Figure]:
    """Give F1 of every source: its records, the people they are about, what is left out.

    What is left out is withheld by the source or deleted in it.
    """
    records, withheld = Counter[str](), Counter[str]()
    people: dict[str, set[str]] = {}
    for row in ledger.rows:
        records[row.source] += 1
        withheld[row.source] += row.excluded
        people.setdefault(row.source, set()).add(row.person_id)
    for source in sorted(records):
        yield "F1", f"records_{source}", records[source]
        yield "F1", f"persons_{source}", len(people[source])
        yield "F1", f"withheld_{source}", withheld[source]


def count_changes(
    now: Mapping[tuple[str, str], int], before: Mapping[tuple[str, str], int]
) -> Iterator[Figure]:
    """Give E2: the change of every headline count since an earlier night.

    Args:
        now: the figures of this night, of all towns.
        before: those of the earlier night.
    """
    for headline in HEADLINES:
        change = now.get(headline, 0) - before.get(headline, 0)
        yield "E2", "_".join(headline), change
