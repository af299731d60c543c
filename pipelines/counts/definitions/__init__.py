"""What each count means, in the words it is published with; by letter in modules of their own.

A count's SELECT is `sql/<id>.sql`. What its breakdowns and categories are called is in `words.py`.
"""

from pipelines.counts.definitions.children import CHILDREN
from pipelines.counts.definitions.families import FAMILIES
from pipelines.counts.definitions.parents import PARENTS
from pipelines.counts.definitions.pupils import PUPILS
from pipelines.counts.definitions.recorded import RECORDED
from pipelines.counts.definitions.records import RECORDS

DEFINITIONS = tuple(
    sorted((*PARENTS, *CHILDREN, *RECORDED, *FAMILIES, *PUPILS, *RECORDS), key=lambda each: each.id)
)

# What the report opens with, and what has a range and an interval.
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
